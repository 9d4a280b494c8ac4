"""Walks over data files and tells their findings: what check and build have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from gipgen.cli.outlets import Outlet
from gipgen.cli.session import Session, fail
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile, Found, PathError, discover, report_keys
from gipgen.reporters import STANDARD, Summary
from gipgen.source import Source
from gipgen.words import Say

T = TypeVar("T")

LONG = 20
"""From how many files on a terminal shows progress."""


def find_files(session: Session, paths: Sequence[Path], out: Path) -> Found:
    """Find the data files of a call; exits with status 2 when a path does not exist or holds none."""
    chosen = paths or session.config.paths or (session.config.root,)
    try:
        found = discover(chosen, session.config.root, out, report_keys(packaged_forms()))
    except PathError as error:
        fail(session.say(Say(f"没有这个文件或文件夹：{error}", f"no such file or folder: {error}")))
    if not found.files:
        where = ", ".join(map(str, chosen))
        fail(session.say(Say(f"{where} 里没有年报的数据文件", f"no report data files in {where}")))
    return found


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each data file and at the end; `out` is the folder that is written to, if one is."""

    do: Callable[[DataFile], Built]
    close: Callable[[], Sequence[Finding]] = tuple
    out: Path | None = None


def run(session: Session, found: Found, work: Work, chosen: Sequence[Outlet], *, strict: bool) -> int:
    """Work on every file; tell findings as they come or after the progress bar, then the rest.

    Return the exit status.
    """
    _keep_apart(session, found, chosen)
    telling = Telling(session, chosen, several=len(found.files) > 1)
    summary = Summary(skipped=tuple(path.as_posix() for path in found.others))

    def take(source: Source, findings: Sequence[Finding]) -> None:
        summary.add(findings)
        telling.part(source, findings)

    try:
        with progress(session, found.files) as (files, telling.held):
            for file in files:
                built = work.do(file)
                summary.count_file(len(built.outputs), built.changed, draftable=built.draftable)
                take(built.checked.source, built.checked.findings)
    finally:
        last = work.close()
    take(Source("", ""), last)
    return telling.close(summary, strict=strict, out=work.out)


def _keep_apart(session: Session, found: Found, chosen: Sequence[Outlet]) -> None:
    """Refuse to write findings over a data file; exits with status 2."""
    data = {file.path.resolve() for file in found.files}
    for outlet in chosen:
        if outlet.file != STANDARD and outlet.file.resolve() in data:
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
