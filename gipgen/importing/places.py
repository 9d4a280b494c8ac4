"""What a document prints where: the place of a text, and headings and a signature that stand nowhere."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping

from rapidfuzz import fuzz, process

from gipgen.importing.difference import Difference
from gipgen.importing.spelling import AROUND, plain
from gipgen.importing.told import bare
from gipgen.readers import NOWHERE, Document, Origin, Paragraph
from gipgen.recognition import Imported
from gipgen.report import Report
from gipgen.words import Say

_LIKE = 50.0
"""From which share (of 100) on a paragraph may be what a heading has become."""
_NEARLY = 75.0
"""From which share on it surely has; of groups, which not every document prints."""
_BEHIND = 25
"""Characters that a date and a seal may take behind a signature."""


class Places:
    """Where the texts of a document stand; nowhere without one."""

    def __init__(self, document: Document | None) -> None:
        self.parts = list(_parts(document)) if document else []
        self.whole = "".join(text for text, _ in self.parts)
        self.ends = [0]
        for text, _ in self.parts:
            self.ends.append(self.ends[-1] + len(text))

    def of(self, text: str, start: int) -> Origin:
        """Return where a text goes on from a character, found by what stands around it."""
        first = max(0, start - AROUND)
        around = plain(text[first : start + AROUND])
        at = self.whole.find(around)
        return (
            self.parts[min(bisect(self.ends, at + start - first), len(self.parts)) - 1][1]
            if around and at >= 0
            else NOWHERE
        )


def _parts(document: Document) -> Iterator[tuple[str, Origin]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield plain(bare(block.marker, block.text)), block.origin
        else:
            yield from ((plain(bare("", cell.text)), cell.origin) for cell in block.cells)


def lost_headings(report: Report, document: Document) -> Iterator[Difference]:
    """Tell the headings of sections that stand nowhere as the form has them, and changed ones of groups in tables."""
    printed = _printed(document)
    for part in report.parts:
        heading = part.section.heading
        if part.listed and not any(text.startswith(plain(heading)) for text in printed):
            yield _lost(part.section.id, heading, _like(plain(heading), printed, _LIKE), printed)
    yield from lost_groups(report, document)


def lost_groups(report: Report, document: Document) -> Iterator[Difference]:
    """Tell the headings of groups in tables that are like the form's and not the same."""
    printed = _printed(document)
    blocks = [block for _, table in report.form.tables for block in table.blocks if block.label]
    groups = {plain(block.label): block.label for block in blocks}
    for group, label in groups.items():
        like = "" if group in printed else _like(group, printed.keys() - groups.keys(), _NEARLY)
        if like:
            yield _lost("", label, like, printed)


def _printed(document: Document) -> dict[str, Origin]:
    """Return by its text the place of every paragraph and cell, the first of those with one text."""
    return dict(reversed(list(_parts(document))))


def _like(text: str, printed: Collection[str], least: float) -> str:
    """Return what is most like a text among those that are not much longer."""
    found = process.extractOne(
        text, [one for one in printed if len(one) < 2 * len(text)], scorer=fuzz.ratio, score_cutoff=least
    )
    return found[0] if found else ""


def _lost(id_: str, heading: str, theirs: str, printed: Mapping[str, Origin]) -> Difference:
    return Difference(
        (id_,) if id_ else (),
        Say(f"标题“{heading}”", f"the heading {heading}"),
        heading,
        theirs,
        printed.get(theirs, NOWHERE),
    )


def lost_signature(report: Report, imported: Imported, document: Document) -> Iterator[Difference]:
    """Tell a signature that is not printed though its date is."""
    name = plain(report.signature)
    texts = [text for text, _ in _parts(document)]
    headings = [plain(part.section.heading) for part in report.parts]
    last = max((at for at, text in enumerate(texts) if text.startswith(tuple(headings))), default=-1)
    signed = report.date and imported.fields.get("date") and "signature" not in imported.fields
    if signed and not any(text.startswith(name) and len(text) <= len(name) + _BEHIND for text in texts[last + 1 :]):
        yield Difference(("signature",), Say("落款", "the signature"), report.signature, "")
