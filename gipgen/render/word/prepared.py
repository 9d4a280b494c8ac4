"""A template made ready for all reports at once: as text what changes with a report, and all else deflated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import jinja2

from gipgen.render.environment import word_environment
from gipgen.render.word.parts import Template, WordParts
from gipgen.render.word.stretches import Stretch
from gipgen.words import Say
from gipgen.zipped import Member, zipped

_DOCPR = re.compile(r'(<wp:docPr (?:[^>]* )?id=")[^"]*')
_FIRST_PICTURE = 1001
"""The number that docxtpl gives to the first picture."""
_OWN_SIGNS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""What docxtpl writes for its own signs."""
_AS_TREES_WRITE = {"&#34;": '"', "&#39;": "'", "&#95;": "_", "></w:t>": "/>"}
_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_LINK = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
    ' Target="{}" TargetMode="External"/>'
)


@dataclass(frozen=True, slots=True)
class Names:
    """Where the parts lie in the archive that a report changes."""

    main: str
    relationships: str
    numbering: str
    core: str


@dataclass(frozen=True, eq=False)
class AsText:
    """A template that is filled as text; docxtpl would make the same of it."""

    head: str
    body: str
    foot: str
    """The main part: a Jinja template between what stands before and behind the body's content."""
    stretches: tuple[Stretch, ...]
    headers: Mapping[str, str]
    """The Jinja templates of headers and footers with tags, by their names in the archive."""
    names: Names
    relationships: str
    members: Mapping[str, Member]
    """All members, as they are when nothing is added."""

    def filled(self, context: dict[str, Any], figures: Mapping[str, str]) -> dict[str, bytes] | None:
        """Return the members with tags, filled; None when signs come up that only docxtpl can set."""
        context = context | {stretch.name: stretch.filled(figures) for stretch in self.stretches}
        texts = {name: template.render(context) for name, template in self._templates.items()}
        if any(sign in text for sign in "\t\a\f" for text in texts.values()):
            return None
        return {name: self._encoded(name, _settled(text)) for name, text in texts.items()}

    def document(self, made: Mapping[str, bytes], parts: WordParts, properties: bytes) -> bytes:
        """Return the document of filled members, what prose adds to the others, and the properties."""
        added = {self.names.core: properties}
        if parts.links:
            links = "".join(_LINK.format(id_, escape(href, {'"': "&quot;"})) for href, id_ in parts.links.items())
            added[self.names.relationships] = self.relationships.replace(
                "</Relationships>", links + "</Relationships>"
            ).encode()
        if numbering := parts.numbering:
            added[self.names.numbering] = numbering
        return zipped({**self.members, **made, **added})

    @cached_property
    def _templates(self) -> dict[str, jinja2.Template]:
        sources = {self.names.main: self.body, **self.headers}
        return {name: word_environment().from_string(source) for name, source in sources.items()}

    def _encoded(self, name: str, text: str) -> bytes:
        if name == self.names.main:
            return f"{self.head}{text}{self.foot}".encode()
        from lxml import etree

        root = etree.fromstring(text, etree.XMLParser(remove_blank_text=True, resolve_entities=False))
        return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


@dataclass(frozen=True, eq=False)
class Prepared:
    """A template; without `text` only docxtpl itself can fill it, for the `reason` that is told."""

    template: Template
    kept: Mapping[str, str]
    """The properties that it sets, with tags or without."""
    text: AsText | None
    reason: Say | None = None


def _settled(text: str) -> str:
    """Do to a filled text what docxtpl and a tree of XML do to it."""
    if "\n" in text:
        text = text.replace("\n", _LINE)
    for sign, written in (_OWN_SIGNS | _AS_TREES_WRITE).items():
        text = text.replace(sign, written)
    if "<wp:docPr " in text:
        numbers = count(_FIRST_PICTURE)
        text = _DOCPR.sub(lambda found: f"{found[1]}{next(numbers)}", text)
    return text
