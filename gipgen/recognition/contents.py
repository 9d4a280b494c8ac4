"""Where a table of contents stands among the blocks before the first section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gipgen.readers import Block, Grid, Paragraph
from gipgen.recognition.headings import LEADERS, SHORT, Labels, titled_by
from gipgen.recognition.numbers import numbered

_CONTENTS = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)


def contents(before: Sequence[Block], named: Sequence[int], labels: Labels) -> range:
    """Return where the table of contents stands: from 目录, or the first heading, to the last with a page behind it."""
    grids = {at: _lists(block, labels) for at, block in enumerate(before) if isinstance(block, Grid)}
    lines = [*named, *(at for at, lists in grids.items() if lists)]
    if not lines or (len(lines) == 1 and lines[0] not in grids):
        return range(0)
    start, end = min(lines), max(lines) + 1
    while end < len(before) and isinstance(block := before[end], Paragraph) and LEADERS.search(block.text.strip()):
        end += 1
    texts = [block.text.strip() if isinstance(block, Paragraph) else "" for block in before]
    start -= start > 0 and bool(_CONTENTS.fullmatch(texts[start - 1]))
    is_one = all(len(texts[at]) <= 2 * SHORT and grids.get(at, True) for at in range(start, end))
    return range(start, end) if is_one else range(0)


def _lists(grid: Grid, labels: Labels) -> bool:
    """Say whether a grid is a table of contents that was copied as text."""
    names = [numbered(LEADERS.sub("", cell.text))[2] for cell in grid.cells]
    return sum(titled_by(name, labels) is not None for name in names) > len(grid.cells) / 3
