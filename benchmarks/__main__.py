"""`python -m benchmarks [ROUNDS] [--short]`: what BUDGETS promise of one report, beside the plain stack, in one run.

--short is for CI: few rounds, and exit status 1 when a row does not reach half of its budget. `benchmarks.runs` measures
many reports.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.budget import GROSS, HEAD, Row, line
from benchmarks.documents import DOCUMENTS
from benchmarks.machine import head
from benchmarks.processes import PROCESSES
from benchmarks.stages import STAGES
from benchmarks.work import text

ROUNDS, FEW = 15, 3
"""Rounds of each pair; the median is quoted, because machines are noisy."""
ROWS = (*STAGES, *PROCESSES, *DOCUMENTS)
IN_RUNS = "two worker processes", "10,000 reports, three formats", "check of 10,000 reports as one project"
NOT_BUILT = "no-op rebuild of 10,000", "site of one year of 4,000 units"


def main(arguments: Sequence[str]) -> int:
    """Print a line a row; return the exit status."""
    short = "--short" in arguments
    numbers = [int(one) for one in arguments if one != "--short"]
    rounds = numbers[0] if numbers else FEW if short else ROUNDS
    print(f"{head()}\n{rounds} rounds, {len(text(0).encode())} bytes of YAML; medians of processor time\n\n{HEAD}")
    lost = [row for row in ROWS if _lost(row, rounds)]
    for names, why in ((IN_RUNS, "see python -m benchmarks.runs"), (NOT_BUILT, "not built yet")):
        for name in names:
            print(f"{name:46}{why:>30}")
    if short:
        _tell(lost)
    return int(short and bool(lost))


def _lost(row: Row, rounds: int) -> bool:
    """Measure a row and print it; say whether it is a gross loss that counts."""
    cost = row.measure(rounds)
    print(line(row, cost), flush=True)
    return bool(cost and row.budget and row.budget.share(cost) < GROSS and not row.unchecked)


def _tell(lost: Sequence[Row]) -> None:
    print()
    for row in ROWS:
        if row.unchecked:
            print(f"not checked: {row.what.strip()}: {row.unchecked}")
    for row in lost:
        print(f"GROSS LOSS: {row.what.strip()} does not reach half of its budget")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
