"""Something in prose that cannot be kept, or was probably meant otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """The rule, the text to look for in the source, the words of the message."""

    rule: str
    needle: str
    words: dict[str, object]
    line: int = 0
    """The line of the prose, from 0, in which its paragraph begins."""
