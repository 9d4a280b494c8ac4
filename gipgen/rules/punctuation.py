"""Marks that are doubled or stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.registry import rule
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject
from gipgen.words import Say

_DOUBLED = regex(r"[，。；：、][，。；：、]+|[！？]+[，。；：、]|[，；：、][！？,;]|[,;][，。；：、]")
_PAIRS = {"（": "）", "(": "）", "《": "》", "“": "”", "【": "】", "〔": "〕", "「": "」", "‘": "’", "[": "]"}
_CLOSING = {"）": "）", ")": "）", "》": "》", "”": "”", "】": "】", "〕": "〕", "」": "」", "]": "]"}
_BRACKET = regex(f"[{re.escape(''.join(sorted({*_PAIRS, *_CLOSING} - {'‘'})))}]")
"""All of them but ‘, whose other half is also an apostrophe."""
_NUMBER = regex(r"(?:(?<=^)|(?<=[，。；：、:;,\n是]))(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[）)]")
"""A number with one bracket, as lists have it: 1）."""
AROUND = 8
"""How many characters beside a mark a message quotes."""

_TWICE = Say("标点重复", "doubled marks")
_OPEN = Say("没有与它成对的后一半", "it is not closed")
_CLOSED = Say("没有与它成对的前一半", "it was not opened")


@rule("GIP425")
def marks_are_in_order(subject: Subject) -> Iterator[Finding]:
    """Look for doubled marks, and brackets and quotation marks without the other half in their paragraph."""
    for stretch in subject.stretches:
        for found in _DOUBLED.finditer(stretch.text):
            yield _finding(stretch, *found.span(), _TWICE)
        alone = _alone(stretch.text)
        if alone is not None:
            yield _finding(stretch, alone, alone + 1, _OPEN if stretch.text[alone] in _PAIRS else _CLOSED)


def _alone(text: str) -> int | None:
    """Return the place of the first bracket or quotation mark that lacks the other half."""
    brackets = [(found.start(), found[0]) for found in _BRACKET.finditer(text)]
    numbers = {found.end() - 1 for found in _NUMBER.finditer(text)} if brackets else ()
    open_: list[int] = []
    for place, character in brackets:
        if character in _PAIRS:
            open_.append(place)
        elif character in _CLOSING and place not in numbers:
            if not open_ or _PAIRS[text[open_[-1]]] != _CLOSING[character]:
                return open_[-1] if open_ else place
            open_.pop()
    return open_[0] if open_ else None


def _finding(stretch: Stretch, start: int, end: int, what: Say) -> Finding:
    near = stretch.quote(max(0, start - AROUND), min(len(stretch.text), end + AROUND))
    return stretch.finding("GIP425", start, end, {"mark": stretch.quote(start, end), "text": near, "what": what})
