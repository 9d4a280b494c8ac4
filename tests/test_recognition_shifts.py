"""A row of a table 三 that lost a cell or has one too many is never read a column off, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from gipgen.readers import Cell
from gipgen.recognition.columns import Columns
from gipgen.recognition.rows import Usual, align

COLUMNS = 7
BESIDE = 3
"""Columns of the grid that labels take."""
TOTALS = (False,) * 6 + (True,)
AT = Columns(tuple(range(COLUMNS)), {BESIDE + at: at for at in range(COLUMNS)}, BESIDE + COLUMNS)
ORDER = Columns(tuple(range(COLUMNS)))
LAYOUTS = {
    "drawn": (AT, True, 0, 0),
    "drawn and filled up with blanks": (AT, True, 0, BESIDE + COLUMNS),
    "copied": (ORDER, False, 0, 0),
    "copied with blanks for merged labels": (ORDER, False, 1, 0),
}
"""Whether heads and places are known, the blank cells before the figures, and to which column rows are filled up."""


def rows() -> Iterator[list[str]]:
    """Give rows with each pattern of blanks, noughts and figures, with a total and with none; no figure is a sum of others."""
    for kinds in product(("", "0", "figure"), repeat=COLUMNS - 1):
        parts = [str(2**at) if kind == "figure" else kind for at, kind in enumerate(kinds, 4)]
        total = sum(int(part) for part in parts if part)
        yield from ([*parts, str(total)], [*parts, ""])


def accidents(row: list[str]) -> Iterator[list[str]]:
    """Lose each cell, or add one at each place."""
    yield from ([*row[:at], *row[at + 1 :]] for at in range(COLUMNS))
    yield from ([*row[:at], more, *row[at:]] for at in range(COLUMNS + 1) for more in ("", "0", "8"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_taken_of_a_row_is_right_or_the_row_is_told(layout: str) -> None:
    """A row that shows nothing but blanks is blank; noughts alone, a blank behind them, are whole to any reader."""
    columns, placed, before, full = LAYOUTS[layout]
    start = BESIDE - before
    usual = Usual(COLUMNS, BESIDE + COLUMNS, TOTALS, by_end=bool(before))
    wrong = []
    for row in rows():
        for texts in accidents(row):
            printed = [""] * before + texts
            printed += [""] * (full - start - len(printed))
            cells = [Cell(0, start + at, text) for at, text in enumerate(printed)]
            found = align(cells, columns, usual, placed=placed)
            taken = [cell.text if cell else None for cell in found.cells]
            if found.sure and taken != row and set(texts) - {"", "0"}:
                wrong.append((row, texts, taken))
    assert wrong == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_whole_row_is_taken_as_it_is(layout: str) -> None:
    """But one that is blank at an end, where it may have lost a cell unless its total says that it has not."""
    columns, placed, before, _ = LAYOUTS[layout]
    start = BESIDE - before
    usual = Usual(COLUMNS, BESIDE + COLUMNS, TOTALS, by_end=bool(before))
    for row in rows():
        cells = [Cell(0, start + at, text) for at, text in enumerate([""] * before + row)]
        found = align(cells, columns, usual, placed=placed)
        taken = [cell.text if cell else None for cell in found.cells]
        if row[-1] or not any(row):
            assert (taken, found.sure) == (row, True), row
