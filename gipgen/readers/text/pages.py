"""Numbers of pages, which stay between the lines of a text that was copied from pages."""

from __future__ import annotations

from collections.abc import Sequence

from gipgen.patterns import regex
from gipgen.readers.document import Dropped, Origin
from gipgen.readers.text.lines import SPACES, Line
from gipgen.words import Say

_NUMBER = regex(r"[-—–－―─]+\s*[0-9]{1,3}\s*[-—–－―─]+")


def without_pages(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Take out the numbers of pages with the blank lines around them, over which a paragraph may go on."""
    kept: list[Line] = []
    numbers: list[Line] = []
    over = False
    for line in lines:
        if _NUMBER.fullmatch(line.text.strip(SPACES)):
            numbers.append(line)
            over = True
            while kept and kept[-1].blank:
                kept.pop()
        elif not (over and line.blank):
            kept.append(line)
            over = False
    if not numbers:
        return kept, []
    count = len(numbers)
    what = Say(f"{count} 个页码", f"{count} page numbers" if count > 1 else "a page number")
    return kept, [Dropped(what, Origin(line=numbers[0].number))]
