"""What is wrong with a text template: its syntax, and the fields it asks for."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.render.environment import text_environment
from gipgen.render.formats import FORMATS
from gipgen.report.blank import blank_report
from gipgen.source import Place
from gipgen.words import Say

KINDS = {"markdown": "md", "html": "html"}
"""Folders of text templates and the format made from them."""


def lint_text(path: Path, root: Path, form: Form) -> list[Finding]:
    """Check one file of an own template folder by parsing it, then its whole format by rendering a blank report."""
    name = path.relative_to(root).as_posix()
    try:
        text_environment(root, escape=True).parse(path.read_text("utf-8"), name, str(path))
    except TemplateSyntaxError as error:
        words = {
            "template": name,
            "where": Say(f"第 {error.lineno} 行", f"line {error.lineno}"),
            "problem": Say(str(error.message), str(error.message)),
        }
        return [Finding("GIP502", Place(error.lineno, 1, error.lineno, 1), words, file=path.as_posix())]
    except (OSError, UnicodeDecodeError) as error:
        return [_failed(path, name, error)]
    try:
        FORMATS[KINDS[path.relative_to(root).parts[0]]](blank_report(form), root, "blank")
    except TemplateError as error:
        return [_failed(path, name, error)]
    return []


def _failed(path: Path, name: str, error: Exception) -> Finding:
    words = {"template": name, "reason": Say(str(error), str(error))}
    return Finding("GIP604", Place(1, 1, 1, 1), words, file=path.as_posix())
