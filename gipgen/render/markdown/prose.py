"""Blocks → Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

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
from gipgen.render.markdown.text import escape, guard

_ALIGN = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def to_markdown(blocks: Sequence[Block], pictures: str) -> str:
    """Write blocks one below the other, an empty line between two."""
    return "\n\n".join(_separated(blocks, pictures))


def _separated(blocks: Sequence[Block], pictures: str) -> list[str]:
    """Write each block; two neighbouring lists get different marks, so that they stay two."""
    written: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        other = isinstance(before, Items) and isinstance(block, Items)
        written.append(_block(block, pictures, other=other))
    return written


def _block(block: Block, pictures: str, *, other: bool) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_inlines(block.children, pictures)}"
    if isinstance(block, Paragraph):
        return guard(_inlines(block.children, pictures))
    if isinstance(block, ProseTable):
        return _table(block, pictures)
    return _items(block, pictures, other=other)


def _items(block: Items, pictures: str, *, other: bool) -> str:
    loose = any(len(item) > 1 and not isinstance(item[1], Items) for item in block.items)
    written = []
    for number, item in enumerate(block.items):
        mark = _mark(block, number, other=other)
        lines = ("\n\n" if loose else "\n").join(_separated(item, pictures)).split("\n")
        written.append(
            "\n".join(" " * len(mark) + line if line else "" for line in lines).replace(" " * len(mark), mark, 1)
        )
    return ("\n\n" if loose else "\n").join(written)


def _mark(block: Items, number: int, *, other: bool) -> str:
    if block.start is None:
        return "+ " if other else "- "
    return f"{block.start + number}{')' if other else '.'} "


def _table(block: ProseTable, pictures: str) -> str:
    lines = [[_inlines(cell, pictures).replace("\\\n", " ") for cell in row] for row in block.rows]
    rule = [_ALIGN[align] for align in block.align]
    return "\n".join("| " + " | ".join(line) + " |" for line in [lines[0], rule, *lines[1:]])


def _inlines(children: Sequence[Inline], pictures: str) -> str:
    written = ""
    for place, child in enumerate(children):
        if isinstance(child, (Strong, Emphasis)):
            mark = "**" if isinstance(child, Strong) else "*"
            body = _inlines(child.children, pictures)
            before = _edge(written[-1:], body[:1])
            written = written[: len(written) - len(before[0])] + before[1] if before[0] else written
            written += f"{mark}{body}{mark}"
        else:
            piece = _inline(child, pictures)
            previous = children[place - 1] if place else None
            if isinstance(previous, (Strong, Emphasis)) and piece:
                piece = _after(written.rstrip("*")[-1:], piece)
            written += piece
    return written


def _edge(outside: str, inside: str) -> tuple[str, str]:
    """Say how the character before an opening mark must be written for the mark to open (CommonMark 6.2)."""
    if outside and not _punctuation(outside) and not outside.isspace() and _punctuation(inside):
        return outside, f"&#{ord(outside)};"
    return "", ""


def _after(inside: str, piece: str) -> str:
    """Write what follows a closing mark such that the mark closes."""
    if _punctuation(inside) and not _punctuation(piece[0]) and not piece[0].isspace():
        return f"&#{ord(piece[0])};{piece[1:]}"
    return piece


def _punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _inline(child: Inline, pictures: str) -> str:
    if isinstance(child, Text):
        return escape(child.text)
    if isinstance(child, Break):
        return "\\\n"
    if isinstance(child, Link):
        return f"[{_inlines(child.children, pictures)}]({_address(child.href)})"
    if isinstance(child, Picture):
        folder = f"{pictures}/" if pictures else ""
        return f"![{escape(child.alt)}]({_address(quote(folder + child.name))})"
    return _inlines([child], pictures)


def _address(href: str) -> str:
    return re.sub(r"([\\()<>])", r"\\\1", href.replace(" ", "%20"))
