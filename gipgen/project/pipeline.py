"""One data file through the stages: source → schema → report → rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gipgen.findings import Finding, abridge
from gipgen.form import FormError, Forms
from gipgen.project.reasons import reason
from gipgen.project.selection import Selection
from gipgen.report import Report, build_report
from gipgen.rulebook import is_error
from gipgen.rules import Kept, Subject, apply, internal, keep
from gipgen.rules.passages import Passage, passages
from gipgen.rules.waivers import Waived, Waivers, read_waivers
from gipgen.schema import Draft, validate
from gipgen.source import FIRST, Place, Source, SourceError, compose, read_source, real


class Checked(Struct, frozen=True):
    """A data file after all checks: its text, its findings in file order, and its report if one could be made.

    `kept` is what is compared with other reports.
    """

    source: Source
    findings: tuple[Finding, ...]
    report: Report | None
    hidden: tuple[Finding, ...] = ()
    """Errors of rules that were not chosen to be shown."""
    waived: tuple[Waived, ...] = ()
    kept: Kept | None = None
    waivers: Waivers | None = None
    """Those that rules on the whole run may still need."""

    @property
    def sound(self) -> bool:
        """Say whether no finding is an error, shown or not."""
        return not self.hidden and not any(map(is_error, self.findings))

    @property
    def refused(self) -> Checked:
        """Itself with every error shown, as they keep a report from being built."""
        return replace(self, findings=tuple(sorted((*self.findings, *self.hidden), key=in_file_order)), hidden=())

    def told(self, *findings: Finding) -> Checked:
        """Add findings that are made after the checks."""
        return replace(self, findings=(*self.findings, *findings))

    def beside(self, other: Checked) -> Checked:
        """Add what other checks of the same file have found and what was waived there."""
        return replace(
            self,
            findings=tuple(sorted((*self.findings, *other.findings), key=in_file_order)),
            hidden=tuple(sorted((*self.hidden, *other.hidden), key=in_file_order)),
            waived=(*self.waived, *other.waived),
        )


def check_file(path: Path, name: str, forms: Forms, root: Path, selection: Selection | None = None) -> Checked:
    """Read and check one data file; a file that cannot be read is a finding too.

    Its pictures lie inside `root`, or in its own folder when it lies outside. Without a selection every rule counts.
    """
    try:
        source = read_source(path, name)
    except SourceError as error:
        return unread(name, error)
    except OSError as error:
        return _unmade(Source(name, ""), [Finding("GIP602", FIRST, {"reason": reason(error)})])
    inside = real(path).is_relative_to(real(root))
    return check_source(source, forms, path.parent, root if inside else path.parent, selection)


def check_source(source: Source, forms: Forms, folder: Path, root: Path, selection: Selection | None = None) -> Checked:
    """Check the text of a data file whose pictures lie under `folder`, inside `root`.

    Raises FormError for a faulty form file, which no data file can be checked against.
    """
    chosen = selection or Selection()
    findings: list[Finding] = []
    try:
        made = _subject(source, forms, folder, root, chosen, findings)
        kept = keep(made[0]) if made else None
    except SourceError as error:
        return _unmade(source, [_from_source(error)])
    except FormError:
        raise  # a fault of ours, before any file is looked at
    except Exception as error:  # noqa: BLE001  # whatever one file does, the other files are checked
        return _unmade(source, [*findings, internal("gipgen", error)])
    if made is None:
        return _unmade(source, findings)
    subject, waivers = made
    waived = waivers.used(findings)
    findings = [*waivers.applied(findings), *waivers.faults(findings)]
    shown, hidden = chosen.split(sorted(_named(source, findings), key=in_file_order))
    later = waivers if waivers.of_runs else None
    return Checked(source, tuple(abridge(shown)), subject.report, tuple(abridge(hidden)), waived, kept, later)


def unread(name: str, error: SourceError) -> Checked:
    """Say why a data file is no text."""
    return _unmade(Source(name, ""), [_from_source(error)])


def passages_of(source: Source, forms: Forms) -> tuple[Passage, ...]:
    """Return the texts of a data file; raises SourceError."""
    shape = validate(compose(source.text)[0], forms)
    return () if isinstance(shape, Finding) else passages(shape.draft, source)


def draft_of(source: Source, forms: Forms) -> Draft | None:
    """Return a data file as it is read, before anything is made of it; None when it holds no report."""
    shape = validate(compose(source.text)[0], forms)
    return None if isinstance(shape, Finding) else shape.draft


def _subject(
    source: Source, forms: Forms, folder: Path, root: Path, selection: Selection, findings: list[Finding]
) -> tuple[Subject, Waivers] | None:
    """Go through the stages, adding what each finds; nothing when there is no report to be had."""
    tree, errors = compose(source.text)
    findings += map(_from_source, errors)
    shape = validate(tree, forms)
    if isinstance(shape, Finding):
        findings.append(shape)
        return None
    waivers = read_waivers(shape.draft, shape.refused, selection.day)
    shape = replace(shape, findings=waivers.applied(shape.findings))
    findings += shape.findings
    report, noted = build_report(shape, source, folder, root)
    findings += noted
    subject = Subject(report, shape, source)
    findings += apply(subject)
    return subject, waivers


def _from_source(error: SourceError) -> Finding:
    return Finding(error.rule, error.place, error.words)


def _unmade(source: Source, findings: Iterable[Finding]) -> Checked:
    """Return a file without a report; whatever stands in the way of one is shown, chosen or not."""
    return Checked(source, tuple(abridge(sorted(_named(source, findings), key=in_file_order))), None)


def _named(source: Source, findings: Iterable[Finding]) -> Iterable[Finding]:
    return (replace(finding, file=source.name) for finding in findings)


def in_file_order(finding: Finding) -> tuple[Place, str, tuple[str, ...]]:
    """Return what findings are sorted by: place, rule, path."""
    return finding.place, finding.rule, finding.path
