"""What stands after the last section: signature and date, and then what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.readers import Block, Paragraph
from gipgen.recognition.catalogue import day_of
from gipgen.recognition.furniture import foot, is_furniture
from gipgen.recognition.levels import is_agency, unsealed

_DATE = regex(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE = regex(
    r"(二[〇○零0][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "○": 0, "零": 0, "0": 0}
_NUMERIC = regex(r"(20[0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_LINE = 60
"""Characters of a short line."""


class Closing(Struct, frozen=True):
    """The end of a report: who signs and when, the blocks before, and what was dropped behind."""

    rest: tuple[Block, ...]
    signature: str = ""
    date: date | None = None
    dropped: tuple[str, ...] = ()


def closing(blocks: Sequence[Block], agency: str = "") -> Closing:
    """Part the end of the last section; the agency of the title is a signature, with a date or without.

    Without either only what surely belongs to the page is taken off.
    """
    told = [_told(block) for block in blocks]
    count = len(blocks) - foot(told)
    texts = [re.sub(r"\s+", "", text) for text in told[:count]]
    signed = next((at for at in reversed(range(count)) if _signed(texts, at, agency)), None)
    if signed is None:
        last = max((at for at in range(count) if texts[at]), default=-1)
        name = texts[last] if last >= 0 and agency and unsealed(texts[last]) == agency else ""
        count = last if name else count
        return Closing(tuple(blocks[:count]), agency if name else "", dropped=_dropped(told[count + bool(name) :]))
    name, day = _parted(texts[signed])
    start = signed
    if not name and _below_name(texts, signed, agency):
        name, start = texts[signed - 1], signed - 1
    return Closing(tuple(blocks[:start]), unsealed(name), day, _dropped(told[signed + 1 :]))


def _told(block: Block) -> str:
    return f"{block.marker}{block.text}".strip() if isinstance(block, Paragraph) else "\0"


def _dropped(told: Sequence[str]) -> tuple[str, ...]:
    return tuple("…" if text == "\0" else " ".join(text.split()) for text in told if text)


def _signed(texts: Sequence[str], at: int, agency: str) -> bool:
    """Say whether a paragraph is the date of the signature: nothing but short lines and furniture stands behind it.

    A date without a name is one at the very end only, and one in figures alone only below a name or behind the agency's.
    """
    name, day = _parted(texts[at])
    behind = [text for text in texts[at + 1 :] if text]
    surely = unsealed(name) == agency or not _ends_in_figures(texts[at])
    if day is None or (name and not (surely and _signs(name, agency))):
        return False
    if name or _below_name(texts, at, agency):
        return all(map(_around, behind))
    return not _ends_in_figures(texts[at]) and not behind


def _below_name(texts: Sequence[str], at: int, agency: str) -> bool:
    return at > 0 and _signs(texts[at - 1], agency)


def _signs(text: str, agency: str) -> bool:
    return is_agency(text) or (bool(agency) and unsealed(text) == agency)


def _ends_in_figures(text: str) -> bool:
    return re.search(rf"{_NUMERIC.pattern}$", normalize("NFKC", text)) is not None


def _around(text: str) -> bool:
    """Say whether a paragraph may stand behind a signature: a short line, no sentence, or what surely belongs to the page."""
    return text != "\0" and ((len(text) <= _LINE and text[-1] not in "。；") or is_furniture(text))


def _parted(text: str) -> tuple[str, date | None]:
    """Part a line into a name before and the date at its end."""
    half = normalize("NFKC", text)
    found = re.search(rf"(?:{_DATE.pattern})$", half)
    if found:
        return half[: found.start()], day_of(*map(int, found.groups()))
    if figures := re.search(rf"{_NUMERIC.pattern}$", half):
        return half[: figures.start()], day_of(int(figures[1]), int(figures[3]), int(figures[4]))
    words = re.search(rf"(?:{_CHINESE.pattern})$", text)
    if words:
        year = int("".join(str(_DIGITS[sign]) for sign in words[1]))
        return text[: words.start()], day_of(year, _number(words[2]), _number(words[3]))
    return text, None


def _number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
