"""The characters of paragraphs and cells: what nobody sees and what only indents is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from gipgen.patterns import regex
from gipgen.readers.document import Run

_WORDS = regex("[0-9A-Za-z０-９]{2}")


def tidy(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join runs that look alike, and cut the white space at both ends of the paragraph."""
    if len(runs) == 1:
        text = runs[0].text.strip()
        return (Run(text, *runs[0][1:]),) if text else ()
    joined = [Run("".join(run.text for run in group), *look) for look, group in groupby(runs, key=lambda run: run[1:])]
    return tuple(reversed(_cut(reversed(_cut(joined, str.lstrip)), str.rstrip)))


def _cut(runs: Iterable[Run], strip: Callable[[str], str]) -> list[Run]:
    """Cut white space where the runs begin; runs of nothing else go."""
    found: list[Run] = []
    for run in runs:
        text = run.text if found else strip(run.text)
        if text:
            found.append(run._replace(text=text))
    return found


def one_line(pieces: Sequence[str]) -> str:
    """Join the lines and paragraphs of a cell: Chinese without a gap, words and figures with a space."""
    if len(pieces) == 1 and "\n" not in pieces[0]:
        return pieces[0].strip()
    found: list[str] = []
    for piece in pieces:
        for line in filter(None, map(str.strip, piece.split("\n"))):
            found.append(f" {line}" if found and _WORDS.fullmatch(found[-1][-1] + line[0]) else line)
    return "".join(found)
