"""Markdown → tables and paragraphs, by GitHub's own parser."""

from __future__ import annotations

import cmarkgfm
import lxml.html
from cmarkgfm.cmark import Options

from tests.readback.documents import Document, TableCell, TableGrid
from tests.readback.html import own_text, read_table


def read_markdown(data: bytes) -> Document:
    """Read a page; the pipe tables below a section's heading up to the next are one statutory table.

    Sections without a table before their first paragraph are prose.
    """
    html = cmarkgfm.github_flavored_markdown_to_html(data.decode(), Options.CMARK_OPT_UNSAFE)
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    tables: list[TableGrid] = []
    open_: list[TableGrid] = []
    paragraphs: list[str] = []
    statutory = False
    for element in root:
        if element.tag == "h2":
            if open_:
                tables.append(_joined(open_))
            open_, statutory = [], _begins_with_table(element)
        if element.tag == "table" and statutory:
            open_.append(read_table(element))
        elif not (statutory and _label_of_table(element)):
            paragraphs += [
                text
                for block in element.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th")
                if (text := own_text(block))
            ]
    if open_:
        tables.append(_joined(open_))
    return Document(tuple(tables), tuple(paragraphs))


def _label_of_table(element: lxml.html.HtmlElement) -> bool:
    """Say whether a paragraph is the label in bold above a block of a table."""
    return element.tag == "p" and len(element) == 1 and element[0].tag == "strong" and not (element.text or "").strip()


def _begins_with_table(heading: lxml.html.HtmlElement) -> bool:
    following = heading.getnext()
    while following is not None and _label_of_table(following):
        following = following.getnext()
    return following is not None and following.tag == "table"


def _joined(parts: list[TableGrid]) -> TableGrid:
    """Put the tables of one section together; the first cell of a row is its head."""
    cells = [
        TableCell(cell.row, cell.column, 1, 1, cell.text, cell.head or cell.column == 0)
        for part in parts
        for cell in part.cells
    ]
    return TableGrid(tuple(cells))
