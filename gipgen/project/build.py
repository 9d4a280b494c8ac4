"""Checked reports → files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.form import Form, Forms
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import Checked, check_file
from gipgen.project.write import write_files
from gipgen.render.environment import RenderError, own_word_template
from gipgen.render.formats import FORMATS
from gipgen.report import Report
from gipgen.rulebook import level
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
        return Built(_with(checked, *_stale(file, plan)), (), 0)
    report = replace(checked.report, draft=plan.draft)
    faulty = faulty_template(report, plan)
    if faulty:
        return Built(_with(checked, *faulty), (), 0)
    try:
        files = {
            plan.out / file.target.parent / f"{file.target.name}{suffix}": data
            for name in plan.formats
            for suffix, data in FORMATS[name](report, plan.templates, file.target.name).items()
        }
        changed = write_files(files)
    except RenderError as error:
        return Built(_with(checked, template_finding(error, checked.source.name)), (), 0)
    except OSError as error:
        reason = error.strerror or str(error)
        words = {"output": error.filename or plan.out, "reason": Say(reason, reason)}
        return Built(_with(checked, Finding("GIP603", _FIRST, words, file=checked.source.name)), (), 0)
    return Built(checked, tuple(files), changed)


def faulty_template(report: Report, plan: Plan) -> tuple[Finding, ...]:
    """Return what makes an own Word template unfit for a report: a figure or section it would leave out, a broken tag."""
    own = own_word_template(report.form.id, plan.templates) if "docx" in plan.formats else None
    if own is None:
        return ()
    state = own.stat()
    found = _linted(own, form=report.form, version=(own.resolve(), state.st_mtime_ns, state.st_size))
    return tuple(finding for finding in found if level(finding) == "error")


@lru_cache(maxsize=16)
def _linted(path: Path, form: Form, version: object) -> tuple[Finding, ...]:  # noqa: ARG001  # part of the cache's key
    from gipgen.render.word.lint import lint_word

    return tuple(lint_word(path, form, local=True))


def _stale(file: DataFile, plan: Plan) -> tuple[Finding, ...]:
    """Say that outputs of an earlier build still lie there although the file is not built now."""
    names = [plan.out / file.target.parent / f"{file.target.name}.{name}" for name in plan.formats]
    left = ", ".join(str(path) for path in names if path.exists())
    return (Finding("GIP605", _FIRST, {"outputs": left}, file=file.name),) if left else ()


def collisions(files: Sequence[DataFile]) -> dict[Path, DataFile]:
    """Return by path the data files whose outputs an earlier data file already has."""
    first: dict[str, DataFile] = {}
    named = [(normalize("NFC", file.target.as_posix()).casefold(), file) for file in files]  # as some systems compare
    return {file.path: first[name] for name, file in named if first.setdefault(name, file) is not file}


def refuse(file: DataFile, other: DataFile) -> Built:
    """Say that a data file has the same output as another."""
    from gipgen.source import Source

    finding = Finding("GIP601", _FIRST, {"output": file.target, "other": other.name}, file=file.name)
    return Built(Checked(Source(file.name, ""), (finding,), None), (), 0)


def template_finding(error: RenderError, file: str) -> Finding:
    """Say which template failed on a data file, where, and why."""
    zh, en = (f"第 {error.line} 行：", f"line {error.line}: ") if error.line else ("", "")
    words = {"template": error.template, "reason": Say(zh + error.reason, en + error.reason)}
    return Finding("GIP604", _FIRST, words, file=file)


def _with(checked: Checked, *findings: Finding) -> Checked:
    return replace(checked, findings=(*checked.findings, *findings))
