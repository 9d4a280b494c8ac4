"""Walks over data files, prints their findings and the summary: what check and build have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from gipgen.cli.session import Session, exit_status, fail
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.discover import DataFile, Found, PathError, discover, report_keys
from gipgen.reporters import Summary, to_json, to_text
from gipgen.source import Source
from gipgen.words import Say

SKIPPED = 8
"""How many skipped files are named."""
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


def run(session: Session, found: Found, work: Work, *, strict: bool, output_format: str) -> int:
    """Work on every file; print findings as they come or after the progress bar, then the summary.

    Return the exit status.
    """
    summary = Summary(skipped=tuple(path.as_posix() for path in found.others))
    findings: list[Finding] = []
    held: list[str] = []

    def take(new: Sequence[Finding], source: Source, tell: Callable[[str], object]) -> None:
        summary.add(new)
        findings.extend(new)
        if output_format == "text":
            for finding in new:
                tell(to_text(finding, source, session.lang, session.paint) + "\n")

    try:
        with _progress(session, found.files) as (files, shown):
            for file in files:
                built = work.do(file)
                summary.count_file(len(built.outputs), built.changed, draftable=built.draftable)
                take(built.checked.findings, built.checked.source, held.append if shown else click.echo)
    finally:
        last = work.close()
    for text in held:
        click.echo(text)
    take(last, Source("", ""), click.echo)
    if output_format == "json":
        click.echo(to_json(findings, summary, session.lang))
    else:
        click.echo(session.say(_closing(summary, work.out)))
    return exit_status(findings, strict=strict)


@contextmanager
def _progress(session: Session, files: Sequence[DataFile]) -> Iterator[tuple[Iterator[DataFile], bool]]:
    """Give the files one by one behind a progress bar on a terminal, and whether there is one."""
    if len(files) < LONG or not sys.stderr.isatty():
        yield iter(files), False
        return
    label = session.say(Say("处理中", "working"))
    with click.progressbar(files, label=label, file=sys.stderr) as bar:
        yield iter(bar), True


def _closing(summary: Summary, out: Path | None) -> Say:
    errors, warnings = summary.count("error"), summary.count("warning")
    zh = f"{summary.files} 个文件：{errors} 个错误，{warnings} 个警告"
    en = f"{_number(summary.files, 'file')}: {_number(errors, 'error')}, {_number(warnings, 'warning')}"
    if out:
        zh += f"；生成 {summary.built} 份年报，{summary.outputs} 个输出（{summary.changed} 个有变化），在 {out} 里"
        en += f"; {_number(summary.built, 'report')} built, {_number(summary.outputs, 'output')} ({summary.changed} changed) in {out}"
        if missed := summary.files - summary.built:
            zh += f"；{missed} 份没有生成"
            en += f"; {missed} not built"
        if helped := summary.draftable:
            zh += "（加 --draft 可以生成草稿）" if helped == missed else f"（其中 {helped} 份加 --draft 可以生成草稿）"
            en += f" ({'' if helped == missed else f'{helped} of them '}can be built as drafts with --draft)"
    if summary.skipped:
        count = len(summary.skipped)
        named = ", ".join(summary.skipped[:SKIPPED]) + (", …" if count > SKIPPED else "")
        zh += f"；跳过 {count} 个不是年报的 YAML 文件（{named}）"
        en += f"; skipped {_number(count, 'YAML file')} not holding a report ({named})"
    return Say(zh + "。", en + ".")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
