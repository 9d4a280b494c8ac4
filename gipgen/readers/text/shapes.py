"""Tables of one row a line: neighbouring lines that split into cells, whatever separates these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from gipgen.readers.text.lines import SPACES, Entry, Line, Row, Table, heads, is_number, tells

_LINES = 10
"""The most lines that a row is put together from."""
_BETWEEN = 3
"""Lines without a separator that may stand between two rows: a row of one cell, or the further lines of one."""


class Shape(NamedTuple):
    """A way of writing rows."""

    split: Callable[[str], list[str]]
    """Cells of a line; none when it is no row. A row that only draws a line is one blank cell."""
    mended: Callable[[Sequence[Row]], Sequence[Row]]
    """Rows without what belongs to the way of writing, lines of broken cells put together."""
    sure: Callable[[Sequence[Row]], bool]
    """Say whether rows are a table beyond doubt."""


def tables(lines: Sequence[Line], taken: Collection[int], shape: Shape) -> list[Table]:
    """Find the tables of a shape in the lines whose indexes are not taken."""
    found = []
    for run in _runs(lines, taken, shape.split):
        start = next((at for at, (_, row) in enumerate(run) if not _is_title(row)), len(run))
        rows = shape.mended([row for _, row in run[start:]])
        if rows and shape.sure(rows):
            found.append(Table(run[start][0], run[-1][0] + 1, tuple(rows)))
    return found


def _is_title(row: Row) -> bool:
    texts = [entry.text for entry in row if entry.text]
    return len(texts) == 1 and heads(texts[0])


Run = list[tuple[int, Row]]


def _runs(lines: Sequence[Line], taken: Collection[int], split: Callable[[str], list[str]]) -> Iterator[Run]:
    """Give neighbouring rows by their indexes, over one blank line and over short lines between two rows."""
    run: Run = []
    between: Run = []
    for index, line in enumerate(lines):
        cells = [] if index in taken else split(line.text)
        if cells:
            run += [*between, (index, tuple(Entry(line.number, (cell,)) for cell in cells))]
            between = []
        elif run and line.blank and run[-1][0] == index - 1:
            continue
        elif run and run[-1][0] + len(between) == index - 1 and _may_stand_between(line, len(between), index in taken):
            between.append((index, (Entry(line.number, (line.text,)),)))
        else:
            if run:
                yield run
            run, between = [], []
    if run:
        yield run


def _may_stand_between(line: Line, already: int, taken: bool) -> bool:
    alone = not taken and not line.blank and already < _BETWEEN
    return alone and not heads(line.text.strip(SPACES)) and not tells(line.text)


def glued(rows: Sequence[Row], done: Callable[[Row], bool]) -> list[Row]:
    """Put the lines of a row together that is broken inside a cell.

    A row is not `done` when it lacks what the others have. It takes the lines below until it is; when it never is, or
    when figures would be joined with anything, each line stays a row.
    """
    found: list[Row] = []
    index = 0
    while index < len(rows):
        whole, taken = rows[index], 1
        while (
            not done(whole) and taken < _LINES and index + taken < len(rows) and _continues(whole, rows[index + taken])
        ):
            whole = _together(whole, rows[index + taken])
            taken += 1
        mends = taken > 1 and len(rows[index]) > 1 and len(rows[index + taken - 1]) > 1 and done(whole)
        found.append(whole if mends else rows[index])
        index += taken if mends else 1
    return found


def _continues(row: Row, below: Row) -> bool:
    near = below[0].line == row[-1].line + len(row[-1].texts)
    ends = row[-1].text, below[0].text
    return near and all(ends) and not any(map(is_number, ends)) and not any(map(heads, ends[1:]))


def _together(row: Row, below: Row) -> Row:
    return (*row[:-1], Entry(row[-1].line, (*row[-1].texts, *below[0].texts)), *below[1:])
