"""The value of a cell → its text as it is seen, and what of it does not come along."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from gipgen.patterns import regex
from gipgen.readers.document import DocumentError
from gipgen.readers.xlsx.package import Style, Workbook, text_of, whole
from gipgen.readers.xlsx.shown import as_number, plain, shown
from gipgen.words import Say

UNCOMPUTED = Say("没有计算结果的公式", "a formula without a result")
ROUNDED = Say("显示时略去的小数位", "decimals that are not shown")
STRUCK = Say("划掉的内容", "what is struck through")
PICTURE = Say("单元格里的图片", "a picture in a cell")

_PICTURE = regex(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}


class Value(NamedTuple):
    """The text of a cell."""

    text: str
    lost: Say | None = None
    """What of the cell does not come along."""


def value_of(workbook: Workbook, cell: etree._Element, style: Style) -> Value:
    """Give the text of a cell as it is seen; what is struck through counts no more."""
    found = _seen(workbook, cell, style)
    return Value("", STRUCK) if style.struck and found.text.strip() else found


def _seen(workbook: Workbook, cell: etree._Element, style: Style) -> Value:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return Value("" if inline is None else text_of(inline))
    element = cell.find("{*}v")
    stored = "" if element is None else element.text or ""
    if not stored:
        lacking = cell.find("{*}f") is not None and (element is None or kind != "str")
        return Value("", UNCOMPUTED if lacking else None)
    if kind == "s":
        return _shared(workbook, stored)
    if kind == "n" and (number := as_number(stored)) is not None:
        text = shown(number, style.code, workbook.from_1904)
        full = as_number(text.replace(",", "").rstrip("%"))
        return Value(text, ROUNDED if full is not None and _lacks(plain(full), plain(number)) else None)
    text = _BOOLEANS.get(stored, stored) if kind == "b" else stored.removesuffix("T00:00:00") if kind == "d" else stored
    return Value("", PICTURE) if _PICTURE.match(text) else Value(text)


def _shared(workbook: Workbook, stored: str) -> Value:
    number = whole(stored, len(workbook.texts))
    if number >= len(workbook.texts):
        reason = Say("单元格的文字找不到", "the text of a cell is missing")
        raise DocumentError("GIP651", reason=reason)
    return Value(workbook.texts[number])


def _lacks(seen: str, stored: str) -> bool:
    """Say whether digits are stored that are not seen, whatever the place of the point."""
    digits = (text.replace(".", "").replace("-", "").strip("0") for text in (seen, stored))
    return len(next(digits)) < len(next(digits))
