"""Data file → checked report → files in the output folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.project.discover import DataFile
from gipgen.project.manifest import digest
from gipgen.project.pipeline import Checked, check_file
from gipgen.project.reasons import reason
from gipgen.project.selection import Selection
from gipgen.project.write import write_files
from gipgen.render.environment import RenderError
from gipgen.render.formats import FORMATS, Files, pictures
from gipgen.render.own import OwnTemplates, unfit
from gipgen.report import Report
from gipgen.rulebook import is_fault
from gipgen.source import FIRST, Source


class Plan(Struct, frozen=True):
    """How to build: formats, output folder, the project's root, own templates, whether drafts are made, what counts."""

    forms: Forms
    formats: tuple[str, ...]
    out: Path
    root: Path
    own: OwnTemplates | None = None
    draft: bool = False
    selection: Selection = field(default_factory=Selection)
    verify: bool = False
    """Whether every output is read back and held against its report before it is written."""


class Built(Struct, frozen=True):
    """What became of one data file: its check, the files it was rendered to, and how many of them changed."""

    checked: Checked
    outputs: tuple[Path, ...] = ()
    changed: int = 0
    made: str = ""
    """The digest of what the outputs are made from."""
    draftable: bool = False
    """Whether only errors of its data keep a report from being built."""

    @classmethod
    def of(cls, checked: Checked, outputs: tuple[Path, ...] = (), changed: int = 0) -> Built:
        """Note what became of a data file, without its report, which is large, and without its text when nothing is told of it."""
        report, text = checked.report, checked.source.text
        made = digest(text, (picture.data for picture in pictures(report))) if report else digest(text, ())
        draftable = not outputs and report is not None and not any(map(is_fault, checked.findings))
        kept = replace(checked, report=None, source=Source(checked.source.name, text if checked.findings else ""))
        return cls(kept, outputs, changed, made, draftable)

    def told(self, *findings: Finding) -> Built:
        """Add findings."""
        return replace(self, checked=self.checked.told(*findings))


def check_one(forms: Forms, root: Path, selection: Selection, file: DataFile) -> Built:
    """Check a data file of which nothing is made."""
    return Built.of(check_file(file.path, file.name, forms, root, selection))


def build_file(plan: Plan, task: tuple[DataFile, Checked | None]) -> Built:
    """Check a data file and write its outputs; one with errors is left unwritten unless drafts are made.

    With the file goes what was found when it was compared with others.
    """
    file, beside = task
    checked = check_file(file.path, file.name, plan.forms, plan.root, plan.selection)
    checked = checked.beside(beside) if beside else checked
    checked, rendered = render_checked(checked, plan, file.target.name)
    files = {plan.out / file.target.parent / f"{file.target.name}{end}": data for end, data in rendered.items()}
    try:
        return Built.of(checked, tuple(files), write_files(files))
    except OSError as error:
        return Built.of(checked.told(unwritten(error, plan.out, file.name)))


def render_checked(checked: Checked, plan: Plan, stem: str) -> tuple[Checked, Files]:
    """Render a report in every format of a plan; nothing when it has errors or a template does not fit it."""
    if checked.report is None or not (checked.sound or plan.draft):
        return checked.refused, {}
    report, own = replace(checked.report, draft=plan.draft), plan.own
    faults = [fault for name in plan.formats if own for fault in unfit(own, plan.forms, report.form, report.year, name)]
    if faults:
        return checked.told(*faults), {}
    try:
        made = [FORMATS[name](report, own.root if own else None, stem) for name in plan.formats]
    except RenderError as error:
        return checked.told(replace(error.finding, place=FIRST, file=checked.source.name)), {}
    files = {end: data for made_as in made for end, data in made_as.items()}
    unlike = _unlike(report, files, plan, stem) if plan.verify else []
    return (checked.told(*unlike), {}) if unlike else (checked, files)


def _unlike(report: Report, files: Files, plan: Plan, stem: str) -> list[Finding]:
    """Read the outputs back; tell every figure and text that is not as the report has it."""
    from gipgen.importing import unproven  # the readers are needed for nothing else

    return [
        Finding(
            "GIP607",
            FIRST,
            {
                "output": f"{stem}{end}",
                "what": one.label,
                "where": one.origin.told(),
                "ours": one.ours,
                "theirs": one.theirs,
            },
            one.path,
            file=f"{stem}{end}",
        )
        for end in (f".{name}" for name in plan.formats)
        for one in unproven(report, end, files[end], plan.forms)
    ]


def unwritten(error: OSError, out: Path, file: str) -> Finding:
    """Say which output cannot be written, and why."""
    return Finding("GIP603", FIRST, {"output": error.filename or out, "reason": reason(error)}, file=file)
