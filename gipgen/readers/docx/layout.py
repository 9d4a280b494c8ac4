"""Tables as they are written.

Some only place their contents on the page: around a whole text, around other tables, of a single column.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml.etree import _Element

from gipgen.readers.docx.names import Properties, Sayings, W, children

_RUNNING = 30
"""Characters from which a paragraph below a heading is running text and not part of a label."""


class TableCell(NamedTuple):
    """A cell: what it says of itself, and what stands in it."""

    element: _Element
    properties: Properties
    content: tuple[_Element, ...]


class TableRow(NamedTuple):
    """A row: what it says of itself, and its cells."""

    element: _Element
    properties: Properties
    cells: tuple[TableCell, ...]


class Table(NamedTuple):
    """A table, and whether it dissolves into its contents."""

    element: _Element
    rows: tuple[TableRow, ...]
    dissolves: bool


def tables(body: _Element, sayings: Sayings, is_heading: Callable[[_Element], bool]) -> dict[_Element, Table]:
    """Return all tables; whether inner ones dissolve is judged before those around them."""
    around: set[_Element] = set()
    found = {}
    for table in reversed(list(body.iter(W + "tbl"))):
        rows = _rows(table, sayings)
        dissolves = table in around or _one_column(rows) or _holds_text(rows, is_heading)
        found[table] = Table(table, rows, dissolves)
        if table in around or not dissolves:
            _mark(table, around)
    return found


def _rows(table: _Element, sayings: Sayings) -> tuple[TableRow, ...]:
    """Read the rows of a table, also those in content controls."""
    found = (row for row in children(table) if row.tag == W + "tr")
    return tuple(TableRow(row, sayings.of(row, "trPr"), _cells(row, sayings)) for row in found)


def _cells(row: _Element, sayings: Sayings) -> tuple[TableCell, ...]:
    """Read the cells of a row, also those in content controls."""
    tag = W + "tc"
    found = (cell for cell in children(row) if cell.tag == tag)
    return tuple(TableCell(cell, sayings.of(cell, "tcPr"), tuple(children(cell))) for cell in found)


def _mark(table: _Element, around: set[_Element]) -> None:
    """Mark the table whose cell holds a real table; what floats in a text box does not count."""
    for outer in table.iterancestors(W + "tbl", W + "txbxContent"):
        if outer.tag == W + "tbl":
            around.add(outer)
        return


def _one_column(rows: tuple[TableRow, ...]) -> bool:
    return all(len(row.cells) < 2 for row in rows)


def _holds_text(rows: tuple[TableRow, ...], is_heading: Callable[[_Element], bool]) -> bool:
    """Tell whether a cell holds a heading and running text."""
    for row in rows:
        for cell in row.cells:
            inside = [child for child in cell.content if child.tag == W + "p"]
            if len(inside) > 1 and any(map(is_heading, inside)) and any(map(_runs_on, inside)):
                return True
    return False


def _runs_on(paragraph: _Element) -> bool:
    return sum(len(node.text or "") for node in paragraph.iter(W + "t")) >= _RUNNING
