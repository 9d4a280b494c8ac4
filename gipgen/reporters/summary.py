"""How many findings of each level, in how many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from gipgen.findings import Finding
from gipgen.rulebook import LEVELS, level


class Summary(Struct):
    """Counts over one run: files read, reports written, outputs and how many of them changed, findings by level."""

    files: int = 0
    built: int = 0
    outputs: int = 0
    changed: int = 0
    draftable: int = 0
    skipped: tuple[str, ...] = ()
    waived: int = 0
    hidden: int = 0
    """Errors of rules that were not chosen."""
    levels: Counter[str] = field(default_factory=Counter)
    firm: Mapping[str, str] = field(default_factory=dict)
    """By rule that stays as it is, what asked in vain to turn it off or lower it."""
    told: set[str] = field(default_factory=set)
    """The rules of the findings that are not waived."""

    @property
    def kept(self) -> dict[str, list[str]]:
        """By what asked in vain, the rules that found something all the same."""
        found: dict[str, list[str]] = {}
        for id_ in sorted(self.told & self.firm.keys()):
            found.setdefault(self.firm[id_], []).append(id_)
        return found

    def count_file(self, outputs: int, changed: int, *, draftable: bool) -> None:
        """Count one file by what was made of it; a draftable one could have been built as a draft."""
        self.files += 1
        self.built += bool(outputs)
        self.outputs += outputs
        self.changed += changed
        self.draftable += draftable

    def add(self, findings: Iterable[Finding], hidden: int = 0) -> None:
        """Count the findings of one file, and the errors of it that are not shown."""
        self.hidden += hidden
        for finding in findings:
            if finding.waived:
                self.waived += 1
            else:
                self.levels[level(finding)] += 1
                self.told.add(finding.rule)

    def count(self, name: str) -> int:
        """Return the number of findings of a level that are not waived."""
        return self.levels[name]

    def as_dict(self) -> dict[str, int | list[str]]:
        """Return the counts as they stand in JSON output."""
        counts = {name: self.count(name) for name in LEVELS}
        return {
            **counts,
            "waived": self.waived,
            "hidden": self.hidden,
            "files": self.files,
            "built": self.built,
            "outputs": self.outputs,
            "changed": self.changed,
            "skipped": list(self.skipped),
        }
