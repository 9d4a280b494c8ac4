"""Where in the data file each character of a text is written."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.source import Place

LEFT_OUT = "\0"
"""What stands for each character that readers do not see."""
_BLOCK = regex(r"(?:[&!]\S*\s+)*\|")


class Spots(Struct, frozen=True, dict=True):
    """Finds the characters of a value; it looks for them when the first place is asked, as most texts have no findings.

    `shown` is the value with LEFT_OUT over what is no part of the text, `within` the place of the whole value.
    """

    lines: list[str]
    within: Place
    value: str
    shown: str

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the text is written; the whole value when its characters are written otherwise."""
        if not self._spots or start >= end:
            return self.within
        (line, column), (last, right) = self._spots[start], self._spots[end - 1]
        return Place(line, column, last, right + 1)

    @cached_property
    def _spots(self) -> list[tuple[int, int]]:
        """Line and column of each character of the text; nothing when it is written with escapes or folded."""
        spots = self._written()
        last = len(spots) - 1
        return [spots[min(at, last)] for at, sign in enumerate(self.shown) if sign != LEFT_OUT] if spots else []

    def _written(self) -> list[tuple[int, int]]:
        """Find each character of the value."""
        lines, within = self.lines, self.within
        opening = lines[within.line - 1][within.column - 1 :] if within.line <= len(lines) else ""
        block = _BLOCK.match(opening)
        number, found = within.line if block else within.line - 1, list[tuple[int, int]]()
        for part in self.value.removesuffix("\n").split("\n"):
            while block and part and number < len(lines) and not lines[number].strip():
                number += 1
            if number >= len(lines):
                return []
            column = lines[number].find(part, 0 if block else within.column - 1)
            if column < 0:
                return []
            found += [(number + 1, column + at) for at in range(1, len(part) + 2)]
            number += 1
        return found
