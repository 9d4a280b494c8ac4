"""The tree of a YAML file: what is written, where, and nothing guessed about it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class Place(NamedTuple):
    """A stretch of a file; lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


FIRST = Place(1, 1, 1, 2)
"""Where a finding stands that is about a whole file."""


class Scalar(Struct):
    """One value as its text; `style` is empty for plain text, else the quote or block mark."""

    text: str
    style: str
    place: Place

    @property
    def blank(self) -> bool:
        """Say whether nothing is written here: an empty plain value, `~` or `null`."""
        return not self.style and self.text in {"", "~", "null"}

    @property
    def empty(self) -> bool:
        """Say whether nothing but spaces is written here, in quotes or not."""
        return self.blank or not self.text.strip()


class Mapping(Struct):
    """Keys with their values, in file order, each key once; but `030` out of {a: 1,030, b: 2,030} as often as it stands."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place

    @property
    def empty(self) -> bool:
        """Say whether it has no keys."""
        return not self.items


class Sequence(Struct):
    """Values in file order."""

    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence


def cut_off(key: Scalar, value: Node) -> bool:
    """Say whether a key has no colon and begins with a digit: what {a: 1,030} makes of the end of 1,030."""
    bare = isinstance(value, Scalar) and value.blank and value.place[:2] == key.place[2:]
    return bare and not key.style and key.text[:1].isdigit()
