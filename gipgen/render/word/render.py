"""Report → Word, by docxtpl from a template that people can restyle."""

from __future__ import annotations

import io
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from markupsafe import Markup

from gipgen.packaged import TEMPLATES
from gipgen.render.environment import word_environment
from gipgen.render.word.prose import WordProse, literal
from gipgen.report import Report

LEVEL = 6
"""The zlib level of every member, pinned because equal input gives equal bytes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_word(report: Report, templates: Path | None = None) -> bytes:
    """Render a report as .docx; the same report gives the same bytes.

    Raises jinja2.TemplateError when an own template asks for what a report does not have.
    """
    document = DocxTemplate(template_path(report, templates))
    document.render(word_context(report, WordProse(document)), word_environment())
    _set_properties(document, report)
    held = io.BytesIO()
    document.save(held)
    return _settled(held)


def template_path(report: Report, templates: Path | None) -> Path:
    """Return the template of a report's form: the own one if there is one, else the packaged one."""
    name = f"form-{report.form.id}.docx"
    own = templates / "word" / name if templates else None
    return own if own and own.is_file() else TEMPLATES / "word" / name


def word_context(report: Report, prose: WordProse) -> dict[str, Any]:
    """Return what a Word template can show; prose as paragraphs for {{p …}}, every figure by its path."""
    context: dict[str, Any] = {
        "title": Markup("\n").join(map(literal, report.title_lines)),
        "agency": literal(report.agency),
        "year": report.year,
        "notice": literal(report.form.notice),
        "signature": literal(report.signature) if report.date else "",
        "date": report.signed_on,
        "draft": report.draft,
        "catalogue": [SimpleNamespace(label=label, value=literal(value)) for label, value in report.catalogue],
        "contact_line": literal(report.contact),
        "preamble": prose.write(report.preamble),
        "omitted": SimpleNamespace(**{part.section.id: not part.listed for part in report.parts}),
        "local": _Local(addition.id for addition in report.form.local),
        "extra_sections": [
            SimpleNamespace(heading=literal(extra.heading), content=prose.write(extra.blocks)) for extra in report.extra
        ],
    }
    for part in report.parts:
        if not part.section.table:
            context[part.section.id] = prose.write(part.blocks)
    return context | _figures(report)


class _Local:
    """Answers for every local addition whether the report declares it."""

    def __init__(self, ids: Any) -> None:
        self.ids = frozenset(ids)

    def __getattr__(self, name: str) -> bool:
        return name in self.ids


def _figures(report: Report) -> dict[str, Any]:
    root = SimpleNamespace()
    for cell in report.form.cells:
        *way, last = cell.path
        place = root
        for step in way:
            if not hasattr(place, step):
                setattr(place, step, SimpleNamespace())
            place = getattr(place, step)
        setattr(place, last, report.texts[cell.index])
    return vars(root)


def _set_properties(document: Any, report: Report) -> None:
    """Set title, author and dates directly: docxtpl would escape them twice."""
    properties = document.docx.core_properties
    properties.title = report.title
    properties.author = report.agency
    properties.language = "zh-CN"
    if report.date:
        signed = datetime(report.date.year, report.date.month, report.date.day, tzinfo=UTC)
        properties.created = properties.modified = signed


def _settled(held: io.BytesIO) -> bytes:
    """Write the package again with fixed times, order kept."""
    settled = io.BytesIO()
    moment = _moment()
    with ZipFile(held) as source, ZipFile(settled, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, moment)
            member.create_system = 3  # Unix, on every machine
            member.external_attr = 0o644 << 16
            target.writestr(member, source.read(name), ZIP_DEFLATED, LEVEL)
    return settled.getvalue()


def _moment() -> tuple[int, int, int, int, int, int]:
    """Return the time of all members: SOURCE_DATE_EPOCH (reproducible-builds.org), else the first that zip knows."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told.isdigit():
        return _EPOCH
    moment = time.gmtime(int(told))
    return max(_EPOCH, (moment.tm_year, *moment[1:6]))
