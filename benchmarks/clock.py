"""How costs are taken: processor time, in pairs that alternate, by medians, so that a busy machine does not change them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.budget import Cost

Work = Callable[[int], object]
"""Work on the report of a number."""

BATCH = 4
"""Reports in turn that each side works on before the other does."""


def pairs(rounds: int, own: Work, other: Work | None = None) -> Cost:
    """Return the medians of milliseconds a report; each side has been warmed by a round that does not count."""
    sides = [own, other] if other else [own]
    times: list[list[float]] = [[] for _ in sides]
    for round_ in range(rounds + 1):
        for side, taken in zip(sides, times, strict=True):
            taken.append(_batch(side, round_ * BATCH))
    return Cost(*(statistics.median(taken[1:]) for taken in times))


def _batch(work: Work, first: int) -> float:
    start = time.process_time()
    for number in range(first, first + BATCH):
        work(number)
    return (time.process_time() - start) * 1000 / BATCH


def commands(
    rounds: int,
    own: Sequence[str],
    other: Sequence[str],
    variables: Mapping[str, str],
    before: Callable[[], object] = lambda: None,
) -> Cost:
    """Return the medians of the processor's milliseconds of two commands in turn, once each before it counts."""
    times: list[list[float]] = [[], []]
    for _ in range(rounds + 1):
        before()
        for command, taken in zip((own, other), times, strict=True):
            taken.append(_command(command, variables))
    return Cost(*(statistics.median(taken[1:]) for taken in times))


def _command(command: Sequence[str], variables: Mapping[str, str]) -> float:
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE) as process:
        assert process.stdout
        told = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}: {told}")
    return (usage.ru_utime + usage.ru_stime) * 1000 - _given(told)


def _given(told: str) -> float:
    """Return the milliseconds that a command says do not count: its last line is `not counted MS`."""
    *_, last = ["", *told.splitlines()]
    return float(last.rpartition(" ")[2]) if last.startswith(NOT_COUNTED) else 0.0


NOT_COUNTED = "not counted"
