"""What is wrong with a data file, where, and what would be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gipgen.source import Place


@dataclass(frozen=True, slots=True)
class Fix:
    """The one cell whose change mends everything connected with a finding."""

    path: tuple[str, ...]
    label: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
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
    """Yield findings in their order, of each rule the first LISTED and one that tells how many more there are."""
    by_rule = Counter[str]()
    left_out: dict[str, Finding] = {}
    kept: list[Finding] = []
    for finding in findings:
        by_rule[finding.rule] += 1
        if by_rule[finding.rule] <= LISTED:
            kept.append(finding)
        elif finding.rule not in left_out:
            left_out[finding.rule] = finding
            kept.append(finding)
    for finding in kept:
        if left_out.get(finding.rule) is finding:
            words = {"rule": finding.rule, "count": by_rule[finding.rule] - LISTED}
            yield replace(finding, rule="GIP015", words=words, expected=None, actual=None, fix=None)
        else:
            yield finding
