"""Blocks → paragraphs of WordprocessingML in the named styles of the template."""

from __future__ import annotations

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
from gipgen.prose.blocks import DEEPEST
from gipgen.render.word.parts import INDENT, STEP, WordParts

WIDTH, HEIGHT = 8844, 11339
"""Twips of the type area, 156 mm (GB/T 9704-2012), and of the highest picture: 200 of its 225 mm, for a heading above."""
_EMU_PER_PIXEL = 9525
_EMU_PER_TWIP = 635
_FIRST_LINE = 632
"""Twips by which the template indents the first line of a paragraph."""
_BESIDE_CELL = 114
"""Twips of the margins of a cell."""

_JUSTIFY = {"": "left", "left": "left", "center": "center", "right": "right"}


class Blocks(Markup):
    """Whole paragraphs and tables, which only {{p …}} can show."""


class WordProse:
    """Writes blocks for one document, of which `parts` are the other parts; `room` is the width in twips that a picture may take."""

    def __init__(self, parts: WordParts) -> None:
        self.parts = parts

    def write(self, blocks: Sequence[Block], *, kept: bool = False) -> Blocks:
        """Write blocks as paragraphs and tables; a last paragraph that is kept shares its page with what follows."""
        xml = "".join(map(self._block, blocks))
        between = self._paragraph("TableText", "")  # without it Word takes two tables for one
        xml = xml.replace("</w:tbl><w:tbl>", f"</w:tbl>{between}<w:tbl>")
        if kept and not xml.endswith("</w:tbl>"):
            before, style, after = xml.rpartition("<w:pPr><w:pStyle ")
            xml = before + style + after.replace("/>", "/><w:keepNext/>", 1)
        return Blocks(xml)  # text in it is escaped

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._paragraph(f"Heading{min(block.level - 1, 4)}", self._runs(block.children, WIDTH - _FIRST_LINE))
        if isinstance(block, Paragraph):
            alone = len(block.children) == 1 and isinstance(block.children[0], Picture)
            room = WIDTH if alone else WIDTH - _FIRST_LINE
            return self._paragraph("Picture" if alone else "Body", self._runs(block.children, room))
        if isinstance(block, ProseTable):
            return self._table(block)
        return self._items(block, 0)

    def _items(self, block: Items, level: int) -> str:
        if block.start is None:
            number = self.parts.bullets(level)
        else:
            number = self.parts.numbers(level, block.start, block.delimiter)
        return "".join(self._item(item, number, level) for item in block.items)

    def _item(self, item: tuple[Block, ...], number: int, level: int) -> str:
        """Write an item: its first paragraph carries the number, the others stand indented below it."""
        parts = []
        marked = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        beside = f'<w:ind w:left="{_indent(level)}" w:firstLine="0" w:firstLineChars="0"/>'
        if not item or not isinstance(item[0], Paragraph):
            parts.append(self._paragraph("ListItem", "", marked))
            marked = beside
        for block in item:
            if isinstance(block, Items):
                parts.append(self._items(block, min(level + 1, DEEPEST - 1)))
            elif isinstance(block, Paragraph):
                parts.append(self._paragraph("ListItem", self._runs(block.children, WIDTH - _indent(level)), marked))
            else:
                parts.append(self._block(block))
            marked = beside
        return "".join(parts)

    def _table(self, block: ProseTable) -> str:
        count = len(block.align)
        widths = [WIDTH // count + (1 if place < WIDTH % count else 0) for place in range(count)]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, block.align, widths, head=not place) for place, row in enumerate(block.rows))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.parts.styles["ProseTable"]}"/><w:tblW w:w="{WIDTH}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )

    def _row(self, row: Sequence[Any], align: Sequence[str], widths: Sequence[int], *, head: bool) -> str:
        style = "TableHead" if head else "TableText"
        kept = "<w:keepNext/>" if head else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + self._paragraph(style, self._runs(cell, width - _BESIDE_CELL), f'{kept}<w:jc w:val="{_JUSTIFY[side]}"/>')
            + "</w:tc>"
            for cell, side, width in zip(row, align, widths, strict=True)
        )
        repeat = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"

    def _runs(self, children: Sequence[Inline], room: int, marks: frozenset[str] = frozenset()) -> str:
        return "".join(self._run(child, room, marks) for child in children)

    def _run(self, child: Inline, room: int, marks: frozenset[str]) -> str:
        if isinstance(child, Text):
            return self._text(child.text, marks)
        if isinstance(child, Break):
            return "<w:r><w:br/></w:r>"
        if isinstance(child, Picture):
            return self._picture(child, room)
        if isinstance(child, Link):
            runs = self._runs(child.children, room, marks | {"Hyperlink"} if child.href else marks)
            if not (child.href and runs):  # Word calls a file with an empty address damaged
                return runs
            return f'<w:hyperlink r:id="{self.parts.link(child.href)}" w:history="1">{runs}</w:hyperlink>'
        assert isinstance(child, (Strong, Emphasis))
        return self._runs(child.children, room, marks | {type(child).__name__})

    def _picture(self, picture: Picture, room: int) -> str:
        from docx.oxml.shape import CT_Inline  # only documents with pictures need python-docx
        from docx.shared import Emu

        width, height = _fitted(picture, room * _EMU_PER_TWIP, HEIGHT * _EMU_PER_TWIP)
        inline = CT_Inline.new_pic_inline(1, self.parts.picture(picture), "", Emu(width), Emu(height))
        for side in "TBLR":  # LibreOffice takes 3 mm for a distance that is not told
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", picture.alt)
        inline.docPr.set("name", picture.name)
        xml = inline.xml.replace("{_", "{&#95;").replace("_}", "&#95;}")  # docxtpl's own signs, as in literal
        return f"<w:r><w:drawing>{xml}</w:drawing></w:r>"

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.parts.styles[style]}"/>{properties}</w:pPr>{runs}</w:p>'

    def _text(self, text: str, marks: frozenset[str]) -> str:
        """Write a run; the first of its marks is a style, as a run has only one, the others are set directly."""
        own = [mark for mark in _DIRECT if mark in marks]
        style = f'<w:rStyle w:val="{self.parts.styles[own[0]]}"/>' if own else ""
        direct = "".join(_DIRECT[mark] for mark in own[1:])
        properties = f'<w:rPr>{style}<w:rFonts w:hint="eastAsia"/>{direct}</w:rPr>'
        return f'<w:r>{properties}<w:t xml:space="preserve">{literal(text)}</w:t></w:r>'


_DIRECT = {"Hyperlink": "", "Strong": "<w:b/><w:bCs/>", "Emphasis": "<w:i/><w:iCs/>"}
"""The marks of a run in the order in which they claim its style, and how each is set beside another."""


def _indent(level: int) -> int:
    """Twips at the left of a list item's text, as the template's numbering part sets them."""
    return INDENT + STEP * level


def _fitted(picture: Picture, widest: int, highest: int) -> tuple[int, int]:
    """Return width and height in EMU: a pixel is 1/96 inch, and what is too large shrinks."""
    width, height = max(1, picture.width) * _EMU_PER_PIXEL, max(1, picture.height) * _EMU_PER_PIXEL
    if width > widest:
        width, height = widest, max(1, height * widest // width)
    if height > highest:
        width, height = max(1, width * highest // height), highest
    return width, height


def literal(text: str) -> Markup:
    """Escape text for a run; docxtpl's own signs in it, such as {_{, stay as they are written."""
    return Markup(str(escape(text.replace("\t", " "))).replace("_", "&#95;"))  # noqa: S704  # escaped
