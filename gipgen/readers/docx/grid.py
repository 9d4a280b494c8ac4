"""Where the cells of a Word table stand: spans, merged cells, and cells left out at the ends of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from lxml.etree import _Element
from msgspec import Struct

from gipgen.readers.docx.layout import cells
from gipgen.readers.docx.names import W, child, number, value

_TOLERANCE = 150
"""Twentieths of a point, 2.6 mm: edges that are nearer are one line, which was drawn by hand or rounded in a conversion."""


class Placed(Struct):
    """A cell with its place, and the elements that it is merged of, the one that shows its text first."""

    row: int
    column: int
    columns: int
    elements: list[_Element]
    rows: int = 1


class _Part(Struct, frozen=True):
    """A cell as its row says it; edges in columns, or in twentieths of a point."""

    element: _Element
    left: int
    right: int


def place(table: _Element, rows: Sequence[_Element]) -> list[Placed]:
    """Place the cells of rows, each merged one once, in reading order."""
    placed: list[Placed] = []
    above: dict[int, Placed] = {}
    for at, parts in enumerate(_parts(table, rows)):
        open_: dict[int, Placed] = {}
        last: Placed | None = None
        for part in parts:
            if last and _merged(part.element, "hMerge"):
                last.columns = part.right - last.column
                last.elements.append(part.element)
                continue
            last = above.get(part.left) if _merged(part.element, "vMerge") else None
            if last:
                last.rows = at - last.row + 1
                last.elements.append(part.element)
            else:
                last = Placed(at, part.left, part.right - part.left, [part.element])
                placed.append(last)
            if _property(part.element, "vMerge") is not None:
                open_[part.left] = last
        above = open_
    return placed


def _parts(table: _Element, rows: Sequence[_Element]) -> list[list[_Part]]:
    """Place cells by the columns that they span; where these contradict each other, by their widths."""
    by_span = [_row(row, "gridBefore", _span) for row in rows]
    by_width = [_row(row, "wBefore", _width) for row in rows] if _contradicting(rows, by_span) else []
    measured = by_width if _consistent(by_width) else _on_lines(by_span, table)
    snapped = _snapped(measured, _TOLERANCE)
    lossless = measured and all(part.left < part.right for parts in snapped for part in parts)
    return snapped if lossless else _snapped(by_span, 0)


def _contradicting(rows: Sequence[_Element], by_span: list[list[_Part]]) -> bool:
    ends = {parts[-1].right + _skipped(row, "gridAfter") for row, parts in zip(rows, by_span, strict=True) if parts}
    return len(ends) > 1


def _consistent(by_width: list[list[_Part]]) -> bool:
    """Tell whether all cells have a width and all rows end at the same place."""
    ends = [parts[-1].right for parts in by_width if parts]
    wide = all(part.right > part.left for parts in by_width for part in parts)
    return bool(ends) and wide and max(ends) - min(ends) <= _TOLERANCE


def _on_lines(by_span: list[list[_Part]], table: _Element) -> list[list[_Part]]:
    """Measure the edges of cells by the lines of the table's grid; empty when it does not have them all."""
    grid = child(table, "tblGrid")
    widths = () if grid is None else grid.iterchildren(W + "gridCol")
    lines = [0, *accumulate(number(column, 0, "w") for column in widths)]
    if max((parts[-1].right for parts in by_span if parts), default=0) >= len(lines):
        return []
    return [[_Part(part.element, lines[part.left], lines[part.right]) for part in parts] for parts in by_span]


def _row(row: _Element, before: str, size: Callable[[_Element], int]) -> list[_Part]:
    left = _skipped(row, before)
    parts = []
    for cell in cells(row):
        right = left + size(cell)
        parts.append(_Part(cell, left, right))
        left = right
    return parts


def _snapped(rows: list[list[_Part]], tolerance: int) -> list[list[_Part]]:
    """Turn edges into numbers, the same for all rows; near ones are one, and lines where no cell ends count nothing."""
    edges = sorted({edge for parts in rows for part in parts for edge in (part.left, part.right)})
    lines = edges[:1] + [edge for last, edge in pairwise(edges) if edge - last > tolerance]

    def line(edge: int) -> int:
        return bisect_right(lines, edge) - 1

    return [[_Part(part.element, line(part.left), line(part.right)) for part in parts] for parts in rows]


def _skipped(row: _Element, name: str) -> int:
    """Return the columns, or the width, that a row leaves out."""
    element = child(child(row, "trPr"), name)
    return max(number(element, 0, "w" if name == "wBefore" else "val"), 0)


def _span(cell: _Element) -> int:
    return max(number(_property(cell, "gridSpan"), 1), 1)


def _width(cell: _Element) -> int:
    width = _property(cell, "tcW")
    return number(width, 0, "w") if value(width, "type") == "dxa" else 0


def _merged(cell: _Element, name: str) -> bool:
    """Tell whether a cell continues the one above, or the one before."""
    element = _property(cell, name)
    return element is not None and value(element) != "restart"


def _property(cell: _Element, name: str) -> _Element | None:
    return child(child(cell, "tcPr"), name)
