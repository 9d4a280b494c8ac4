"""docxtpl's own way from a template to a document: opening it, filling it, and its bytes."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docxtpl import DocxTemplate
from lxml import etree

from gipgen.render.causes import quoting
from gipgen.render.environment import RenderError
from gipgen.render.word.parts import WordParts, skeleton_numbering
from gipgen.words import Say
from gipgen.zipped import members

UNUSABLE = (
    *(AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError, zlib.error),
    *(BadZipFile, PackageNotFoundError, etree.XMLSyntaxError),
)
"""What docxtpl and those below it raise for files that are no Word documents."""
UNFIT = Say("不是可用的 Word 文件", "not a usable Word file")


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template to fill; docxtpl itself would escape the properties twice and fail on long ones."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave the properties to put_into."""

    @property
    def main(self) -> Any:
        """The main part of the document."""
        return self.docx.part

    @property
    def numbering(self) -> Any:
        """The numbering part, which is made when there is none."""
        for relationship in self.main.rels.values():
            if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
                return relationship.target_part
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, skeleton_numbering(), self.main.package)
        self.main.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part

    @property
    def core(self) -> Any:
        """The part with the properties, which python-docx makes when there is none."""
        assert self.docx.core_properties
        return self.main.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)


def open_template(path: Path, data: bytes) -> WordTemplate:
    """Open a template of which the bytes are read; raises RenderError for a file that is no Word document."""
    try:
        document = WordTemplate(io.BytesIO(data))
        document.get_docx()
    except UNUSABLE as error:
        raise RenderError(path.as_posix(), None, quoting(UNFIT, error)) from error
    return document


def put_into(document: WordTemplate, parts: WordParts, properties: bytes) -> None:
    """Put what prose has added to the other parts into a document, and its properties."""
    main, numbering = document.main, document.numbering
    if changed := parts.numbering:
        numbering._element = parse_xml(changed)  # noqa: SLF001  # python-docx cannot exchange a part's content
    for href, id_ in parts.links.items():
        main.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, href, id_, is_external=True)
    for data, (id_, name, mime) in parts.pictures.items():
        main.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, Part(PackURI(name), mime, data, main.package), id_)
    document.core._element = parse_xml(properties)  # noqa: SLF001


def document_members(document: WordTemplate) -> dict[str, bytes]:
    """Return the members of a document as python-docx writes them."""
    held = io.BytesIO()
    document.is_rendered = True  # else docxtpl would read the template anew, and lose what was changed in it
    document.save(held)
    return members(held.getvalue())
