"""Glyphs → lines of text, with the spaces that were typed and without those that only come of placing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from msgspec import Struct

from gipgen.readers.pdf.characters import CLOSING, wide
from gipgen.readers.pdf.page import Box, Glyph, turned_box, turner

SAME_LINE = 0.45
"""How far base lines on one line differ at most, in sizes: raised and lowered figures."""
TWICE = 0.3
"""Nearer than that, in widths, the same character is drawn twice to look bold."""
LATIN_GAP = 0.18
"""Sizes between letters or figures that part words."""
WIDE_GAP = 0.8
"""Sizes between any characters that stand for a typed space; the gap between scripts stays below."""

WIDEST_SPREAD = 2.0
"""Sizes to which a line is spread out; characters farther apart stand in columns."""


class Line(Struct, frozen=True):
    """Glyphs on one base line from left to right, spaces among them where they are meant."""

    glyphs: tuple[Glyph, ...]
    page: int = 0
    spaced: bool = False
    """Whether a typed space stands at its end."""

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.glyphs[-1].x1

    @property
    def edge(self) -> float:
        """The right edge without punctuation, which may hang over the margin."""
        inner = next((glyph for glyph in reversed(self.glyphs) if glyph.text not in CLOSING), self.glyphs[-1])
        return inner.x1

    @property
    def y(self) -> float:
        """The base line."""
        return median(glyph.y for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of its characters."""
        return median(glyph.size for glyph in self.glyphs if glyph.text != " ")

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return Box(
            self.x0, min(glyph.top for glyph in self.glyphs), self.x1, max(glyph.bottom for glyph in self.glyphs)
        )


def lines_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """Return the lines from top to bottom, then those of text that stands on its side."""
    found = []
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    for turn in sorted(by_turn):
        upright = by_turn[turn] if turn <= 0 else [stood_up(glyph) for glyph in by_turn[turn]]
        found += [line for row in rows_of(upright) if (line := line_of(row, page))]
    return found


def stood_up(glyph: Glyph) -> Glyph:
    """Turn a glyph that stands on its side, about the corner of the page."""
    box = turned_box(glyph[1:5], turner(glyph.turn, 0, 0))
    return glyph._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, y=box.bottom, turn=0)


def rows_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by their base lines."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.y, one.x0)):
        if not rows or glyph.y - rows[-1][-1].y > SAME_LINE * max(glyph.size, rows[-1][-1].size):
            rows.append([])
        rows[-1].append(glyph)
    return rows


def line_of(row: list[Glyph], page: int = 0) -> Line | None:
    """Put a line together; None when nothing but spaces stands on it."""
    kept: list[Glyph] = []
    space = None
    row = sorted(row, key=lambda one: (one.x0, one.x1))
    usual = usual_gap([glyph for glyph in row if glyph.text.strip()])
    for glyph in row:
        if not glyph.text.strip():
            space = glyph if glyph.text else space
            continue
        if kept and glyph.text == kept[-1].text and glyph.x0 - kept[-1].x0 < TWICE * (glyph.x1 - glyph.x0):
            continue
        if kept and (typed := space_between(kept[-1], glyph, space, usual)):
            kept.append(kept[-1]._replace(text=typed, x0=kept[-1].x1, x1=max(glyph.x0, kept[-1].x1)))
        kept.append(glyph)
        space = None
    return Line(tuple(kept), page, space is not None) if kept else None


def usual_gap(row: list[Glyph]) -> float:
    """Return how far apart, in sizes, the Chinese characters of a line stand that is spread over its width."""
    gaps = [
        (after.x0 - before.x1) / max(before.size, after.size, 1)
        for before, after in pairwise(row)
        if wide(before.text[-1]) and wide(after.text[0])
    ]
    return min(median(gaps), WIDEST_SPREAD) if len(gaps) > 2 else 0


def space_between(one: Glyph, other: Glyph, drawn: Glyph | None, usual: float) -> str:
    """Return the space typed between two neighbours: one that is drawn, or a gap that no placing leaves."""
    gap = (other.x0 - one.x1) / max(one.size, other.size, 1)
    if drawn:
        return drawn.text if gap > LATIN_GAP / 2 else ""
    chinese = wide(one.text[-1]), wide(other.text[0])
    if all(chinese):
        return " " if gap > max(WIDE_GAP, 1.5 * usual) else ""
    return " " if gap > (WIDE_GAP if any(chinese) else LATIN_GAP) else ""
