"""What comes of prose, and what is asked while it is read."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from gipgen.prose.blocks import Block, Picture
from gipgen.prose.problem import Problem

Figures = Callable[[str], "str | Problem"]
Pictures = Callable[[str, str], Picture]
Files = Callable[[str], bool]


class Parsed(Struct, frozen=True):
    """Prose as blocks, the problems with it, and the references in it that were replaced by a figure."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    references: tuple[str, ...]
