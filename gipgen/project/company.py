"""The data files of one run as a whole: what is kept of each, and their comparison at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import read_passages
from gipgen.project.reasons import reason
from gipgen.project.selection import Selection
from gipgen.rules import Kept, Run, compare
from gipgen.rules.passages import Passage
from gipgen.rules.waivers import Waivers
from gipgen.source import FIRST, SourceError
from gipgen.words import Say


class Company:
    """Keeps of every report that passes what rules on a run need."""

    def __init__(self, forms: Forms, selection: Selection) -> None:
        self._forms = forms
        self._selection = selection
        self._waivers: dict[str, Waivers] = {}
        self._gone: dict[str, Finding] = {}
        self._files: dict[str, DataFile] = {}
        self._kept: list[Kept] = []

    def watch(self, do: Callable[[DataFile], Built]) -> Callable[[DataFile], Built]:
        """Return what does the same with a data file and keeps of its report what is needed."""
        return partial(self._see, do)

    def compare(self) -> list[Finding]:
        """Return what is to be said of reports beside each other; nothing of one alone."""
        if len(self._kept) < 2:
            return []
        found = self._selection.shown(*map(self._waived, compare(Run(self._kept, self._read))))
        return [*found, *self._gone.values()]

    def _read(self, name: str) -> tuple[Passage, ...]:
        """Read the texts of a file again; one that has gone or is no text any more is told, as nothing is compared with it."""
        try:
            return read_passages(self._files[name].path, name, self._forms)
        except OSError as error:
            why = reason(error)
        except SourceError:
            why = Say("检查期间有改动", "it changed during the check")
        self._gone[name] = Finding("GIP602", FIRST, {"reason": why}, file=name)
        return ()

    def _waived(self, finding: Finding) -> Finding:
        waivers = self._waivers.get(finding.file)
        return waivers.applied([finding])[0] if waivers else finding

    def _see(self, do: Callable[[DataFile], Built], file: DataFile) -> Built:
        built = do(file)
        if built.checked.kept:
            self._files[file.name] = file
            self._kept.append(built.checked.kept)
            if built.checked.waivers:
                self._waivers[file.name] = built.checked.waivers
        return built
