"""Walks over data files, prints their findings and the summary: what check and build have in common."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from gipgen.cli.session import FAULTS, Session, exit_status, fail
from gipgen.findings import Finding
from gipgen.project.build import Built, collisions, refuse
from gipgen.project.discover import DataFile, Found, PathError, discover
from gipgen.reporters import Summary, to_json, to_text
from gipgen.words import Say

SKIPPED = 8
"""How many skipped files are named."""
LONG = 20
"""From how many files on a terminal shows progress."""


def find_files(session: Session, paths: Sequence[Path], out: Path) -> Found:
    """Find the data files of a call; exits with status 2 when a path does not exist or holds none."""
    chosen = paths or session.config.paths or (session.config.root,)
    try:
        found = discover(chosen, session.config.root, out)
    except PathError as error:
        fail(session.say(Say(f"没有这个文件或文件夹：{error}", f"no such file or folder: {error}")))
    if not found.files:
        where = ", ".join(map(str, chosen))
        fail(session.say(Say(f"{where} 里没有年报的数据文件", f"no report data files in {where}")))
    return found


def run(
    session: Session,
    found: Found,
    work: Callable[[DataFile], Built],
    *,
    strict: bool,
    output_format: str,
    out: Path | None = None,
) -> int:
    """Do the work on every file, writing to `out` if it writes; print findings as they come or after the progress bar, then the summary.

    Return the exit status.
    """
    summary = Summary(skipped=tuple(path.as_posix() for path in found.others))
    findings: list[Finding] = []
    clashes = collisions(found.files) if out else {}
    held: list[str] = []
    with _progress(session, found.files) as (files, shown):
        tell = held.append if shown else click.echo
        for file in files:
            built = refuse(file, clashes[file.path]) if file.path in clashes else work(file)
            checked = built.checked
            summary.files += 1
            summary.built += bool(built.outputs)
            summary.outputs += len(built.outputs)
            summary.changed += built.changed
            summary.add(checked.findings)
            findings += checked.findings
            if output_format == "text":
                for finding in checked.findings:
                    tell(to_text(finding, checked.source, session.lang, session.paint) + "\n")
    for text in held:
        click.echo(text)
    if output_format == "json":
        click.echo(to_json(findings, summary, session.lang))
    else:
        click.echo(session.say(_closing(summary, out)))
    if any(finding.rule in FAULTS for finding in findings):
        return 2
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
        missed = summary.files - summary.built
        zh += f"；生成 {summary.built} 份年报，{summary.outputs} 个输出（{summary.changed} 个有变化），在 {out} 里"
        en += f"; {_number(summary.built, 'report')} built, {_number(summary.outputs, 'output')} ({summary.changed} changed) in {out}"
        if missed:
            zh += f"；{missed} 份因有错误没有生成（加 --draft 可以生成草稿）"
            en += f"; {missed} not built for their errors (--draft builds drafts)"
    if summary.skipped:
        count = len(summary.skipped)
        named = ", ".join(summary.skipped[:SKIPPED]) + (", …" if count > SKIPPED else "")
        zh += f"；跳过 {count} 个不是年报的 YAML 文件（{named}）"
        en += f"; skipped {_number(count, 'YAML file')} not holding a report ({named})"
    return Say(zh + "。", en + ".")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
