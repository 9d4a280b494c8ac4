"""Words for people, always in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Say(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str
