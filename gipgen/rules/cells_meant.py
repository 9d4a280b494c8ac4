"""The cells that a told figure is held against: those of its words, or the same rows in the column of a part."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gipgen.form import Form
from gipgen.report import Report
from gipgen.report.model import Value
from gipgen.rules.standing import Standing
from gipgen.rules.told import Told

Sums = tuple[tuple[int, ...], ...]
"""Groups of cells, the sum of each of which the words can mean, the likeliest first."""


def meant(told: Told, standing: Standing, report: Report) -> Sums:
    """Return the sums that the words can mean where they stand; none when that is not plain."""
    statement = told.statement
    sums = (statement.cells, *statement.also)
    if statement.role == "part":
        return sums if standing.listed else ()
    if statement.role != "result" or standing.of_the_whole:
        return sums
    (part, *more) = standing.parts
    if more or part.told is None or not statement.cells:
        return ()
    own = (part.told.statement.cells, *part.told.statement.also)
    named = next(
        (cells for cells in own if part.told.value.means(total(report.values[cell] for cell in cells) or 0)), ()
    )
    columns = {report.form.cells[cell].column for cell in named}
    moved = tuple(_moved(cells, columns, report.form) for cells in sums)
    return (*moved, *sums) if all(moved) else ()


def _moved(cells: tuple[int, ...], columns: set[str], form: Form) -> tuple[int, ...]:
    """Return the cells of the same rows in other columns."""
    return tuple(cell.index for at in cells for cell in form.line_of(at).cells if cell.column in columns)


def total(values: Iterable[Value]) -> Value:
    """Add figures up; None when one is missing."""
    found: int | Decimal = 0
    for value in values:
        if value is None:
            return None
        found += value
    return found
