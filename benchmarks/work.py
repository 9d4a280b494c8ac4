"""The reference reports, ready for each stage."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from benchmarks import plain
from benchmarks.reference import REPORTS, reference
from gipgen.form import packaged_forms
from gipgen.project.build import Plan, build_file
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import Checked, check_source
from gipgen.render.formats import FORMATS
from gipgen.report import Report
from gipgen.source import Source

HERE = Path(__file__).parent


def text(number: int) -> str:
    """Return a data file; there are REPORTS different ones, all made when the first is asked for."""
    return _texts()[number % REPORTS]


def report(number: int) -> Report:
    """Return its report, likewise."""
    return _reports()[number % REPORTS]


def checked_text(text: str) -> Checked:
    """Read, validate and check a data file."""
    return check_source(Source("report.yaml", text), packaged_forms(), HERE, HERE)


@cache
def _texts() -> list[str]:
    return [reference(number).text for number in range(REPORTS)]


@cache
def _reports() -> list[Report]:
    found = [checked_text(text) for text in _texts()]
    assert not any(checked.findings for checked in found)
    return [checked.report for checked in found if checked.report]


class Folder:
    """A folder with the data files, in which each report is built into a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = []
        for number in range(REPORTS):
            path = root / f"{number}.yaml"
            path.write_text(text(number), "utf-8")
            self.files.append(DataFile(path, path.name, Path("report")))

    def build(self, number: int, *, verify: bool = False) -> None:
        """Build a report where none is; numbers that differ have folders that differ."""
        self._build(number, self.root / f"{'verified' if verify else 'own'}-{number}", verify=verify)

    def rebuild(self, number: int) -> None:
        """Build a report where the same one is."""
        self._build(number, self.root / f"again-{number % REPORTS}", verify=False)

    def _build(self, number: int, out: Path, *, verify: bool) -> None:
        plan = Plan(packaged_forms(), tuple(FORMATS), out, self.root, verify=verify)
        built = build_file(plan, (self.files[number % REPORTS], None))
        assert len(built.outputs) == len(FORMATS), built.checked.findings

    def plain(self, number: int) -> None:
        """Build a report with the plain stack, which is given what its templates need."""
        data, made = self.files[number % REPORTS].path.read_text("utf-8"), report(number)
        plain.build(data, made, plain.context_of(made), self.root / f"plain-{number}")
