"""The Word document that a template becomes: opening, filling, its properties, and its bytes."""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from gipgen.render.causes import quoting
from gipgen.render.environment import RenderError, word_environment
from gipgen.report import Report
from gipgen.words import Say
from gipgen.zipped import members, zipped

PROPERTY = 255
"""Characters of a property; Word cuts longer ones and python-docx refuses them. The document itself shows them whole."""

UNUSABLE = (
    *(AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError, zlib.error),
    *(BadZipFile, PackageNotFoundError, etree.XMLSyntaxError),
)
"""What docxtpl and those below it raise for files that are no Word documents."""
UNFIT = Say("不是可用的 Word 文件", "not a usable Word file")
_KEPT = ("subject", "keywords", "comments", "category", "identifier")
"""Properties that a template may set, with tags or without; all others say who made the template, and when."""


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template to fill; docxtpl itself would escape the properties twice and fail on long ones."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave the properties to set_properties."""


def open_template(path: Path) -> WordTemplate:
    """Open a template; raises RenderError for a file that is no Word document."""
    try:
        document = WordTemplate(path)
        document.get_docx()
    except UNUSABLE as error:
        raise RenderError(path.as_posix(), None, quoting(UNFIT, error)) from error
    return document


def set_properties(document: WordTemplate, report: Report, context: dict[str, Any]) -> None:
    """Make the properties those of the report: title, agency, language and date of signature."""
    properties = document.docx.core_properties
    kept = {name: _filled(getattr(properties, name), context) for name in _KEPT}
    for element in list(properties._element):  # noqa: SLF001  # python-docx can set properties, not take them away
        properties._element.remove(element)  # noqa: SLF001
    told = {"title": report.title, "author": report.agency, "language": "zh-CN", **kept}
    for name, text in told.items():
        if text:
            setattr(properties, name, text if len(text) <= PROPERTY else text[: PROPERTY - 1] + "…")
    if report.date:
        signed = datetime(report.date.year, report.date.month, report.date.day, tzinfo=UTC)
        properties.created = properties.modified = signed


def _filled(text: str, context: dict[str, Any]) -> str:
    """Fill the tags in a property; what they give is escaped for XML once too often."""
    return Markup(word_environment().from_string(text).render(context)).unescape()  # noqa: S704  # unescaped at once


def document_bytes(document: WordTemplate) -> bytes:
    """Write the package with fixed times, order kept: the same document gives the same bytes."""
    held = io.BytesIO()
    document.save(held)
    return zipped(members(held.getvalue()))
