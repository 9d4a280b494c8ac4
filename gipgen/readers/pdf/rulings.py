"""What is drawn on a page → its straight lines, and which of them touch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from gipgen.readers.document import DocumentError
from gipgen.readers.pdf.page import Box
from gipgen.words import Say

SLACK = 3.0
"""Points: lines nearer than that are one (double strokes, rounding), ends nearer than that meet."""
SHORTEST = 4.0
LINES = 1_500
"""The most on a page; a page of a report has a tenth of them."""


class Line(NamedTuple):
    """A straight line: its place across its direction, and where it begins and ends."""

    at: float
    start: float
    end: float


def straight(rules: Iterable[Box]) -> tuple[list[Line], list[Line]]:
    """Return the horizontal and the vertical lines of a page."""
    across, down = [], []
    for box in rules:
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if wide >= high:
            across.append(Line((box.top + box.bottom) / 2, box.x0, box.x1))
        if high >= wide or wide < SLACK:
            down.append(Line((box.x0 + box.x1) / 2, box.top, box.bottom))
    across, down = joined(across), joined(down)
    if max(len(across), len(down)) > LINES:
        raise crowded()
    return across, down


def crowded() -> DocumentError:
    """Refuse a page that holds no report."""
    return DocumentError("GIP651", reason=Say("一页上的线条太多", "a page has too many lines"))


def joined(lines: list[Line]) -> list[Line]:
    """Make one line of those drawn in pieces or twice."""
    rows: list[list[Line]] = []
    for line in sorted(lines):
        if not rows or line.at - rows[-1][0].at > SLACK:
            rows.append([])
        rows[-1].append(line)
    found: list[Line] = []
    for row in rows:
        at = sum(line.at for line in row) / len(row)
        start = end = None
        for line in sorted(row, key=lambda one: one.start):
            if start is None or end is None or line.start > end + SLACK:
                found += [Line(at, start, end)] if start is not None and end is not None else []
                start, end = line.start, line.end
            end = max(end, line.end)
        found += [Line(at, start, end)] if start is not None and end is not None else []
    return [line for line in found if line.end - line.start >= SHORTEST]


def touching(across: list[Line], down: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Group lines that touch, and return the groups with lines of both directions."""
    parents = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    down = sorted(down)
    places = [line.at for line in down]
    for number, line in enumerate(across):
        for other in range(bisect_left(places, line.start - SLACK), bisect_right(places, line.end + SLACK)):
            if down[other].start - SLACK <= line.at <= down[other].end + SLACK:
                parents[root(number)] = root(len(across) + other)
    groups: dict[int, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate([*across, *down]):
        groups[root(number)][number >= len(across)].append(line)
    return [group for group in groups.values() if all(group)]
