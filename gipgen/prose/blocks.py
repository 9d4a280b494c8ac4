"""What prose is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

FIRST_HEADING = 3
"""The level of the first headings inside a section; # and ## are the title's and the sections' own."""
DEEPEST = 9
"""The most lists inside each other; Word knows no more levels."""


class Text(Struct, frozen=True):
    """Characters as they are read."""

    text: str


class Break(Struct, frozen=True):
    """A line break that the writer asked for."""


class Strong(Struct, frozen=True):
    """Bold."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """Italic."""

    children: tuple[Inline, ...]


class Link(Struct, frozen=True):
    """A link to a web address, mail address or path."""

    href: str
    children: tuple[Inline, ...]


class Picture(Struct, frozen=True):
    """A picture with its bytes; width and height in pixels."""

    name: str
    alt: str
    mime: str
    data: bytes
    width: int
    height: int


Inline = Text | Break | Strong | Emphasis | Link | Picture


class Heading(Struct, frozen=True):
    """A heading inside a section; level 3 is the first below the section's own."""

    level: int
    children: tuple[Inline, ...]


class Paragraph(Struct, frozen=True):
    """Running text."""

    children: tuple[Inline, ...]


class Items(Struct, frozen=True):
    """A list: numbered from `start`, or with bullets when `start` is None; `delimiter` stands behind each number."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]
    delimiter: str = "."


class ProseTable(Struct, frozen=True):
    """A table in prose; `align` has left, center, right or an empty string a column."""

    align: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Heading | Paragraph | Items | ProseTable


def plain_text(children: Iterable[Inline]) -> str:
    """Return the characters of inline content without its marks."""
    parts = []
    for child in children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Break):
            parts.append("\n")
        elif isinstance(child, Picture):
            parts.append(child.alt)
        else:
            parts.append(plain_text(child.children))
    return "".join(parts)


def block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the characters of each paragraph, heading and cell."""
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from block_texts(item)
        elif isinstance(block, ProseTable):
            yield from (plain_text(cell) for row in block.rows for cell in row)
        else:
            yield plain_text(block.children)
