"""A page → lines, tables and boxes in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gipgen.readers.pdf.lattices import Lattice, Region, lattices
from gipgen.readers.pdf.lines import Line, lines_of
from gipgen.readers.pdf.page import Glyph, Page
from gipgen.readers.pdf.tables import filled

BROAD = 0.6
"""The share of the page's width from which on a frame is as wide as the text."""


class Table(Struct, frozen=True):
    """A lattice and the glyphs of its cells."""

    lattice: Lattice
    cells: list[tuple[Region, list[Glyph]]]
    page: int


class Frame(Struct, frozen=True):
    """What stands in a frame narrower than the text."""

    parts: list[Part]


Part = Line | Table | Frame


def laid_out(page: Page) -> list[Part]:
    """Return the parts of a page."""
    upright = [glyph for glyph in page.glyphs if glyph.turn >= 0]
    return parts(upright, lattices(page.rules), page)


def parts(glyphs: Sequence[Glyph], found: Sequence[Lattice], page: Page) -> list[Part]:
    """Return the parts among which lattices stand, the largest of which come first."""
    placed: list[tuple[float, Part]] = []
    free, left = list(glyphs), list(found)
    while left:
        outer = left.pop(0)
        inner = [one for one in left if outer.box.holds(*one.box[:2]) and outer.box.holds(*one.box[2:])]
        left = [one for one in left if one not in inner]
        own = [glyph for glyph in free if outer.box.holds(*glyph.middle)]
        free = [glyph for glyph in free if not outer.box.holds(*glyph.middle)]
        placed += [(outer.box.top, part) for part in opened(outer, inner, own, page)]
    placed += [(line.y, line) for line in lines_of(free, page.number)]
    return [part for _, part in sorted(placed, key=lambda one: one[0])]


def opened(outer: Lattice, inner: list[Lattice], glyphs: list[Glyph], page: Page) -> list[Part]:
    """Return a table as it is, or what stands in the cells of a frame or of a table around tables."""
    tables = [one for one in inner if one.width > 1]
    cells = filled(outer, glyphs)
    if not any(text for _, text in cells):
        return []
    if outer.width > 1 and not tables:
        return [Table(outer, cells, page.number)]
    found: list[Part] = []
    for region, text in cells:
        held = [one for one in inner if region.box.holds(*one.box[:2])]
        content = parts(text, held, page)
        broad = region.box.x1 - region.box.x0 > BROAD * page.width
        found += content if broad else [Frame(content)]
    return found
