"""What a browser puts before the items of a list."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from gipgen.readers.html.style import Attributes, number

_CHINESE = {"cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal"}
_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGITS = "零一二三四五六七八九"


class Items(Struct):
    """An open list: how its items are marked, and the number of the next."""

    kind: str
    next: int = 1
    suffix: str = "."

    def marker(self, attributes: Attributes) -> str:
        """Return the marker of the next item."""
        if self.kind in {"bullet", "none"}:
            return "-" if self.kind == "bullet" else ""
        value = number(attributes, "value", self.next)
        self.next = value + 1
        return counted(value, self.kind, self.suffix)


def opened(tag: str, attributes: Attributes, style: Mapping[str, str]) -> Items:
    """Open a list as its element says."""
    shown = (style.get("list-style-type") or style.get("list-style", "")).split()
    kind = attributes.get("type") or ""
    kind = _TYPES.get(kind, kind)
    if "none" in shown:
        return Items("none")
    if tag != "ol":
        return Items("bullet")
    kind = next((_TYPES.get(word, word) for word in shown if word in _CHINESE or "-" in word), kind)
    suffix = ")" if "gip-bracket" in (attributes.get("class") or "") else "."
    return Items(kind, number(attributes, "start", 1), suffix)


def counted(value: int, kind: str, suffix: str = ".") -> str:
    """Write the number of an item as its list counts; figures where the kind has no sign for it."""
    if kind in _CHINESE and 0 < value < 100:
        return _chinese(value) + "、"
    if kind.endswith("alpha") and 0 < value <= 26:
        written = chr(ord("a") + value - 1)
    elif kind.endswith("roman") and 0 < value < 4000:
        written = _roman(value)
    else:
        return f"{value}{suffix}"
    return (written.upper() if kind.startswith("upper") else written) + suffix


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        written += sign * times
    return written
