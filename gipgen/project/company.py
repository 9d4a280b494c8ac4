"""The data files of one run as a whole: what is kept of each, and their comparison at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import read_passages
from gipgen.project.selection import Selection
from gipgen.rules import Kept, Run, compare
from gipgen.rules.waivers import Waivers


class Company:
    """Keeps of every report that passes what rules on a run need."""

    def __init__(self, forms: Forms, selection: Selection) -> None:
        self._forms = forms
        self._selection = selection
        self._waivers: dict[str, Waivers] = {}
        self._files: dict[str, DataFile] = {}
        self._kept: list[Kept] = []

    def watch(self, do: Callable[[DataFile], Built]) -> Callable[[DataFile], Built]:
        """Return what does the same with a data file and keeps of its report what is needed."""
        return partial(self._see, do)

    def compare(self) -> list[Finding]:
        """Return what is to be said of reports beside each other; nothing of one alone."""
        if len(self._kept) < 2:
            return []
        found = compare(Run(self._kept, lambda name: read_passages(self._files[name].path, name, self._forms)))
        return self._selection.shown(*map(self._waived, found))

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
