"""Words for people, always in both languages."""

from __future__ import annotations

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
