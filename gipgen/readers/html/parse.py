"""Characters of a page → the tree that a browser makes of them, within bounds."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gipgen.patterns import regex
from gipgen.readers.document import DocumentError
from gipgen.words import Say

MOST_TAGS = 50_000
"""Pages of reports have 1,000 to 10,000; the rules of HTML cost their square when they are nested in each other."""
MOST_COPIES = 2_000_000
"""Formatting elements that are never closed are opened again in every paragraph, as HTML prescribes."""
MOST_ATTRIBUTES = 5_000
"""Of one tag; looking for one given twice costs the square."""

_FORMATTING = regex(r"(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_BARE = regex(rf"<({_FORMATTING.pattern})[\s/][^<>]*>", re.IGNORECASE)
_QUOTED = regex(r"\"[^\"]*\"|'[^']*'")


def parse(text: str) -> LexborNode:
    """Return the root of a page; raises DocumentError for what no page of a report is."""
    tags = text.count("<")
    if tags > MOST_TAGS:
        size, limit = (Say(f"{count} 个标记", f"{count} tags") for count in (tags, MOST_TAGS))
        raise DocumentError("GIP653", size=size, limit=limit)
    pieces = text.split("<")
    if any(_attributes(piece) > MOST_ATTRIBUTES for piece in pieces if len(piece) > 2 * MOST_ATTRIBUTES):
        raise DocumentError("GIP651", reason=Say("一个标记的属性太多", "one tag has too many attributes"))
    opening = len(pieces) - text.count("</")  # of all kinds: an upper bound that spares most pages the search
    if tags * 3 * opening > MOST_COPIES and tags * 3 * len(_formatting(pieces)) > MOST_COPIES:
        text = _BARE.sub(r"<\1>", text)
    root = LexborHTMLParser(text).root
    if root is None:
        raise DocumentError("GIP651", reason=Say("里面没有网页内容", "there is no page in it"))
    return root


def _formatting(pieces: list[str]) -> set[str]:
    """Return the formatting elements as their tags are written."""
    return {piece.rpartition(">")[0] for piece in pieces if _FORMATTING.match(piece)}


def _attributes(piece: str) -> int:
    """Count the words in a tag that are no values."""
    return len(
        re.split(r"[\s/]+", _QUOTED.sub(" ", piece.partition(">")[0] if '"' not in piece else piece.rpartition(">")[0]))
    )
