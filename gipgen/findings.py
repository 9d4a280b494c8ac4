"""What is wrong with a data file, where, and what would be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from gipgen.source import Place


class Fix(Struct, frozen=True):
    """The one cell whose change mends everything connected with a finding; `place` is that of its figure."""

    path: tuple[str, ...]
    label: str
    place: Place
    old: str
    new: str

    @property
    def line(self) -> int:
        """The line of the figure."""
        return self.place.line


class Finding(Struct, frozen=True):
    """One finding. `words` fill the message of its rule; `path` is in ids, `label` in the form's words."""

    rule: str
    place: Place
    words: Mapping[str, object] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    label: str = ""
    expected: str | None = None
    actual: str | None = None
    fix: Fix | None = None
    waived: str | None = None
    file: str = ""
    level: str = ""
    """Another level than the rule's, set by the project."""


LISTED = 100
"""How many findings of one rule are listed for a file."""


def abridge(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings in their order, of each rule the first LISTED and one that tells how many more there are.

    Waived ones are counted apart, so that they never stand in the way of one that counts.
    """
    by_kind = Counter[tuple[str, bool]]()
    left_out: dict[tuple[str, bool], Finding] = {}
    kept: list[Finding] = []
    for finding in findings:
        kind = finding.rule, bool(finding.waived)
        by_kind[kind] += 1
        if by_kind[kind] <= LISTED:
            kept.append(finding)
        elif kind not in left_out:
            left_out[kind] = finding
            kept.append(finding)
    for finding in kept:
        kind = finding.rule, bool(finding.waived)
        if left_out.get(kind) is finding:
            words = {"rule": finding.rule, "count": by_kind[kind] - LISTED}
            yield replace(finding, rule="GIP015", words=words, expected=None, actual=None, fix=None)
        else:
            yield finding
