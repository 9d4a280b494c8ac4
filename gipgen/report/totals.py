"""Totals that are not written: computed from the relations of the form."""

from __future__ import annotations

from gipgen.form import Form
from gipgen.report.model import Value


def resolve_totals(form: Form, written: list[Value]) -> list[Value]:
    """Return the values with every total computed that is not written and whose parts are known."""
    values = list(written)
    open_ = [cell.index for cell in form.cells if cell.total and values[cell.index] is None]
    while open_:
        left = [index for index in open_ if not _compute(form, values, index)]
        if len(left) == len(open_):
            break
        open_ = left
    return values


def _compute(form: Form, values: list[Value], index: int) -> bool:
    for terms in form.sums[index]:
        parts = [(term.sign, values[term.cell]) for term in terms]
        if all(part is not None for _, part in parts):
            values[index] = sum((sign * part for sign, part in parts if part is not None), 0)
            return True
    return False
