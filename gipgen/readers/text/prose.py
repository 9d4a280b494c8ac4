"""Lines between tables → paragraphs: one a line, with the marks of Markdown for headings, lists and bold lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gipgen.patterns import regex
from gipgen.readers.document import Origin, Paragraph, Run
from gipgen.readers.text.lines import SPACES, Line
from gipgen.readers.text.wrapping import indent_of, unwrapped
from gipgen.words import columns

_HEADING = regex(r"(#{1,6})[ \t]+(.+)", re.DOTALL)
_ITEM = regex(r"([-*+•]|[0-9]{1,3}[.)])[ \t]+(.+)", re.DOTALL)
_BOLD = regex(r"(\*\*|__)(?!\s)((?:(?!\1).)+)(?<!\s)\1", re.DOTALL)
_RULE = regex(r"[-*_=─━—]{3,}")


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Make a paragraph of each line that is not blank; lines wrapped by hand are put together first."""
    indents: list[int] = []
    for line in unwrapped(lines):
        text = line.text.strip(SPACES + "\v").replace("\t", " ").replace("\v", "\n")
        if not text or _RULE.fullmatch(text):
            continue
        origin = Origin(line=line.number)
        if found := _HEADING.fullmatch(text):
            yield Paragraph(_runs(_unclosed(found[2])), origin, level=len(found[1]))
        elif found := _ITEM.fullmatch(text):
            yield Paragraph(_runs(found[2]), origin, marker=_marker(found[1]), depth=_depth(line.text, indents))
            continue
        else:
            yield Paragraph(_runs(text), origin)
        indents.clear()


def _marker(mark: str) -> str:
    return mark if mark[0].isdigit() else "-"


def _unclosed(heading: str) -> str:
    """Leave out the signs that close a heading as they opened it."""
    text = heading.rstrip("#")
    return text.rstrip() if text[-1:] in {" ", "\t"} else heading


def _runs(text: str) -> tuple[Run, ...]:
    bold = _BOLD.fullmatch(text)
    return (Run(bold[2], bold=True),) if bold else (Run(text),)


def _depth(text: str, indents: list[int]) -> int:
    """Give the depth of an item of a list by the indents of the items above, which are kept."""
    indent = columns(indent_of(text).expandtabs(4))
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1
