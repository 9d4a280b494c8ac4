"""A table of the form as Word wants it: widths in twips, merged cells repeated, rows that a place adds set apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from msgspec import Struct

from gipgen.form import Block, Form, Grid, GridCell, Table

_TWIPS = 1440 / 25.4
"""Twips in a millimetre."""


class WordCell(Struct, frozen=True):
    """A cell of one row; `merge` is restart, continue or empty, `tag` names the figure, `width` is in twips."""

    role: str
    text: str
    tag: str
    width: int
    columns: int
    merge: str


class WordRow(Struct, frozen=True):
    """A row; `head` is repeated on every page, `kept` is never parted from the next row."""

    cells: tuple[WordCell, ...]
    head: bool
    kept: bool


class WordTable(Struct, frozen=True):
    """A table; each stretch of rows goes with the id of the local addition that asks for them, or with no id."""

    width: int
    columns: tuple[int, ...]
    stretches: tuple[tuple[str, tuple[WordRow, ...]], ...]


def word_table(table: Table, form: Form, local: frozenset[str]) -> WordTable:
    """Lay a table out for Word; the rows of a block whose id is in `local` are set apart."""
    edges = [0, *(round(millimetres * _TWIPS) for millimetres in accumulate(table.widths))]
    columns = tuple(right - left for left, right in pairwise(edges))
    blocks = _blocks(table, form)
    names = (block.id if block.id in local else "" for block in blocks)
    rows = zip(names, _rows(table.grid, blocks, edges, form), strict=True)
    stretches = groupby(rows, key=lambda pair: pair[0])
    return WordTable(edges[-1], columns, tuple((id_, tuple(row for _, row in pairs)) for id_, pairs in stretches))


def _blocks(table: Table, form: Form) -> list[Block]:
    """Name for each grid row the block it belongs to; a head belongs to the figures below it."""
    block = table.blocks[-1]
    found: list[Block] = []
    for row in reversed(table.grid.rows):
        block = next((form.line_of(cell.cell).block for cell in row if cell.role == "value"), block)
        found.append(block)
    return found[::-1]


def _rows(grid: Grid, blocks: list[Block], edges: list[int], form: Form) -> Iterator[WordRow]:
    for number in range(len(grid.rows)):
        cells = tuple(_cell(cell, number, edges, form) for cell in _covering(grid, number))
        yield WordRow(cells, number < grid.head_rows, _kept(grid, blocks, number))


def _kept(grid: Grid, blocks: list[Block], number: int) -> bool:
    """Say whether no page may end below a row.

    Heads stay with figures, the rows beside one head together, and, as a repeated head is tall, neither the first row
    of figures stands alone below it nor the last. Where no head is repeated, a block stays whole.
    """
    following = number + 1
    if following == len(grid.rows):
        return False
    if all(cell.role != "value" for cell in grid.rows[number]):
        return True
    if not grid.head_rows:
        return blocks[number] is blocks[following]
    heads = [cell for row in grid.rows for cell in row if cell.role == "row" and cell.rows > 1]
    return (
        number == grid.head_rows
        or following == len(grid.rows) - 1
        or any(head.row == number for head in heads)
        or any(head.row <= number and following < head.row + head.rows for head in heads if _innermost(head, heads))
    )


def _innermost(head: GridCell, heads: list[GridCell]) -> bool:
    """Say whether a head beside several rows has only single rows beside it."""
    return not any(head.row <= other.row < head.row + head.rows and head.column < other.column for other in heads)


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
