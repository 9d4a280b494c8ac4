"""Places of cells: `C5` is row 5 and column 3."""

from __future__ import annotations

from gipgen.patterns import regex

PLACE = regex(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

Place = tuple[int, int]
"""Row and column, from 1."""


def letters(column: int) -> str:
    """Name a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(place: str | None) -> int:
    """Give the column of a place; 0 when none is told."""
    found = PLACE.fullmatch(place or "")
    return number_of(found[1]) if found else 0


def number_of(name: str) -> int:
    """Give the number of a column by its letters."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - 64
    return number
