"""The body of a Word file → blocks in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from gipgen.readers.document import NOWHERE, Block, Cell, Dropped, Grid, Origin, Paragraph, only_runs
from gipgen.readers.docx.fields import Fields
from gipgen.readers.docx.grid import Placed, place
from gipgen.readers.docx.inlines import Inlines
from gipgen.readers.docx.layout import cells, layout_tables, rows
from gipgen.readers.docx.lost import QUOTED_FROM, lost
from gipgen.readers.docx.names import W, child, children, switched, value
from gipgen.readers.docx.numbering import BULLET, Numbering
from gipgen.readers.docx.package import Package
from gipgen.readers.docx.styles import Style, Styles, align_of, numbered_of, outline_of
from gipgen.readers.docx.text import one_line, tidy

_FILES = {W + "altChunk", W + "subDoc"}
_MERGING = ("deleted", "hidden", "struck", "field", "reading")
"""Of these a paragraph may have many pieces, which are named together."""


class _Head(NamedTuple):
    """What a paragraph says of itself: its properties, its style and its level as a heading.

    A heading is not called bold because all headings are.
    """

    properties: _Element | None
    style_id: str
    style: Style
    level: int


class Body:
    """Reads a document once, from its beginning to its end."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package.part("styles"))
        self.fields = Fields()
        self.relationships = package.relationships
        self.dropped: list[Dropped] = []
        self._package = package
        self._numbering = Numbering(package.part("numbering"), self.styles)
        self._notes: dict[str, dict[str, str]] = {}
        self._layout = layout_tables(package.document, lambda paragraph: self._head(paragraph).level > 0)
        self._tables = 0
        self._origin = NOWHERE

    def note(self, kind: str, id_: str) -> str:
        """Return the text of a comment, a footnote or an endnote."""
        if kind not in self._notes:
            part = self._package.part(kind)
            notes = () if part is None else part
            self._notes[kind] = {value(note, "id"): "".join(_texts(note))[:QUOTED_FROM] for note in notes}
        return self._notes[kind].get(id_, "")

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """Read the paragraphs and tables of an element; what stands in their place is looked into."""
        inlines, open_ = Inlines(self), None
        for element in children(parent):
            if element.tag == W + "p":
                head = self._head(element)
                inlines.read(element, head.style)
                open_ = head if _goes_on(head) else None
                if not open_:
                    yield from self._paragraph(head, inlines)
                    inlines = Inlines(self)
            elif element.tag == W + "tbl":
                if open_:
                    yield from self._paragraph(open_, inlines)
                    inlines, open_ = Inlines(self), None
                yield from self._dissolved(element) if element in self._layout else self._grid(element)
            elif element.tag in _FILES:
                self._drop("file")
        if open_:
            yield from self._paragraph(open_, inlines)

    def _head(self, paragraph: _Element) -> _Head:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle"))
        style = self.styles.paragraph(style_id)
        own = outline_of(properties)
        level = (style.outline or 0) if own is None else own
        return _Head(properties, style_id, style._replace(bold=None, italic=None) if level else style, level)

    def _paragraph(self, head: _Head, inlines: Inlines) -> Iterator[Block]:
        runs = tidy(inlines.runs)
        marker, depth = self._numbering.marker(numbered_of(head.properties), head.style_id, head.style.numbered)
        if runs or (marker and self._origin.table):
            own = align_of(head.properties)
            align = (head.style.align or "") if own is None else own
            yield Paragraph(runs, self._origin, head.level, marker, depth, align)
        self._lost(inlines.lost)
        for box in inlines.boxes:
            yield from self.blocks(box)

    def _dissolved(self, table: _Element) -> Iterator[Block]:
        for row in rows(table):
            for cell in cells(row):
                yield from self.blocks(cell)

    def _grid(self, table: _Element) -> Iterator[Block]:
        self._tables += 1
        number, before = self._tables, self._origin
        found: list[Cell] = []
        floating: list[Block] = []
        for placed in place(table, self._kept(table)):
            self._origin = Origin(table=number, row=placed.row + 1, column=placed.column + 1)
            found.append(self._cell(placed, floating))
        self._origin = before
        yield Grid(tuple(found), Origin(table=number))
        yield from floating

    def _kept(self, table: _Element) -> list[_Element]:
        """Return the rows that no revision has deleted and that are not hidden."""
        kept = []
        for row in rows(table):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self._drop("deleted", " ".join(_texts(row)))
            elif switched(properties, "hidden"):
                self._drop("hidden", " ".join(_texts(row)))
            else:
                kept.append(row)
        return kept

    def _cell(self, placed: Placed, floating: list[Block]) -> Cell:
        """Read a cell; tables in text boxes float out of it."""
        blocks = list(self.blocks(placed.elements[0]))
        held = [block for block in blocks if isinstance(block, Paragraph)]
        floating += (block for block in blocks if isinstance(block, Grid))
        for covered in placed.elements[1:]:
            text = "".join(_texts(covered))
            if text.strip():
                self._drop("merged", text)
        text = one_line(one.text if one.marker == BULLET else one.marker + one.text for one in held)
        align, runs = held[0].align if held else "", only_runs([one.runs for one in held], text)
        return Cell(placed.row, placed.column, text, placed.rows, placed.columns, self._origin, align, runs)

    def _lost(self, found: list[tuple[str, str]]) -> None:
        for kind in _MERGING:
            text = "".join(text for one, text in found if one == kind)
            if text.strip():
                self._drop(kind, text)
        for kind, text in found:
            if kind not in _MERGING:
                self._drop(kind, text)

    def _drop(self, kind: str, text: str = "") -> None:
        self.dropped.append(Dropped(lost(kind, text), self._origin))


def _texts(element: _Element) -> Iterator[str]:
    return (node.text or "" for node in element.iter(W + "t", W + "delText"))


def _goes_on(head: _Head) -> bool:
    """Tell whether a revision has deleted or moved the mark of a paragraph, so that the next one continues it."""
    mark = child(head.properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None
