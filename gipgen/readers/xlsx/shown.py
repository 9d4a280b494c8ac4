"""Numbers as a person sees them in a cell: with the decimals, thousands and per cent of its format, dates as ISO writes them.

Units and signs of currency that a format adds are left out, and so are zeros at the end of decimals. A format that hides
zeros or the minus hides neither here.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from gipgen.patterns import regex

_ASIDE = regex(r'"[^"]*"?|\\.|!.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Parts of a code that show no digits: literals, escaped signs, widths, fillings, colours, languages, conditions."""
_DATE = regex(r"[ymdhse]|[年月日时分秒]", re.IGNORECASE)
_DIGITS = regex(r"[0#?][0#?,]*(?:\.[0#?]*)?,*")
_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 days of a calendar have no time zone
_LAST = 2_958_466
"""The day after 9999-12-31."""
_PRECISION = 15
"""Digits that a workbook keeps; those behind are the tail of binary fractions."""
_LONGEST = 400
"""The most characters of a number as a file writes it."""


def as_number(text: str) -> Decimal | None:
    """Read a number as a file writes it, without the tail of its binary fraction; None when it is none."""
    try:
        number = float(text) if len(text) < _LONGEST else float("nan")
        value = Decimal(f"{number:.{_PRECISION}g}")
    except (ValueError, InvalidOperation):
        return None
    return value if value.is_finite() else None


def plain(value: Decimal) -> str:
    """Write a number with all its digits and no exponent."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text


def shown(value: Decimal, code: str, from_1904: bool = False) -> str:
    """Write a number as a cell with a format shows it."""
    sections = [_ASIDE.sub(" ", section) for section in _sections(code)]
    if code == "@date" or _is_date(sections[0]):
        day = value + (1462 if from_1904 and value >= 1 else 0)
        return _date(day, sections[0])
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    return _figure(value, section)


def exact(value: Decimal, code: str, from_1904: bool = False) -> str:
    """Write a number with all its digits, and the zeros behind them that its format asks for; a date as it is shown."""
    section = _ASIDE.sub(" ", _sections(code)[0])
    if code == "@date" or _is_date(section):
        return shown(value, code, from_1904)
    text = plain(value)
    patterns = _DIGITS.findall(section)
    wanted = patterns[0].partition(".")[2].count("0") if len(patterns) == 1 else 0
    lacking = min(wanted, 20) - len(text.partition(".")[2])
    return f"{text}{'' if '.' in text else '.'}{'0' * lacking}" if lacking > 0 else text


def _sections(code: str) -> list[str]:
    """Split a code at its semicolons, those in literals and escapes aside."""
    aside = {at for found in _ASIDE.finditer(code) for at in range(*found.span())}
    parts = [""]
    for at, character in enumerate(code):
        if character == ";" and at not in aside:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _is_date(section: str) -> bool:
    return bool(_DATE.search(section.replace("General", ""))) and not re.search("[0#?]E[+-]", section, re.IGNORECASE)


def _date(value: Decimal, section: str) -> str:
    if not 0 < value < _LAST:
        return plain(value)
    moment = _FIRST + timedelta(days=int(value), seconds=round(float(value % 1) * 86_400))
    if value < 1 or (section != "@date" and not re.search("[yde]", section, re.IGNORECASE) and "h" in section.lower()):
        return f"{moment:%H:%M}" if not moment.second else f"{moment:%H:%M:%S}"
    day = f"{moment:%Y-%m-%d}" if value > 60 else f"{moment + timedelta(days=1):%Y-%m-%d}"
    return day if moment.time() == moment.min.time() else f"{day} {moment:%H:%M}"


def _figure(value: Decimal, section: str) -> str:
    patterns = _DIGITS.findall(section)
    if len(patterns) != 1 or "/" in section or "E" in section.upper().replace("GENERAL", ""):
        return plain(value)
    pattern = patterns[0]
    scaled = pattern.rstrip(",")
    before, _, after = scaled.partition(".")
    percents = section.count("%")
    seen = value.scaleb(2 * percents - 3 * (len(pattern) - len(scaled)))
    rounded = seen.quantize(Decimal(1).scaleb(-min(len(after), 20)), ROUND_HALF_UP) if abs(seen) < 10**15 else seen
    digits, point, decimals = plain(abs(rounded)).partition(".")
    digits = digits.zfill(min(before.count("0"), 20))
    if "," in before:
        digits = f"{int(digits):,}"
    return ("-" if rounded < 0 else "") + digits + point + decimals + "%" * percents
