"""A paragraph with one character for each figure, as the statements of a form are matched with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from msgspec import Struct

from gipgen.form import FIGURE
from gipgen.patterns import regex
from gipgen.rules.numerals import NUMBER, Numeral, numeral
from gipgen.rules.stretches import Stretch

_PIECE = regex(
    rf"(?<![0-9.,])(?P<n>{NUMBER})(?P<unit>件次|件|宗|起|例|份|条次|条|万元|亿元|元)(?!以上|以下|左右|不等|[余多几])"
    r"|(?<![0-9])(?P<year>20[0-9]{2})年|(?P<mark>[“”「」『』])"
)
_ABOUT = regex(r"(?:近|约|超|超过|逾|不足|不少于|不低于|突破|至少|第)$")
_NONE = regex(r"[未无没](?:有|发|生|出|现|收|到|产|引|接|过)*$")
"""What before 一件 makes it none at all."""
_UNITS = {"件次": "件", "宗": "件", "起": "件", "例": "件", "份": "件", "条次": "条", "亿元": "万元", "元": "万元"}
_FACTORS = {"亿元": Decimal(10_000), "元": Decimal("0.0001")}
_OPENING = frozenset("“「『")
"""Marks that a quoted part begins with: its place is that of the mark."""
_CARRIED = regex("度?(?:末|年?底)?结转"), regex("转[至到入为]?$")
"""What stands behind the last year, and before the next, when they are told of requests that are carried over."""


class Masked(Struct, frozen=True):
    """The text, by place in it the figures with their units, and where each character stands in the stretch."""

    text: str
    figures: dict[int, tuple[Numeral, str]]
    at: tuple[int, ...]
    places: tuple[int, ...]
    """Of the figures, in order."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part stands in the stretch."""
        return self.at[start], self.at[end]

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """Return the places of the figures in a part."""
        return self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]


def mask(stretch: Stretch, year: int) -> Masked:
    """Put FIGURE for every exact figure, 本年 for the year of the report; leave out quotation marks.

    Figures told as about so many stay as they are. The years from and to which requests are carried over are 上年 and 下年.
    """
    text = stretch.text.replace(FIGURE, " ")
    kept: list[str] = []
    at: list[int] = []
    figures: dict[int, tuple[Numeral, str]] = {}
    last = 0
    for found in _PIECE.finditer(text):
        told = numeral(found["n"]) if found["n"] else None
        if told is not None and not _inexact(text, found):
            new, unit = FIGURE, found["unit"]
            figures[len(at) + found.start() - last] = told.times(_FACTORS.get(unit, Decimal(1))), _UNITS.get(unit, unit)
        elif found["mark"] or found["year"]:
            new = _year(found, year) if found["year"] else ""
        else:
            continue
        kept += text[last : found.start()], new
        at += [*range(last, found.start()), *([found.start()] * len(new))]
        last = found.end()
    kept.append(text[last:])
    at += range(last, len(text) + 1)
    spots = tuple(place - (text[place - 1 : place] in _OPENING) for place in at)
    return Masked("".join(kept), figures, spots, tuple(figures))


def _inexact(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 8) : found.start()]
    return bool(_ABOUT.search(before) or (found["n"] == "一" and _NONE.search(before)))


def _year(found: re.Match[str], year: int) -> str:
    """Write a year as it is seen from the report."""
    carried_from, carried_to = _CARRIED
    told = int(found["year"])
    if told == year:
        return "本年"
    if told == year - 1 and carried_from.match(found.string, found.end()):
        return "上年"
    if told == year + 1 and carried_to.search(found.string[max(0, found.start() - 2) : found.start()]):
        return "下年"
    return found[0]
