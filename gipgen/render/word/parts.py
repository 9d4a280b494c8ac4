"""What prose needs from the other parts of a Word file: styles, list numberings, links and pictures."""

from __future__ import annotations

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

    def bullets(self) -> int:
        """Return the numbering of all lists with bullets."""
        definition = self._definition(BULLETS)
        for number in self._numbering.num_lst:
            if number.abstractNumId.val == definition and not number.lvlOverride_lst:
                return int(number.numId)
        return int(self._numbering.add_num(definition).numId)

    def numbers(self, level: int, start: int) -> int:
        """Return a new numbering, so that a list begins at its own number."""
        number = self._numbering.add_num(self._definition(NUMBERS))
        number.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(number.numId)

    def _definition(self, nsid: str) -> int:
        """Return the id of a list definition, which is added where a program has dropped it as unused."""
        root = self._numbering
        for known in root.iterchildren(qn("w:abstractNum")):
            if _nsid(known) == nsid:
                return int(known.get(qn("w:abstractNumId")))
        taken = [int(known.get(qn("w:abstractNumId"))) for known in root.iterchildren(qn("w:abstractNum"))]
        added = next(
            found for found in parse_xml(_skeleton()) if found.tag == qn("w:abstractNum") and _nsid(found) == nsid
        )
        added.set(qn("w:abstractNumId"), str(max(taken, default=-1) + 1))
        root.insert(len(taken), added)
        return max(taken, default=-1) + 1

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


@cache
def _skeleton() -> bytes:
    return (SKELETON / "word" / "numbering.xml").read_bytes()
