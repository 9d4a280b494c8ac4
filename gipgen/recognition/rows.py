"""The cells of a row → the figure of each column; where several readings are possible, only what all agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gipgen.readers import Cell
from gipgen.recognition.columns import Columns
from gipgen.recognition.figures import Look, look


class Aligned(NamedTuple):
    """For each column of the form the cell that holds its figure; None where that is not sure or none is left."""

    cells: tuple[Cell | None, ...]
    sure: bool
    """Whether the row had the cells that it should have, so that nothing needed to be decided."""


def align(values: Sequence[Cell], columns: Columns, *, placed: bool) -> Aligned:
    """Give each column its cell; `placed` says that the places of cells in the grid can be relied on."""
    count = len(columns.order)
    readings = _readings(values, count)
    result = [_in_form_order(reading, columns.order) for reading in readings]
    if placed and columns.at:
        result = [by_place(values, columns)] if len(values) != count else [*result, by_place(values, columns)]
    agreed = tuple(
        cells[0] if all(_same(cell, cells[0]) for cell in cells) else None for cells in zip(*result, strict=True)
    )
    sure = (len(values) == count and None not in agreed) or _only_blanks_left(values, agreed)
    return Aligned(agreed, sure)


def by_place(values: Sequence[Cell], columns: Columns) -> tuple[Cell | None, ...]:
    """Give each column the cell that stands below its head and below no other."""
    found: list[list[Cell]] = [[] for _ in columns.order]
    for cell in values:
        under = {columns.at[at] for at in range(cell.column, cell.column + cell.columns) if at in columns.at}
        for place in under:
            found[place] += [cell] * (1 if len(under) == 1 else 2)
    return tuple(cells[0] if len(cells) == 1 else None for cells in found)


def _readings(values: Sequence[Cell], count: int) -> Sequence[tuple[Cell | None, ...]]:
    """Return every way in which the cells of a row can be those of its columns, one after the other.

    Of too many cells as few figures as possible are left over.
    """
    excess = len(values) - count
    if excess <= 0:
        if excess and _lone(values):
            return [(*[None] * (count - 1), values[-1])]
        return [(*[None] * start, *values, *[None] * (-excess - start)) for start in range(1 - excess)]
    starts = range(excess + 1)
    lost = [sum(look(cell.text) is not Look.BLANK for cell in (*values[:at], *values[at + count :])) for at in starts]
    return [tuple(values[at : at + count]) for at in starts if lost[at] == min(lost)]


def _lone(values: Sequence[Cell]) -> bool:
    """Say whether a row is blank but for a figure at its end, which is its total."""
    looks = [look(cell.text) for cell in values]
    return len(looks) > 1 and looks[-1] is Look.FIGURE and set(looks[:-1]) == {Look.BLANK}


def _in_form_order(cells: Sequence[Cell | None], order: Sequence[int]) -> tuple[Cell | None, ...]:
    result: list[Cell | None] = [None] * len(order)
    for cell, place in zip(cells, order, strict=True):
        result[place] = cell
    return tuple(result)


def _same(one: Cell | None, other: Cell | None) -> bool:
    return one is other or (one is not None and other is not None and one.text == other.text)


def _only_blanks_left(values: Sequence[Cell], taken: Sequence[Cell | None]) -> bool:
    """Say whether every column has its cell and nothing but blanks is left over."""
    used = [cell for cell in taken if cell is not None]
    left = [cell for cell in values if not any(cell is one for one in used)]
    return len(used) == len(taken) and all(look(cell.text) is Look.BLANK for cell in left)
