"""Something in prose that cannot be kept, or was probably meant otherwise."""

from __future__ import annotations

from msgspec import Struct

from gipgen.patterns import regex

BRACES = regex(r"[{｛]{2}[^{}｛｝]*[}｝]{0,2}")
"""What looks like a reference."""


class Problem(Struct, frozen=True):
    """The rule, the text to look for in the source, the words of the message."""

    rule: str
    needle: str
    words: dict[str, object]
    line: int = 0
    """The line of the prose, from 0, in which its paragraph begins."""
