"""Words for people, always in both languages."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Say(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str


def columns(text: str) -> int:
    """Return how many columns a text takes in a terminal, where ideographs take two."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


QUOTED = 40
"""The most characters that a message quotes of what stands in a file."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def quote(text: str) -> str:
    """Shorten what is quoted from a file, and show a sign for each character that a terminal would hide or obey."""
    return visible(text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…")


def visible(text: str) -> str:
    """Show each tab or line end as a space, and each other character that nobody sees as a sign."""
    return _UNSEEN.sub(lambda match: " " if match[0] in "\t\r\n" else "\N{REPLACEMENT CHARACTER}", text)
