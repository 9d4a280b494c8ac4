"""Draft → report: totals resolved, prose parsed, every remaining problem a finding at its place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.prose import Block, Problem, load_picture, parse
from gipgen.report.figures import Figures
from gipgen.report.model import Extra, Part, Report, Value, show
from gipgen.report.totals import resolve_totals
from gipgen.schema import Draft, Shape
from gipgen.schema.words import describe
from gipgen.source import Place, Source


def build_report(shape: Shape, source: Source, folder: Path, root: Path) -> tuple[Report, list[Finding]]:
    """Build the report of a data file whose pictures lie under `folder`, inside `root`.

    What is missing or wrong stays None or empty, so that a draft can be made of a file with errors.
    """
    data = shape.draft.data
    form = shape.draft.form
    values = resolve_totals(form, written_values(shape.draft, shape.refused))
    texts = tuple(show(values[cell.index], cell) for cell in form.cells)
    prose = _Prose(shape.draft, source, Figures(form, texts, data), folder, root, [])
    parts = tuple(
        Part(section, () if section.table else prose.blocks(section.id), section.id not in shape.omitted)
        for section in form.sections
    )
    extra = tuple(
        Extra(_text(item, "heading"), prose.blocks("extra_sections", number, "content"))
        for number, item in enumerate(data.get("extra_sections") or [])
        if item is not None
    )
    fee = data.get("processing_fee")
    agency, year = _text(data, "agency"), _year(data)
    signed = data.get("date")
    report = Report(
        form=form,
        agency=agency,
        year=year,
        level=_text(data, "level"),
        type=_text(data, "type") or "government",
        title=_text(data, "title") or form.report_title.format(agency=agency, year=year or ""),
        date=signed if isinstance(signed, date) else None,
        signature=_text(data, "signature") or agency,
        catalogue=_catalogue(data),
        contact=_contact(data),
        preamble=prose.blocks("preamble"),
        parts=parts,
        extra=extra,
        values=tuple(values),
        texts=texts,
        fee=_fee(fee if isinstance(fee, dict) else {}),
    )
    return report, prose.findings


def written_values(draft: Draft, refused: frozenset[tuple[str, ...]]) -> list[Value]:
    """Return the figures of a data file in the order of the form's cells; None where there is none or it is refused."""
    values: list[Value] = []
    for line in draft.form.lines:
        rows = draft.data.get(line.section)
        row = rows.get(line.key) if isinstance(rows, dict) else None
        for cell in line.cells:
            value = row.get(cell.column) if isinstance(row, dict) else None
            sound = isinstance(value, (int, Decimal)) and cell.path not in refused
            values.append(value if sound else None)
    return values


def _inside(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[step] if isinstance(holder, list) and isinstance(step, int) else None


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _year(data: dict[str, Any]) -> int:
    year = data.get("year")
    return year if isinstance(year, int) else 0


def _fee(data: dict[str, Any]) -> tuple[int | None, Decimal | None]:
    number, amount = data.get("number"), data.get("amount")
    return (number if isinstance(number, int) else None, amount if isinstance(amount, Decimal) else None)


def _catalogue(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the catalogue header as written; a date stays in its ISO form, as catalogues print it."""
    written = data.get("catalogue")
    fields = load_envelope().field("catalogue").fields
    if not isinstance(written, dict):
        return ()
    return tuple((field.label, _shown(written[field.id])) for field in fields if field.id in written)


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else ""


def _contact(data: dict[str, Any]) -> str:
    written = data.get("contact")
    field = load_envelope().field("contact")
    if not isinstance(written, dict):
        return ""
    told = [f"{inner.label}：{_text(written, inner.id)}" for inner in field.fields if _text(written, inner.id)]
    return f"{field.label}：{'；'.join(told)}。" if told else ""


_SLIPS = frozenset({"GIP408", "GIP409"})


@dataclass
class _Prose:
    """Parses the prose of one data file and finds the place of each problem in it."""

    draft: Draft
    source: Source
    figures: Figures
    folder: Path
    root: Path
    findings: list[Finding]

    def blocks(self, *path: str | int) -> tuple[Block, ...]:
        text: Any = self.draft.data
        for step in path:
            text = _inside(text, step)
        if not isinstance(text, str):
            return ()
        blocks, problems = parse(
            text, self.figures, lambda source, alt: load_picture(source, alt, self.folder, self.root)
        )
        seen: Counter[tuple[str, int]] = Counter()
        ids, label = describe(self.draft.form, path)
        if self._folded(self.draft.spot(path).value):
            self.findings.append(Finding("GIP406", self.draft.spot(path).head, {}, ids, label))
            problems = [problem for problem in problems if problem.rule not in _SLIPS]
        for problem in problems:
            mark = (problem.needle, problem.line)
            place = self._find(self.draft.spot(path).value, problem, seen[mark])
            seen[mark] += 1
            self.findings.append(Finding(problem.rule, place, problem.words, ids, label))
        return blocks

    def _folded(self, value: Place) -> bool:
        """Say whether prose stands on several lines in a style that joins them and reads # as a comment."""
        opening = self.source.lines[value.line - 1][value.column - 1 :]
        if opening.startswith("|"):
            return False
        lines = self.source.lines
        rest = lines[value.end_line - 1][value.end_column - 1 :]
        below = next((line for line in lines[value.end_line :] if line.strip()), "")
        lost = re.match(r"\s+#[^!]", rest) or re.match(r"\s+##", below)
        return value.end_line > value.line or bool(lost)

    def _find(self, within: Place, problem: Problem, skip: int) -> Place:
        """Find the text of a problem in the source of a value, after `skip` others; else return the whole value.

        In a block after | the lines of the source are those of the prose, so the search begins where the paragraph does.
        """
        lines = self.source.lines
        opening = lines[within.line - 1][within.column - 1 :]
        first = within.line + 1 + problem.line if opening.startswith("|") else within.line
        for line in range(first, min(within.end_line, len(lines)) + 1):
            text = lines[line - 1]
            at = text.find(problem.needle, within.column - 1 if line == within.line else 0)
            while at >= 0:
                if not skip:
                    return Place(line, at + 1, line, at + 1 + len(problem.needle))
                skip -= 1
                at = text.find(problem.needle, at + 1)
        return within
