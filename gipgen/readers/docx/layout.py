"""Tables that only place their contents on the page: around a whole text, around other tables, of a single column."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from gipgen.readers.docx.names import W, children

_RUNNING = 30
"""Characters from which a paragraph below a heading is running text and not part of a label."""


def layout_tables(body: _Element, is_heading: Callable[[_Element], bool]) -> frozenset[_Element]:
    """Return the tables that dissolve into their contents; inner ones are judged before those around them."""
    around: set[_Element] = set()
    found = []
    for table in reversed(list(body.iter(W + "tbl"))):
        layout = table in around or _one_column(table) or _holds_text(table, is_heading)
        if layout:
            found.append(table)
        if table in around or not layout:
            _mark(table, around)
    return frozenset(found)


def rows(table: _Element) -> list[_Element]:
    """Return the rows of a table, also those in content controls."""
    return [child for child in children(table) if child.tag == W + "tr"]


def cells(row: _Element) -> list[_Element]:
    """Return the cells of a row, also those in content controls."""
    return [child for child in children(row) if child.tag == W + "tc"]


def _mark(table: _Element, around: set[_Element]) -> None:
    """Mark the table whose cell holds a real table; what floats in a text box does not count."""
    for outer in table.iterancestors(W + "tbl", W + "txbxContent"):
        if outer.tag == W + "tbl":
            around.add(outer)
        return


def _one_column(table: _Element) -> bool:
    return all(len(cells(row)) < 2 for row in rows(table))


def _holds_text(table: _Element, is_heading: Callable[[_Element], bool]) -> bool:
    """Tell whether a cell holds a heading and running text."""
    for row in rows(table):
        for cell in cells(row):
            inside = [child for child in children(cell) if child.tag == W + "p"]
            if len(inside) > 1 and any(map(is_heading, inside)) and any(map(_runs_on, inside)):
                return True
    return False


def _runs_on(paragraph: _Element) -> bool:
    return sum(len(node.text or "") for node in paragraph.iter(W + "t")) >= _RUNNING
