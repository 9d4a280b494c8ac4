"""The printed grid of a table: which cell stands where, over how many rows and columns, under which heads."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from gipgen.form.parts import Block, Column, Line, Row


class GridCell(Struct, frozen=True):
    """One drawn cell: the place of its upper left corner, counted from 0, and over how many rows and columns it goes."""

    row: int
    column: int
    rows: int
    columns: int
    role: str
    """group (a heading across the table), stub (the corner), column and row (heads), or value."""
    text: str = ""
    id: str = ""
    """What other cells call a head by."""
    cell: int = -1
    """The index of the form's cell whose figure stands here."""
    heads: tuple[str, ...] = ()
    """The ids of all heads of a value."""


class Grid(Struct, frozen=True):
    """The cells of a table row by row, each where it begins; the first `head_rows` are repeated on every page.

    A table whose blocks have labels of their own has a head in each block and none that could be repeated.
    """

    width: int
    head_rows: int
    rows: tuple[tuple[GridCell, ...], ...]


class LayoutError(ValueError):
    """A block whose columns and heads do not fill the width of its table."""


class _Sheet(Struct):
    """A grid while it is drawn."""

    prefix: str
    cells: list[GridCell] = field(default_factory=list)
    heads: int = 0
    bottom: int = 0

    def head(self, cell: GridCell) -> GridCell:
        self.heads += 1
        named = replace(cell, id=f"{self.prefix}-{self.heads}")
        self.cells.append(named)
        return named


def draw_grid(section: str, width: int, blocks: Sequence[tuple[Block, Sequence[Line]]]) -> Grid:
    """Lay the blocks of a table out one below the other on a grid of `width` columns; raises LayoutError."""
    sheet = _Sheet(section.replace("_", "-"))
    head_rows = []
    for block, lines in blocks:
        group: tuple[GridCell, ...] = ()
        if block.label:
            group = (sheet.head(GridCell(sheet.bottom, 0, 1, width, "group", block.label)),)
            sheet.bottom += 1
        draw = _draw_across if block.across else _draw_down
        head_rows.append(draw(sheet, block, lines, width, group))
    rows = tuple(
        tuple(sorted((cell for cell in sheet.cells if cell.row == row), key=lambda cell: cell.column))
        for row in range(sheet.bottom)
    )
    return Grid(width, 0 if blocks[0][0].label else head_rows[0], rows)


def _draw_down(sheet: _Sheet, block: Block, lines: Sequence[Line], width: int, group: tuple[GridCell, ...]) -> int:
    """Draw heads of columns above and heads of rows at the left; return the number of rows of the column heads."""
    stub = width - sum(leaf.span for leaf in block.leaves)
    if stub < max(map(_depth, block.rows)):
        raise LayoutError(f"{block.id or block.stub}: {width} grid columns leave {stub} for the heads of the rows")
    deep = 0 if block.headless else max(map(_depth, block.columns))
    if deep and block.stub:
        sheet.head(GridCell(sheet.bottom, 0, deep, stub, "stub", block.stub))
    over = [group] * len(block.leaves)
    if deep:
        over = _column_heads(sheet, block.columns, sheet.bottom, deep, stub, group)
    sheet.bottom += deep
    remaining = list(lines)

    def descend(row: Row, level: int, heads: tuple[GridCell, ...]) -> None:
        last = not row.rows
        span = stub - level if last else 1
        heads = (*heads, sheet.head(GridCell(sheet.bottom, level, _leaf_count(row), span, "row", row.label)))
        for child in row.rows:
            descend(child, level + 1, heads)
        if last:
            _values(sheet, remaining.pop(0), stub, over, heads)
            sheet.bottom += 1

    for row in block.rows:
        descend(row, 0, ())
    return deep


def _draw_across(sheet: _Sheet, block: Block, lines: Sequence[Line], width: int, group: tuple[GridCell, ...]) -> int:
    """Draw the rows side by side, their columns below each, and all figures in one line; return the head's rows."""
    span = sum(leaf.span for leaf in block.leaves)
    if span * len(lines) != width or any(column.columns for column in block.columns):
        raise LayoutError(f"{block.id}: {len(lines)} rows of {span} grid columns do not fill {width}")
    deep = max(map(_depth, block.rows)) + 1
    remaining, left = list(lines), 0

    def descend(row: Row, level: int, heads: tuple[GridCell, ...]) -> None:
        nonlocal left
        heads = (
            *heads,
            sheet.head(GridCell(sheet.bottom + level, left, 1, _leaf_count(row) * span, "column", row.label)),
        )
        for child in row.rows:
            descend(child, level + 1, heads)
        if not row.rows:
            top = sheet.bottom + level + 1
            over = _column_heads(sheet, block.columns, top, deep - level - 1, left, heads)
            _values(sheet, remaining.pop(0), left, over, (), at=sheet.bottom + deep)
            left += span

    for row in block.rows:
        descend(row, 0, group)
    sheet.bottom += deep + 1
    return deep


def _column_heads(
    sheet: _Sheet, columns: Sequence[Column], top: int, deep: int, left: int, heads: tuple[GridCell, ...]
) -> list[tuple[GridCell, ...]]:
    """Draw a tree of column heads and return for each leaf the heads over it, the outermost first."""
    over: list[tuple[GridCell, ...]] = []
    for column in columns:
        span = sum(leaf.span for leaf in column.leaves())
        rows = 1 if column.columns else deep
        own = (*heads, sheet.head(GridCell(top, left, rows, span, "column", column.label)))
        over += _column_heads(sheet, column.columns, top + 1, deep - 1, left, own) if column.columns else [own]
        left += span
    return over


def _values(
    sheet: _Sheet,
    line: Line,
    left: int,
    over: Sequence[tuple[GridCell, ...]],
    beside: tuple[GridCell, ...],
    at: int | None = None,
) -> None:
    for cell, column, above in zip(line.cells, line.block.leaves, over, strict=True):
        heads = tuple(head.id for head in (*above, *beside))
        row = sheet.bottom if at is None else at
        sheet.cells.append(GridCell(row, left, 1, column.span, "value", cell=cell.index, heads=heads))
        left += column.span


def _depth(node: Row | Column) -> int:
    children: Sequence[Row | Column] = getattr(node, "rows", ()) or getattr(node, "columns", ())
    return 1 + max(map(_depth, children), default=0)


def _leaf_count(row: Row) -> int:
    return sum(map(_leaf_count, row.rows)) or 1
