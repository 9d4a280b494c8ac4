"""What prose needs from the other parts of a Word file: styles, list numberings, links and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct

from gipgen.packaged import TEMPLATES
from gipgen.prose import Picture

SKELETON = TEMPLATES / "word" / "skeleton"
STYLES = {
    "Body": "正文段落",
    "Emphasis": "Emphasis",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "Hyperlink": "Hyperlink",
    "ListItem": "列表项",
    "Picture": "图片",
    "ProseTable": "文中表格",
    "Strong": "Strong",
    "TableHead": "表头",
    "TableText": "表格文字",
}
"""Styles of prose by their ids in the skeleton. A program that saves a template anew keeps the names, not the ids."""

BULLETS, NUMBERS = "21A60001", "21A60002"
"""The list definitions in the skeleton's numbering part, by the w:nsid that Word keeps."""

INDENT, STEP = 1064, 432
"""Twips at the left of the text of a list's items, and how much more each level below has."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


class Template(Struct, frozen=True):
    """What a template holds for prose: the ids of its styles, its numbering part, and the ids of its relationships."""

    styles: Mapping[str, str]
    numbering: bytes
    relationships: Mapping[str, str]
    """By the id of each the address that it links to; empty for all that are no links."""


class WordParts:
    """The parts of one document, to which links, pictures and numberings are added while prose is written."""

    def __init__(self, template: Template) -> None:
        self.styles = template.styles
        self.links: dict[str, str] = {}
        """By address the ids of the links that are not in the template."""
        self.pictures: dict[bytes, tuple[str, str, str]] = {}
        """By its bytes the id, the name and the media type of each picture."""
        self._template = template
        self._taken = set(template.relationships)
        self._known = {href: id_ for id_, href in reversed(list(template.relationships.items())) if href}
        self._numbering: Any = None

    @property
    def numbering(self) -> bytes | None:
        """The numbering part when lists have changed it."""
        if self._numbering is None:
            return None
        from lxml import etree

        return bytes(etree.tostring(self._numbering, encoding="UTF-8", standalone=True))

    def link(self, href: str) -> str:
        """Return the id of a relationship to an address."""
        known = self._known.get(href) or self.links.get(href)
        if known is None:
            known = self.links[href] = self._next_id()
        return known

    def picture(self, picture: Picture) -> str:
        """Return the id of the relationship to a picture; the same picture is kept once.

        python-docx would read the picture itself, and knows fewer kinds of JPEG than agencies have.
        """
        if picture.data not in self.pictures:
            name = f"/word/media/prose{len(self.pictures) + 1}.{_SUFFIXES[picture.mime]}"
            self.pictures[picture.data] = self._next_id(), name, picture.mime
        return self.pictures[picture.data][0]

    def _next_id(self) -> str:
        """Return an id that no relationship has, as python-docx counts them."""
        free = next(id_ for number in range(1, len(self._taken) + 2) if (id_ := f"rId{number}") not in self._taken)
        self._taken.add(free)
        return free

    def bullets(self, level: int) -> int:
        """Return the numbering of all lists with bullets, of which some are nested as deep as `level`."""
        definition = _value(self._definition(BULLETS, level), "abstractNumId")
        for number in self._root.iterchildren(_W + "num"):
            if _value(number.find(_W + "abstractNumId")) == definition and number.find(_W + "lvlOverride") is None:
                return int(_value(number, "numId"))
        return int(_value(self._added(definition), "numId"))

    def numbers(self, level: int, start: int, delimiter: str) -> int:
        """Return a new numbering, so that a list begins at its own number and has its own sign behind the numbers."""
        definition = self._definition(NUMBERS, level)
        number = self._added(_value(definition, "abstractNumId"))
        override = _child(number, "lvlOverride", ilvl=level)
        _child(override, "startOverride", val=start)
        if delimiter != ".":
            own = deepcopy(list(definition.iterchildren(_W + "lvl"))[level])
            _change(own, "start", "val", start)
            _change(own, "lvlText", "val", f"%{level + 1}{delimiter}")
            override.append(own)
        return int(_value(number, "numId"))

    def _added(self, definition: str) -> Any:
        """Add a numbering by a list definition, under the first number that none has."""
        taken = {_value(number, "numId") for number in self._root.iterchildren(_W + "num")}
        free = next(number for number in range(1, len(taken) + 2) if str(number) not in taken)
        number = _child(self._root, "num", numId=free)
        _child(number, "abstractNumId", val=definition)
        last = self._root.find(_W + "numIdMacAtCleanup")
        if last is not None:
            last.addprevious(number)
        return number

    def _definition(self, nsid: str, level: int) -> Any:
        """Return a list definition with so many levels; it is added where a program has dropped it as unused."""
        known = list(self._root.iterchildren(_W + "abstractNum"))
        found = next((definition for definition in known if _nsid(definition) == nsid), None)
        if found is None:
            taken = [int(_value(definition, "abstractNumId")) for definition in known]
            found = next(definition for definition in _ours() if _nsid(definition) == nsid)
            found.set(_W + "abstractNumId", str(max(taken, default=-1) + 1))
            self._root.insert(len(taken), found)
        levels = list(found.iterchildren(_W + "lvl"))
        for deeper in range(len(levels), level + 1):
            last = levels[-1]
            added = deepcopy(last)
            added.set(_W + "ilvl", str(deeper))
            _change(added, "ind", "left", INDENT + STEP * deeper)
            if nsid == NUMBERS:
                _change(added, "lvlText", "val", f"%{deeper + 1}.")
            last.addnext(added)
            levels.append(added)
        return found

    @property
    def _root(self) -> Any:
        """The root of the numbering part."""
        from lxml import etree  # only documents with lists need it

        if self._numbering is None:
            self._numbering = etree.fromstring(self._template.numbering)
        return self._numbering


@cache
def skeleton_numbering() -> bytes:
    """Return the numbering part of a template that has none."""
    return Path(SKELETON, "word", "numbering.xml").read_bytes()


def attribute(text: str) -> str:
    """Write a text between the quotes of an attribute, as a tree of XML does."""
    return escape(text, quote=False).replace('"', "&quot;")


def _ours() -> Iterator[Any]:
    from lxml import etree

    parser = etree.XMLParser(remove_blank_text=True)  # as python-docx reads parts
    return iter(etree.fromstring(skeleton_numbering(), parser).iterchildren(_W + "abstractNum"))


def _value(element: Any, name: str = "val") -> str:
    return str(element.get(_W + name))


def _nsid(definition: Any) -> str:
    """Return the permanent id of a list definition."""
    found = definition.find(_W + "nsid")
    return "" if found is None else _value(found).upper()


def _child(parent: Any, tag: str, **values: object) -> Any:
    """Add an element with values."""
    child = parent.makeelement(_W + tag, {_W + name: str(value) for name, value in values.items()})
    parent.append(child)
    return child


def _change(level: Any, tag: str, name: str, value: object) -> None:
    for found in level.iter(_W + tag):
        found.set(_W + name, str(value))
