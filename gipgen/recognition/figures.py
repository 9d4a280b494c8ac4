"""The text of a cell → its figure, exactly as printed; nothing is rounded, and a blank is no zero."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from gipgen.form import KINDS, Cell
from gipgen.patterns import regex

_NUMBER = regex(
    r"(?P<sign>[+-]?)(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?P<part>\.[0-9]+)?\s?"
    r"(?P<unit>[件条个项次宗起元份部篇人例批]|件次|人次|[千万亿]元)?"
)
_COUNTED = frozenset({"", "件", "条", "个", "项", "次", "件次", "人次", "宗", "起"})
"""What may stand behind a count without changing it."""
_MARK = regex(r"[/\\—–―\-_*]+|无|空|没有|暂无|零|n/?a", re.IGNORECASE)

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("−"): "-", ord("　"): " "}


class Look(Enum):
    """What a cell looks like before anyone knows what belongs there."""

    BLANK = 0
    FIGURE = 1
    MARK = 2
    """A sign for nothing, such as `/` or 无."""
    TEXT = 3


def look(text: str) -> Look:
    """Say what a cell holds."""
    bare = plain(text)
    if not bare:
        return Look.BLANK
    if _NUMBER.fullmatch(bare):
        return Look.FIGURE
    return Look.MARK if _MARK.fullmatch(bare) else Look.TEXT


def plain(text: str) -> str:
    """Write a text in half-width characters and without spaces at its ends; ① and ² are no digits."""
    return text.translate(_HALF).strip()


def value(text: str, cell: Cell) -> int | Decimal | None:
    """Return the figure that is printed in a cell, in the cell's unit; None when it is none or in another unit."""
    found = _NUMBER.fullmatch(plain(text))
    if not found or (found["unit"] or "") not in _units(cell):
        return None
    digits = f"{found['sign']}{found['whole'].replace(',', '')}{found['part'] or ''}"
    if KINDS[cell.kind].whole:
        return None if found["part"] else int(digits)
    return Decimal(digits)


def _units(cell: Cell) -> frozenset[str]:
    own = cell.unit or KINDS[cell.kind].unit
    return _COUNTED | {own} if KINDS[cell.kind].whole else frozenset({"", own})
