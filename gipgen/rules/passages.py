"""The texts of a data file as a reader takes them in, with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.patterns import regex
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
_KIND = regex(r"\s*(?:(#)#{0,5}\s|([-*+]|[0-9]{1,9}[.)])\s|(\|))")
_SENTENCE = regex(r"[^。！？；!?;]*[。！？；!?;]?")


class Passage(Struct, frozen=True):
    """A text value: prose without its marks, or a field of one line; references to figures are one character each.

    `spots` holds line and column of every character, `within` the whole value, `kinds` what each line begins with:
    `#` a heading, `-` an item of a list, `|` a row of a table.
    """

    path: Path
    label: str
    prose: bool
    text: str
    spots: tuple[tuple[int, int], ...]
    within: Place
    kinds: tuple[str, ...] = ("",)

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the text is written; the whole value when its characters are written otherwise."""
        if not self.spots or start >= end:
            return self.within
        (line, column), (last, right) = self.spots[start], self.spots[end - 1]
        return Place(line, column, last, right + 1)

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


def _passage(draft: Draft, source: Source, path: Path, text: str, *, prose: bool) -> Passage:
    within = draft.spot(path).value
    spots = _spots(source.lines, within, text)
    label = describe(draft.form, path)[1]
    if not prose:
        return Passage(path, label, prose, text, spots, within)
    kinds = tuple(_kind(line) for line in text.split("\n"))
    return Passage(path, label, prose, *_bare(text, spots), within, kinds)


def _kind(line: str) -> str:
    found = _KIND.match(line)
    return "" if found is None else "#" if found[1] else "-" if found[2] else "|"


def _spots(lines: list[str], within: Place, text: str) -> tuple[tuple[int, int], ...]:
    """Find each character of a value in the file; nothing when it is written with escapes or folded."""
    opening = lines[within.line - 1][within.column - 1 :] if within.line <= len(lines) else ""
    block = re.match(r"(?:[&!]\S*\s+)*\|", opening)
    number, found = within.line if block else within.line - 1, []
    for part in text.removesuffix("\n").split("\n"):
        while block and part and number < len(lines) and not lines[number].strip():
            number += 1
        if number >= len(lines):
            return ()
        line = lines[number]
        column = line.find(part, 0 if block else within.column - 1)
        if column < 0:
            return ()
        found += [(number + 1, column + at) for at in range(1, len(part) + 2)]
        number += 1
    return tuple(found)


def _bare(text: str, spots: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Leave out the marks of Markdown and let one character stand for each reference."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for line in text.split("\n"):
        inner = _REFERENCE.sub(lambda found: REFERENCE + "\0" * (len(found[0]) - 1), line)
        inner = _MARKS.sub(lambda found: "\0" * len(found[0]), inner)
        for offset, character in enumerate(f"{inner}\n"):
            if character != "\0":
                kept.append(character)
                places.append(at + offset)
        at += len(line) + 1
    joined = "".join(kept).removesuffix("\n")
    if not spots:
        return joined, ()
    return joined, tuple(spots[min(place, len(spots) - 1)] for place in places[: len(joined)])
