"""A table of the form as Word wants it: widths in twips, merged cells repeated, rows that a place adds set apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from gipgen.form import Form, Grid, GridCell, Table

_TWIPS = 1440 / 25.4
"""Twips in a millimetre."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of one row; `merge` is restart, continue or empty, `tag` names the figure, `width` is in twips."""

    role: str
    text: str
    tag: str
    width: int
    columns: int
    merge: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row; `head` is repeated on every page, `kept` is never parted from the next row."""

    cells: tuple[WordCell, ...]
    head: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; each stretch of rows goes with the id of the local addition that asks for them, or with no id."""

    width: int
    columns: tuple[int, ...]
    stretches: tuple[tuple[str, tuple[WordRow, ...]], ...]


def word_table(table: Table, form: Form, local: frozenset[str]) -> WordTable:
    """Lay a table out for Word; the rows of a block whose id is in `local` are set apart."""
    edges = [0, *(round(millimetres * _TWIPS) for millimetres in accumulate(table.widths))]
    columns = tuple(right - left for left, right in pairwise(edges))
    rows = zip(_locals(table, local), _rows(table.grid, edges, form), strict=True)
    stretches = groupby(rows, key=lambda pair: pair[0])
    return WordTable(edges[-1], columns, tuple((id_, tuple(row for _, row in pairs)) for id_, pairs in stretches))


def _locals(table: Table, local: frozenset[str]) -> list[str]:
    """Name for each grid row the local addition it belongs to; a head belongs to the figures below it."""
    blocks = {cell.index: line.block.id for line in table.lines for cell in line.cells}
    names: list[str] = []
    block = ""
    for row in reversed(table.grid.rows):
        block = next((blocks[cell.cell] for cell in row if cell.role == "value"), block)
        names.append(block if block in local else "")
    return names[::-1]


def _rows(grid: Grid, edges: list[int], form: Form) -> Iterator[WordRow]:
    for number, row in enumerate(grid.rows):
        cells = tuple(_cell(cell, number, edges, form) for cell in _covering(grid, number))
        yield WordRow(cells, number < grid.head_rows, _kept(row))


def _kept(row: tuple[GridCell, ...]) -> bool:
    """Say whether a row is a head, or begins a head beside several rows: neither may end a page."""
    return all(cell.role != "value" for cell in row) or any(cell.role == "row" and cell.rows > 1 for cell in row)


def _covering(grid: Grid, number: int) -> Iterator[GridCell]:
    """Yield what covers a row from left to right: its cells, those that reach down into it, blanks for the rest."""
    reaching = {cell.column: cell for row in grid.rows[: number + 1] for cell in row if cell.row + cell.rows > number}
    column = 0
    while column < grid.width:
        cell = reaching.get(column) or GridCell(number, column, 1, 1, "stub")
        yield cell
        column += cell.columns


def _cell(cell: GridCell, number: int, edges: list[int], form: Form) -> WordCell:
    merge = "" if cell.rows == 1 else "restart" if cell.row == number else "continue"
    return WordCell(
        cell.role,
        "" if merge == "continue" else cell.text,
        ".".join(form.cells[cell.cell].path) if cell.role == "value" else "",
        edges[cell.column + cell.columns] - edges[cell.column],
        cell.columns,
        merge,
    )
