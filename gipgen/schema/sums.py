"""Whether a row that is written with its total adds up, by the relations of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from gipgen.form import Form, Line, Term

Number = int | Decimal


@lru_cache(maxsize=4096)
def total_of(form: Form, line: Line) -> tuple[int, tuple[Term, ...]] | None:
    """Return the position of the one total of a row and the cells of the row that it is the sum of."""
    found = list(_totals(form, line))
    return found[0] if len(found) == 1 else None


def adds_up(form: Form, line: Line, figures: Sequence[Number]) -> bool:
    """Say whether all figures of a row are there and its one total is the sum that the form makes of the others."""
    total = total_of(form, line)
    if total is None or len(figures) < len(line.cells):
        return False
    position, terms = total
    return figures[position] == sum(summands(line, terms, figures), 0)


def summands(line: Line, terms: tuple[Term, ...], figures: Sequence[Number]) -> list[Number]:
    """Return the figures of a row that its total is the sum of."""
    first = line.cells[0].index
    return [term.sign * figures[term.cell - first] for term in terms]


def _totals(form: Form, line: Line) -> Iterator[tuple[int, tuple[Term, ...]]]:
    inside = {cell.index for cell in line.cells}
    for position, cell in enumerate(line.cells):
        for terms in form.sums[cell.index]:
            if terms and all(term.cell in inside for term in terms):
                yield position, terms
