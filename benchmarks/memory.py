"""A command with its processes: seconds, and the most memory that the first one and the largest of the others came to."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_EACH = 0.05
"""Seconds between two looks; the system itself remembers the most that a process has had."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took: wall and processor seconds, the latter of all its processes, and MiB.

    None stands for what no process was or the system does not tell.
    """

    seconds: float
    processor: float
    parent: float | None
    worker: float | None


def watched(command: Sequence[str], variables: Mapping[str, str]) -> Run:
    """Run a command to its end; raises RuntimeError with its words when it fails."""
    parent, workers = 0.0, 0.0
    with TemporaryFile() as told:
        start = time.perf_counter()
        with subprocess.Popen(command, env=variables, stdout=told, stderr=subprocess.STDOUT) as process:
            while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
                parent = max(parent, _peak(process.pid))
                workers = max(workers, *map(_peak, _children(process.pid)), 0.0)
                time.sleep(_EACH)
            seconds = time.perf_counter() - start
            _, status, usage = ended
            process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}: {told.read().decode()[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, parent or None, workers or None)


def _peak(pid: int) -> float:
    """Return the most memory that a process has had, in MiB; 0 where it has ended or the system has no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _children(pid: int) -> list[int]:
    """Return the processes that a process has begun, and those that they have begun."""
    found: list[int] = []
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        direct = [int(child) for task in tasks for child in (task / "children").read_text("utf-8").split()]
    except OSError:
        return []
    for child in direct:
        found += [child, *_children(child)]
    return found
