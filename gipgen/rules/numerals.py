"""Numbers as prose writes them: 1234, 1,234, 1.2万, 十二."""

from __future__ import annotations

from decimal import Decimal
from math import prod

from msgspec import Struct

NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?[百千]?[万亿]?|[〇零一二两三四五六七八九十百千万]{1,12}"
)
"""What a number looks like; more digits or a decimal must not follow."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}


class Numeral(Struct, frozen=True):
    """A number as told; `step` is the size of its last digit when it is rounded to 万 or 亿, else 0."""

    value: Decimal
    step: Decimal = Decimal(0)

    def means(self, figure: int | Decimal) -> bool:
        """Say whether a figure can be told like this, rounded or cut off."""
        return abs(self.value - figure) < self.step if self.step else self.value == figure

    def times(self, factor: Decimal) -> Numeral:
        """Return the number in another unit."""
        return Numeral(self.value * factor, self.step * factor)


def numeral(text: str) -> Numeral | None:
    """Read a number; None when Chinese digits make none."""
    if text[0] in _DIGITS or text[0] in _UNITS or text[0] == "万":
        value = _chinese(text)
        return None if value is None else Numeral(Decimal(value))
    digits = Decimal(text.rstrip("百千万亿").replace(",", ""))
    large = prod((_UNITS | _LARGE)[unit] for unit in text if unit in "百千万亿")
    exponent = digits.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent)) * large
    return Numeral(digits * large, step if large > 1 else Decimal(0))


def _chinese(text: str) -> int | None:
    """Read Chinese digits, with units (一百零三) or one by one (二〇)."""
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text)) if len(text) != 1 else _DIGITS[text]
    total, part, digit = 0, 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            part += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        elif character == "万" and (part or digit):
            total += (part + (digit or 0)) * 10_000
            part, digit = 0, None
        else:
            return None
    return total + part + (digit or 0)
