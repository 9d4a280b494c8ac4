"""What must hold between the parts of a report: one module a family."""

from __future__ import annotations

from collections.abc import Iterable

from gipgen.findings import Finding
from gipgen.report import Report
from gipgen.rules.arithmetic import arithmetic
from gipgen.rules.dates import dates
from gipgen.rules.fee import fee
from gipgen.schema import Shape

FAMILIES = (arithmetic, dates, fee)


def apply_rules(report: Report, shape: Shape) -> Iterable[Finding]:
    """Yield the findings of every family of rules."""
    for family in FAMILIES:
        yield from family(report, shape)
