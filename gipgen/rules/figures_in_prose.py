"""Figures that prose tells and a table shows, or that prose tells twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gipgen.findings import Finding
from gipgen.report import Report
from gipgen.rules.cell_names import named
from gipgen.rules.cells_meant import total
from gipgen.rules.claims import Claim, claims
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject


@rule("GIP420", "GIP421")
def figures_agree(subject: Subject) -> Iterator[Finding]:
    """Hold figures that sentences plainly name against the tables, or against the sentence that told them first."""
    first: dict[str, Claim] = {}
    for claim in claims(subject):
        if claim.right is False:
            yield _against_the_table(claim, subject.report)
        elif not claim.statement.cells:
            known = first.setdefault(claim.statement.figure, claim)
            if not claim.told.means(known.told.value):
                yield _against_another(claim, known)


def _against_the_table(claim: Claim, report: Report) -> Finding:
    value = _shown(total(report.values[cell] for cell in claim.cells))
    told = _shown(claim.told.value)
    words: dict[str, object] = {"told": told, "cell": named(claim.cells, report.form), "value": value}
    return _finding("GIP420", claim, words, value, told)


def _against_another(claim: Claim, known: Claim) -> Finding:
    words: dict[str, object] = {
        "told": _shown(claim.told.value),
        "mend": known.quote,
        "first": _shown(known.told.value),
        "line": known.place.line,
    }
    return _finding("GIP421", claim, words, _shown(known.told.value), _shown(claim.told.value))


def _finding(rule_: str, claim: Claim, words: dict[str, object], expected: str, actual: str) -> Finding:
    return claim.stretch.finding(rule_, claim.start, claim.end, words, expected, actual)


def _shown(value: int | Decimal | None) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
