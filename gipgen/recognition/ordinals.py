"""Grids without the column that only counts their rows: 序号, 行次."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from gipgen.readers import Cell, Grid
from gipgen.recognition.figures import Look, look, plain
from gipgen.recognition.labels import bare, last

_HEADS = frozenset({"序号", "编号", "项次", "行次", "行号", "栏次", "序次", "序列号", "序"})
"""What stands over such a column."""
_LEAST = 2
"""Rows that are counted before a column without a head is taken for one."""


def uncounted(grid: Grid, lines: Collection[str]) -> Grid:
    """Leave out the cells that count rows; `lines` are the reduced labels of rows, before which alone they need no head.

    Where a table was copied as text, only the first cells of its rows are known to stand below each other.
    """
    gone = {id(cell) for column in _columns(grid) if _counts(column, grid, lines) for cell in column}
    kept = tuple(cell for cell in grid.cells if id(cell) not in gone)
    return replace(grid, cells=kept) if gone and kept else grid


def _columns(grid: Grid) -> Iterable[Sequence[Cell]]:
    """Return the cells that stand below each other and may count, with their heads; titles stand over all columns."""
    titles = {at for at, row in enumerate(grid.rows) if len({cell.text for cell in row if cell.text}) == 1}
    found: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        below = grid.drawn or (cell.column == 0 and (_is_ordinal(cell) or _is_head(cell)))
        if cell.columns == 1 and cell.row not in titles and below:
            found.setdefault(cell.column, []).append(cell)
    return found.values()


def _counts(column: Sequence[Cell], grid: Grid, lines: Collection[str]) -> bool:
    """Say whether a column holds nothing but ordinals, and a head that says so or a label of a row behind each."""
    filled = [cell for cell in column if look(cell.text) is not Look.BLANK]
    named = any(map(_is_head, filled))
    ordinals = [cell for cell in filled if not _is_head(cell)]
    if not filled or not all(map(_is_ordinal, ordinals)):
        return False
    numbers = [int(plain(cell.text)) for cell in ordinals]
    if named:
        return all(one < other or other == 1 for one, other in pairwise(numbers))
    rising = numbers[:1] == [1] and all(other in {one + 1, 1} for one, other in pairwise(numbers))
    return len(numbers) >= _LEAST and rising and all(_before_label(cell, grid, lines) for cell in ordinals)


def _is_head(cell: Cell) -> bool:
    return bare(cell.text) in _HEADS


def _is_ordinal(cell: Cell) -> bool:
    text = plain(cell.text)
    return text.isdecimal() and len(text) < 3


def _before_label(cell: Cell, grid: Grid, lines: Collection[str]) -> bool:
    """Say whether the label of a row stands behind a cell, with something behind it, and none before."""
    known = [other.column for other in grid.rows[cell.row] if bare(last(other.text)) in lines]
    end = max(other.column for other in grid.rows[cell.row])
    return bool(known) and cell.column < min(known) and max(known) < end
