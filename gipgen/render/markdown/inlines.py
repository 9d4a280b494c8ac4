"""Inline content → Markdown in which every mark opens and closes by the standard rules (CommonMark 6.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import quote

from msgspec import Struct

from gipgen.prose import Break, Inline, Link, Picture, Strong, Text
from gipgen.render.markdown.text import ENTITY, escape

_BREAK = "\\\n"


class _Mark(Struct, eq=False):
    """The sign of one piece of bold or italic, which stands twice."""

    sign: str


class _Piece(Struct):
    """Written text, or a mark that opens or closes."""

    text: str
    mark: _Mark | None = None
    opens: bool = False

    def __str__(self) -> str:
        return self.mark.sign if self.mark else self.text


def write_inlines(children: Sequence[Inline], pictures: str) -> str:
    """Write inline content."""
    pieces = list(_pieces(children, pictures))
    _tell_apart(pieces)
    marks = [place for place, piece in enumerate(pieces) if piece.mark]
    while sum(_settled(pieces, place) for place in marks):
        pass  # what is written otherwise for one mark may stand beside another
    return "".join(map(str, pieces))


def _pieces(children: Sequence[Inline], pictures: str) -> Iterator[_Piece]:
    for place, child in enumerate(children):
        if isinstance(child, Text):
            text = escape(child.text)
            linked = isinstance(children[place + 1], Link) if place + 1 < len(children) else False
            yield _Piece(f"{text[:-1]}\\!" if linked and text.endswith("!") else text)
        elif isinstance(child, Break):
            yield _Piece(_BREAK)
        elif isinstance(child, Picture):
            folder = f"{pictures}/" if pictures else ""
            name = quote((folder + child.name).encode("utf-8", "surrogateescape"))  # also names in another encoding
            yield _Piece(f"![{escape(child.alt)}]({_address(name)})")
        elif isinstance(child, Link):
            yield _Piece("[")
            yield from _pieces(child.children, pictures)
            yield _Piece(f"]({_address(child.href)})")
        elif child.children:
            mark = _Mark("**" if isinstance(child, Strong) else "*")
            yield _Piece("", mark, opens=True)
            yield from _pieces(child.children, pictures)
            yield _Piece("", mark)


def _address(href: str) -> str:
    return ENTITY.sub(r"\\&", re.sub(r"([\\()<>])", r"\\\1", href.replace(" ", "%20")))


def _tell_apart(pieces: list[_Piece]) -> None:
    """Write italic with _ where it touches bold, since three asterisks in a row can be read in several ways."""
    for one, other in pairwise(pieces):
        if one.mark and other.mark:
            for mark in (one.mark, other.mark):
                mark.sign = mark.sign.replace("*", "_") if len(mark.sign) == 1 else mark.sign


def _settled(pieces: list[_Piece], place: int) -> bool:
    """Write the characters beside a mark as entities if the mark would not be read as one; say whether any was.

    An entity begins and ends with punctuation. A mark needs something to stick to, which is not a space, and away from
    punctuation it sticks to, punctuation or a space. Some signs are punctuation to some readers only.
    """
    mark, opens = pieces[place], pieces[place].opens
    outside, inside = (_at(pieces, place + side) for side in ((-1, 1) if opens else (1, -1)))
    around, within = _kind(outside, first=not opens), _kind(inside, first=opens)
    glued = around == "letter" and (within == "punctuation" or str(mark) == "_" or _plain(outside, inside, opens=opens))
    changed = within in {"space", "sign"} and _encode(inside, first=opens)
    if glued or around == "sign":
        changed |= _encode(outside, first=not opens)
    return changed


def _at(pieces: list[_Piece], place: int) -> _Piece:
    return pieces[place] if 0 <= place < len(pieces) else _Piece("")


def _plain(outside: _Piece, inside: _Piece, *, opens: bool) -> bool:
    """Say whether a mark stands between two letters or digits of ASCII, where prose takes * for a sign of its own."""
    both = _edge(outside, first=not opens) + _edge(inside, first=opens)
    return both.isascii() and both.isalnum()


def _edge(piece: _Piece, *, first: bool) -> str:
    return str(piece)[:1] if first else str(piece)[-1:]


def _kind(piece: _Piece, *, first: bool) -> str:
    """Return letter, punctuation, space, or sign for what some take for punctuation and others do not."""
    character = _edge(piece, first=first)
    if not character or character.isspace():
        return "space"
    category = unicodedata.category(character)[0]
    if category == "P" or (character.isascii() and category == "S"):
        return "punctuation"
    return "sign" if category == "S" else "letter"


def _encode(piece: _Piece, *, first: bool) -> bool:
    """Write the first or last character of a text as an entity; say whether there was one to write."""
    if not piece.text or piece.text == _BREAK:
        return False
    entity = f"&#{ord(_edge(piece, first=first))};"
    piece.text = entity + piece.text[1:] if first else piece.text[:-1] + entity
    return True
