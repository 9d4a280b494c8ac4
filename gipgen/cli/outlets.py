"""Where findings are told, and in which format: what the options say, else what the platform wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from gipgen.reporters import STANDARD

CODE_QUALITY = Path("gl-code-quality-report.json")
"""What GitLab calls the report."""


class Outlet(Struct, frozen=True):
    """A reporter by its name and the file it writes; an appended file keeps what it holds."""

    reporter: str
    file: Path = STANDARD
    append: bool = False


def outlets(format_: str | None, file: Path | None, environment: Mapping[str, str]) -> tuple[Outlet, ...]:
    """Return all outlets of a call; with either option nothing is done for the platform."""
    if format_ is None and file is None:
        wanted = (of for name, of in PLATFORMS.items() if environment.get(name) == "true")
        return tuple(next(wanted, _terminal)(environment))
    asked = Outlet(format_ or "text", file or STANDARD)
    return (asked,) if asked.file == STANDARD else (Outlet("text"), asked)


def _terminal(_environment: Mapping[str, str]) -> Iterator[Outlet]:
    yield Outlet("text")


def _github(environment: Mapping[str, str]) -> Iterator[Outlet]:
    yield Outlet("github_log")
    if page := environment.get("GITHUB_STEP_SUMMARY"):
        yield Outlet("github_summary", Path(page), append=True)


def _gitlab(_environment: Mapping[str, str]) -> Iterator[Outlet]:
    yield Outlet("text")
    yield Outlet("gitlab", CODE_QUALITY)


PLATFORMS: dict[str, Callable[[Mapping[str, str]], Iterator[Outlet]]] = {
    "GITHUB_ACTIONS": _github,
    "GITLAB_CI": _gitlab,
}
"""The variables by which platforms make themselves known, and what each wants."""


def repository(here: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder from which the platform counts its paths; the current one when there is no platform."""
    named = (
        Path(environment[name]).resolve() for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR") if environment.get(name)
    )
    return next((root for root in named if here.is_relative_to(root)), here)
