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
    totals: tuple[bool, ...]
    """Which of the columns of the form are totals of the others."""
    filled: tuple[bool, bool] = (True, True)
    """Whether a figure stands in the first and in the last column of any row."""
    by_end: bool = True
    """Whether rows are alike in where they end, rather than in how many cells they have."""


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
        sure = None not in found and all(_is_blank(cell) or _under(cell, columns) for cell in values)
        return Aligned((None,) * count, sure=False) if _doubtful(found, columns, usual) else Aligned(found, sure)
    readings = [_in_form_order(reading, columns.order) for reading in _readings(values, count)]
    if (
        any(_doubtful(reading, columns, usual) for reading in readings)
        or (_unlike(values, usual) and not all(_proved(reading, values, usual) for reading in readings))
        or usual.cells < count <= len(values)
        or not columns.ordered
    ):
        return Aligned((None,) * count, sure=False)
    agreed = tuple(
        cells[0] if all(_same(cell, cells[0]) for cell in cells) else None for cells in zip(*readings, strict=True)
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


def _unlike(values: Sequence[Cell], usual: Usual) -> bool:
    """Say whether a row is shorter or longer than most, and a blank in it may be the cell too many."""
    as_most = end_of(values) == usual.end if usual.by_end else len(values) == usual.cells
    return not as_most and any(map(_is_blank, values))


def _proved(cells: Sequence[Cell | None], values: Sequence[Cell], usual: Usual) -> bool:
    """Say whether nothing of a reading can be doubted: a figure in every column, which add up if one is a total.

    With a nought among them they do so too when it is the cell too many, and the blank in front is none.
    """
    filled = [cell for cell in cells if cell is not None and not _is_blank(cell)]
    nought = _is_blank(values[0]) and any(plain(cell.text) == "0" for cell in filled)
    adds_up = not any(usual.totals) or (not nought and _adds_up(cells, usual.totals))
    return not filled or (len(filled) == len(cells) and adds_up)


def _doubtful(cells: Sequence[Cell | None], columns: Columns, usual: Usual) -> bool:
    """Say whether a row is blank at an end where others have figures: a cell may be lost, and the blank be extra.

    Figures that add up stand where they belong. Without a total none can be seen to: then a blank in front is usual, and
    one behind is when there are more, or signs for nothing.
    """
    first, last = (cells[columns.order[at]] for at in (0, -1))
    blank = [cell is not None and _is_blank(cell) for cell in (first, last)]
    figures = sum(cell is not None and look(cell.text) is Look.FIGURE for cell in cells)
    summed = any(usual.totals)
    in_front = blank[0] and usual.filled[0] and summed
    behind = blank[1] and usual.filled[1] and (summed or figures == len(cells) - 1)
    filled = any(cell and not _is_blank(cell) for cell in cells)
    return (in_front or behind) and filled and not _adds_up(cells, usual.totals)


def _adds_up(cells: Sequence[Cell | None], totals: Sequence[bool]) -> bool:
    """Say whether each total is the sum of the figures beside it."""
    figures = [plain(cell.text) if cell else "" for cell in cells]
    parts = [figures[at : at + len(totals)] for at in range(0, len(figures), len(totals))]
    return any(totals) and all(_is_sum(part, totals) for part in parts)


def _is_sum(figures: Sequence[str], totals: Sequence[bool]) -> bool:
    numbers = [int(figure) if figure.isdecimal() else 0 for figure in figures]
    summed = sum(number for number, total in zip(numbers, totals, strict=True) if not total)
    blank = not any(figures)
    return all(
        (figure.isdecimal() or blank) and number == summed
        for figure, number, total in zip(figures, numbers, totals, strict=True)
        if total
    )


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
