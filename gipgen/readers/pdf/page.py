"""A page as it is drawn: glyphs, lines and pictures, in points from the upper left corner, the right way up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from gipgen.readers.pdf.characters import plain


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def area(self) -> float:
        """Square points."""
        return max(self.x1 - self.x0, 0) * max(self.bottom - self.top, 0)

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """A drawn character; `y` is its base line, `turn` its quarter turns counter-clockwise, -1 for a slope."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    y: float
    size: float
    bold: bool = False
    turn: int = 0
    link: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """The point that says in which cell it stands."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Page(Struct, frozen=True):
    """What a page shows."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]
    """Horizontal and vertical lines, their boxes as thin as they like."""
    pictures: tuple[Box, ...] = ()
    curves: int = 0
    unseen: bool = False
    """Whether text is drawn without ink."""
    remarks: tuple[str, ...] = ()
    """Kinds of the annotations that are no links."""

    @property
    def scanned(self) -> bool:
        """Whether the page shows text as a picture, with no text or with the unseen text of a recognition over it."""
        pictured = sum(box.area for box in self.pictures) > self.width * self.height / 4
        if any(glyph.text.strip() for glyph in self.glyphs):
            return pictured and self.unseen
        return bool(self.pictures) or self.curves > 20


Turn = Callable[[float, float], tuple[float, float]]


def turner(turn: int, width: float, height: float) -> Turn:
    """Return what moves a point of a page so that glyphs of that turn stand upright."""
    turns: dict[int, Turn] = {
        1: lambda x, y: (height - y, x),
        2: lambda x, y: (width - x, height - y),
        3: lambda x, y: (y, width - x),
    }
    return turns.get(turn, lambda x, y: (x, y))


def turned_box(box: Sequence[float], turn: Turn) -> Box:
    """Move a box."""
    (ax, ay), (bx, by) = turn(box[0], box[1]), turn(box[2], box[3])
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def drawn_page(number: int, raw: dict[str, Any]) -> Page:
    """Make a page of what the extraction tells, turned as most of its text is."""
    turns = Counter(one[9] for one in raw["glyphs"] if one[9] >= 0)
    by = turns.most_common(1)[0][0] if turns else 0
    width, height = raw["width"], raw["height"]
    turn = turner(by, width, height)
    links = [(turned_box(box, turn), target) for *box, target in raw["links"]]
    glyphs = []
    for text, x0, top, x1, bottom, x, y, size, bold, own in raw["glyphs"]:
        left = (own - by) % 4 if own >= 0 else -1
        box = turned_box((x0, top, x1, bottom), turn)
        base = turn(x, y)[1] if left == 0 else box.bottom
        glyph = Glyph(plain(text), *box, base, size, bold, left)
        link = next((target for area, target in links if area.holds(*glyph.middle)), "")
        glyphs.append(glyph._replace(link=link) if link else glyph)
    return Page(
        number,
        *((height, width) if by % 2 else (width, height)),
        glyphs=tuple(glyphs),
        rules=tuple(turned_box(one, turn) for one in raw["rules"]),
        pictures=tuple(turned_box(one, turn) for one in raw["pictures"]),
        curves=raw["curves"],
        unseen=raw["unseen"],
        remarks=tuple(raw["remarks"]),
    )
