"""Problems with the texts of a data file → findings at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gipgen.findings import Finding
from gipgen.prose import Problem
from gipgen.report.written import Written
from gipgen.rulebook import rulebook
from gipgen.schema import Draft
from gipgen.schema.words import describe
from gipgen.source import Place, Source

MOST = 100
"""The most findings about one text."""

Path = tuple[str | int, ...]


@dataclass
class Notes:
    """Collects the findings about the texts of one data file."""

    draft: Draft
    source: Source
    findings: list[Finding] = field(default_factory=list)

    def written(self, path: Path) -> Written:
        """Return how a text is written."""
        return Written(self.source, self.draft.spot(path).value)

    def add(self, rule: str, path: Path, place: Place, words: dict[str, object] | None = None) -> None:
        """Note a finding about a text at a place."""
        ids, label = describe(self.draft.form, path)
        self.findings.append(Finding(rule, place, words or {}, ids, label))

    def add_problems(self, problems: Sequence[Problem], path: Path, written: Written) -> None:
        """Note the problems of a text where its words stand; of very many the first errors, and how many are left."""
        errors_first = sorted(problems, key=lambda problem: rulebook()[problem.rule].level != "error")
        for problem in errors_first[:MOST]:
            self.add(problem.rule, path, written.find(problem), problem.words)
        if len(problems) > MOST:
            words: dict[str, object] = {"shown": MOST, "more": len(problems) - MOST}
            self.add("GIP417", path, self.draft.spot(path).head, words)
