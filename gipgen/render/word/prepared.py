"""A template made ready for all reports at once: as text what changes with a report, and all else deflated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import Any

import jinja2
from msgspec import Struct

from gipgen.patterns import regex
from gipgen.render.environment import word_environment
from gipgen.render.stretch import MARK, Stretch, marks
from gipgen.render.word.parts import Template, WordParts, attribute
from gipgen.words import Say
from gipgen.zipped import Member, zipped

_PICTURE = "<wp:docPr "
_DOCPR = regex(r'(<wp:docPr (?:[^>]* )?id=")[^"]*')
_FIRST_PICTURE = 1001
"""The number that docxtpl gives to the first picture."""
_OWN_SIGNS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""What docxtpl writes for its own signs."""
_ESCAPED = {"&#34;": '"', "&#39;": "'", "&#95;": "_"}
"""What trees of XML write for what Jinja, or we, have escaped without need."""
_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_LINK = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
    ' Target="{}" TargetMode="External"/>'
)


class Names(Struct, frozen=True):
    """Where the parts lie in the archive that a report changes."""

    main: str
    relationships: str
    numbering: str
    core: str


class Piece(Struct, frozen=True):
    """A part with tags: a Jinja template between what stands before and behind it."""

    head: str
    source: str
    foot: str


class AsText(Struct, frozen=True, eq=False, dict=True):
    """A template that is filled as text; docxtpl would make the same of it."""

    pieces: Mapping[str, Piece]
    """The parts with tags, by their names in the archive: the main part, headers and footers."""
    word: str
    stretches: tuple[Stretch, ...]
    """What stands in the main part as a word and a number."""
    names: Names
    relationships: str
    members: Mapping[str, Member]
    """All members, as they are when nothing is added."""

    def filled(self, context: dict[str, Any], figures: Sequence[str]) -> dict[str, bytes] | None:
        """Return the members with tags, filled with figures as printed; None when only docxtpl can set a sign in them."""
        marked = marks(len(self.stretches))
        context = context | {f"{self.word}{number}": mark for number, mark in enumerate(marked)}
        texts = {name: template.render(context) for name, template in self._templates.items()}
        if any(sign in text for sign in "\t\r\a\f" for text in texts.values()):
            return None
        stretches = [stretch.filled(figures) for stretch in self.stretches]
        blank = "" in figures
        return {name: self._whole(name, _joined(text, stretches, blank=blank)) for name, text in texts.items()}

    def document(self, made: Mapping[str, bytes], parts: WordParts, properties: bytes) -> bytes:
        """Return the document of filled members, what prose adds to the others, and the properties."""
        added = {self.names.core: properties}
        if parts.links:
            links = "".join(_LINK.format(id_, attribute(href)) for href, id_ in parts.links.items())
            added[self.names.relationships] = self.relationships.replace(
                "</Relationships>", links + "</Relationships>"
            ).encode()
        if numbering := parts.numbering:
            added[self.names.numbering] = numbering
        return zipped({**self.members, **made, **added})

    @cached_property
    def _templates(self) -> dict[str, jinja2.Template]:
        return {name: word_environment().from_string(piece.source) for name, piece in self.pieces.items()}

    def _whole(self, name: str, text: str) -> bytes:
        piece = self.pieces[name]
        return f"{piece.head}{_numbered(text) if name in self._pictured else text}{piece.foot}".encode()

    @cached_property
    def _pictured(self) -> set[str]:
        """The main part, when the template has pictures; those of a report are set by docxtpl itself."""
        stretches = (text for stretch in self.stretches for text in stretch.between)
        main = (self.pieces[self.names.main].source, *stretches) if self.names.main in self.pieces else ()
        return {self.names.main} if any(_PICTURE in text for text in main) else set()


class Prepared(Struct, frozen=True, eq=False):
    """A template; without `text` only docxtpl itself can fill it, for the `reason` that is told."""

    template: Template
    kept: Mapping[str, str]
    """The properties that it sets, with tags or without."""
    text: AsText | None
    reason: Say | None = None
    names_figures: bool = True
    """Whether tags name figures in other ways than to show them in a stretch."""


def _joined(text: str, stretches: Sequence[str], *, blank: bool) -> str:
    """Put the stretches into a text; they are as a tree writes them, unless figures are blank."""
    pieces = text.split(MARK)
    if not blank:
        pieces[::2] = map(_settled, pieces[::2])
    pieces[1::2] = (stretches[int(number)] for number in pieces[1::2])
    whole = "".join(pieces)
    return _settled(whole) if blank else whole


def normal(xml: str) -> str:
    """Write empty texts as a tree of XML does."""
    return xml.replace("></w:t>", "/>")


def _settled(text: str) -> str:
    """Do to a filled text what docxtpl and a tree of XML do to it."""
    if "\n" in text:
        text = text.replace("\n", _LINE)
    for sign, written in _OWN_SIGNS.items() if "_" in text else ():
        text = text.replace(sign, written)
    for sign, written in _ESCAPED.items() if "&#" in text else ():
        text = text.replace(sign, written)
    return normal(text)


def _numbered(xml: str) -> str:
    """Give the pictures the numbers that docxtpl gives them."""
    numbers = count(_FIRST_PICTURE)
    return _DOCPR.sub(lambda found: f"{found[1]}{next(numbers)}", xml)
