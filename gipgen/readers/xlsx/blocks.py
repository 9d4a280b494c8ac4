"""The cells of a sheet → grids of neighbouring cells, and paragraphs of texts that stand alone in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from gipgen.readers.document import Block, Cell, Grid, Origin, Paragraph
from gipgen.readers.text.lines import Line, heads, joined, lines_of, tells
from gipgen.readers.text.prose import paragraphs
from gipgen.readers.xlsx.sheet import Sheet, SheetCell

_FILLED = 20_000
"""Places of a grid up to which those without a cell are filled with blanks."""

Cells = list[SheetCell]


def blocks_of(sheet: Sheet, tables: int) -> Iterator[Block]:
    """Give the blocks of a sheet in the order of its rows, after so many tables of other sheets."""
    for rows in _neighbours(sheet.cells):
        for is_table, part in groupby(_told(rows), key=lambda row: row[0]):
            cells = [cell for _, row in part for cell in row]
            if not is_table:
                yield from (paragraph for cell in cells for paragraph in _paragraphs(cell))
                continue
            for table in _side_by_side(cells):
                tables += 1
                yield _grid(table, tables)


def _neighbours(cells: Sequence[SheetCell]) -> Iterator[list[Cells]]:
    """Give rows of cells that follow each other without an empty row between."""
    run: list[Cells] = []
    below = 0
    for row, group in groupby(cells, key=lambda cell: cell.row):
        if run and row > below:
            yield run
            run = []
        run.append(list(group))
        reached = max(cell.row + cell.rows for cell in run[-1])
        below = max(below, reached) if len(run) > 1 else reached
    if run:
        yield run


def _told(rows: Sequence[Cells]) -> list[tuple[bool, Cells]]:
    """Tell rows of a table from texts that stand alone.

    A lone cell belongs to a table when it is framed as the table is; where nothing is framed, when it stands between two
    rows of several cells and begins no section.
    """
    wide = [len(row) > 1 for row in rows]
    if not any(wide):
        return [(False, row) for row in rows]
    framed = any(cell.bordered for row, many in zip(rows, wide, strict=True) if many for cell in row)
    first, last = wide.index(True), len(wide) - 1 - wide[::-1].index(True)
    return [
        (many or (row[0].bordered if framed else first < number < last and not _stands_alone(row[0])), row)
        for number, (row, many) in enumerate(zip(rows, wide, strict=True))
    ]


def _stands_alone(cell: SheetCell) -> bool:
    return heads(cell.text) or tells(cell.text)


def _paragraphs(cell: SheetCell) -> Iterator[Paragraph]:
    """Make a paragraph of each line of a cell; all of them lead where the cell does."""
    lines = [Line(line.number, line.text.replace("\t", " ")) for line in lines_of(cell.text)]
    for paragraph in paragraphs(lines):
        runs = tuple(run._replace(link=cell.link) for run in paragraph.runs)
        yield replace(paragraph, runs=runs, origin=cell.origin)


def _side_by_side(cells: Cells) -> Iterator[Cells]:
    """Part tables between which a column is empty; blank rows and columns at their ends are left out."""
    parts: list[Cells] = []
    right = 0
    for cell in sorted(cells, key=lambda cell: cell.column):
        if not parts or cell.column > right:
            parts.append([])
        parts[-1].append(cell)
        right = max(right, cell.column + cell.columns)
    for part in parts:
        rows = [cell.row + cell.rows for cell in part if cell.text]
        bottom = max(rows, default=0)
        if kept := sorted(cell for cell in part if cell.row < bottom):
            yield kept


def _grid(cells: Cells, number: int) -> Grid:
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    found = {
        (cell.row - top, cell.column - left): Cell(
            cell.row - top,
            cell.column - left,
            joined(line.text for line in lines_of(cell.text)),
            cell.rows,
            cell.columns,
            cell.origin._replace(table=number),
        )
        for cell in cells
    }
    origin = Origin(table=number, sheet=cells[0].origin.sheet)
    return Grid(tuple(found[place] for place in sorted(_filled(found, origin))), origin)


def _filled(found: dict[tuple[int, int], Cell], origin: Origin) -> dict[tuple[int, int], Cell]:
    """Add blank cells where a row has none and no merged cell reaches."""
    height = max(cell.row + cell.rows for cell in found.values())
    width = max(cell.column + cell.columns for cell in found.values())
    if height * width > _FILLED:
        return found
    taken = {
        (row, column)
        for cell in found.values()
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    for row in range(height):
        for column in range(width):
            if (row, column) not in taken:
                found[row, column] = Cell(row, column, "", origin=origin)
    return found
