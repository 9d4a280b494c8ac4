"""Checked reports → files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import Checked, check_file
from gipgen.project.write import write_files
from gipgen.render.formats import FORMATS
from gipgen.source import Place
from gipgen.words import Say

_FIRST = Place(1, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one data file: its check, the files it was rendered to, and how many of them changed."""

    checked: Checked
    outputs: tuple[Path, ...]
    changed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How to build: formats, output folder, own templates, the project's root, and whether drafts are made."""

    forms: Forms
    formats: tuple[str, ...]
    out: Path
    root: Path
    templates: Path | None = None
    draft: bool = False


def build_file(file: DataFile, plan: Plan) -> Built:
    """Check one data file and write its outputs; one with errors is left unwritten unless drafts are made."""
    checked = check_file(file.path, file.name, plan.forms, plan.root)
    if checked.report is None or not (checked.sound or plan.draft):
        return Built(checked, (), 0)
    report = checked.report if checked.sound else replace(checked.report, draft=True)
    if plan.draft:
        report = replace(report, draft=True)
    try:
        files = {
            plan.out / file.target.parent / f"{file.target.name}{suffix}": data
            for name in plan.formats
            for suffix, data in FORMATS[name](report, plan.templates, file.target.name).items()
        }
        changed = write_files(files)
    except TemplateError as error:
        return Built(_failed(checked, "GIP604", _template_words(error)), (), 0)
    except OSError as error:
        reason = error.strerror or str(error)
        words: dict[str, object] = {"output": error.filename or plan.out, "reason": Say(reason, reason)}
        return Built(_failed(checked, "GIP603", words), (), 0)
    return Built(checked, tuple(files), changed)


def collisions(files: Sequence[DataFile]) -> dict[Path, DataFile]:
    """Return by path the data files whose outputs an earlier data file already has."""
    first: dict[Path, DataFile] = {}
    return {file.path: first[file.target] for file in files if first.setdefault(file.target, file) is not file}


def refuse(file: DataFile, other: DataFile) -> Built:
    """Say that a data file has the same output as another."""
    from gipgen.source import Source

    finding = Finding("GIP601", _FIRST, {"output": file.target, "other": other.name}, file=file.name)
    return Built(Checked(Source(file.name, ""), (finding,), None), (), 0)


def _template_words(error: TemplateError) -> dict[str, object]:
    name = getattr(error, "name", None) or "?"
    reason = f"{error.message or error} ({getattr(error, 'lineno', '?')})"
    return {"template": name, "reason": Say(reason, reason)}


def _failed(checked: Checked, rule: str, words: dict[str, object]) -> Checked:
    finding = Finding(rule, _FIRST, words, file=checked.source.name)
    return replace(checked, findings=(*checked.findings, finding))
