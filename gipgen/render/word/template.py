"""Make the Word template of a form: the skeleton's parts, with the form laid out in its main part."""

from __future__ import annotations

import io
import re
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gipgen.form import Form, LocalAddition
from gipgen.patterns import regex
from gipgen.render.word.parts import SKELETON
from gipgen.render.word.template_table import word_table

_MAIN = "word/document.xml"
_BETWEEN_ELEMENTS = regex(r"(?<=>)\n\s*(?=<)")
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)


def template_bytes(form: Form, additions: tuple[LocalAddition, ...]) -> bytes:
    """Return the .docx that docxtpl fills with a report on the form, the same bytes every time.

    The form holds the rows of all `additions`; a report shows those whose ids are true in its `local`.
    """
    parts = _static_parts() | {_MAIN: _laid_out(form, additions)}
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name in sorted(parts):  # [Content_Types].xml comes first, as readers expect
            archive.writestr(_member(name), _compact(parts[name]), ZIP_DEFLATED, compresslevel=9)
    return file.getvalue()


def _static_parts() -> dict[str, str]:
    files = [path for path in SKELETON.rglob("*") if path.name.endswith((".xml", ".rels"))]
    return {path.relative_to(SKELETON).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _laid_out(form: Form, additions: tuple[LocalAddition, ...]) -> str:
    local = frozenset(addition.id for addition in additions)
    sections = [
        (section, word_table(section.table, form, local) if section.table else None) for section in form.sections
    ]
    return _environment().get_template(f"{_MAIN}.jinja").render(sections=sections)


@cache
def _environment() -> Environment:
    """Jinja with square brackets, because what it makes holds docxtpl's curly ones."""
    return Environment(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(SKELETON),
    )


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)  # dated 1980-01-01
    member.create_system = 3  # Unix: otherwise Windows writes other bytes
    member.external_attr = 0o644 << 16
    return member


def _compact(xml: str) -> str:
    """Drop comments and the line breaks between elements, which docxtpl would carry into every report."""
    return _BETWEEN_ELEMENTS.sub("", _COMMENT.sub("", xml).strip())
