"""`python -m benchmarks.runs [COUNT] [PICTURE]`: build and check up to COUNT reports as whole commands.

Prints seconds of the clock and of all processors, and memory, for a hundredth, a tenth and all of COUNT (10,000 of the budgets; 1,000 by default), one and two
workers in turn, the plain stack beside them, and whether the cost is linear; PICTURE is a .png for the plot.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.budget import Budget, Cost, mark
from benchmarks.crowd import folders, parallel, plain_seconds
from benchmarks.growth import Points, drawn, exponent, picture
from benchmarks.machine import head
from benchmarks.memory import Run, watched
from benchmarks.surroundings import GIPGEN, variables

COUNT, LEAST = 1000, 200
PAIRS = 3
WORKERS = 2
PLAIN = 60
"""Reports that the plain stack builds; it is slow, and linear."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs by number of reports."""

    build: dict[int, Run]
    check: dict[int, Run]


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    count = max(LEAST, int(arguments[0])) if arguments else COUNT
    print(f"{head()}\n{_calm()}\n", flush=True)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        sizes = folders(root, count)
        print(
            f"{'reports':>8}{'command':>8}{'seconds':>10}{'processor':>11}{'ms each':>9}{'parent MiB':>12}{'worker MiB':>12}"
        )
        runs = Runs({}, {})
        _build(sizes[min(sizes)], root / "first", WORKERS)  # after which bytecode and cache are there
        for size, data in sizes.items():
            runs.build[size] = _told(size, "build", _build(data, root / f"out-{size}", WORKERS))
            runs.check[size] = _told(
                size, "check", watched((*GIPGEN, "check", str(data), *_jobs(WORKERS)), variables())
            )
        half = sizes[sorted(sizes)[-2]]
        pairs = [[_build(half, root / f"out-{jobs}-{turn}", jobs).seconds for jobs in (1, 2)] for turn in range(PAIRS)]
        plain = plain_seconds(root, PLAIN, WORKERS) / PLAIN
    _judge(count, runs, Cost(*map(statistics.median, zip(*[(two, one) for one, two in pairs], strict=True))), plain)
    series = {name: {size: run.processor for size, run in found.items()} for name, found in _series(runs)}
    print(f"\n{drawn(series)}")
    for name, points in series.items():
        print(f"{name}: cost grows as n^{exponent(points):.2f}, from a tenth to all as n^{exponent(_last(points)):.2f}")
    if len(arguments) > 1:
        picture(series, Path(arguments[1]))


def _calm() -> str:
    return f"two processes that only count do {parallel():.2f} times the work of one here: what two workers can reach"


def _build(data: Path, out: Path, jobs: int) -> Run:
    return watched((*GIPGEN, "build", str(data), "--out", str(out), *_jobs(jobs)), variables())


def _jobs(jobs: int) -> tuple[str, str]:
    return "--jobs", str(jobs)


def _series(runs: Runs) -> tuple[tuple[str, dict[int, Run]], ...]:
    return ("build", runs.build), ("check as one project", runs.check)


def _last(points: Points) -> Points:
    """Leave out the smallest size, at which the start of processes is a good part of the cost."""
    return dict(list(points.items())[1:])


def _told(size: int, command: str, run: Run) -> Run:
    memory = "".join(f"{amount:12.1f}" if amount else f"{'–':>12}" for amount in (run.parent, run.worker))
    print(
        f"{size:8}{command:>8}{run.seconds:10.2f}{run.processor:11.2f}{run.processor * 1000 / size:9.2f}{memory}",
        flush=True,
    )
    return run


def _judge(count: int, runs: Runs, workers: Cost, plain: float) -> None:
    """Print each budget and how it is kept."""
    build, check = runs.build[count], runs.check[count]
    many = Budget("ms", 60_000)
    reached = {
        f"two workers of one: {workers.other / workers.own:.2f}×, ≥ 1.75×": Budget("faster", 1.75).share(workers),
        f"build: {plain * count / build.seconds:.1f} times the plain stack with two workers ({plain * 1000:.0f} ms each), ≥ 25×": Budget(
            "faster", 25
        ).share(Cost(build.seconds, plain * count)),
        f"build of 10,000: {build.seconds * 10_000 / count:.0f} s ({_rate(build, count)}), ≤ 60 s": many.share(
            _scaled(build, count)
        ),
        f"check of 10,000: {check.seconds * 10_000 / count:.0f} s ({_rate(check, count)}), ≤ 60 s": many.share(
            _scaled(check, count)
        ),
    }
    if build.worker:
        reached[f"a worker: {build.worker:.0f} MiB, ≤ 60 MiB"] = 60 / build.worker
    print()
    for told, share in reached.items():
        print(f"{told:90}{mark(share)}")
    for name, found in _series(runs):
        print(f"{name}: the parent grows by {_growth(found)}; it should not")


def _rate(run: Run, count: int) -> str:
    return f"{count / run.seconds:.0f} a second"


def _scaled(run: Run, count: int) -> Cost:
    return Cost(run.seconds * 1000 * 10_000 / count)


def _growth(runs: dict[int, Run]) -> str:
    *_, few, most = sorted(runs)
    first, last = runs[few].parent, runs[most].parent
    return f"{(last - first) * 1024 / (most - few):.2f} KiB a report" if first and last else "what is not told here"


if __name__ == "__main__":
    main(sys.argv[1:])
