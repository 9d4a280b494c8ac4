"""Word → tables and paragraphs, straight from the XML."""

from __future__ import annotations

import io
from xml.etree import ElementTree
from zipfile import ZipFile

from tests.readback.documents import FIGURE, Document, TableCell, TableGrid, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def read_word(data: bytes) -> Document:
    """Read word/document.xml; statutory tables are those of the style StatutoryTable."""
    with ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    body = root.find(W + "body")
    assert body is not None
    tables, paragraphs = [], []
    for child in body:
        if child.tag == W + "tbl":
            style = child.find(f"{W}tblPr/{W}tblStyle")
            if style is not None and style.get(W + "val") == "StatutoryTable":
                tables.append(_table(child))
            else:
                paragraphs += [text for paragraph in child.iter(W + "p") if (text := _text(paragraph))]
        elif child.tag == W + "p" and (text := _text(child)):
            paragraphs.append(text)
    return Document(tuple(tables), tuple(paragraphs))


def _text(element: ElementTree.Element) -> str:
    """Return the text of an element; a line break is a space, but in a title set on two lines it is nothing.

    A picture is its description in brackets.
    """
    style = element.find(f"{W}pPr/{W}pStyle")
    gap = "" if style is not None and style.get(W + "val") == "Title" else " "
    parts = []
    for node in element.iter():
        if node.tag == W + "t":
            parts.append(node.text or "")
        elif node.tag in {W + "br", W + "tab"}:
            parts.append(gap)
        elif node.tag == DRAWING + "docPr":
            parts.append(f"[{node.get('descr')}]")
    return squeezed("".join(parts))


def _table(table: ElementTree.Element) -> TableGrid:
    """Resolve gridSpan and vMerge; a merged cell is listed once, where it begins."""
    cells: list[TableCell] = []
    open_: dict[int, int] = {}
    for number, row in enumerate(table.findall(W + "tr")):
        column = 0
        for cell in row.findall(W + "tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            width = int(span.get(W + "val", "1")) if span is not None else 1
            if merge is not None and merge.get(W + "val") != "restart":
                index = open_[column]
                old = cells[index]
                cells[index] = TableCell(old.row, old.column, old.rows + 1, old.columns, old.text, old.head)
            else:
                text = _text(cell)
                style = cell.find(f"{W}p/{W}pPr/{W}pStyle")
                head = style is None or style.get(W + "val") != "TableText"
                assert head != bool(FIGURE.fullmatch(text)) or not text, f"a figure among heads: {text}"
                open_[column] = len(cells)
                cells.append(TableCell(number, column, 1, width, text, head))
            column += width
    return TableGrid(tuple(cells))
