"""Lines that run together: which line of a paragraph its writer probably meant to begin a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.patterns import regex

_ENDS = regex(r"[。！？；：.;:!?][”’\"'）)】》]*$")
_BREAKS_OFF = regex(r"[，、,（(《“‘—]$")
_GOES_ON = regex(r"[，。、；：！？）】》”’,a-z]")
_CHINESE = "[一二三四五六七八九十]{1,3}"
_BEGINS = regex(
    rf"　|#|[（(](?:[0-9０-９]{{1,3}}|{_CHINESE})[)）]|{_CHINESE}[、．.]|[0-9０-９]{{1,3}}(?:[、．）)]|\.(?![0-9]))"
    r"|[\u2460-\u249b\u2776-\u2793\u3220-\u3229●○■□◆◇▲△▶►➢➤★☆•·▪]|[-–—－+*](?![-–—－+*0-9])"
)
"""How a heading, an item or an indented paragraph begins."""
_COUNTS = regex(rf"{_CHINESE}是|第{_CHINESE}[，、是]|其{_CHINESE}[，、]")
"""How an item begins, but inside running text too."""
_PICTURE = regex(r"!\[[^\]]*\]\([^)]*\)")
_FULL, _LONGEST = 40, 100
"""Columns from which on, and up to which, a line may be as long as its writer wraps lines by hand."""


def run_ons(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that do not clearly continue the one before.

    A line continues the one before when that breaks off: behind a comma, or where lines are wrapped by hand. Where they
    are, one may also happen to end with its sentence.
    """
    bare = [line.strip(" \t*_") for line in lines]
    widths = [_columns(line) for line in bare]
    least = max(_FULL, 0.8 * max(widths))
    full = [
        least <= width <= _LONGEST and not _PICTURE.fullmatch(line) for width, line in zip(widths, bare, strict=True)
    ]
    ends = [bool(_ENDS.search(line)) for line in bare]
    ended = [ends[number] for number in range(len(lines) - 1) if full[number]]
    wrapped = 2 * sum(ended) <= len(ended)
    for number in range(1, len(lines)):
        before, line = number - 1, bare[number]
        unclosed = "{{" in bare[before].rpartition("}}")[2]  # a finding of its own
        if lines[before].endswith(("  ", "\\")) or line.startswith("![") or unclosed:
            continue
        if _BEGINS.match(line) or (_COUNTS.match(line) and not full[before]):
            yield number
        elif ends[before]:
            if not (full[before] and wrapped):
                yield number
        elif not (full[before] or _BREAKS_OFF.search(bare[before]) or _GOES_ON.match(line)):
            yield number


def _columns(line: str) -> int:
    """Return the width of a line; what is not ASCII counts as an ideograph."""
    return sum(1 if character.isascii() else 2 for character in line)
