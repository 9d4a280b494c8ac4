"""Patterns that may match a text, told by words without which they cannot: a look that spares most searches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from gipgen.patterns import regex

_MANY = set("123456789")
"""How the numbers of a repetition begin that asks for one at least."""
T = TypeVar("T")
Choice = tuple[str, ...]
"""Words of which at least one must stand in the text."""
Way = tuple[Choice, ...]
"""What one alternative of a pattern needs."""

_TOKEN = regex(
    r"[^\\\[\](){}?*+|^$.]+(?![?*{])|\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\((?:\?[:=!<])?|\{[0-9,]*\}|.", re.DOTALL
)
_LIST = regex(r"\[[^\\\[\]^-]+\]")
"""Characters any of which will do."""
_ODD = regex(r"\(\?(?![:=!]|<[=!])|\\[0-9xuUN]")
"""What is left unread: flags, names, conditions and letters in other writing; a pattern with such a thing is always tried."""
_GROUPS = {"(", "(?:"}


class Needed(Generic[T]):
    """Things that are found by patterns without flags, in their order."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._things: list[T] = []
        self._ways: list[tuple[int, Way]] = []
        self._by_word: dict[str, list[int]] = {}
        for pattern, thing in things:
            for way in ways(pattern):
                rarest = _rarest(way)
                for word in rarest:
                    self._by_word.setdefault(word, []).append(len(self._ways))
                self._ways.append((len(self._things), tuple(choice for choice in way if choice is not rarest)))
            self._things.append(thing)

    def likely(self, text: str) -> list[T]:
        """Return the things whose patterns may match a text; no other one does."""
        seen = {way for word, found in self._by_word.items() if word in text for way in found}
        found = {thing for thing, way in map(self._ways.__getitem__, seen) if _stands(way, text)}
        return [self._things[number] for number in sorted(found)]


def ways(pattern: str) -> list[Way]:
    """Return what each alternative of a regular expression needs; an alternative that needs nothing known needs no word."""
    return [()] if _ODD.search(pattern) else _alternatives(iter(_TOKEN.findall(pattern)))


def _stands(way: Way, text: str) -> bool:
    """Say whether a text has a word of each choice; a loop is three times as fast here as `all` and `any`."""
    for choice in way:
        for word in choice:
            if word in text:
                break
        else:
            return False
    return True


def _alternatives(tokens: Iterator[str]) -> list[Way]:
    """Read to the end of a group; what is optional or no plain word counts for nothing."""
    found: list[list[Way]] = [[]]
    for sign in tokens:
        parts = found[-1]
        if sign == ")":
            break
        if sign == "|":
            found.append([])
        elif sign[0] in "?*{":
            if sign[1:2] not in _MANY:
                parts[-1:] = []
        elif _LIST.fullmatch(sign):
            parts.append((tuple(sign[1:-1]),))
        elif sign[0] == "\\" and not sign[1:].isalnum():
            parts.append(((sign[1:],),))
        elif sign[0] == "(":
            inside = _alternatives(tokens)
            parts.append(_one_of(inside) if sign in _GROUPS else ())
        else:
            parts.append(() if sign[0] in "\\[]}+^$." else ((sign,),))
    return [tuple(chain.from_iterable(parts)) for parts in found]


def _one_of(alternatives: list[Way]) -> Way:
    """Return what a group needs."""
    if len(alternatives) == 1:
        return alternatives[0]
    return (tuple(chain.from_iterable(map(_rarest, alternatives))),)


def _rarest(way: Way) -> Choice:
    """Return the choice that texts have least often, to go by its looks; the empty word, which all have, for want of any."""
    return max(way, key=lambda choice: (min(map(len, choice)), -len(choice)), default=("",))
