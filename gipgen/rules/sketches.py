"""The sketches of many texts, asked at once which of them are most like another.

A bit stands for a text, so that one operation on integers does the same for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.rules.imprint import HASHES, KINDS


class Sketches:
    """Sketches in the order in which they were added, each under a number of the caller's."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._holders = [[0] * KINDS for _ in range(HASHES)]
        """By place and value, the texts whose sketch has that value there."""

    def add(self, number: int, sketch: bytes) -> None:
        """Add the sketch of a text."""
        bit = 1 << len(self._numbers)
        self._numbers.append(number)
        for holders, value in zip(self._holders, sketch, strict=True):
            holders[value] |= bit

    def likest(self, sketch: bytes, least: int) -> Iterator[tuple[int, int]]:
        """Yield texts with the places at which they agree with a sketch, those with most first, then the earlier ones.

        Nothing follows that agrees at fewer places than `least`.
        """
        sums = summed([holders[value] for holders, value in zip(self._holders, sketch, strict=True)])
        left = (1 << len(self._numbers)) - 1
        while left:
            most, best = _highest(sums, left)
            if most < least:
                return
            left ^= best
            while best:
                first = best & -best
                yield self._numbers[first.bit_length() - 1], most
                best ^= first


def summed(columns: list[int]) -> list[int]:
    """Count for each bit the columns that have it; the integers returned hold the digits of all counts, the lowest first."""
    digits, columns = [], list(columns)
    while columns:
        carried = []
        while len(columns) > 1:
            one, two, three = columns.pop(), columns.pop(), columns.pop() if columns else 0
            either = one ^ two
            columns.append(either ^ three)
            carried.append(one & two | either & three)
        digits += columns
        columns = carried
    return digits


def _highest(digits: list[int], among: int) -> tuple[int, int]:
    """Return the highest count that a bit among some has, and those that have it."""
    most = 0
    for place in reversed(range(len(digits))):
        if higher := among & digits[place]:
            among, most = higher, most | 1 << place
    return most, among
