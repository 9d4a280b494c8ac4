"""The texts of a data file as a reader takes them in, with the place of every character."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.patterns import regex
from gipgen.rules.spots import LEFT_OUT, Spots
from gipgen.schema import Draft
from gipgen.schema.draft import Path
from gipgen.schema.words import describe, steps_of
from gipgen.source import Place, Source

REFERENCE = "\ufffc"
"""What stands for a reference to a figure, which is right by itself."""
_REFERENCE = regex(r"\{\{[^{}]*\}\}")
_INSIDE = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?"
"""The words of a link, perhaps with a picture among them; no more, so that each is read once."""
_MARKS = regex(rf"[*\\]|^\s*#{{1,6}}\s+|!?\[(?={_INSIDE}\]\()|\]\([^()\[\]]*\)")
_MARKED = regex(r"[*\\#\]}]")
"""What every mark and reference holds."""
_KIND = regex(r"\s*(?:(#)#{0,5}\s|([-*+]|[0-9]{1,9}[.)])\s|(\|))")
_SENTENCE = regex(r"[^。！？；!?;]*[。！？；!?;]?")


class Passage(Struct, frozen=True):
    """A text value: prose without its marks, or a field of one line; references to figures are one character each.

    `spots` finds every character, `within` is the place of the whole value, `kinds` holds what each line begins with:
    `#` a heading, `-` an item of a list, `|` a row of a table.
    """

    path: Path
    label: str
    prose: bool
    text: str
    spots: Spots
    within: Place
    kinds: tuple[str, ...] = ("",)

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the text is written; the whole value when its characters are written otherwise."""
        return self.spots.place(start, end)

    def finding(
        self,
        rule: str,
        place: Place,
        words: dict[str, object],
        expected: str | None = None,
        actual: str | None = None,
        file: str = "",
    ) -> Finding:
        """Return a finding about the text or a part of it."""
        ids = tuple(step for part in self.path for step in steps_of(part))
        return Finding(rule, place, words, ids, self.label, expected, actual, file=file)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences, each within one line."""
        return tuple(found for line in self.text.split("\n") for found in _SENTENCE.findall(line) if found.strip())


def passages(draft: Draft, source: Source) -> tuple[Passage, ...]:
    """Return all texts that the outputs show, in the order of the form: title and header, prose, extra sections."""
    return tuple(
        _passage(draft, source, path, text, prose=prose)
        for path, text, prose in _texts(draft)
        if isinstance(text, str) and text.strip()
    )


def _texts(draft: Draft) -> Iterator[tuple[Path, object, bool]]:
    data = draft.data
    for field in load_envelope().fields:
        value = data.get(field.id)
        if field.kind in {"text", "prose"}:
            yield (field.id,), value, field.kind == "prose"
        elif field.kind == "group" and isinstance(value, dict):
            yield from (((field.id, inner.id), value.get(inner.id), False) for inner in field.fields)
    for section in draft.form.prose:
        yield (section.id,), data.get(section.id), True
    for number, extra in enumerate(data.get("extra_sections") or []):
        if isinstance(extra, dict):
            yield ("extra_sections", number, "heading"), extra.get("heading"), False
            yield ("extra_sections", number, "content"), extra.get("content"), True


def _passage(draft: Draft, source: Source, path: Path, value: str, *, prose: bool) -> Passage:
    label, within = describe(draft.form, path)[1], draft.spot(path).value
    if not prose:
        return Passage(path, label, prose, value, Spots(source.lines, within, value, value), within)
    lines = value.split("\n")
    shown = "\n".join(map(_shown, lines))
    spots = Spots(source.lines, within, value, shown)
    return Passage(path, label, prose, shown.replace(LEFT_OUT, ""), spots, within, tuple(map(_kind, lines)))


def _kind(line: str) -> str:
    found = _KIND.match(line)
    return "" if found is None else "#" if found[1] else "-" if found[2] else "|"


def _shown(line: str) -> str:
    """Write LEFT_OUT over the marks of Markdown, and one character for each reference."""
    if not _MARKED.search(line):
        return line
    line = _REFERENCE.sub(lambda found: REFERENCE + LEFT_OUT * (len(found[0]) - 1), line)
    return _MARKS.sub(lambda found: LEFT_OUT * len(found[0]), line)
