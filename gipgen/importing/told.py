"""Report → its texts, passage by passage as a page prints them, for holding against documents and outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.prose import Block, Break, Heading, Inline, Items, Link, Picture, ProseTable, Strong
from gipgen.prose.blocks import Text
from gipgen.report import Report
from gipgen.words import Say

_COUNTED = regex(r"[(（]?([0-9０-９]{1,3})(?:[)）]|[.．、](?![0-9０-９]))")
_BULLET = regex(r"[-•·●○■▪◆◇★☆➢](?![0-9０-９])")


EXTRA = "extra_sections"
"""The id of all sections after the statutory ones."""


class Piece(NamedTuple):
    """A stretch of text in one style, or a picture by its description."""

    text: str
    bold: bool = False
    link: str = ""
    picture: str = ""


class Line(NamedTuple):
    """A paragraph, heading or cell; `marker` stands before an item of a list. Cells are read without their styles."""

    pieces: tuple[Piece, ...]
    marker: str = ""
    heading: bool = False

    @property
    def text(self) -> str:
        """All characters that are read, without spaces, its number written as 1. whatever it looks like."""
        return bare(self.marker, "".join(piece.text for piece in self.pieces))


class Told(Struct, frozen=True, dict=True):
    """A passage of a report: the id of its section or field, what it is called, its heading and its lines."""

    id: str
    label: Say
    lines: tuple[Line, ...]
    heading: str = ""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of its lines."""
        return tuple(line.text for line in self.lines)


def told(report: Report) -> Iterator[Told]:
    """Yield preamble and contact, the statutory sections that are printed, and those after them."""
    yield Told("preamble", Say("前言", "the preamble"), tuple(lines(report.preamble)))
    yield Told("contact", Say("联系方式", "the contact"), (Line((Piece(report.contact),)),))
    for part in report.parts:
        if part.listed:
            heading = part.section.heading
            yield Told(part.section.id, Say.same(heading), tuple(lines(part.blocks)), heading)
    for extra in report.extra:
        yield Told(EXTRA, Say.same(extra.heading), tuple(lines(extra.blocks)), extra.heading)


def bare(marker: str, text: str) -> str:
    """Write a paragraph without spaces, an item of a list as 1. and without its bullet."""
    text = "".join(text.split())
    if marker and not any(map(str.isalnum, marker)):
        return text
    text = f"{marker}{text}"
    if counted := _COUNTED.match(text):
        return f"{int(counted[1])}.{text[counted.end() :]}"
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the paragraphs, headings and cells of prose."""
    for block in blocks:
        if isinstance(block, Items):
            for number, item in enumerate(block.items, block.start or 0):
                marker = "-" if block.start is None else f"{number}."
                for line in lines(item):
                    yield line._replace(marker=line.marker or marker)
                    marker = ""
        elif isinstance(block, ProseTable):
            for cell in (cell for row in block.rows for cell in row):
                yield Line(tuple(Piece(piece.text, picture=piece.picture) for piece in _pieces(cell, Piece(""))))
        else:
            yield Line(tuple(_pieces(block.children, Piece(""))), heading=isinstance(block, Heading))


def _pieces(children: Sequence[Inline], style: Piece) -> Iterator[Piece]:
    for child in children:
        if isinstance(child, Text):
            yield style._replace(text=child.text)
        elif isinstance(child, Picture):
            yield Piece("", picture=child.alt or child.name)
        elif isinstance(child, Strong):
            yield from _pieces(child.children, style._replace(bold=True))
        elif isinstance(child, Link):
            yield from _pieces(child.children, style._replace(link=child.href))
        elif not isinstance(child, Break):
            yield from _pieces(child.children, style)
