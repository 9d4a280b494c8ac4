"""The cells of a row → the figure of each column; where several readings are possible, only what all agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gipgen.readers import Cell
from gipgen.recognition.columns import Columns
from gipgen.recognition.figures import Look, look, plain

_BESIDE = 2
"""How many blank cells the label of a row may have beside it, which were merged with it."""


class Usual(NamedTuple):
    """What most rows of a block are like: how many cells they have behind their labels, and where they end."""

    cells: int
    end: int
    filled: tuple[bool, bool] = (True, True)
    """Whether figures stand in their first and last cells."""


class Aligned(NamedTuple):
    """For each column of the form the cell that holds its figure; None where that is not sure or none is left."""

    cells: tuple[Cell | None, ...]
    sure: bool
    """Whether the row had the cells that it should have, so that nothing needed to be decided."""


def align(values: Sequence[Cell], columns: Columns, usual: Usual, *, placed: bool) -> Aligned:
    """Give each column its cell; `placed` says that the places of cells in the grid can be relied on."""
    count = len(columns.order)
    if placed and _ends_as_heads(values, columns, usual):
        found = by_place(values, columns)
        if _doubtful([cell for cell in values if _under(cell, columns)], usual):
            return Aligned((None,) * count, sure=False)
        return Aligned(found, None not in found and all(_is_blank(cell) or _under(cell, columns) for cell in values))
    readings = _readings(values, count)
    unusual = len(values) != usual.cells and any(cell and _is_blank(cell) for reading in readings for cell in reading)
    if (
        unusual
        or any(_doubtful(reading, usual) for reading in readings)
        or usual.cells < count <= len(values)
        or not columns.ordered
    ):
        return Aligned((None,) * count, sure=False)
    result = [_in_form_order(reading, columns.order) for reading in readings]
    agreed = tuple(
        cells[0] if all(_same(cell, cells[0]) for cell in cells) else None for cells in zip(*result, strict=True)
    )
    return Aligned(agreed, (len(values) == count and None not in agreed) or _only_blanks_left(values, agreed))


def printed(cells: Sequence[Cell]) -> str:
    """Write the cells of a row for people, a blank as a box."""
    return "、".join(cell.text or "□" for cell in cells) or "□"


def end_of(values: Sequence[Cell]) -> int:
    """Return the column of the grid behind some cells."""
    return max(cell.column + cell.columns for cell in values)


def _ends_as_heads(values: Sequence[Cell], columns: Columns, usual: Usual) -> bool:
    """Say whether a row ends where the heads do, so that no cell was lost or added; all rows may have blanks behind.

    A row that ends in a blank, and before the others do, lost a cell rather than have none to fill.
    """
    end = end_of(values)
    behind = [cell for cell in values if cell.column >= columns.width]
    return bool(columns.at) and (
        (end == columns.width and (end >= usual.end or not _is_blank(values[-1])))
        or (end == usual.end > columns.width and all(map(_is_blank, behind)))
    )


def _doubtful(cells: Sequence[Cell | None], usual: Usual) -> bool:
    """Say whether nothing but one end of a row is blank where others have figures: a cell may be lost, the blank extra."""
    blank = [cell is not None and _is_blank(cell) for cell in cells]
    figures = sum(cell is not None and look(cell.text) is Look.FIGURE for cell in cells)
    ends = (usual.filled[0] and blank[:1] == [True]) or (usual.filled[1] and blank[-1:] == [True])
    return ends and sum(blank) == 1 and figures == len(cells) - 1 > 0 and not _adds_up(cells)


def _adds_up(cells: Sequence[Cell | None]) -> bool:
    """Say whether the last figure is the sum of those before, so that none is lost."""
    *parts, total = (plain(cell.text) if cell else "" for cell in cells)
    return total.isdecimal() and sum(int(part) for part in parts if part.isdecimal()) == int(total)


def _is_blank(cell: Cell) -> bool:
    return look(cell.text) is Look.BLANK


def _under(cell: Cell, columns: Columns) -> set[int]:
    return {columns.at[at] for at in range(cell.column, cell.column + cell.columns) if at in columns.at}


def by_place(values: Sequence[Cell], columns: Columns) -> tuple[Cell | None, ...]:
    """Give each column the cell that stands below its head and below no other; a repeated one counts once."""
    found: list[list[Cell | None]] = [[] for _ in columns.order]
    for cell in values:
        under = _under(cell, columns)
        for place in under:
            found[place].append(cell if len(under) == 1 else None)
    return tuple(_one(cells) for cells in found)


def _one(cells: Sequence[Cell | None]) -> Cell | None:
    """Return the cell of a column, or the one of several that are all the same or blank."""
    known = [cell for cell in cells if cell is not None]
    filled = [cell for cell in known if look(cell.text) is not Look.BLANK] or known
    return filled[0] if filled and len(known) == len(cells) and len({cell.text for cell in filled}) == 1 else None


def _readings(values: Sequence[Cell], count: int) -> Sequence[tuple[Cell | None, ...]]:
    """Return every way in which the cells of a row can be those of its columns.

    Of too many cells as few figures as possible are left over; of too few any may be lost, so that none is sure but a
    total behind blanks.
    """
    excess = len(values) - count
    if excess < 0:
        return [(*[None] * (count - 1), values[-1] if _lone(values) else None)]
    starts = range(excess + 1)
    lost = [sum(not _is_blank(cell) for cell in (*values[:at], *values[at + count :])) for at in starts]
    return [tuple(values[at : at + count]) for at in starts if lost[at] == min(lost)]


def _lone(values: Sequence[Cell]) -> bool:
    """Say whether a row is blank but for a figure at its end, which is its total; a blank or two may be of its label."""
    looks = [look(cell.text) for cell in values]
    return len(looks) > _BESIDE + 1 and looks[-1] is Look.FIGURE and set(looks[:-1]) == {Look.BLANK}


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
