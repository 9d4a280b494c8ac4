"""Draft → report: totals resolved, prose parsed, every remaining problem a finding at its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.report.figures import Figures
from gipgen.report.model import Extra, Part, Report, Value, show
from gipgen.report.notes import Notes
from gipgen.report.prose import Prose
from gipgen.report.texts import check_texts
from gipgen.report.totals import resolve_totals
from gipgen.schema import Draft, Shape
from gipgen.source import Source


def build_report(shape: Shape, source: Source, folder: Path, root: Path) -> tuple[Report, list[Finding]]:
    """Build the report of a data file whose pictures lie under `folder`, inside `root`.

    What is missing or wrong stays None or empty, so that a draft can be made of a file with errors.
    """
    data, form = shape.draft.data, shape.draft.form
    written = _written_values(shape.draft, shape.refused)
    values = resolve_totals(form, written)
    texts = tuple(show(values[cell.index], cell) for cell in form.cells)
    notes = Notes(shape.draft, source)
    check_texts(notes)
    prose = Prose(notes, Figures(form, texts, data), folder, root)
    agency, year, signed = _text(data, "agency"), _year(data), data.get("date")
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
        site_code=_text(data, "site_code"),
        contact=contact_line(data.get("contact")),
        preamble=prose.blocks("preamble"),
        parts=_parts(shape, prose),
        extra=_extra(data, prose),
        written=tuple(written),
        values=tuple(values),
        texts=texts,
        fee=_fee(data.get("processing_fee")),
    )
    return replace(report, referred=frozenset(notes.referred)), notes.findings


def _parts(shape: Shape, prose: Prose) -> tuple[Part, ...]:
    return tuple(
        Part(section, () if section.table else prose.blocks(section.id), section.id not in shape.omitted)
        for section in shape.draft.form.sections
    )


def _extra(data: dict[str, Any], prose: Prose) -> tuple[Extra, ...]:
    return tuple(
        Extra(_text(item, "heading"), prose.blocks("extra_sections", number, "content"))
        for number, item in enumerate(data.get("extra_sections") or [])
        if item is not None
    )


def _written_values(draft: Draft, refused: frozenset[tuple[str, ...]]) -> list[Value]:
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


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _year(data: dict[str, Any]) -> int:
    year = data.get("year")
    return year if isinstance(year, int) else 0


def _fee(data: Any) -> tuple[int | None, Decimal | None]:
    if not isinstance(data, dict):
        return None, None
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


def contact_line(written: object) -> str:
    """Write the entries of the contact, by their ids, as reports print them; empty when there are none."""
    field = load_envelope().field("contact")
    if not isinstance(written, Mapping):
        return ""
    told = [f"{inner.label}：{_text(written, inner.id)}" for inner in field.fields if _text(written, inner.id)]
    return f"{field.label}：{'；'.join(told)}。" if told else ""
