"""A text of a document → the label of a form that it is, exactly or nearly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from gipgen.form import normal
from gipgen.patterns import regex

LIKE = 80.0
"""From which share (of 100) of the longer text on two labels are alike (rapidfuzz `ratio`)."""
APART = 10.0
"""By how much the label most alike must lead the next."""
SHORTEST = 4
"""Characters from which labels can be alike; in shorter ones a single other character makes another label."""
LONGEST = 80
"""Characters of a text that can be a label; the longest official one has 42."""

_YEAR = regex(r"^[0-9]{4}年度?")
_NUMBER = regex(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s+(?=[^\W\d])")
"""A number that only a space parts from its label."""
_END = ",.;:,。;:、"
_TOLD = regex(r"(.*?\D)[：:]\s*([+-]?[0-9０-９][^：:]{0,15})")
_JOINED = regex(r"\s+/\s+(?=\S\s*\S)|(?<=\S)›")
"""Between heads written in one cell; no label has a single character, as 减 of 本年增 / 减 would be."""


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Reduce a text to what labels are compared by; empty when it is too long to be one."""
    return (
        normal(_YEAR.sub("", normal(_NUMBER.sub("", text.strip()).rstrip("：:，。；、")))).rstrip(_END)
        if len(text) <= LONGEST
        else ""
    )


def last(text: str) -> str:
    """Return the innermost label of heads written in one cell, such as 三、本年度办理结果 / （一）予以公开."""
    return _JOINED.split(text)[-1]


def alike(text: str, known: Mapping[str, str]) -> str | None:
    """Return the one of some reduced labels that a reduced text is most like; None when it is like none or several.

    Labels with the same value are spellings of one thing.
    """
    long = [label for label in known if len(label) >= SHORTEST]
    if len(text) < SHORTEST or not long:
        return None
    found = process.extract(text, long, scorer=fuzz.ratio, score_cutoff=LIKE - APART, limit=None)
    if not found or found[0][1] < LIKE:
        return None
    rivals = [share for label, share, _ in found if known[label] != known[found[0][0]]]
    return None if rivals and found[0][1] - rivals[0] < APART else found[0][0]


def told_in_one(text: str) -> tuple[str, str] | None:
    """Part a label that has its figure behind a colon, such as 发布总数量：43条."""
    found = _TOLD.fullmatch(text)
    return (found[1], found[2]) if found else None
