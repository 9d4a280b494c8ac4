"""Where a table of contents stands among the blocks before the first section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gipgen.patterns import regex
from gipgen.readers import Block, Grid, Paragraph
from gipgen.recognition.headings import LEADERS, SHORT, Labels, titled_by
from gipgen.recognition.numbers import numbered

_CONTENTS = regex(r"目\s*[录次]|contents", re.IGNORECASE)

_AHEAD = 3
"""How many lines before the first heading 目录 may stand; a preamble may be listed too."""


def contents(before: Sequence[Block], named: Sequence[int], labels: Labels) -> range:
    """Return where the table of contents stands: from 目录, or the first heading, to the last with a page behind it."""
    lists = {at: _lists(parts, labels) for at, block in enumerate(before) if (parts := _parts(block))}
    lines = [*named, *(at for at, is_list in lists.items() if is_list)]
    if not lines or (len(lines) == 1 and lines[0] not in lists):
        return range(0)
    start, end = min(lines), max(lines) + 1
    while end < len(before) and isinstance(block := before[end], Paragraph) and LEADERS.search(block.text.strip()):
        end += 1
    texts = [block.text.strip() if isinstance(block, Paragraph) else "" for block in before]
    start = next((at for at in range(start - 1, -1, -1)[:_AHEAD] if _CONTENTS.fullmatch(texts[at])), start)
    is_one = all(lists[at] if at in lists else len(texts[at]) <= 2 * SHORT for at in range(start, end))
    return range(start, end) if is_one else range(0)


def _parts(block: Block) -> list[str]:
    """Return the cells of a grid, or the lines of a paragraph that has several."""
    lines = [cell.text for cell in block.cells] if isinstance(block, Grid) else block.text.strip().splitlines()
    return lines if isinstance(block, Grid) or len(lines) > 1 else []


def _lists(parts: Sequence[str], labels: Labels) -> bool:
    """Say whether of a table or a paragraph of several lines more than a third are headings, but for the pages."""
    names = [numbered(LEADERS.sub("", part.strip()))[2] for part in parts if re.search(r"[^\W\d]", part)]
    return sum(titled_by(name, labels) is not None for name in names) > len(names) / 3
