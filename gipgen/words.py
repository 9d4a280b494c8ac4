"""Words for people, always in both languages."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from gipgen.patterns import regex
from gipgen.personal import mask


class Say(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def spoken(self, lang: str) -> str:
        """Return the words in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def same(cls, words: str) -> Say:
        """Say the same words in both, such as a label of a form."""
        return cls(words, words)


def columns(text: str) -> int:
    """Return how many columns a text takes in a terminal, where ideographs take two."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


QUOTED = 40
"""The most characters that a message quotes of what stands in a file."""

WITHOUT_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f"
)
"""What nobody sees, for a class of characters: Unicode's default ignorable ones but variation selectors."""
UNSEEN = regex(f"[{WITHOUT_WIDTH}\u2028\u2029\ufff9-\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""That, separators of lines, and what looks different on each machine: private use and damaged characters."""

_HIDDEN = regex(f"[\x00-\x1f\x7f-\x9f]|{UNSEEN.pattern}")


def quote(text: str) -> str:
    """Shorten what is quoted from a file, hide persons' data, and show a sign for what a terminal would hide or obey."""
    return visible(mask(text, 0, QUOTED) if len(text) <= QUOTED else f"{mask(text, 0, QUOTED - 1)}…")


def visible(text: str) -> str:
    """Show each tab or line end as a space, and each other character that nobody sees as a sign."""
    return _HIDDEN.sub(lambda match: " " if match[0] in "\t\r\n" else "\N{REPLACEMENT CHARACTER}", text)
