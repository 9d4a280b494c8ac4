"""Page furniture: page numbers, and heads and feet that stand on several pages, are no text of the document."""

from __future__ import annotations

from collections import Counter

from gipgen.patterns import regex
from gipgen.readers.pdf.lines import Line

ZONE = 0.13
"""The share of a page's height above and below, where heads and feet stand."""
DEEP = 3
"""How many lines a head or a foot has at most."""

_NUMBERED = regex(
    r"([-—–－―─·•]\s*\d{1,3}\s*[-—–－―─·•]|第\s*\d{1,3}\s*页.{0,12}|\d{1,3}\s*[/／]\s*\d{1,3}|[Pp]age \d.{0,12}"
    r"|(https?|file)://.* \d{1,3}/\d{1,3})"
)
"""What is a page number on a single page too, with the address that browsers print before it."""
_FIGURES = regex(r"\d{1,3}(?!\d)")

Mark = tuple[str, int]


def furniture(pages: list[tuple[float, list[Line]]]) -> set[int]:
    """Return which lines (by `id`) are page furniture; of a page come its height and its lines from top to bottom."""
    edges = [edge_lines(lines, height) for height, lines in pages]
    marks = [{id(line): marks_of(line, number) for line in lines} for number, lines in enumerate(edges)]
    seen = Counter(mark for page in marks for mark in set().union(*page.values()))
    return {
        id(line)
        for lines, page in zip(edges, marks, strict=True)
        for line in lines
        if _NUMBERED.fullmatch(line.text.strip()) or any(seen[mark] > 1 for mark in page[id(line)])
    }


def edge_lines(lines: list[Line], height: float) -> list[Line]:
    """Return the lines in the upper and the lower zone of a page."""
    upper = [line for line in lines[:DEEP] if line.y < ZONE * height]
    return upper + [line for line in lines[-DEEP:] if line.y > (1 - ZONE) * height]


def marks_of(line: Line, page: int) -> set[Mark]:
    """Return what makes a head the same on another page: its height, and its text but for a number of the page."""
    text, at = "".join(line.text.split()), round(line.y / 4)
    counted = {
        (f"{text[: found.start()]}#{int(found[0]) - page}{text[found.end() :]}", at)
        for found in _FIGURES.finditer(text)
    }
    return {(text, at)} | counted
