"""What is promised of a measurement, and a line of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

GROSS = 0.5
"""Below which share of its budget a row is a gross loss, whatever the machine."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of gipgen, and of what it is measured against, if anything."""

    own: float
    other: float = 0.0


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit: so many times `faster` than the other, at most so many times (`within`) as long, or at most so many `ms`."""

    kind: str
    limit: float

    def share(self, cost: Cost) -> float:
        """Return which share of the budget is reached; 1 or more keeps it."""
        own = max(cost.own, 1e-6)
        return {
            "faster": lambda: cost.other / own / self.limit,
            "within": lambda: self.limit * cost.other / own,
            "ms": lambda: self.limit / own,
        }[self.kind]()

    def __str__(self) -> str:
        return {"faster": "≥ {:g}×", "within": "≤ {:g}×", "ms": "≤ {:g} ms"}[self.kind].format(self.limit)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: `measure` takes the rounds and gives None without what it needs; `against` says what the other is."""

    what: str
    budget: Budget | None
    measure: Callable[[int], Cost | None]
    against: str = "plain"


HEAD = f"{'what':46}{'gipgen ms':>10}{'other ms':>10}  {'against':18}{'ratio':>7}  {'budget':9}"


def line(row: Row, cost: Cost | None) -> str:
    """Return a row of the table; one that misses its budget is marked."""
    if cost is None:
        return f"{row.what:46}{'cannot be measured here':>24}"
    faster = row.budget is None or row.budget.kind == "faster"
    ratio = f"{cost.other / cost.own if faster else cost.own / cost.other:.1f}" if cost.other else ""
    other = f"{cost.other:.2f}" if cost.other else ""
    told = f"{row.what:46}{cost.own:10.2f}{other:>10}  {row.against if cost.other else '':18}{ratio:>7}  "
    return told + (f"{row.budget!s:9}{mark(row.budget.share(cost))}" if row.budget else "–")


def mark(share: float) -> str:
    """Say how a budget is kept."""
    return "  kept" if share >= 1 else f"  MISSED, {share:.0%} of it"
