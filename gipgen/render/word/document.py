"""The Word document that a template becomes: opening, filling, its properties, and its bytes."""

from __future__ import annotations

import io
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from gipgen.epoch import told_second
from gipgen.render.causes import quoting
from gipgen.render.environment import RenderError, word_environment
from gipgen.report import Report
from gipgen.words import Say

LEVEL = 6
"""The zlib level of every member, pinned because equal input gives equal bytes."""
PROPERTY = 255
"""Characters of a property; Word cuts longer ones and python-docx refuses them. The document itself shows them whole."""

_FIRST_SECOND, _LAST_SECOND = 315532800, 4354819199
"""What the two-second clock of zip knows: 1980-01-01 to the end of 2107."""
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
    held, settled = io.BytesIO(), io.BytesIO()
    document.save(held)
    moment = _moment()
    with ZipFile(held) as source, ZipFile(settled, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, moment)
            member.create_system = 3  # Unix, on every machine
            member.external_attr = 0o644 << 16
            target.writestr(member, source.read(name), ZIP_DEFLATED, LEVEL)
    return settled.getvalue()


def _moment() -> tuple[int, int, int, int, int, int]:
    """Return the time of all members: SOURCE_DATE_EPOCH, else the first that zip knows."""
    return time.gmtime(min(max(told_second() or 0, _FIRST_SECOND), _LAST_SECOND))[:6]
