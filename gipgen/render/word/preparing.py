"""Make a template ready, by docxtpl itself: once in a process, or once for all while it does not change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from jinja2 import TemplateError
from lxml import etree
from msgspec.structs import replace

from gipgen.form import Form
from gipgen.render.environment import word_environment
from gipgen.render.word.cover import NotCovered, cover
from gipgen.render.word.document import WordTemplate, document_members, open_template
from gipgen.render.word.parts import STYLES, Template, attribute
from gipgen.render.word.prepared import AsText, Names, Piece, Prepared, normal
from gipgen.render.word.properties import KEPT
from gipgen.render.word.stretches import TAG, cut
from gipgen.render.word.tree import Tree
from gipgen.words import Say
from gipgen.zipped import packed

_NOTES = Say("脚注里有标签", "a footnote holds tags")
_BROKEN = Say("标签写得不对", "a tag is not written rightly")


def prepare(path: Path, data: bytes, form: Form) -> Prepared:
    """Make a template, of which the bytes are read, ready for reports on a form; raises RenderError."""
    document = open_template(path, data)
    numbering = document.numbering.blob
    known = Template(_styles(document), numbering, _relationships(document))
    kept = {name: text for name in KEPT if (text := getattr(document.docx.core_properties, name))}
    try:
        text = _as_text(document, form)
        return Prepared(known, kept, text, names_figures=_names(text, kept, form))
    except NotCovered as error:
        return Prepared(known, kept, None, error.reason)
    except (TemplateError, etree.XMLSyntaxError):
        return Prepared(known, kept, None, _BROKEN)  # docxtpl will tell what is wrong with it


def _as_text(document: WordTemplate, form: Form) -> AsText:
    prose = {"preamble", "content", *(section.id for section in form.prose)}
    figures = {".".join(cell.path): cell.index for cell in form.cells}

    def piece(part: Any, source: str) -> Piece:
        tree = Tree(part)
        inside = tree.undeclared(source[source.index(">") + 1 : source.rindex("</")])
        cover(inside, tree, prose, figures)
        return Piece(tree.head, normal(inside), tree.foot)

    main, numbering, core = (part.partname.membername for part in (document.main, document.numbering, document.core))
    body = piece(document.main.element, document.patch_xml(document.get_xml()))
    source, word, stretches = cut(body.source, figures)
    pieces = {main: replace(body, source=source)}
    for name, part, source in _headers(document):
        pieces[name] = piece(part, source)
    _settle_notes(document)
    members = document_members(document)
    names = Names(main, document.main.partname.rels_uri.membername, numbering, core)
    return AsText(pieces, word, stretches, names, members[names.relationships].decode(), packed(members))


def _names(text: AsText, kept: Mapping[str, str], form: Form) -> bool:
    """Say whether figures of the form may be named outside the stretches."""
    ways = {".".join(cell.path[:steps]) for cell in form.cells for steps in range(1, len(cell.path) + 1)}
    sources = (*(piece.source for piece in text.pieces.values()), *kept.values())
    return any(name in ways for source in sources for name in re.findall(r"(?<![\w.])\w+(?:\.\w+)*", source))


def _headers(document: WordTemplate) -> Iterator[tuple[str, Any, str]]:
    """Yield the headers and footers with tags: name, tree and Jinja template; docxtpl fills the others, once."""
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        for key, part in list(document.get_headers_footers(kind)):
            source = document.patch_xml(document.get_part_xml(part))
            if TAG.search(source):
                yield part.partname.membername, parse_xml(part.blob), source
            else:
                document.map_headers_footers_xml(key, document.render_xml_part(source, part, {}, word_environment()))


def _settle_notes(document: WordTemplate) -> None:
    """Have docxtpl fill the footnotes, once; raises NotCovered when they hold tags."""
    notes = (part for part in document.main.package.parts if part.content_type == CONTENT_TYPE.WML_FOOTNOTES)
    if any(TAG.search(document.patch_xml(part.blob.decode())) for part in notes):
        raise NotCovered(_NOTES)
    document.render_footnotes({}, word_environment())


def _styles(document: WordTemplate) -> dict[str, str]:
    """Return the ids that the template has for the styles of prose, escaped."""
    styles = document.main.styles.element.iter(qn("w:style"))
    named = {_name(style): style.get(qn("w:styleId")) for style in styles}
    return {id_: attribute(named.get(name.lower(), id_)) for id_, name in STYLES.items()}


def _name(style: Any) -> str:
    """Return the name of a style as programs compare it."""
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"))).lower()


def _relationships(document: WordTemplate) -> dict[str, str]:
    """Return by the id of each relationship the address that it links to, or nothing."""
    return {
        id_: one.target_ref if one.is_external and one.reltype == RELATIONSHIP_TYPE.HYPERLINK else ""
        for id_, one in document.main.rels.items()
    }
