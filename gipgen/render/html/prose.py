"""Blocks → HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape
from msgspec.structs import replace

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
    plain_text,
)
from gipgen.prose.blocks import FIRST_HEADING


def to_html(blocks: Sequence[Block]) -> Markup:
    """Write blocks one a line; every character of the data file comes out escaped."""
    return Markup("\n").join(map(_block, _in_order(blocks)))


def _in_order(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; a heading stands one level below the heading over it, whatever levels the writer skipped."""
    over: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while over and over[-1] >= block.level:
                over.pop()
            over.append(block.level)
            yield replace(block, level=FIRST_HEADING - 1 + len(over))
        else:
            yield block


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        return Markup("<h{0}>{1}</h{0}>").format(block.level, _inlines(block.children))
    if isinstance(block, Paragraph):
        return Markup("<p>{}</p>").format(_inlines(block.children))
    if isinstance(block, ProseTable):
        return _table(block)
    return _items(block)


def _items(block: Items) -> Markup:
    items = Markup("\n").join(Markup("<li>{}</li>").format(_item(item)) for item in block.items)
    if block.start is None:
        return Markup("<ul>\n{}\n</ul>").format(items)
    bracket = Markup(' class="gip-bracket"') if block.delimiter == ")" else ""
    start = Markup(' start="{}"').format(block.start) if block.start != 1 else ""
    return Markup("<ol{}{}>\n{}\n</ol>").format(bracket, start, items)


def _item(item: tuple[Block, ...]) -> Markup:
    """Write an item; its first paragraph stands bare, as in a tight list."""
    if item and isinstance(item[0], Paragraph):
        first = _inlines(item[0].children)
        return first + (Markup("\n") + to_html(item[1:]) if item[1:] else "")
    return to_html(item)


def _table(block: ProseTable) -> Markup:
    name = "表格：" + "、".join(filter(None, map(plain_text, block.rows[0])))
    head = _cells(block.rows[0], block.align, Markup('<th scope="col"{}>{}</th>'))
    rows = Markup("\n").join(_cells(row, block.align, _DATA) for row in block.rows[1:])
    body = Markup(
        '<div class="gip-scroll" role="region" tabindex="0" aria-label="{}">\n<table class="gip-prose">\n'
        "<thead>\n{}\n</thead>\n<tbody>\n{}\n</tbody>\n</table>\n</div>"
    )
    return body.format(name, head, rows)


_DATA = Markup("<td{}>{}</td>")


def _cells(row: tuple[tuple[Inline, ...], ...], align: tuple[str, ...], cell: Markup) -> Markup:
    """Write a row; a head without a word is no head."""
    sides = (Markup(' style="text-align: {}"').format(side) if side else "" for side in align)
    return Markup("<tr>{}</tr>").format(
        Markup("").join(
            (cell if children else _DATA).format(side, _inlines(children))
            for side, children in zip(sides, row, strict=True)
        )
    )


def _inlines(children: Sequence[Inline]) -> Markup:
    return Markup("").join(map(_inline, children))


def _inline(child: Inline) -> Markup:
    if isinstance(child, Text):
        return escape(child.text)
    if isinstance(child, Break):
        return Markup("<br>")
    if isinstance(child, Strong):
        return Markup("<strong>{}</strong>").format(_inlines(child.children))
    if isinstance(child, Emphasis):
        return Markup("<em>{}</em>").format(_inlines(child.children))
    if isinstance(child, Link):
        return Markup('<a href="{}" rel="noopener">{}</a>').format(child.href, _inlines(child.children))
    return _picture(child)


def _picture(picture: Picture) -> Markup:
    data = b64encode(picture.data).decode()
    size = (picture.width, picture.height)
    return Markup('<img src="data:{};base64,{}" alt="{}" width="{}" height="{}">').format(
        picture.mime, data, picture.alt, *size
    )
