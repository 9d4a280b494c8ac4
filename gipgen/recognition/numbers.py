"""The number that a heading begins with."""

from __future__ import annotations

import re

from gipgen.patterns import regex

_CHINESE = "([一二三四五六七八九十]{1,3})"
_ARABIC = "([0-9０-９]{1,2})"
_NUMBERINGS = [
    regex(rf"\s*{pattern.format(number)}\s*(\S.*)", re.DOTALL)
    for number in (_CHINESE, _ARABIC)
    for pattern in (r"第{}部分[、.．,，：:]?", r"[（(]{}[）)][、.．]?", r"{}[、.．,，]", r"{}(?=\s)")
]
"""第一部分, （一）, 一、 and a number before a space, each with Chinese and with Arabic numbers."""
_DIGITS = "零一二三四五六七八九十"


def numbered(text: str) -> tuple[int, int, str]:
    """Part a heading into the style of its number, the number and the text; without one into 0, 0 and all."""
    for style, pattern in enumerate(_NUMBERINGS, 1):
        if found := pattern.fullmatch(text):
            return style, int(found[1]) if found[1].isdecimal() else chinese(found[1]), found[2]
    return 0, 0, text


def chinese(text: str) -> int:
    """Return a number up to 99 that is written as 十七."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.index(text) if len(text) == 1 else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
