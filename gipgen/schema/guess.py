"""Did you mean: the known word nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from gipgen.findings import Say

LIKENESS = 60.0
"""Percent of likeness from which a guess is worth saying."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like the given one, or None when none is."""
    found = process.extractOne(word, list(known), scorer=fuzz.WRatio, score_cutoff=LIKENESS)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str], elsewhere: str = "") -> Say:
    """Say what was probably meant: a word that belongs elsewhere, a similar one, or all there are."""
    words = list(dict.fromkeys(known))
    if elsewhere:
        return Say(f"它属于“{elsewhere}”，请移到那里。", f"It belongs under “{elsewhere}”; move it there.")
    guess = nearest(word, words)
    if guess:
        return Say(f"是不是“{guess}”？", f"Did you mean “{guess}”?")
    return Say(f"此处可以写：{'、'.join(words)}。", f"Known here: {', '.join(words)}.")
