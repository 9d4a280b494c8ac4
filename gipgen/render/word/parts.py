"""What prose needs from the other parts of a Word file: styles, list numberings, links and pictures."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from gipgen.prose import Picture
from gipgen.render.word.template import SKELETON

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

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


class WordParts:
    """The parts of one document, to which links, pictures and numberings are added while prose is written."""

    def __init__(self, template: Any) -> None:
        self.document = template.get_docx().part
        named = {_name(style): style.get(qn("w:styleId")) for style in self.document.styles.element.iter(qn("w:style"))}
        self.styles = {id_: named.get(name.lower(), id_) for id_, name in STYLES.items()}
        self.pictures: dict[bytes, str] = {}

    def link(self, href: str) -> str:
        """Return the id of a relationship to an address."""
        return str(self.document.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def picture(self, picture: Picture) -> str:
        """Return the id of the relationship to a picture; the same picture is kept once.

        python-docx would read the picture itself, and knows fewer kinds of JPEG than agencies have.
        """
        if picture.data not in self.pictures:
            name = PackURI(f"/word/media/prose{len(self.pictures) + 1}.{_SUFFIXES[picture.mime]}")
            part = Part(name, picture.mime, picture.data, self.document.package)
            self.pictures[picture.data] = self.document.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self.pictures[picture.data]

    def bullets(self, level: int) -> int:
        """Return the numbering of all lists with bullets, of which some are nested as deep as `level`."""
        definition = int(self._definition(BULLETS, level).get(qn("w:abstractNumId")))
        for number in self._numbering.num_lst:
            if number.abstractNumId.val == definition and not number.lvlOverride_lst:
                return int(number.numId)
        return int(self._numbering.add_num(definition).numId)

    def numbers(self, level: int, start: int, delimiter: str) -> int:
        """Return a new numbering, so that a list begins at its own number and has its own sign behind the numbers."""
        definition = self._definition(NUMBERS, level)
        number = self._numbering.add_num(int(definition.get(qn("w:abstractNumId"))))
        override = number.add_lvlOverride(ilvl=level)
        override.add_startOverride(start)
        if delimiter != ".":
            own = deepcopy(_levels(definition)[level])
            _change(own, "w:start", "w:val", start)
            _change(own, "w:lvlText", "w:val", f"%{level + 1}{delimiter}")
            override.append(own)
        return int(number.numId)

    def _definition(self, nsid: str, level: int) -> Any:
        """Return a list definition with so many levels; it is added where a program has dropped it as unused."""
        known = list(self._numbering.iterchildren(qn("w:abstractNum")))
        found = next((definition for definition in known if _nsid(definition) == nsid), None)
        if found is None:
            taken = [int(definition.get(qn("w:abstractNumId"))) for definition in known]
            ours = parse_xml(_skeleton()).iterchildren(qn("w:abstractNum"))
            found = next(definition for definition in ours if _nsid(definition) == nsid)
            found.set(qn("w:abstractNumId"), str(max(taken, default=-1) + 1))
            self._numbering.insert(len(taken), found)
        for deeper in range(len(_levels(found)), level + 1):
            last = _levels(found)[-1]
            added = deepcopy(last)
            added.set(qn("w:ilvl"), str(deeper))
            _change(added, "w:ind", "w:left", INDENT + STEP * deeper)
            if nsid == NUMBERS:
                _change(added, "w:lvlText", "w:val", f"%{deeper + 1}.")
            last.addnext(added)
        return found

    @property
    def _numbering(self) -> Any:
        """The root of the numbering part, which is made when there is none."""
        related = [rel.target_part for rel in self.document.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
        if related:
            return related[0].element
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, _skeleton(), self.document.package)
        self.document.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element


def _name(style: Any) -> str:
    """Return the name of a style as programs compare it."""
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"))).lower()


def _nsid(definition: Any) -> str:
    """Return the permanent id of a list definition."""
    found = definition.find(qn("w:nsid"))
    return "" if found is None else str(found.get(qn("w:val"))).upper()


def _levels(definition: Any) -> list[Any]:
    return list(definition.iterchildren(qn("w:lvl")))


def _change(level: Any, tag: str, name: str, value: object) -> None:
    for found in level.iter(qn(tag)):
        found.set(qn(name), str(value))


@cache
def _skeleton() -> bytes:
    return (SKELETON / "word" / "numbering.xml").read_bytes()
