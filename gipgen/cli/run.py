"""Walks over data files and tells their findings: what check and build have in common."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from msgspec import Struct, field

from gipgen.cli.outlets import Outlet
from gipgen.cli.session import CommandFunction, Session, fail
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.crew import CrewError
from gipgen.project.discover import DataFile, Found, discover
from gipgen.project.pipeline import Checked
from gipgen.project.selection import Selection
from gipgen.reporters import STANDARD, Summary
from gipgen.source import Source, real
from gipgen.words import Say

T = TypeVar("T")

MOST = 256
"""The most processes that can be asked for."""
LONG = 20
"""From how many files on a terminal shows progress."""


def find_files(session: Session, paths: Sequence[Path], out: Path) -> Found:
    """Find the data files of a call; exits with status 2 when there are none."""
    config = session.config
    chosen = paths or config.paths or (config.root,)
    found = discover(chosen, config.root, out, packaged_forms())
    if not found.files:
        where = ", ".join(map(str, chosen))
        fail(session.say(Say(f"{where} 里没有年报的数据文件", f"no report data files in {where}")))
    return found


class Work(Struct, frozen=True):
    """What is done with the data files, with all when each is done, and at the end even of a run that is broken off.

    `out` is the folder that is written to, if one is.
    """

    do: Callable[[Sequence[DataFile]], Iterator[Built]]
    compare: Callable[[], Iterable[Checked]] = tuple
    close: Callable[[], Sequence[Finding]] = tuple
    out: Path | None = None
    selection: Selection = field(default_factory=Selection)


def run(session: Session, found: Found, work: Work, chosen: Sequence[Outlet], *, strict: bool) -> int:
    """Work on every file; tell findings as they come or after the progress bar, then the rest.

    Return the exit status.
    """
    _keep_apart(session, found, chosen)
    telling = Telling(session, chosen, several=len(found.files) > 1)
    summary = Summary(skipped=tuple(path.as_posix() for path in found.others), firm=dict(work.selection.firm))

    def take(checked: Checked, *, beside: bool = False) -> None:
        summary.add(checked.findings, hidden=len(checked.hidden))
        telling.part(checked.source, checked.findings, beside=beside)

    try:
        with progress(session, work.do(found.files), len(found.files)) as (results, telling.held):
            for built in results:
                summary.count_file(len(built.outputs), built.changed, draftable=built.draftable)
                take(built.checked)
        for checked in work.compare():
            take(checked, beside=True)
    except CrewError:
        fail(session.say(_BROKEN))
    finally:
        last = work.close()
    take(Checked(Source("", ""), tuple(last), None))
    return telling.close(summary, strict=strict, out=work.out)


def _keep_apart(session: Session, found: Found, chosen: Sequence[Outlet]) -> None:
    """Refuse to write findings over a data file; exits with status 2."""
    data = {real(file.path) for file in found.files}
    for outlet in chosen:
        if outlet.file != STANDARD and real(outlet.file) in data:
            told = Say(
                f"{outlet.file} 是数据文件，不能用来存放提示", f"{outlet.file} is a data file; findings cannot go there"
            )
            fail(session.say(told))


_BROKEN = Say(
    "一个工作进程被中止了（可能是内存不足）；已经写好的文件都是完整的。请再运行一次，或加 --jobs 1",
    "a worker process was killed, perhaps for lack of memory; all files that were written are whole. Run it again, or with --jobs 1",
)


def jobs_option(function: CommandFunction) -> CommandFunction:
    """Add --jobs, which is None for auto."""
    decorate: Callable[[CommandFunction], CommandFunction] = click.option(
        "--jobs",
        metavar="N|auto",
        default="auto",
        callback=_jobs,
        help="同时用几个进程，默认 auto · Processes to use, auto by default.",
    )
    return decorate(function)


def _jobs(_context: click.Context, _parameter: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= MOST:
        raise click.BadParameter(f"{value!r}: auto, 1–{MOST}")
    return int(value)


@contextmanager
def progress(session: Session, items: Iterable[T], count: int) -> Iterator[tuple[Iterator[T], bool]]:
    """Give so many items one by one behind a progress bar on a terminal, and whether there is one."""
    if count < LONG or not sys.stderr.isatty():
        yield iter(items), False
        return
    label = session.say(Say("处理中", "working"))
    begun = time.monotonic()

    def rate(_item: T | None) -> str:
        return f"{bar.pos / max(time.monotonic() - begun, 0.001):.0f}/s"

    bar = click.progressbar(items, count, label=label, file=sys.stderr, show_pos=True, item_show_func=rate)
    with bar:
        yield iter(bar), True
