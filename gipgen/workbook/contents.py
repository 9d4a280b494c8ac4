"""A data file as read → what its workbook shows."""

from __future__ import annotations

from gipgen.form import load_envelope
from gipgen.report import Report
from gipgen.report.model import show
from gipgen.scaffold import Contents
from gipgen.schema import Draft


def contents_of(draft: Draft, report: Report) -> Contents:
    """Take fields and prose as they are written, and the figures; totals only where the form would have others."""
    prose_ids = {section.id for section in report.form.prose}
    prose_ids |= {field.id for field in load_envelope().fields if field.kind == "prose"}
    prose = {id_: text.rstrip("\n") for id_ in prose_ids if isinstance(text := draft.data.get(id_), str)}
    fields = {field.id: draft.data[field.id] for field in load_envelope().fields if field.id in draft.data}
    figures = {
        cell.index: show(value, cell)
        for cell, value in zip(report.form.cells, report.written, strict=True)
        if value is not None and not (cell.total and _computed(report, cell.index) == value)
    }
    return Contents(fields, prose, figures)


def _computed(report: Report, index: int) -> object:
    """Return what a total is by the form, None while a part of it is not known."""
    for terms in report.form.sums[index][:1]:
        parts = [(term.sign, report.values[term.cell]) for term in terms]
        if all(part is not None for _, part in parts):
            return sum(sign * part for sign, part in parts if part is not None)
    return None
