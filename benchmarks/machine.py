"""What was measured on: the head of every table."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("pyyaml", "cerberus", "jinja2", "docxtpl", "python-docx", "lxml")


def head() -> str:
    """Return machine, system, load, Python and the versions of what is measured."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, {_load()}\n"
        f"Python {platform.python_version()}, gipgen {version('gipgen')}, {libraries}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _load() -> str:
    return (
        "load " + " ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "load unknown"
    )
