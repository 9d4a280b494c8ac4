"""The rows of whole processes: help, version, and one report from a process that begins with nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.budget import Budget, Cost, Row
from benchmarks.clock import commands
from benchmarks.surroundings import GIPGEN, variables
from benchmarks.work import text

NOTHING = (sys.executable, "-c", "pass")


def _start(option: str) -> Callable[[int], Cost]:
    return lambda rounds: commands(rounds, (*GIPGEN, option), NOTHING, variables())


def _cold(*, cached: bool) -> Callable[[int], Cost]:
    """Build one report; the round that does not count has warmed the cache."""

    def measure(rounds: int) -> Cost:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            path = root / "report.yaml"
            path.write_text(text(0), "utf-8")
            own = (*GIPGEN, "build", str(path), "--out", str(root / "own"))
            other = (sys.executable, "-m", "benchmarks.cold", str(path), str(root / "plain"))
            return commands(
                rounds, own, other, variables(cached=cached), before=lambda: shutil.rmtree(root / "own", True)
            )

    return measure


PROCESSES = (
    Row("gipgen --help", Budget("within", 5), _start("--help"), "python -c pass"),
    Row("gipgen --version", Budget("within", 5), _start("--version"), "python -c pass"),
    Row("one report from a cold process", Budget("faster", 4), _cold(cached=True)),
    Row("  the same without a cache", None, _cold(cached=False)),
)
