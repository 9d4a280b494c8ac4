"""The text of a figure → a number, or the rule that it breaks; nothing is guessed, rounded or repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, field

from gipgen.form.kinds import KINDS
from gipgen.patterns import regex
from gipgen.source import Scalar
from gipgen.source.characters import character_name
from gipgen.source.data import INTEGER
from gipgen.words import UNSEEN, Say

DIGITS = 15
"""The most digits a figure may have; the largest real one seen has seven."""
LONG = 100
"""From how many characters on nobody asks what kind of figure or date a text was meant to be."""

_COUNT = regex("0|[1-9][0-9]*")
_SIGNED = regex(r"[+-]?(0|[1-9][0-9]*)")
_DECIMAL = regex(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_GROUPED = regex(r"[+-]?[0-9]{1,3}([,' ][0-9]{3})+(\.[0-9]+)?")
_LEADING = regex(r"[+-]?0[0-9]+(\.[0-9]+)?")
_UNDERSCORE = regex(r"[+-]?[0-9]+(_[0-9]+)+(\.[0-9]+)?")
_TIME = regex(r"[+-]?[0-9]+(:[0-9]+)+")
_ODD = regex(
    r"[+-]?(0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9.]+e[+-]?[0-9]+|\.?(inf|nan|infinity)|\.[0-9]+|[0-9]+\.)", re.IGNORECASE
)
_UNIT = regex(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元|万|件次|人次|件|条|次|项|个|部|份)")
_WORDS = regex(r"yes|no|true|false|on|off|y|n|是|否|有", re.IGNORECASE)
_SIGNS = regex(r"[/\\—–―-]+|无|空|没有|零|暂无|n/a|na|none", re.IGNORECASE)

WANTED = {name: kind.wanted for name, kind in KINDS.items()}
"""What belongs in a place of each kind."""


class Wrong(Struct, frozen=True):
    """What stands where a value should be: the rule it breaks and the words of the message."""

    rule: str
    text: str
    words: dict[str, object] = field(default_factory=dict)


def read_number(scalar: Scalar, kind: str, unit: str = "") -> int | Decimal | Wrong | None:
    """Read a figure of a kind; None for a blank. A decimal for a count is returned as such and fails its type later."""
    text = scalar.text
    if not scalar.style and len(text) <= DIGITS and KINDS[kind].whole and _COUNT.fullmatch(text):
        return int(text)  # nearly all figures are written so
    if scalar.empty:
        return None
    if len(text) > LONG:
        return _too_long(text, kind)
    if not scalar.style:
        value = _plain(text, kind)
        if value is not None:
            return value
    return _explain(scalar, kind, unit)


def _plain(text: str, kind: str) -> int | Decimal | Wrong | None:
    digits = sum(map(str.isdigit, text))
    if digits > DIGITS and _DECIMAL.fullmatch(text.lstrip("+")):
        return _too_large(text, digits)
    if text.startswith("-0") and not text.strip("-0."):
        return Wrong("GIP025", text, {"mend": "0"})
    if KINDS[kind].whole and (_SIGNED if KINDS[kind].signed else INTEGER).fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


@lru_cache(maxsize=8)
def _too_long(text: str, kind: str) -> Wrong:
    """Say what a long text is, once for all its aliases."""
    return _too_large(text, len(text)) if text.isdigit() else Wrong("GIP105", text, {"wanted": WANTED[kind]})


def _too_large(text: str, digits: int) -> Wrong:
    return Wrong("GIP120", text, {"digits": digits, "limit": DIGITS})


_DIGITS_ONLY = Say("只用数字，例如 12", "digits only, such as 12")


def _in_digits(text: str) -> str | None:
    """Return a number of another notation in plain digits; None for what is no number, or none that fits."""
    try:
        value = Decimal(int(text, 0)) if re.match("[+-]?0[xob]", text, re.IGNORECASE) else Decimal(text)
    except (ArithmeticError, ValueError):
        return None
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) < DIGITS else None


_WRITINGS: tuple[tuple[str, re.Pattern[str], Callable[[str], str | Say]], ...] = (
    ("GIP022", _GROUPED, lambda text: re.sub(r"[,' ]", "", text)),
    ("GIP023", _LEADING, lambda text: re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", text)),
    ("GIP024", _UNDERSCORE, lambda text: text.replace("_", "")),
    ("GIP026", _TIME, str),
    ("GIP025", _ODD, lambda text: _in_digits(text) or _DIGITS_ONLY),
    ("GIP027", _WORDS, str),
    ("GIP030", _SIGNS, str),
)
"""Ways of writing that are no plain number, with what each mends to."""


def _looks_blank(character: str) -> bool:
    """Say whether a character is unseen, or a space other than those of the keyboard."""
    return bool(UNSEEN.match(character)) or (character.isspace() and not character.isascii())


def _explain(scalar: Scalar, kind: str, unit: str) -> Wrong:
    """Name the way of writing that keeps a text from being a number."""
    if odd := next(filter(_looks_blank, scalar.text), None):
        return Wrong("GIP009", scalar.text, {"character": character_name(odd)})
    text = scalar.text.strip()
    half = unicodedata.normalize("NFKC", text).replace("，", ",")
    bare = text.strip("“”‘’\"'")
    if (scalar.style or bare != text) and _plain(bare, kind) is not None:
        return Wrong("GIP029", bare, {"mend": bare})
    if half != text and (_SIGNED.fullmatch(half) or _DECIMAL.fullmatch(half)):
        return Wrong("GIP021", text, {"mend": half})
    for rule, pattern, mend in _WRITINGS:
        if pattern.fullmatch(half):
            return Wrong(rule, text, {"mend": mend(half)})
    if slip := _slip(half, kind):
        return Wrong("GIP031", text, {"slip": slip[0], "mend": slip[1]})
    if match := _UNIT.fullmatch(half):
        return Wrong("GIP028", text, {"mend": _without_unit(match, kind, unit)})
    if half.startswith("+") and _plain(half[1:], kind) is not None:
        return Wrong("GIP025", text, {"mend": half[1:]})
    return Wrong("GIP105", text, {"wanted": WANTED[kind]})


def _slip(text: str, kind: str) -> tuple[Say, str] | None:
    """Name the letter or mark that has slipped into a number, and the number without it."""
    for pattern, mend, say in _SLIPS:
        found = pattern.search(text)
        mended = pattern.sub(mend, text)
        if found and isinstance(_plain(mended, kind), (int, Decimal)):
            sign = found[0]
            return Say(say.zh.format(sign), say.en.format(sign)), mended
    return None


_SLIPS = (
    (regex("(?<=[0-9])[Oo]|[Oo](?=[0-9])"), "0", Say("“{0}”是字母，不是数字 0", "“{0}” is a letter, not a zero")),
    (regex("(?<=[0-9])[lI]|[lI](?=[0-9])"), "1", Say("“{0}”是字母，不是数字 1", "“{0}” is a letter, not a one")),
    (regex("[.。,、;:]+$"), "", Say("末尾多了“{0}”", "there is “{0}” at the end")),
    (regex("(?<=[0-9])。(?=[0-9])"), ".", Say("“{0}”不是小数点，小数点用半角“.”", "“{0}” is no decimal point")),
)
"""What slips into a number, what it is mended to, and how it is told."""

_COUNTED = frozenset({"件次", "人次", "件", "条", "次", "项", "个", "部", "份"})


def _without_unit(match: re.Match[str], kind: str, unit: str) -> Say:
    """Say what to write for a number with a unit: the number itself, or the number converted."""
    number, written = match[1].replace(",", ""), match[2]
    own = unit or KINDS[kind].unit
    if written == own or (written in _COUNTED and KINDS[kind].whole):
        return Say(
            f"只写数字：{number}。本格的单位：{own}。",
            f"Write the number only: {number}. The unit of this cell is {own}.",
        )
    return Say(
        f"把 {number} {written}换算成本格的单位{own}，只写数字。",
        f"Convert {number} {written} to this cell's unit, {own}, and write the number only.",
    )
