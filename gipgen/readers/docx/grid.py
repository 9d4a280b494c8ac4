"""Where the cells of a Word table stand: spans, merged cells, and cells left out at the ends of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise

from lxml.etree import _Element
from msgspec import Struct

from gipgen.readers.docx.layout import TableCell, TableRow
from gipgen.readers.docx.names import W, child, number, value

_TOLERANCE = 150
"""Twentieths of a point, 2.6 mm: edges that are nearer are one line, which was drawn by hand or rounded in a conversion."""

_SPAN, _ACROSS, _DOWN = W + "gridSpan", W + "hMerge", W + "vMerge"


class Placed(Struct):
    """A cell with its place, and the cells that it is merged of, the one that shows its text first."""

    row: int
    column: int
    columns: int
    cells: list[TableCell]
    rows: int = 1


_Edges = list[tuple[int, int]]
"""The left and the right edge of each cell of a row, in columns, or in twentieths of a point."""


def place(table: _Element, rows: Sequence[TableRow]) -> list[Placed]:
    """Place the cells of rows, each merged one once, in reading order."""
    placed: list[Placed] = []
    above: dict[int, Placed] = {}
    for at, (row, edges) in enumerate(zip(rows, _edges(table, rows), strict=True)):
        open_: dict[int, Placed] = {}
        last: Placed | None = None
        for cell, (left, right) in zip(row.cells, edges, strict=True):
            if last and _merged(cell, _ACROSS):
                last.columns = right - last.column
                last.cells.append(cell)
                continue
            last = above.get(left) if _merged(cell, _DOWN) else None
            if last:
                last.rows = at - last.row + 1
                last.cells.append(cell)
            else:
                last = Placed(at, left, right - left, [cell])
                placed.append(last)
            if _DOWN in cell.properties:
                open_[left] = last
        above = open_
    return placed


def _edges(table: _Element, rows: Sequence[TableRow]) -> list[_Edges]:
    """Place cells by the columns that they span; where these contradict each other, by their widths."""
    by_span = [_row(row, "gridBefore", _span) for row in rows]
    by_width = [_row(row, "wBefore", _width) for row in rows] if _contradicting(rows, by_span) else []
    measured = by_width if _consistent(by_width) else _on_lines(by_span, table)
    snapped = _snapped(measured, _TOLERANCE)
    lossless = measured and all(left < right for edges in snapped for left, right in edges)
    return snapped if lossless else _snapped(by_span, 0)


def _contradicting(rows: Sequence[TableRow], by_span: list[_Edges]) -> bool:
    ends = {edges[-1][1] + _skipped(row, "gridAfter") for row, edges in zip(rows, by_span, strict=True) if edges}
    return len(ends) > 1


def _consistent(by_width: list[_Edges]) -> bool:
    """Tell whether all cells have a width and all rows end at the same place."""
    ends = [edges[-1][1] for edges in by_width if edges]
    wide = all(left < right for edges in by_width for left, right in edges)
    return bool(ends) and wide and max(ends) - min(ends) <= _TOLERANCE


def _on_lines(by_span: list[_Edges], table: _Element) -> list[_Edges]:
    """Measure the edges of cells by the lines of the table's grid; empty when it does not have them all."""
    grid = child(table, "tblGrid")
    widths = () if grid is None else grid.iterchildren(W + "gridCol")
    lines = [0, *accumulate(number(column, 0, "w") for column in widths)]
    if max((edges[-1][1] for edges in by_span if edges), default=0) >= len(lines):
        return []
    return [[(lines[left], lines[right]) for left, right in edges] for edges in by_span]


def _row(row: TableRow, before: str, size: Callable[[TableCell], int]) -> _Edges:
    """Return the edges of a row as its cells say them."""
    return list(pairwise(accumulate(map(size, row.cells), initial=_skipped(row, before))))


def _snapped(rows: list[_Edges], tolerance: int) -> list[_Edges]:
    """Turn edges into numbers, the same for all rows; near ones are one, and lines where no cell ends count nothing."""
    found = sorted({edge for edges in rows for edge in chain.from_iterable(edges)})
    lines = found[:1] + [edge for last, edge in pairwise(found) if edge - last > tolerance]
    numbers = {edge: bisect_right(lines, edge) - 1 for edge in found}
    return [[(numbers[left], numbers[right]) for left, right in edges] for edges in rows]


def _skipped(row: TableRow, name: str) -> int:
    """Return the columns, or the width, that a row leaves out."""
    return max(number(row.properties.get(W + name), 0, "w" if name == "wBefore" else "val"), 0)


def _span(cell: TableCell) -> int:
    span = cell.properties.get(_SPAN)
    return 1 if span is None else max(number(span, 1), 1)


def _width(cell: TableCell) -> int:
    width = child(child(cell.element, "tcPr"), "tcW")
    return number(width, 0, "w") if value(width, "type") == "dxa" else 0


def _merged(cell: TableCell, tag: str) -> bool:
    """Tell whether a cell continues the one above, or the one before."""
    element = cell.properties.get(tag)
    return element is not None and value(element) != "restart"
