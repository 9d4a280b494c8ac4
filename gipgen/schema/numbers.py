"""The text of a figure → a number, or the rule that it breaks; nothing is guessed, rounded or repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gipgen.findings import Say
from gipgen.source import Scalar

DIGITS = 15
"""The most digits a figure may have; the largest real one seen has seven."""

_COUNT = re.compile(r"-?(0|[1-9][0-9]*)")
_SIGNED = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([,' ][0-9]{3})+(\.[0-9]+)?")
_LEADING = re.compile(r"[+-]?0[0-9]+(\.[0-9]+)?")
_UNDERSCORE = re.compile(r"[+-]?[0-9]+(_[0-9]+)+(\.[0-9]+)?")
_TIME = re.compile(r"[+-]?[0-9]+(:[0-9]+)+")
_ODD = re.compile(
    r"[+-]?(0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9.]+e[+-]?[0-9]+|\.?(inf|nan|infinity)|\.[0-9]+|[0-9]+\.)", re.IGNORECASE
)
_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元|万|件次|人次|件|条|次|项|个|部|份)")
_WORDS = re.compile(r"yes|no|true|false|on|off|y|n|是|否|有", re.IGNORECASE)
_SIGNS = re.compile(r"[/\\—–―-]+|无|空|没有|零|暂无|n/a|na|none", re.IGNORECASE)
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONG_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")

WANTED = {
    "count": Say("不小于 0 的整数", "a whole number of 0 or more"),
    "signed_count": Say("整数，减少写负号", "a whole number, negative for a decrease"),
    "money": Say("不小于 0、最多四位小数的金额", "an amount of 0 or more with at most four decimals"),
    "date": Say("日期，例如 2026-01-15", "a date such as 2026-01-15"),
    "year": Say("四位数的年度", "a year of four digits"),
    "text": Say("一行文字", "one line of text"),
    "prose": Say("一段文字", "text"),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What stands where a value should be: the rule it breaks and the words of the message."""

    rule: str
    text: str
    words: dict[str, object] = field(default_factory=dict)


def read_number(scalar: Scalar, kind: str, unit: str = "") -> int | Decimal | Wrong | None:
    """Read a figure of a kind; None for a blank. A decimal for a count is returned as such and fails its type later."""
    text = scalar.text
    if scalar.blank:
        return None
    if not scalar.style:
        value = _plain(text, kind)
        if value is not None:
            return value
    return _explain(scalar, kind, unit)


def _plain(text: str, kind: str) -> int | Decimal | Wrong | None:
    if len(text) > DIGITS and sum(map(str.isdigit, text)) > DIGITS and _DECIMAL.fullmatch(text.lstrip("+")):
        return Wrong("GIP120", text, {"digits": sum(map(str.isdigit, text)), "limit": DIGITS})
    if kind != "money" and (_SIGNED if kind == "signed_count" else _COUNT).fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


_WRITINGS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("GIP022", _GROUPED, lambda text: re.sub(r"[,' ]", "", text)),
    ("GIP023", _LEADING, lambda text: re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", text)),
    ("GIP024", _UNDERSCORE, lambda text: text.replace("_", "")),
    ("GIP026", _TIME, str),
    ("GIP025", _ODD, str),
    ("GIP027", _WORDS, str),
    ("GIP030", _SIGNS, str),
)
"""Ways of writing that are no plain number, with what each mends to."""


def _explain(scalar: Scalar, kind: str, unit: str) -> Wrong:
    """Name the way of writing that keeps a text from being a number."""
    text = scalar.text.strip()
    half = unicodedata.normalize("NFKC", text).replace("，", ",")
    if scalar.style and _plain(text, kind) is not None:
        return Wrong("GIP029", text, {"mend": text})
    if half != text and (_SIGNED.fullmatch(half) or _DECIMAL.fullmatch(half)):
        return Wrong("GIP021", text, {"mend": half})
    for rule, pattern, mend in _WRITINGS:
        if pattern.fullmatch(half):
            return Wrong(rule, text, {"mend": mend(half)})
    if match := _UNIT.fullmatch(half):
        own = Say(unit, unit) if unit else Say("件数", "a count") if kind != "money" else Say("元", "yuan")
        return Wrong("GIP028", text, {"mend": _without_unit(match, unit), "unit": own})
    return Wrong("GIP105", text, {"wanted": WANTED[kind]})


def _without_unit(match: re.Match[str], unit: str) -> Say:
    number = match[1].replace(",", "")
    if unit and unit != match[2]:
        return Say(f"把 {number}{match[2]} 换算成{unit}", f"{number} {match[2]} converted to {unit}")
    return Say(number, number)


def read_date(scalar: Scalar) -> date | Wrong | None:
    """Read 2026-01-15 or 2026年1月15日; None for a blank."""
    if scalar.blank:
        return None
    text = scalar.text.strip()
    match = _ISO_DATE.fullmatch(text) or _LONG_DATE.fullmatch(text)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
    return Wrong("GIP113", text)
