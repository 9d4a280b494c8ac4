"""The plain stack: PyYAML, Cerberus, Jinja and docxtpl as their manuals show them, on the same work as gipgen.

It knows no places of values, no rules between figures and no findings; what templates need is given to it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import cerberus
import yaml
from docxtpl import DocxTemplate
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gipgen.form import Form, Section
from gipgen.packaged import TEMPLATES
from gipgen.render.html.prose import to_html
from gipgen.render.html.table import bodies, head_columns
from gipgen.render.markdown.prose import to_markdown
from gipgen.render.markdown.tables import to_pipes
from gipgen.render.markdown.text import escape_line
from gipgen.render.word.parts import WordParts
from gipgen.render.word.prose import WordProse
from gipgen.render.word.render import packaged_template, prepared_for, word_context
from gipgen.report import Report

_COUNT = {"type": "integer", "min": 0, "required": True}


def load(text: str) -> Any:
    """Load a data file."""
    return yaml.safe_load(text)


@cache
def naive_schema(form: Form) -> dict[str, Any]:
    """Return a Cerberus schema of a form with one rule a figure, written out as people write it."""
    tables: dict[str, Any] = {}
    for section, table in form.tables:
        rows = tables[section.name] = {"type": "dict", "required": True, "schema": {}}
        for line in table.lines:
            place = rows["schema"]
            for head in (head for head in line.heads if not head.transparent):
                place = place.setdefault(head.name, {"type": "dict", "required": True, "schema": {}})["schema"]
            width = len(line.cells)
            row = {"type": "list", "items": [dict(_COUNT) for _ in range(width)], "required": True}
            place[line.row.name] = row if width > 1 else dict(_COUNT)
    text = {"type": "string", "required": True}
    texts = {name: dict(text) for name in ("机关", "级别", "成文日期")}
    groups = {name: {"type": "dict", "valuesrules": {"type": "string"}} for name in ("目录", "联系方式")}
    prose = {section.name: dict(text) for section in form.sections if not section.table}
    texts["前言"] = {"type": "string"}
    return {**texts, "年度": dict(_COUNT), **groups, **prose, **tables}


def validate(data: Any, form: Form) -> None:
    """Validate with a fresh validator; raises ValueError."""
    validator = cerberus.Validator(naive_schema(form))
    if not validator.validate(data):
        raise ValueError(validator.errors)


def html(report: Report) -> str:
    """Fill the text template of the page, its tables cell by cell."""
    environment = _environment(escape=True)

    def table(section: Section) -> Markup:
        template = environment.get_template("html/table.html")
        return Markup(template.render(section=section, report=report, bodies=bodies, head_columns=head_columns))

    return environment.get_template("html/report.html").render(report=report, prose=to_html, table=table)


def markdown(report: Report) -> str:
    """Fill the text template of Markdown."""

    def table(section: Section) -> str:
        assert section.table
        return to_pipes(section.table, report.texts)

    template = _environment(escape=False).get_template("markdown/report.md")
    title = escape_line(report.title)
    return template.render(report=report, title=title, escape=escape_line, prose=_prose, table=table)


def _prose(blocks: Any) -> str:
    return to_markdown(blocks, "")


def _environment(*, escape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def word(report: Report, context: Mapping[str, Any]) -> bytes:
    """Open the Word template, fill and save it."""
    document = DocxTemplate(packaged_template(report.form.id))
    document.render(dict(context), Environment(autoescape=True, undefined=StrictUndefined))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def context_of(report: Report) -> dict[str, Any]:
    """Return what the Word template shows of a report."""
    prepared = prepared_for(report.form, packaged_template(report.form.id))
    return word_context(report, WordProse(WordParts(prepared.template)))


def build(text: str, report: Report, context: Mapping[str, Any], out: Path) -> None:
    """Read and validate a data file, fill the three templates and write three files."""
    validate(load(text), report.form)
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.md").write_text(markdown(report), "utf-8")
    (out / "report.html").write_text(html(report), "utf-8")
    (out / "report.docx").write_bytes(word(report, context))
