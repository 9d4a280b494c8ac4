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
    for kept in run.reports:
        year = run.years.get((kept.agency, kept.year - 1), ())
        before = {amount.item.path: (other, amount) for other in year for amount in other.amounts}
        for amount in kept.amounts:
            last = before.get(amount.item.path)
            if last is None or not (amount.value and last[1].value):
                continue
            other, (less, more) = last[1], sorted((amount.value, last[1].value))
            if amount.item.unit == other.item.unit and _FIRST <= more / less <= _LAST:
                words: dict[str, object] = {
                    "amount": f"{amount.value:f}",
                    "last": f"{other.value:f}",
                    "unit": amount.item.unit,
                    "year": last[0].year,
                    "other": last[0].file,
                }
                yield Finding("GIP707", amount.place, words, amount.item.path, amount.item.label, file=kept.file)
