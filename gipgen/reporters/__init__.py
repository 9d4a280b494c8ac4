"""Findings → what people and programs read: one module a format, each with its REPORTER."""

from __future__ import annotations

from importlib import import_module

from gipgen.reporters.run import STANDARD, WIDTH, Part, Reporter, Run, Voice, counts, exit_status
from gipgen.reporters.summary import Summary

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
"""The formats that can be asked for; modules of the same names."""


def reporter(name: str) -> Reporter:
    """Return the reporter of a module, which is imported when it is asked for."""
    found: Reporter = import_module(f"gipgen.reporters.{name}").REPORTER
    return found


__all__ = [
    "FORMATS",
    "STANDARD",
    "WIDTH",
    "Part",
    "Reporter",
    "Run",
    "Summary",
    "Voice",
    "counts",
    "exit_status",
    "reporter",
]
