"""Walks over data files and tells their findings: what check and build have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import click

from gipgen.cli.outlets import Outlet
from gipgen.cli.session import Session, fail
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile, Found, discover
from gipgen.project.pipeline import Checked
from gipgen.project.selection import Selection
from gipgen.reporters import STANDARD, Summary
from gipgen.source import Source, real
from gipgen.words import Say

T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each data file, with all when each is done, and at the end even of a run that is broken off.

    `out` is the folder that is written to, if one is.
    """

    do: Callable[[DataFile], Built]
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
        with progress(session, found.files) as (files, telling.held):
            for file in files:
                built = work.do(file)
                summary.count_file(len(built.outputs), built.changed, draftable=built.draftable)
                take(built.checked)
        for checked in work.compare():
            take(checked, beside=True)
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


@contextmanager
def progress(session: Session, files: Sequence[T]) -> Iterator[tuple[Iterator[T], bool]]:
    """Give the files one by one behind a progress bar on a terminal, and whether there is one."""
    if len(files) < LONG or not sys.stderr.isatty():
        yield iter(files), False
        return
    label = session.say(Say("处理中", "working"))
    with click.progressbar(files, label=label, file=sys.stderr) as bar:
        yield iter(bar), True
