"""Text in which nothing but figures changes from report to report: it is made once for a form and then only joined."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

MARK = "\uffff"
"""Stands beside the index of a figure; no data file and no output can hold it."""


class Stretch(Struct, frozen=True):
    """`cells` are the indexes of its figures, `between` the texts around them, one more than these."""

    between: tuple[str, ...]
    cells: tuple[int, ...]

    def filled(self, texts: Sequence[str]) -> str:
        """Return the stretch with figures as printed, which are digits and signs."""
        pieces = [""] * (2 * len(self.cells) + 1)
        pieces[::2] = self.between
        pieces[1::2] = [texts[cell] for cell in self.cells]
        return "".join(pieces)


def marks(count: int) -> tuple[str, ...]:
    """Return for each of so many figures what stands for it in a text that becomes a stretch."""
    return tuple(f"{MARK}{index}{MARK}" for index in range(count))


def stretch_of(text: str) -> Stretch:
    """Return the stretch that a text with marks is."""
    pieces = text.split(MARK)
    return Stretch(tuple(pieces[::2]), tuple(map(int, pieces[1::2])))
