"""gipgen import --diff: does a published document still say what the data says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from gipgen.cli.outlets import Outlet
from gipgen.cli.session import Session
from gipgen.cli.telling import Telling
from gipgen.findings import Finding, abridge
from gipgen.form import packaged_forms
from gipgen.importing import Difference, Taken, differences
from gipgen.project.pipeline import check_file, draft_of
from gipgen.report import Report
from gipgen.reporters import Summary
from gipgen.rulebook import rule_of
from gipgen.schema import Draft
from gipgen.source import FIRST, Place, Source
from gipgen.words import Say

_TOLD = frozenset({"GIP662", "GIP663", "GIP667", "GIP669"})
"""What a document lacks is a difference when the data has it."""


def compare(
    session: Session, path: Path, documents: Sequence[tuple[Path, Taken]], chosen: Sequence[Outlet], *, strict: bool
) -> int:
    """Tell all differences between a data file and documents; return the exit status."""
    checked = check_file(path, path.as_posix(), packaged_forms(), session.config.root)
    telling, summary = Telling(session, chosen, several=len(documents) > 1), Summary()
    if checked.report is None:
        summary.count_file(0, 0, draftable=False)
        summary.add(checked.findings)
        telling.part(checked.source, checked.findings)
        return telling.close(summary, strict=strict)
    draft = draft_of(checked.source, packaged_forms())
    for document, taken in documents:
        name = document.as_posix()
        found = tuple(abridge(_all(checked.report, draft, taken, name)))
        summary.count_file(0, 0, draftable=False)
        summary.add(found)
        telling.part(Source(name, ""), found)
    return telling.close(summary, strict=strict)


def _all(report: Report, draft: Draft | None, taken: Taken, name: str) -> list[Finding]:
    """Return what keeps a document from being read, else what is doubtful in its tables, and its differences."""
    if taken.imported is None:
        return list(taken.findings)
    suffix = Path(name).suffix.lower()
    doubts = [one for one in taken.findings if rule_of(one).family.id == "import" and one.rule not in _TOLD]
    return [
        *doubts,
        *(
            replace(_finding(one, draft), file=name)
            for one in differences(report, taken.imported, taken.document, suffix)
        ),
    ]


def _finding(one: Difference, draft: Draft | None) -> Finding:
    """Tell a difference with its place in the document and in the data file."""
    rule = "GIP671" if one.figure else "GIP672"
    line = one.origin.line
    place = Place(line, 1, line, 2) if line else FIRST
    words = {
        "what": one.label,
        "ours": one.ours or "□",
        "theirs": one.theirs or "□",
        "where": one.origin.told(),
        "here": _here(one, draft),
    }
    return Finding(rule, place, words, one.path, one.label.zh, one.ours, one.theirs)


def _here(one: Difference, draft: Draft | None) -> Say:
    """Name the line of the data file that says otherwise."""
    if draft is None or one.path[:1] not in draft.spots:
        return Say.same("")
    cell = next((cell for cell in draft.form.cells if one.figure and cell.path == one.path), None)
    place = draft.place_of(cell) if cell else draft.spot(one.path).head
    return Say(f"（第 {place.line} 行）", f" (line {place.line})")
