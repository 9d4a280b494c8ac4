"""How keys and choices are spelt: patterns for every way in which `normal` finds a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gipgen.form import normal
from gipgen.schema.jsonschema.book import Json

_NUMBER = "([(（\\d一二三四五六七八九十]+[)）.．、]+|[⑴-⒛㈠-㈩])?"
_QUOTES = "[\"'‘-”「」]*"
ODD = "[\\s\"'‘-”「」０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\uff02\uff07]|.[A-Z]"
"""Keys of which only `normal` can tell what they mean: with spaces, quotes, capitals, radicals out of a PDF."""
UNUSUAL = f"{ODD}|^[A-Z]"


def loosely(names: Iterable[str]) -> str:
    """Return a pattern for the names under any leading number, with marks of either width, unless they are odd."""
    return f"^{_NUMBER}({_alternatives(names, capitals=1)})$"


def anyhow(names: Iterable[str]) -> str:
    """Return a pattern for the names with spaces and in any case too."""
    gap = r"\s*"
    return f"^{gap}{_NUMBER}{gap}({_alternatives(names, capitals=99, gap=gap)}){gap}$"


def ending(names: Iterable[str]) -> str:
    """Return a pattern that tells the names, unless they are unusual, from others of the same mapping."""
    return f"({_alternatives(names, capitals=0)})$"


def exactly(name: str) -> str:
    """Return a pattern for one name as it is, with marks of either width."""
    return "".join(_mark(one) or one for one in name)


def spelled(names: Sequence[str]) -> list[Json]:
    """Return the values that are one of the names: as they are, for editors to complete, and however they are spelt."""
    return [{"enum": names}, {"type": "string", "pattern": anyhow(names)}] if names else []


def _alternatives(names: Iterable[str], capitals: int, gap: str = "") -> str:
    """Return the names as parts of a pattern; the first letters may be capitals, quotes may be left out."""
    found: dict[str, None] = {}
    for name in names:
        pieces = [normal(piece) for piece in re.split("[“”]", name)]
        letters = [[_mark(one) or _case(one, place < capitals) for place, one in enumerate(piece)] for piece in pieces]
        found[_QUOTES.join(map(gap.join, letters))] = None
    return "|".join(found)


def _case(letter: str, either: bool) -> str:
    return f"[{letter}{letter.upper()}]" if either and "a" <= letter <= "z" else letter


def _mark(character: str) -> str:
    """Return a pattern for a mark or digit in either width; nothing for a letter."""
    if not "!" <= character <= "~" or character.isalpha() or character == "_":
        return ""
    plain = re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", character)
    return f"[{plain}{chr(ord(character) + 0xFEE0)}]"
