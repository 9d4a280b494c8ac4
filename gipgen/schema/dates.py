"""The text of a year or date → its value, or the rule that it breaks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from gipgen.patterns import regex
from gipgen.schema.numbers import LONG, Wrong, read_number
from gipgen.source import Scalar
from gipgen.words import Say

_ISO_DATE = regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONG_DATE = regex(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_LOOSE_DATE = regex(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_DATE_HELP = Say(
    "写成 年-月-日，例如 2026-01-15，并检查月份和日子是否存在。",
    "Write it as 2026-01-15, and check that the day exists.",
)


def read_year(scalar: Scalar) -> int | Wrong | None:
    """Read a year of four digits; None for a blank."""
    value = read_number(scalar, "count")
    if isinstance(value, Wrong) and value.rule in {"GIP105", "GIP025", "GIP028"}:
        return Wrong("GIP115", value.text)
    if isinstance(value, (int, Decimal)) and not (isinstance(value, int) and 1000 <= value <= 9999):
        return Wrong("GIP115", scalar.text)
    return value if not isinstance(value, Decimal) else None


def read_date(scalar: Scalar) -> date | Wrong | None:
    """Read 2026-01-15 or 2026年1月15日; None for a blank."""
    if scalar.empty:
        return None
    text = scalar.text.strip()
    if len(text) > LONG:
        return Wrong("GIP113", text, {"help": _DATE_HELP})
    match = _ISO_DATE.fullmatch(text) or _LONG_DATE.fullmatch(text)
    if match and (found := _day(match)):
        return found
    loose = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text))
    mend = _day(loose) if loose else None
    if mend:
        return Wrong("GIP113", text, {"help": Say(f"请写成 {mend}。", f"Write {mend}.")})
    return Wrong("GIP113", text, {"help": _DATE_HELP})


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
