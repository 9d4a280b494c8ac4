"""HTML → tables and paragraphs, by lxml."""

from __future__ import annotations

from typing import Any

import lxml.html

from tests.readback.documents import Document, TableCell, TableGrid, squeezed

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"}


def read_html(data: bytes) -> Document:
    """Read a page; statutory tables are those with a caption."""
    root = lxml.html.document_fromstring(data.decode())
    statutory = [table for table in root.iter("table") if table.find("caption") is not None]
    inside = {element for table in statutory for element in table.iter()}
    tables = tuple(read_table(table) for table in statutory)
    main = next(root.iter("main"))
    paragraphs = [text for element in main.iter(*_BLOCKS) if element not in inside and (text := own_text(element))]
    return Document(tables, tuple(paragraphs))


def own_text(element: Any) -> str:
    """Return the text of a block without that of blocks inside it; a picture is its description in brackets."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append(" ")
        elif child.tag == "img":
            parts.append(f"[{child.get('alt')}]")
        elif child.tag not in _BLOCKS and child.tag not in {"ul", "ol", "div", "table"}:
            parts.append(own_text(child))
        parts.append(child.tail or "")
    text = "".join(parts)
    return squeezed(text) if element.tag in _BLOCKS else text


def read_table(table: Any) -> TableGrid:
    """Resolve rowspan and colspan as HTML prescribes."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(number + down, column + right) for down in range(rows) for right in range(columns)}
            cells.append(TableCell(number, column, rows, columns, squeezed(cell.text_content()), cell.tag == "th"))
            column += columns
    return TableGrid(tuple(cells))
