"""Did you mean: the known word nearest to an unknown one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gipgen.words import Say

SHORT = 4
"""Up to how many characters a word is compared whole, one character of two being enough."""
LONG = 60
"""Up to how many characters a word is compared at all; the longest label has 38."""


def in_language_of(text: str, names: Sequence[str], ids: Sequence[str]) -> Sequence[str]:
    """Return the ids for a word in Latin letters, the Chinese names for any other, such as one of digits."""
    return ids if text.isascii() and any(map(str.isalpha, text)) else names


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like the given one, or None when none is like it.

    One that is much longer or shorter must be a part of it, or have it for a part.
    """
    from rapidfuzz import fuzz, process  # only for slips of the hand

    if len(word) > LONG:
        return None
    known = [
        other for other in known if 2 * min(len(word), len(other)) >= max(len(word), len(other)) or _part(word, other)
    ]
    scorer, least = (fuzz.ratio, 50.0) if len(word) <= SHORT else (fuzz.WRatio, 60.0)
    found = process.extractOne(word, known, scorer=scorer, score_cutoff=least)
    return found[0] if found else None


def _part(one: str, other: str) -> bool:
    """Say whether one of two texts is a part of the other; of Latin letters only whole words are."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return bool(re.search(rf"(?<![a-z]){re.escape(short)}(?![a-z])", long))


def did_you_mean(word: str, known: Iterable[str]) -> Say:
    """Say what was probably meant, or all there is to choose from."""
    words = tuple(dict.fromkeys(known))
    return suggestion(nearest(word, words), words)


def suggestion(guess: str | None, words: Sequence[str]) -> Say:
    """Say the word that was guessed, or all there is to choose from."""
    if guess:
        return Say(f"是不是“{guess}”？", f"Did you mean “{guess}”?")
    return Say(f"此处可以写：{'、'.join(words)}。", f"Known here: {', '.join(words)}.")
