"""One data file through the stages: source → schema → report → rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gipgen.findings import Finding, abridge
from gipgen.form import FormError, Forms
from gipgen.project.reasons import reason
from gipgen.report import Report, build_report
from gipgen.rulebook import level
from gipgen.rules import Subject, apply, internal
from gipgen.schema import validate
from gipgen.source import FIRST, Source, SourceError, compose, read_source


@dataclass(frozen=True, slots=True)
class Checked:
    """A data file after all checks: its text, its findings in file order, and its report if one could be made."""

    source: Source
    findings: tuple[Finding, ...]
    report: Report | None

    @property
    def sound(self) -> bool:
        """Say whether no finding is an error."""
        return not any(level(finding) == "error" and not finding.waived for finding in self.findings)

    def told(self, *findings: Finding) -> Checked:
        """Add findings that are made after the checks."""
        return replace(self, findings=(*self.findings, *findings))


def check_file(path: Path, name: str, forms: Forms, root: Path) -> Checked:
    """Read and check one data file; a file that cannot be read is a finding too.

    Its pictures lie inside `root`, or in its own folder when it lies outside.
    """
    try:
        source = read_source(path, name)
    except SourceError as error:
        return _checked(Source(name, ""), [_from_source(error)], None)
    except OSError as error:
        return _checked(Source(name, ""), [Finding("GIP602", FIRST, {"reason": reason(error)})], None)
    inside = path.resolve().is_relative_to(root.resolve())
    return check_source(source, forms, path.parent, root if inside else path.parent)


def check_source(source: Source, forms: Forms, folder: Path, root: Path) -> Checked:
    """Check the text of a data file whose pictures lie under `folder`, inside `root`."""
    findings: list[Finding] = []
    try:
        report = _report(source, forms, folder, root, findings)
    except SourceError as error:
        return _checked(source, [_from_source(error)], None)
    except FormError:
        raise  # a fault of ours, before any file is looked at
    except Exception as error:  # noqa: BLE001  # whatever one file does, the other files are checked
        return _checked(source, [*findings, internal("gipgen", error)], None)
    return _checked(source, findings, report)


def _report(source: Source, forms: Forms, folder: Path, root: Path, findings: list[Finding]) -> Report | None:
    """Go through the stages, adding what each finds; no report when there is none to be had."""
    tree, errors = compose(source.text)
    findings += map(_from_source, errors)
    shape = validate(tree, forms)
    if isinstance(shape, Finding):
        findings.append(shape)
        return None
    findings += shape.findings
    report, noted = build_report(shape, source, folder, root)
    findings += noted
    findings += apply(Subject(report, shape, source))
    return report


def _from_source(error: SourceError) -> Finding:
    return Finding(error.rule, error.place, error.words)


def _checked(source: Source, findings: Iterable[Finding], report: Report | None) -> Checked:
    named = (replace(finding, file=source.name) for finding in findings)
    ordered = sorted(named, key=lambda finding: (finding.place, finding.rule, finding.path))
    return Checked(source, tuple(abridge(ordered)), report)
