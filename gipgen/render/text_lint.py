"""What is wrong with own text templates: their syntax, and the fields they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.render.causes import cause
from gipgen.render.environment import text_environment
from gipgen.render.formats import FORMATS
from gipgen.render.probe import probe
from gipgen.render.probe.visible import HIDING
from gipgen.source import Place
from gipgen.words import Say

KINDS = {"markdown": "md", "html": "html"}
"""Folders of text templates and the format made from them."""
_SUFFIXES = {".css", ".html", ".md"}
"""Files of these folders that are templates; the others may be what a system keeps there."""


def lint_texts(root: Path, form: Form) -> list[Finding]:
    """Check the text templates of an own folder: each by parsing it, then each format by what it makes of reports."""
    return [finding for kind in KINDS for finding in lint_kind(root, kind, form)]


def lint_kind(root: Path, kind: str, form: Form, year: int | None = None) -> list[Finding]:
    """Check the templates of one kind, html or markdown, in an own folder, with reports on `year` or on several."""
    files = sorted(file for file in (root / kind).rglob("*") if file.is_file() and file.suffix in _SUFFIXES)
    findings = [finding for file in files if (finding := _parse(file, root))]
    if findings or not files:
        return findings
    name = KINDS[kind]
    hiding = [finding for file in files if file.suffix == ".css" for finding in _hiding(file)]
    where = (root / kind).as_posix()
    return hiding + probe(form, name, lambda report: FORMATS[name](report, root, "probe")[f".{name}"], where, year)


def _hiding(path: Path) -> Iterator[Finding]:
    """Yield the lines of a style sheet that hide something, which nobody would see in a page that is read back."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if found := HIDING.search("".join(line.split())):
            words = {"template": path.as_posix(), "text": found[0]}
            yield Finding("GIP507", _line(number), words, file=path.as_posix())


def _parse(path: Path, root: Path) -> Finding | None:
    name = path.as_posix()
    try:
        text_environment(root, escape=True).parse(path.read_text("utf-8"), name, name)
    except TemplateSyntaxError as error:
        where = Say(f"第 {error.lineno} 行", f"line {error.lineno}")
        words = {"template": name, "where": where, "problem": cause(error)}
        return Finding("GIP502", _line(error.lineno), words, file=name)
    except (OSError, UnicodeDecodeError) as error:
        return Finding("GIP604", _line(1), {"template": name, "reason": cause(error)}, file=name)
    return None


def _line(number: int) -> Place:
    return Place(number, 1, number, 1)
