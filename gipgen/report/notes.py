"""Problems with the texts of a data file → findings at their places."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from gipgen.findings import Finding
from gipgen.prose import Problem
from gipgen.report.written import Written
from gipgen.schema import Draft
from gipgen.source import Place, Source

Path = tuple[str | int, ...]


class Notes(Struct):
    """Collects the findings about the texts of one data file."""

    draft: Draft
    source: Source
    findings: list[Finding] = field(default_factory=list)
    referred: set[str] = field(default_factory=set)
    """The ids of the tables and fields whose figures the prose refers to."""

    def written(self, path: Path) -> Written:
        """Return how a text is written."""
        return Written(self.source, self.draft.spot(path).value)

    def add(self, rule: str, path: Path, place: Place, words: dict[str, object] | None = None) -> None:
        """Note a finding about a text at a place."""
        self.findings.append(self.draft.finding(rule, place, path, words))

    def add_problems(self, problems: Iterable[Problem], path: Path, written: Written) -> None:
        """Note the problems of a text where its words stand."""
        for problem in problems:
            self.add(problem.rule, path, written.find(problem), problem.words)
