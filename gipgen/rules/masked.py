"""A paragraph with one character for each figure, as the statements of a form are matched with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gipgen.form import FIGURE
from gipgen.rules.numerals import NUMBER, Numeral, numeral
from gipgen.rules.stretches import Stretch

_FIGURE = re.compile(
    rf"(?<![0-9.,])(?P<n>{NUMBER})(?P<unit>件次|件|宗|份|条次|条|万元|亿元|元)(?!以上|以下|左右|不等|[余多几])"
)
_ABOUT = re.compile(r"(?:近|约|超|超过|逾|不足|不少于|不低于|突破|至少|第)$")
_UNITS = {"件次": "件", "宗": "件", "份": "件", "条次": "条", "亿元": "万元", "元": "万元"}
_FACTORS = {"亿元": Decimal(10_000), "元": Decimal("0.0001")}


@dataclass(frozen=True, slots=True)
class Masked:
    """The text, by place in it the figures with their units, and where each character stands in the stretch."""

    text: str
    figures: dict[int, tuple[Numeral, str]]
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part stands in the stretch."""
        return self.at[start], self.at[end]


def mask(stretch: Stretch) -> Masked:
    """Put FIGURE for every exact figure; those told as about so many stay as they are."""
    text = stretch.text.replace(FIGURE, " ")
    kept: list[str] = []
    at: list[int] = []
    figures: dict[int, tuple[Numeral, str]] = {}
    last = 0
    for found in _FIGURE.finditer(text):
        told = numeral(found["n"])
        if told is None or _ABOUT.search(text[max(0, found.start() - 3) : found.start()]):
            continue
        kept.append(text[last : found.start()])
        at += range(last, found.start() + 1)
        unit = found["unit"]
        figures[len(at) - 1] = told.times(_FACTORS.get(unit, Decimal(1))), _UNITS.get(unit, unit)
        kept.append(FIGURE)
        last = found.end()
    kept.append(text[last:])
    at += range(last, len(text) + 1)
    return Masked("".join(kept), figures, tuple(at))
