"""The tree of a YAML file: what is written, where, and nothing guessed about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a file; lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Scalar:
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


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in file order, each key once."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place

    @property
    def empty(self) -> bool:
        """Say whether it has no keys."""
        return not self.items


@dataclass(slots=True)
class Sequence:
    """Values in file order."""

    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence
