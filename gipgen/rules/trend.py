"""Sums of money against those of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gipgen.findings import Finding
from gipgen.rules.registry import run_rule
from gipgen.rules.run import Run

_FIRST, _LAST = Decimal(3000), Decimal(30000)
"""What counts as about ten thousand times."""


@run_rule(GIP707=Run.has_last_year)
def in_another_unit(run: Run) -> Iterator[Finding]:
    """Ask for the unit of a sum that is ten thousand times last year's, or a ten-thousandth: 元 for 万元."""
    before = {(kept.agency, kept.year, amount.path): (kept, amount) for kept in run.reports for amount in kept.amounts}
    for kept in run.reports:
        for amount in kept.amounts:
            last = before.get((kept.agency, kept.year - 1, amount.path))
            if last is None or not (amount.value and last[1].value):
                continue
            other, (less, more) = last[1], sorted((amount.value, last[1].value))
            if amount.unit == other.unit and _FIRST <= more / less <= _LAST:
                words: dict[str, object] = {
                    "amount": f"{amount.value:f}",
                    "last": f"{other.value:f}",
                    "unit": amount.unit,
                    "year": last[0].year,
                    "other": last[0].file,
                }
                yield Finding("GIP707", amount.place, words, amount.path, amount.label, file=kept.file)
