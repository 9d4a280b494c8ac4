"""The data files of one run as a whole: what is kept of each, and their comparison."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import Checked, in_file_order, passages_of
from gipgen.project.reasons import reason
from gipgen.project.selection import Selection
from gipgen.rules import AT_HAND, Kept, Run, compare
from gipgen.rules.passages import Passage
from gipgen.rules.waivers import Waivers
from gipgen.source import FIRST, Source, SourceError, read_source
from gipgen.words import Say


class Company:
    """Keeps of every report that passes what rules on a run need; `whole` when no file of a folder is left out."""

    def __init__(self, forms: Forms, selection: Selection, *, whole: bool = False) -> None:
        self._forms = forms
        self._selection = selection
        self._whole = whole
        self._waivers: dict[str, Waivers] = {}
        self._gone: dict[str, Finding] = {}
        self._files: dict[str, DataFile] = {}
        self._kept: list[Kept] = []

    def keep(self, file: DataFile, built: Built) -> Built:
        """Keep of a report what is needed, and return it."""
        checked = built.checked
        if checked.kept:
            self._files[file.name] = file
            self._kept.append(checked.kept)
            if checked.waivers:
                self._waivers[file.name] = checked.waivers
        return built

    def compare(self) -> list[Checked]:
        """Return what is to be said of reports beside each other: by file, without its text; nothing of one alone."""
        if len(self._kept) < 2:
            return []
        run = Run(self._kept, self._read, whole=self._whole)
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in compare(run):
            found[finding.file].append(finding)
        for name, gone in self._gone.items():
            found[name].append(gone)
        for kept in self._kept:
            if waivers := self._waivers.get(kept.file):
                at_hand = {id_ for id_, holds in AT_HAND.items() if holds(run, kept)}
                unused = waivers.unused(found[kept.file], at_hand)
                found[kept.file] += [replace(finding, file=kept.file) for finding in unused]
        return [self._judged(name, findings) for name, findings in found.items() if findings]

    def quoted(self, checked: Checked) -> Checked:
        """Add the text that findings are about, read again; none to those about the run, or of a file that has gone."""
        name = checked.source.name
        if name not in self._files:
            return checked
        try:
            return replace(checked, source=read_source(self._files[name].path, name))
        except (OSError, SourceError):
            return checked

    def _judged(self, name: str, findings: list[Finding]) -> Checked:
        """Return what is found in one file as it counts there, in the order of its lines."""
        findings = sorted(findings, key=in_file_order)
        waivers = self._waivers.get(name)
        shown, hidden = self._selection.split(waivers.applied(findings) if waivers else findings)
        waived = waivers.used(findings) if waivers else ()
        return Checked(Source(name, ""), tuple(shown), None, tuple(hidden), waived)

    def _read(self, name: str) -> tuple[Passage, ...]:
        """Read the texts of a file again; one that has gone or is no text any more is told, as nothing is compared with it."""
        try:
            return passages_of(read_source(self._files[name].path, name), self._forms)
        except OSError as error:
            why = reason(error)
        except SourceError:
            why = Say("检查期间有改动", "it changed during the check")
        self._gone[name] = Finding("GIP602", FIRST, {"reason": why}, file=name)
        return ()
