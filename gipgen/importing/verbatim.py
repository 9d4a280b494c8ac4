"""Grids that print the labels of a table word for word → its figures; what is printed otherwise is left to recognition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from gipgen.form import Block, Column, Form, Table
from gipgen.prose import ProseTable
from gipgen.prose.blocks import plain_text
from gipgen.readers import Cell, Grid, Origin
from gipgen.report import Report

_JOINT = " / "
"""Between the heads of one row or column that are written in one cell."""

Printed = dict[int, tuple[str, Origin]]
"""By index of the form's cells what a grid prints there, and where."""


class _Known(Struct, frozen=True, eq=False):
    """The labels of a table: those that tell a cell, by which each cell is known, and those that only stand over it."""

    cells: dict[frozenset[str], int]
    """Empty when two cells have the same labels."""
    labels: frozenset[str]
    titles: frozenset[str]


def verbatim(form: Form, grids: Sequence[Grid], prose: Collection[tuple[str, ...]]) -> Printed | None:
    """Return the figures of all grids; the tables of `prose`, by their texts without spaces, have none.

    None when a table is printed in any other way, twice or not whole, or another grid has a label of the form.
    """
    found: Printed = {}
    for grid in grids:
        here = {} if prose and tuple(map(_bare, grid.cells)) in prose else printed_in(grid, form)
        if here is None or found.keys() & here.keys():
            return None
        found |= here
    return found if len(found) == len(form.cells) else None


def tables_of_prose(report: Report) -> frozenset[tuple[str, ...]]:
    """Return the tables in the prose of a report by their texts."""
    held = (report.preamble, *(part.blocks for part in report.parts), *(extra.blocks for extra in report.extra))
    tables = [block for blocks in held for block in blocks if isinstance(block, ProseTable)]
    return frozenset(tuple("".join(plain_text(cell).split()) for row in table.rows for cell in row) for table in tables)


def printed_in(grid: Grid, form: Form) -> Printed | None:
    """Return the figures of one grid; nothing when it is no table of the form, None when it may be one."""
    texts = {part for cell in grid.cells for part in _parts(cell.text)}
    shared = [(len(texts & known.labels), known) for known in _known(form)]
    most, known = max(shared, key=lambda pair: pair[0])
    if not most:
        return {}
    found: Printed = {}
    for key, cell in _figures(grid, known):
        index = known.cells.get(key)
        if index is None or index in found:
            return None
        found[index] = cell.text, cell.origin
    return found


def _figures(grid: Grid, known: _Known) -> Iterator[tuple[frozenset[str], Cell]]:
    """Yield the cells that are no labels, each with all labels beside and above it."""
    words = known.labels | known.titles
    heads: dict[int, frozenset[str]] = {}
    over: dict[tuple[int, int], frozenset[str]] = {}
    beside: list[tuple[int, frozenset[str]]] = []
    below = True
    for number, row in enumerate(grid.rows):
        labels = [(cell, parts) for cell in row if (parts := _parts(cell.text)) and parts <= words]
        values = row[len(labels) :]
        blank = not labels and not heads and not any(cell.text for cell in row)
        if [cell for cell, _ in labels] != list(row[: len(labels)]) or not values or blank:
            heads, over, below = ({} if not below else heads), {}, True
            for cell, parts in ((cell, _parts(cell.text)) for cell in row):
                for column in range(cell.column, cell.column + cell.columns):
                    heads[column] = heads.get(column, frozenset()) | parts
            continue
        below = False
        beside = [(end, parts) for end, parts in beside if end > number]
        beside += [(number + cell.rows, parts) for cell, parts in labels]
        left = frozenset().union(*(parts for _, parts in beside)) - known.titles
        for cell in values:
            place = cell.column, cell.columns
            if place not in over:
                columns = range(cell.column, cell.column + cell.columns)
                over[place] = frozenset().union(*(heads.get(column, ()) for column in columns)) - known.titles
            yield left | over[place], cell


def _bare(cell: Cell) -> str:
    return "".join(cell.text.split())


@lru_cache(maxsize=4096)
def _parts(text: str) -> frozenset[str]:
    return frozenset(bare for part in text.split(_JOINT) if (bare := "".join(part.split())))


@lru_cache(maxsize=64)
def _known(form: Form) -> tuple[_Known, ...]:
    return tuple(map(_labels, (table for _, table in form.tables)))


def _labels(table: Table) -> _Known:
    titles = frozenset().union(*(_parts(text) for block in table.blocks for text in _titles(block)))
    keys = [
        (frozenset().union(*map(_parts, (*rows, *columns))) - titles, cell.index)
        for line in table.lines
        for rows in [[row.label for row in (*line.heads, line.row)]]
        for cell, columns in zip(line.cells, _columns(line.block), strict=True)
    ]
    cells = dict(keys)
    return _Known(cells if len(cells) == len(keys) else {}, frozenset().union(*cells), titles)


def _titles(block: Block) -> Iterator[str]:
    """Yield what stands over or beside all figures of a block."""
    yield from (block.label, block.stub)
    columns = block.columns
    while len(columns) == 1 and columns[0].columns:
        yield columns[0].label
        columns = columns[0].columns


def _columns(block: Block) -> Iterator[tuple[str, ...]]:
    """Yield for each column of figures its label behind those over it, as far as they are printed."""
    yield from ((),) * len(block.leaves) if block.headless else _stacks(block.columns)


def _stacks(columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    for column in columns:
        if column.columns:
            yield from ((column.label, *below) for below in _stacks(column.columns))
        else:
            yield (column.label,)
