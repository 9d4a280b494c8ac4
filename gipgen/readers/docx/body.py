"""The body of a Word file → blocks in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from gipgen.readers.document import NOWHERE, Block, Cell, Dropped, Grid, Origin, Paragraph, only_runs
from gipgen.readers.docx.fields import Fields
from gipgen.readers.docx.grid import Placed, place
from gipgen.readers.docx.heads import Head, Heads
from gipgen.readers.docx.inlines import Inlines
from gipgen.readers.docx.layout import Table, TableRow, tables
from gipgen.readers.docx.lost import QUOTED_FROM, lost
from gipgen.readers.docx.names import Sayings, W, children, switched, value
from gipgen.readers.docx.numbering import Numbering
from gipgen.readers.docx.package import Package
from gipgen.readers.docx.styles import Styles
from gipgen.readers.docx.text import one_line, tidy

_PARAGRAPH, _TABLE = W + "p", W + "tbl"
_FILES = {W + "altChunk", W + "subDoc"}
_MERGING = ("deleted", "hidden", "struck", "field", "reading")
"""Of these a paragraph may have many pieces, which are named together."""


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
        self.sayings = Sayings(package.document)
        self._heads = Heads(self.styles, self.sayings)
        self._tables = tables(package.document, self.sayings, lambda one: self._heads.of(one).level > 0)
        self._count = 0
        self._origin = NOWHERE

    def note(self, kind: str, id_: str) -> str:
        """Return the text of a comment, a footnote or an endnote."""
        if kind not in self._notes:
            part = self._package.part(kind)
            notes = () if part is None else part
            self._notes[kind] = {value(note, "id"): "".join(_texts(note))[:QUOTED_FROM] for note in notes}
        return self._notes[kind].get(id_, "")

    def blocks(self, elements: Iterable[_Element]) -> Iterator[Block]:
        """Read paragraphs and tables; what stands in their place is looked into."""
        open_: tuple[Head, Inlines] | None = None
        for element in elements:
            if element.tag == _PARAGRAPH:
                head, inlines = self._heads.of(element), open_[1] if open_ else Inlines(self)
                inlines.read(element, head.style)
                open_ = (head, inlines) if head.goes_on else None
                if not open_:
                    yield from self._paragraph(head, inlines)
            elif element.tag == _TABLE:
                if open_:
                    yield from self._paragraph(*open_)
                    open_ = None
                table = self._tables[element]
                yield from self._dissolved(table) if table.dissolves else self._grid(table)
            elif element.tag in _FILES:
                self._drop("file")
        if open_:
            yield from self._paragraph(*open_)

    def _paragraph(self, head: Head, inlines: Inlines) -> Iterator[Block]:
        runs = tidy(inlines.runs)
        marker, depth = self._numbering.marker(head.numbered, head.style_id, head.style.numbered)
        if runs or (marker and self._origin.table):
            yield Paragraph(runs, self._origin, head.level, marker, depth, head.align)
        self._lost(inlines.lost)
        for box in inlines.boxes:
            yield from self.blocks(children(box))

    def _dissolved(self, table: Table) -> Iterator[Block]:
        for row in table.rows:
            for cell in row.cells:
                yield from self.blocks(cell.content)

    def _grid(self, table: Table) -> Iterator[Block]:
        self._count += 1
        number, before = self._count, self._origin
        found: list[Cell] = []
        floating: list[Block] = []
        for placed in place(table.element, self._kept(table)):
            self._origin = Origin(table=number, row=placed.row + 1, column=placed.column + 1)
            found.append(self._cell(placed, floating))
        self._origin = before
        yield Grid(tuple(found), Origin(table=number))
        yield from floating

    def _kept(self, table: Table) -> list[TableRow]:
        """Return the rows that no revision has deleted and that are not hidden."""
        kept = []
        for row in table.rows:
            if W + "del" in row.properties:
                self._drop("deleted", " ".join(_texts(row.element)))
            elif switched(row.properties, "hidden"):
                self._drop("hidden", " ".join(_texts(row.element)))
            else:
                kept.append(row)
        return kept

    def _cell(self, placed: Placed, floating: list[Block]) -> Cell:
        """Read a cell; tables in text boxes float out of it."""
        blocks = list(self.blocks(placed.cells[0].content))
        held = [block for block in blocks if isinstance(block, Paragraph)]
        floating += (block for block in blocks if isinstance(block, Grid))
        for covered in placed.cells[1:]:
            text = "".join(_texts(covered.element))
            if text.strip():
                self._drop("merged", text)
        text = one_line([one.numbered for one in held])
        align, runs = held[0].align if held else "", only_runs([one.runs for one in held], text)
        return Cell(placed.row, placed.column, text, placed.rows, placed.columns, self._origin, align, runs)

    def _lost(self, found: list[tuple[str, str]]) -> None:
        for kind in _MERGING if found else ():
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
