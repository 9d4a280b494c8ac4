"""Straight lines → lattices: which cells they enclose, with their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from gipgen.readers.pdf.page import Box
from gipgen.readers.pdf.rulings import Line, crowded, straight, touching

NARROWEST = 6.0
"""Points: what is narrower is no row or column, but a wide double line or a table close inside a frame."""
TABLES, CELLS = 200, 5_000
"""The most on a page; a page of a report has a tenth of them."""


class Region(Struct, frozen=True):
    """A cell: its row and column, its spans, and its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Lattice(Struct, frozen=True):
    """Lines that touch each other, and the cells between them, row by row."""

    box: Box
    regions: tuple[Region, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    """Where its columns and rows begin, and where the last ends."""
    sure: bool = True
    """Whether every cell is a rectangle."""

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Return the row and the column, as without spans, of a point inside."""
        return (
            min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2),
            min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2),
        )


def lattices(rules: Iterable[Box]) -> list[Lattice]:
    """Return the lattices of a page, largest first; lines that cross none are underlines and the like."""
    groups = touching(*straight(rules))
    if len(groups) > TABLES:
        raise crowded()
    found = [one for group in groups if (one := lattice(*group))]
    return sorted(found, key=lambda one: -one.box.area)


def places(lines: list[Line], crossing: list[Line]) -> list[float]:
    """Return where columns (or rows) begin and end: at the lines, and at the ends of those that cross them."""
    numbers = sorted(line.at for line in lines)
    ends = [min(line.start for line in crossing), max(line.end for line in crossing)]
    found: list[float] = []
    for number in sorted([*numbers, *(end for end in ends if not numbers[0] <= end <= numbers[-1])]):
        if not found or number - found[-1] > NARROWEST:
            found.append(number)
    return found


def lattice(across: list[Line], down: list[Line]) -> Lattice | None:
    """Return the cells that lines enclose; where no outer line is drawn, the ends of the others stand for it."""
    xs, ys = places(down, across), places(across, down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > CELLS:
        raise crowded()
    groups = enclosed(len(ys) - 1, len(xs) - 1, walls(down, xs, ys), walls(across, ys, xs))
    whole = [group for group in groups if rectangular(group)]
    rest = [part for group in groups if not rectangular(group) for part in by_row(group)]
    regions = [region(group, xs, ys) for group in whole + rest]
    regions.sort(key=lambda one: (one.row, one.column))
    return Lattice(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(regions), tuple(xs), tuple(ys), not rest)


Group = list[tuple[int, int]]
"""Smallest cells by row and column that no wall parts."""


def rectangular(group: Group) -> bool:
    """Say whether cells make a rectangle."""
    rows, columns = {row for row, _ in group}, {column for _, column in group}
    return len(group) == len(rows) * len(columns)


def by_row(group: Group) -> list[Group]:
    """Part cells that make no rectangle into rows without gaps."""
    found: list[Group] = []
    for row, column in sorted(group):
        if found and found[-1][-1] == (row, column - 1):
            found[-1].append((row, column))
        else:
            found.append([(row, column)])
    return found


def region(group: Group, xs: list[float], ys: list[float]) -> Region:
    """Return the cell that a rectangle of smallest cells is."""
    (top, left), (bottom, right) = min(group), max(group)
    box = Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1])
    return Region(top, left, bottom + 1 - top, right + 1 - left, box)


def walls(lines: list[Line], at: list[float], along: list[float]) -> set[tuple[int, int]]:
    """Return where a wall stands: the number of the line's place, and of the stretch along it."""
    found = set()
    for line in lines:
        place = min(range(len(at)), key=lambda number: abs(at[number] - line.at))
        for stretch, (start, end) in enumerate(pairwise(along)):
            if line.start <= (start + end) / 2 <= line.end:
                found.add((place, stretch))
    return found


def enclosed(rows: int, columns: int, rights: set[tuple[int, int]], bottoms: set[tuple[int, int]]) -> list[Group]:
    """Return the smallest cells (row, column) that no wall parts, group by group."""
    groups, seen = [], set()
    for first in ((row, column) for row in range(rows) for column in range(columns)):
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for row, column in group:
            for neighbour, wall, standing in (
                ((row, column + 1), (column + 1, row), rights),
                ((row, column - 1), (column, row), rights),
                ((row + 1, column), (row + 1, column), bottoms),
                ((row - 1, column), (row, column), bottoms),
            ):
                inside = 0 <= neighbour[0] < rows and 0 <= neighbour[1] < columns
                if inside and neighbour not in seen and wall not in standing:
                    seen.add(neighbour)
                    group.append(neighbour)
        groups.append(group)
    return groups
