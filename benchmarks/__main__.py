"""`python -m benchmarks [ROUNDS] [--short]`: what BUDGETS promise of one report, beside the plain stack, in one run.

--short is for CI: few rounds, and exit status 1 when a row does not reach half of its budget. `benchmarks.runs` measures
many reports.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from benchmarks.budget import GROSS, HEAD, Row, line
from benchmarks.documents import DOCUMENTS
from benchmarks.machine import head
from benchmarks.processes import PROCESSES
from benchmarks.stages import STAGES
from benchmarks.work import text
from gipgen.memory import keep_memory

ROUNDS, FEW = 15, 5
"""Rounds of each pair; the median is quoted, because machines are noisy."""
ROWS = (*STAGES, *PROCESSES, *DOCUMENTS)
IN_RUNS = "two worker processes", "10,000 reports, three formats", "check of 10,000 reports as one project"
NOT_CHECKED = {
    "whole report, three outputs written": "reaches some 60 % of its budget, 50 on a busy machine, so that noise would decide",
    "one report from a cold process": "reaches less than half of its budget; imports take most of it",
    "reading back and comparing three outputs": "reaches half of its budget to two thirds, so that noise would decide; it is held against building, which became faster",
}
"""Rows on which the short mode does not fail yet, and why; one that clearly reaches half of its budget is to be taken off."""
NOT_BUILT = "no-op rebuild of 10,000", "site of one year of 4,000 units"


def main(arguments: Sequence[str]) -> int:
    """Print a line a row; return the exit status."""
    keep_memory()  # as the commands do
    short = "--short" in arguments
    numbers = [int(one) for one in arguments if one != "--short"]
    rounds = numbers[0] if numbers else FEW if short else ROUNDS
    print(f"{head()}\n{rounds} rounds, {len(text(0).encode())} bytes of YAML; medians of processor time\n\n{HEAD}")
    shares = {row.what: share for row in ROWS if (share := _measured(row, rounds)) is not None}
    for names, why in ((IN_RUNS, "see python -m benchmarks.runs"), (NOT_BUILT, "not built yet")):
        for name in names:
            print(f"{name:46}{why:>30}")
    return _checked(shares) if short else 0


def _measured(row: Row, rounds: int) -> float | None:
    """Measure a row and print it; return the share of its budget that it reaches, if it has one."""
    cost = row.measure(rounds)
    print(line(row, cost), flush=True)
    return row.budget.share(cost) if cost and row.budget else None


def _checked(shares: Mapping[str, float]) -> int:
    """Tell gross losses and what is not checked; return the exit status."""
    print()
    for name, why in NOT_CHECKED.items():
        print(f"not checked: {name}: {why if shares[name] < GROSS else 'it reaches half here'}")
    lost = [name for name, share in shares.items() if share < GROSS and name not in NOT_CHECKED]
    for name in lost:
        print(f"GROSS LOSS: {name}: less than half of its budget")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
