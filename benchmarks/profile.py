"""`python -m benchmarks.profile warm|cold [REPORTS]`: where the time of a build goes; the tables of the README."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks import profile_cold, profile_warm
from benchmarks.machine import head

REPORTS = 1000


def main(arguments: Sequence[str]) -> None:
    """Print a table in Markdown."""
    print(f"{head()}\n", flush=True)
    which, *numbers = arguments or ["warm"]
    print(profile_cold.table() if which == "cold" else profile_warm.table(int(numbers[0]) if numbers else REPORTS))


if __name__ == "__main__":
    main(sys.argv[1:])
