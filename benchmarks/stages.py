"""The stages that are measured: gipgen's own way and the plain one, on the same data file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cerberus
import yaml
from docxtpl import DocxTemplate
from jinja2 import Environment

from gipgen.form import load_envelope, packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.project.pipeline import check_source
from gipgen.render.formats import FORMATS
from gipgen.render.word.prose import WordProse
from gipgen.render.word.render import word_context
from gipgen.report import Report
from gipgen.schema.naming import draft_report
from gipgen.schema.validator import validator
from gipgen.source import Mapping, Source, compose

Work = Callable[[], object]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of the table; `prepare` returns gipgen's work and the plain work."""

    name: str
    budget: str
    prepare: Callable[[str], tuple[Work, Work]]


def _report(text: str) -> Report:
    report = check_source(Source("a.yaml", text), packaged_forms(), HERE, HERE).report
    assert report is not None
    return report


def _yaml(text: str) -> tuple[Work, Work]:
    return lambda: compose(text), lambda: yaml.safe_load(text)


def _cerberus(text: str) -> tuple[Work, Work]:
    """Validate the draft; plainly: a fresh validator with one rule a cell."""
    tree, _ = compose(text)
    assert isinstance(tree, Mapping)
    forms = packaged_forms()
    form = forms.get("2021")
    data = draft_report(tree, form, forms, load_envelope()).data
    own = validator(form, load_envelope())
    cell = {"type": "integer", "min": 0, "required": True}
    tables = {
        section.id: {
            "type": "dict",
            "schema": {
                line.key: {"type": "dict", "schema": dict.fromkeys(data[section.id].get(line.key, {}), cell)}
                for line in table.lines
            },
        }
        for section, table in form.tables
    }

    def plain() -> object:
        return cerberus.Validator(tables, allow_unknown=True).validate({name: data[name] for name in tables})

    return lambda: own(data, normalize=False), plain


def _word(text: str) -> tuple[Work, Work]:
    report = _report(text)
    return lambda: FORMATS["docx"](report, None, "a"), lambda: _plain_word(report)


def _plain_word(report: Report) -> bytes:
    document = DocxTemplate(TEMPLATES / "word" / f"form-{report.form.id}.docx")
    document.render(word_context(report, WordProse(document)), Environment(autoescape=True))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _whole(text: str) -> tuple[Work, Work]:
    """Read, check and render in three formats; plainly: safe_load, and docxtpl alone."""
    report = _report(text)

    def own() -> Any:
        made = _report(text)
        return [render(made, None, "a") for render in FORMATS.values()]

    return own, lambda: (yaml.safe_load(text), _plain_word(report))


STAGES = (
    Stage("YAML → tree with places", "8", _yaml),
    Stage("Cerberus on a valid report", "10", _cerberus),
    Stage("Word", "100", _word),
    Stage("whole report, three outputs", "30", _whole),
)
