"""`python -m benchmarks`: run each stage and its plain counterpart in turn and print medians and ratios."""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.stages import STAGES, Stage

ROUNDS = 15
"""Rounds of each pair; the median is quoted, because machines are noisy."""


def main() -> None:
    """Print one line a stage: gipgen's median, the plain stack's, their ratio and the budget."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    text = (Path(__file__).parent.parent / "samples" / "huaian-2024.yaml").read_text("utf-8")
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {rounds} rounds, {len(text.encode())} bytes of YAML"
    )
    print(f"{'stage':34}{'gipgen ms':>11}{'plain ms':>11}{'ratio':>8}{'budget':>8}")
    for stage in STAGES:
        own, plain = _pair(stage, text, rounds)
        print(f"{stage.name:34}{own:11.2f}{plain:11.2f}{plain / own:8.1f}{stage.budget:>8}")


def _pair(stage: Stage, text: str, rounds: int) -> tuple[float, float]:
    own, plain = stage.prepare(text)
    own()
    plain()
    times = [(_time(own), _time(plain)) for _ in range(rounds)]
    return statistics.median(first for first, _ in times), statistics.median(second for _, second in times)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
