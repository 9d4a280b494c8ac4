"""Lines broken by hand at one width → the paragraphs they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gipgen.patterns import regex
from gipgen.readers.text.lines import SPACES, Line, heads, joined
from gipgen.words import columns

_INDENT = regex("[ \t\u3000\u00a0]*")
_BEGINS = regex(r"[（(#\-*+•]|[0-9]+[.、)）]")
_WIDE = 100
"""Columns beyond which nobody wraps lines by hand."""
_RAGGED = 3
"""Columns by which wrapped lines differ, where a sign may not begin a line."""
_LOST = 4
"""Columns of the indent of a paragraph: two characters."""
_WRAPPED = 3
"""Full lines that show that a text is wrapped."""
_STOP = "。！？；：.!?;:”）)"


def unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """Put lines together that were broken at one width, only where the text around shows it.

    That is so when several lines are as full as the fullest, none is wider than a screen, and the next line begins at
    the margin without a number or mark. A full line that ends a sentence may end its paragraph: it is left alone,
    unless the text shows where its paragraphs begin by their indents.
    """
    widths = {line.number: columns(line.text.rstrip(SPACES)) for line in lines}
    widest = max(widths.values(), default=0)
    full = _full(lines, widths, widest)
    if not _is_wrapped(lines, full, widest):
        yield from lines
        return
    indented = any(indent_of(line.text) for line in lines if line.number in full)
    parts: list[Line] = []
    for line in lines:
        if parts and not (parts[-1].number in full and _goes_on(parts[-1], line, indented)):
            yield _whole(parts)
            parts = []
        parts.append(line)
    yield _whole(parts)


def _full(lines: Sequence[Line], widths: Mapping[int, int], widest: int) -> set[int]:
    """Return the numbers of the lines that are full; where a paragraph begins, copying may have lost its indent."""
    full: set[int] = set()
    begins = True
    for line in lines:
        width = widths[line.number]
        if width + (_LOST if begins else 0) >= widest - _RAGGED:
            full.add(line.number)
        begins = line.number not in full or line.text.rstrip(SPACES)[-1:] in _STOP
    return full


def _whole(parts: Sequence[Line]) -> Line:
    """Join lines, the first of which keeps its indent."""
    return (
        parts[0]
        if len(parts) == 1
        else Line(parts[0].number, indent_of(parts[0].text) + joined(line.text for line in parts))
    )


def _is_wrapped(lines: Sequence[Line], full: set[int], widest: int) -> bool:
    going_on = [line for line, below in pairwise(lines) if line.number in full and _goes_on(line, below, False)]
    return 40 <= widest <= _WIDE and len(going_on) >= _WRAPPED


def _goes_on(line: Line, below: Line, indented: bool) -> bool:
    text = below.text.strip(SPACES)
    begins = not text or bool(indent_of(below.text)) or heads(text) or bool(_BEGINS.match(text))
    ends = line.text.rstrip(SPACES)[-1:]
    return not begins and (indented or ends not in _STOP)


def indent_of(text: str) -> str:
    """Give the spaces that a line begins with."""
    found = _INDENT.match(text)
    assert found is not None
    return found[0]
