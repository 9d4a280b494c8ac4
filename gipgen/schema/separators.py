"""Thousands separators in a list or in braces: YAML reads the comma of 1,004 as the end of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise

from gipgen.patterns import regex
from gipgen.source import Mapping, Node, Place, Scalar, Sequence, cut_off

_HEAD = regex(r"[1-9][0-9]{0,2}")
_GROUP = regex(r"[0-9]{3}")
_ENDING = regex(r"[0-9]+(\.[0-9]+)?")
_BEGINNING = regex(r"[+-]?[0-9]+(,[0-9]+)*")
_LONGEST = 12
"""Up to how many items a list is looked at."""

Group = tuple[Scalar, ...]
"""The items that make up one figure."""


def rejoin(node: Sequence, lengths: Iterable[int], fits: Callable[[list[int]], bool]) -> list[Group]:
    """Return the groups of items that look like one figure each, when joining them gives a list of one of the lengths.

    Of several ways to join them it is the first that fits, else the first.
    """
    items = [item for item in node.items if isinstance(item, Scalar)]
    if len(items) < len(node.items) or len(items) > _LONGEST:
        return []
    ways = [way for length in lengths for way in _ways(items, len(items) - length)]
    best = next((way for way in ways if fits(_figures(way))), ways[0] if ways else [])
    return [group for group in best if len(group) > 1]


def certain(node: Sequence, groups: list[Group]) -> bool:
    """Say whether nothing else explains the groups: 004 is no figure, or only here no space follows a comma."""
    spaced = any(not _glued(before, item) for before, item in pairwise(node.items))
    inside = [pair for group in groups for pair in pairwise(group)]
    return bool(groups) and all(item.text[0] == "0" or (spaced and _glued(before, item)) for before, item in inside)


def joined(node: Mapping) -> Iterator[tuple[Scalar, Node]]:
    """Yield keys and values, a figure that a comma has cut in two as it was written: 1,030.

    Digits without a colon behind a figure can be nothing else.
    """
    held: tuple[Scalar, Node] | None = None
    for key, value in node.items:
        before = held[1] if held else None
        if (
            held
            and isinstance(before, Scalar)
            and cut_off(key, value)
            and not before.style
            and _BEGINNING.fullmatch(before.text)
            and _ENDING.fullmatch(key.text)
        ):
            held = held[0], Scalar(f"{before.text},{key.text}", "", place((before, key)))
            continue
        if held:
            yield held
        held = key, value
    if held:
        yield held


def as_written(group: Group) -> str:
    """Return a group as it stands in the file, 1,004."""
    return ",".join(item.text for item in group)


def as_meant(group: Group) -> str:
    """Return a group as one figure, 1004."""
    return "".join(item.text for item in group)


def place(group: Group) -> Place:
    """Return the place of a group."""
    return Place(*group[0].place[:2], *group[-1].place[2:])


def _ways(items: list[Scalar], count: int) -> Iterator[list[Group]]:
    """Yield every way to join that many items to those before them."""
    joints = [number for number, item in enumerate(items) if number and _GROUP.fullmatch(item.text)]
    for chosen in combinations(joints, count) if count > 0 else ():
        way: list[Group] = []
        for number, item in enumerate(items):
            if number in chosen:
                way[-1] = (*way[-1], item)
            else:
                way.append((item,))
        if all(len(group) == 1 or _HEAD.fullmatch(group[0].text) for group in way):
            yield way


def _figures(way: list[Group]) -> list[int]:
    texts = [as_meant(group) for group in way]
    return [int(text) if text.isdecimal() else 0 for text in texts]


def _glued(before: Node, item: Node) -> bool:
    """Say whether a comma alone stands between two items."""
    return before.place[2:] == (item.place.line, item.place.column - 1)
