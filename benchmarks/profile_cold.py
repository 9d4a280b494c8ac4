"""One report from a process that begins with nothing: imports by package, and what is made ready once, by stage."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cold_stages import KINDS
from benchmarks.surroundings import GIPGEN, variables
from benchmarks.work import text

SHOWN = 14
"""Packages that are listed; the rest are added up."""
TURNS = 5


def table() -> str:
    """Measure in processes of their own, each for a time with a cache; return two tables."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "report.yaml"
        path.write_text(text(0), "utf-8")
        stages = (sys.executable, "-m", "benchmarks.cold_stages", str(path), str(folder / "stages"))
        runs = [json.loads(_ran(stages, variables())[0]) for _ in range(TURNS)][1:]
        command = (*GIPGEN[:1], "-X", "importtime", *GIPGEN[1:], "build", str(path), "--out", str(folder / "out"))
        told = _ran(command, variables())[1]
    best = min(runs, key=lambda run: sum(stage[0] for stage in run.values()))
    return f"{_stages(best)}\n\n{_imports(told)}"


def _ran(command: tuple[str, ...], surroundings: dict[str, str]) -> tuple[str, str]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings)
    return done.stdout, done.stderr


def _stages(stages: dict[str, list[float]]) -> str:
    kinds = "".join(f" of them {kind} |" for kind in KINDS)
    lines, so_far = [f"| stage | ms | all so far |{kinds}", f"|---|--:|--:|{'--:|' * len(KINDS)}"], 0.0
    for name, (spent, *parts) in stages.items():
        so_far += spent
        lines.append(f"| {name} | {spent:.1f} | {so_far:.1f} |" + "".join(f" {part:.1f} |" for part in parts))
    sums = [sum(column) for column in zip(*stages.values(), strict=True)]
    return "\n".join([*lines, f"| all | {sums[0]:.1f} | |" + "".join(f" {part:.1f} |" for part in sums[1:])])


def _imports(told: str) -> str:
    """Add up by package what -X importtime tells of each module alone; the modules of Python itself are one package."""
    spent: Counter[str] = Counter()
    for line in told.splitlines():
        if line.startswith("import time:") and line.split("|")[0].split()[-1].isdigit():
            own, _, module = line.removeprefix("import time:").split("|")
            package = module.strip().partition(".")[0]
            spent["Python's own" if package in sys.stdlib_module_names else package] += int(own)
    lines = ["| package | ms of imports |", "|---|--:|"]
    lines += [f"| {package} | {amount / 1000:.1f} |" for package, amount in spent.most_common(SHOWN)]
    rest = sum(amount for _, amount in spent.most_common()[SHOWN:])
    return "\n".join([*lines, f"| {len(spent) - SHOWN} others | {rest / 1000:.1f} |"] if rest else lines)
