"""Folders with many reports, the plain stack with several processes, and what several processes get of this machine."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks import plain
from benchmarks.reference import ordinary
from benchmarks.work import checked_text

TURNS = 5
_COUNTED = 10_000_000


def folders(root: Path, count: int) -> dict[int, Path]:
    """Write a hundredth, a tenth and all of so many data files; return their folders by number."""
    texts = [ordinary(number).text for number in range(count)]
    made = {}
    for size in (count // 100, count // 10, count):
        made[size] = root / f"data-{size}"
        made[size].mkdir()
        for number, text in enumerate(texts[:size]):
            Path(made[size], f"{number:05}.yaml").write_text(text, "utf-8")
    return made


def plain_seconds(root: Path, count: int, workers: int) -> float:
    """Return the seconds in which so many warm processes build so many reports with the plain stack."""
    with ProcessPoolExecutor(workers) as executor:
        list(executor.map(partial(_built, root), range(workers * 2)))
        return sum(executor.map(partial(_built, root), range(count), chunksize=8)) / workers


def _built(root: Path, number: int) -> float:
    """Build one report; return the seconds that the plain stack itself took."""
    text = ordinary(number).text
    report = checked_text(text).report
    assert report is not None
    start = time.perf_counter()
    plain.build(text, report, plain.context_of(report), root / f"plain-{number}")
    return time.perf_counter() - start


def parallel() -> float:
    """Return how much more two processes do than one."""
    with ProcessPoolExecutor(2) as executor:
        list(executor.map(_count, [1, 1]))
        return statistics.median(2 * _timed(executor, 1) / _timed(executor, 2) for _ in range(TURNS))


def _timed(executor: ProcessPoolExecutor, processes: int) -> float:
    start = time.perf_counter()
    list(executor.map(_count, [_COUNTED] * processes))
    return time.perf_counter() - start


def _count(times: int) -> int:
    number = 0
    for _ in range(times):
        number += 1
    return number
