"""Blocks → paragraphs of WordprocessingML in the named styles of the template."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from gipgen.prose import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Picture,
    ProseTable,
    Strong,
    Text,
)

WIDTH = 8844
"""Twips of the type area, 156 mm (GB/T 9704-2012)."""
_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635

BULLETS, NUMBERS = 1, 2
"""Ids of the list definitions in the template's numbering part."""

_JUSTIFY = {"": "left", "left": "left", "center": "center", "right": "right"}


class WordProse:
    """Writes blocks for one document; links, pictures and lists enter the document's own parts."""

    def __init__(self, template: Any) -> None:
        self.template = template
        self.part = template.get_docx().part

    def write(self, blocks: Sequence[Block]) -> Markup:
        """Write blocks as paragraphs and tables."""
        return Markup("").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        if isinstance(block, Heading):
            return _paragraph(f"Heading{min(block.level - 1, 4)}", self._runs(block.children))
        if isinstance(block, Paragraph):
            alone = len(block.children) == 1 and isinstance(block.children[0], Picture)
            return _paragraph("Picture" if alone else "Body", self._runs(block.children))
        if isinstance(block, ProseTable):
            return self._table(block)
        return self._items(block, 0)

    def _items(self, block: Items, level: int) -> Markup:
        number = self._numbering(block, level)
        return Markup("").join(self._item(item, number, level) for item in block.items)

    def _item(self, item: tuple[Block, ...], number: int, level: int) -> Markup:
        """Write an item: its first paragraph carries the number, the others stand indented below it."""
        parts = []
        marked = Markup('<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>').format(level, number)
        beside = Markup('<w:ind w:left="{}" w:firstLine="0" w:firstLineChars="0"/>').format(_indent(level))
        if not item or not isinstance(item[0], Paragraph):
            parts.append(_paragraph("ListItem", Markup(""), marked))
            marked = beside
        for block in item:
            if isinstance(block, Items):
                parts.append(self._items(block, min(level + 1, 3)))
            elif isinstance(block, Paragraph):
                parts.append(_paragraph("ListItem", self._runs(block.children), marked))
            else:
                parts.append(self._block(block))
            marked = beside
        return Markup("").join(parts)

    def _numbering(self, block: Items, level: int) -> int:
        """Give a list a numbering of its own, so that it begins at its own number."""
        if block.start is None:
            return BULLETS
        number = self.part.numbering_part.element.add_num(NUMBERS)
        number.add_lvlOverride(ilvl=level).add_startOverride(block.start)
        return int(number.numId)

    def _table(self, block: ProseTable) -> Markup:
        count = len(block.align)
        widths = [WIDTH // count + (1 if place < WIDTH % count else 0) for place in range(count)]
        grid = Markup("").join(Markup('<w:gridCol w:w="{}"/>').format(width) for width in widths)
        rows = Markup("").join(
            self._row(row, block.align, widths, head=not place) for place, row in enumerate(block.rows)
        )
        return Markup(
            '<w:tbl><w:tblPr><w:tblStyle w:val="ProseTable"/><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>'
        ).format(WIDTH, grid, rows)

    def _row(self, row: Sequence[Any], align: Sequence[str], widths: Sequence[int], *, head: bool) -> Markup:
        style = "TableHead" if head else "TableText"
        kept = Markup("<w:keepNext/>") if head else Markup("")
        cells = Markup("").join(
            Markup('<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>').format(
                width, _paragraph(style, self._runs(cell), kept + Markup('<w:jc w:val="{}"/>').format(_JUSTIFY[side]))
            )
            for cell, side, width in zip(row, align, widths, strict=True)
        )
        repeat = Markup("<w:tblHeader/>") if head else Markup("")
        return Markup("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>").format(repeat, cells)

    def _runs(self, children: Sequence[Inline], marks: frozenset[str] = frozenset()) -> Markup:
        return Markup("").join(self._run(child, marks) for child in children)

    def _run(self, child: Inline, marks: frozenset[str]) -> Markup:
        if isinstance(child, Text):
            return _text(child.text, marks)
        if isinstance(child, Break):
            return Markup("<w:r><w:br/></w:r>")
        if isinstance(child, Picture):
            return self._picture(child)
        if isinstance(child, Link):
            relation = self.template.build_url_id(child.href)
            runs = self._runs(child.children, marks | {"link"})
            return Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>').format(relation, runs)
        mark = "strong" if isinstance(child, Strong) else "emphasis"
        assert isinstance(child, (Strong, Emphasis))
        return self._runs(child.children, marks | {mark})

    def _picture(self, picture: Picture) -> Markup:
        limit = WIDTH * _EMU_PER_TWIP
        width, height = max(1, picture.width) * _EMU_PER_PIXEL, max(1, picture.height) * _EMU_PER_PIXEL
        if width > limit:
            width, height = limit, max(1, height * limit // width)
        inline = self.part.new_pic_inline(io.BytesIO(picture.data), width, height)
        inline.docPr.set("descr", picture.alt)
        inline.docPr.set("name", picture.name)
        return Markup("<w:r><w:drawing>{}</w:drawing></w:r>").format(Markup(inline.xml))  # noqa: S704  # lxml's


def _indent(level: int) -> int:
    """Twips at the left of a list item's text, as the template's numbering part sets them."""
    return 1064 + 432 * level


def _paragraph(style: str, runs: Markup, properties: Markup | None = None) -> Markup:
    return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>').format(style, properties or Markup(""), runs)


_STYLES = {"link": "Hyperlink", "strong": "Strong", "emphasis": "Emphasis"}
_BESIDE = {"strong": Markup("<w:b/><w:bCs/>"), "emphasis": Markup("<w:i/><w:iCs/>")}


def _text(text: str, marks: frozenset[str]) -> Markup:
    """Write a run; the first of its marks is a style, as a run has only one, the others are set directly."""
    own = [mark for mark in _STYLES if mark in marks]
    style = Markup('<w:rStyle w:val="{}"/>').format(_STYLES[own[0]]) if own else Markup("")
    direct = Markup("").join(_BESIDE[mark] for mark in own[1:])
    properties = Markup('<w:rPr>{}<w:rFonts w:hint="eastAsia"/>{}</w:rPr>').format(style, direct)
    return Markup('<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>').format(properties, literal(text))


def literal(text: str) -> Markup:
    """Escape text for a run; docxtpl's own signs in it, such as {_{, stay as they are written."""
    return escape(text.replace("\t", " ")).replace("_", Markup("&#95;"))
