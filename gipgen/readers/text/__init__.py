"""Plain text → paragraphs and grids: tables copied as tabs, as bars, as one cell a line, or as aligned columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gipgen.readers.document import Block, Cell, Document, DocumentError, Grid, Origin
from gipgen.readers.text.decoding import decode
from gipgen.readers.text.lines import Line, Table, joined, lines_of
from gipgen.readers.text.pages import without_pages
from gipgen.readers.text.prose import paragraphs
from gipgen.readers.text.rows import SHAPES
from gipgen.readers.text.shapes import tables
from gipgen.readers.text.stacked import stacked_tables
from gipgen.words import Say

MOST = 50_000
"""Lines and cells of a text; a report has a thousand."""


def read(data: bytes) -> Document:
    """Read a text file; raises DocumentError: GIP651 for binary data, GIP653 for more than a person ever wrote."""
    text = decode(data)
    pieces = sum(text.count(mark) for mark in ("\n", "\t", "|", "│", "┃", "║", "｜", "  ", "\u3000\u3000", ",", ";"))
    if pieces > MOST:
        size, limit = Say(f"{pieces} 行和格", f"{pieces} lines and cells"), Say(f"{MOST} 行和格", f"{MOST}")
        raise DocumentError("GIP653", size=size, limit=limit)
    lines, dropped = without_pages(lines_of(text))
    return Document(tuple(_blocks(lines)), dropped=tuple(dropped))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Give tables and the prose around them in the order of the lines."""
    found = _tables(lines)
    table_at = {line: number for number, table in enumerate(found, 1) for line in range(table.start, table.stop)}
    for number, part in groupby(range(len(lines)), key=lambda index: table_at.get(index, 0)):
        if number:
            yield _grid(found[number - 1], number)
        else:
            yield from paragraphs([lines[index] for index in part])


def _tables(lines: Sequence[Line]) -> list[Table]:
    """Find the tables of every shape, the surest shapes first; none takes a line of another."""
    found = stacked_tables(lines)
    for shape in SHAPES:
        taken = {index for table in found for index in range(table.start, table.stop)}
        found += tables(lines, taken, shape)
    return sorted(found)


def _grid(table: Table, number: int) -> Grid:
    cells = tuple(
        Cell(
            row,
            column,
            joined(entry.texts),
            origin=Origin(line=entry.line, table=number, row=row + 1, column=column + 1),
        )
        for row, entries in enumerate(table.rows)
        for column, entry in enumerate(entries)
    )
    return Grid(cells, Origin(line=table.rows[0][0].line, table=number), drawn=False)
