"""The properties of a Word document: title, agency, language and date of signature, as docProps/core.xml holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from gipgen.render.environment import word_environment
from gipgen.report import Report

PROPERTY = 255
"""Characters of a property; Word cuts longer ones. The document itself shows them whole."""

KEPT = {
    "subject": "dc:subject",
    "keywords": "cp:keywords",
    "comments": "dc:description",
    "category": "cp:category",
    "identifier": "dc:identifier",
}
"""Properties that a template may set, with tags or without; all others say who made the template, and when."""

_OWN = {"title": "dc:title", "author": "dc:creator", "language": "dc:language"}
_HEAD = """\
<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"""
_FOOT = "</cp:coreProperties>"


def properties_xml(report: Report, kept: Mapping[str, str], context: Mapping[str, Any]) -> bytes:
    """Write the properties of a report beside those that its template keeps, in which tags are filled."""
    filled = {name: _filled(text, context) for name, text in kept.items()}
    told = {"title": report.title, "author": report.agency, "language": "zh-CN", **filled}
    return "".join((_HEAD, *_texts(told), *_dates(report), _FOOT)).encode()


def _texts(told: Mapping[str, str]) -> Iterator[str]:
    for name, text in told.items():
        if text:
            tag = _OWN.get(name) or KEPT[name]
            short = text if len(text) <= PROPERTY else text[: PROPERTY - 1] + "…"
            yield f"<{tag}>{escape(short, quote=False)}</{tag}>"


def _dates(report: Report) -> Iterator[str]:
    if report.date:
        for tag in ("dcterms:created", "dcterms:modified"):
            yield f'<{tag} xsi:type="dcterms:W3CDTF">{report.date.isoformat()}T00:00:00Z</{tag}>'


def _filled(text: str, context: Mapping[str, Any]) -> str:
    """Fill the tags in a property; what they give is escaped for XML, as everything in a context is."""
    if "{" not in text:
        return text
    return Markup(word_environment().from_string(text).render(context)).unescape()  # noqa: S704  # unescaped at once
