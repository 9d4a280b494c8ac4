"""gipgen build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from gipgen.cli.outlets import Outlet, outlets
from gipgen.cli.output import put
from gipgen.cli.run import Work, find_files, jobs_option, run
from gipgen.cli.selecting import selecting_options, selection_of
from gipgen.cli.session import Session, fail, finding_options, open_session, own_templates
from gipgen.cli.stdin import check_stdin
from gipgen.cli.telling import Telling
from gipgen.form import packaged_forms
from gipgen.project.build import Built, Plan, build_file, check_one, render_checked
from gipgen.project.company import Company
from gipgen.project.crew import crew_size, each
from gipgen.project.discover import DataFile, Found, seen_from_here
from gipgen.project.outputs import Outputs
from gipgen.project.pipeline import Checked, check_file
from gipgen.render.formats import FORMATS
from gipgen.render.own import OwnTemplates
from gipgen.reporters import STANDARD, Summary
from gipgen.rules import RUN_RULES
from gipgen.words import Say


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "formats", metavar="md,html,docx", help="输出格式，默认三种 · Formats, all three by default.")
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹，默认 dist · Output folder, dist by default.")
@click.option(
    "--templates", type=click.Path(path_type=Path, file_okay=False, exists=True), help="自己的模板 · Own templates."
)
@click.option("--draft", is_flag=True, help="有错误也生成，每页标明草稿 · Build in spite of errors, marked as drafts.")
@click.option(
    "--verify/--no-verify",
    default=None,
    help="写出前读回每个输出，与数据逐格核对；加 --strict 时默认核对 · Read every output back before it is written.",
)
@selecting_options
@jobs_option
@finding_options
def command(
    paths: tuple[Path, ...],
    formats: str | None,
    out: Path | None,
    templates: Path | None,
    draft: bool,
    verify: bool | None,
    jobs: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    output_format: str | None,
    output_file: Path | None,
    lang: str | None,
) -> None:
    """检查数据文件，生成 Markdown、HTML 和 Word。

    Check data files and build their reports as DIST/<path of the data file>.md, .html and .docx.
    """
    session = open_session(lang)
    config = session.config
    folder = templates or own_templates(config)
    plan = Plan(
        packaged_forms(),
        _formats(session, formats),
        seen_from_here(out or config.out or config.root / "dist", config.root),
        config.root,
        OwnTemplates.at(folder) if folder else None,
        draft,
        selection_of(session, select, ignore),
        strict if verify is None else verify,
    )
    chosen = outlets(output_format, output_file, os.environ)
    if paths == (STANDARD,) or out == STANDARD:
        sys.exit(_stream(session, plan, paths, out, chosen, strict=strict))
    found = find_files(session, paths, plan.out)
    sys.exit(run(session, found, work_on(plan, found, jobs), chosen, strict=strict))


def work_on(plan: Plan, found: Found, jobs: int | None) -> Work:
    """Build each file as soon as it is checked, unless what is found between reports can keep one from being built."""
    company, outputs = Company(plan.forms, plan.selection, whole=found.whole), Outputs(plan)
    size = crew_size(jobs, len(found.files))

    def ahead(files: Sequence[DataFile]) -> dict[str, Checked]:
        """Check and compare all files before anything is made of them; they are read once more."""
        check = partial(check_one, plan.forms, plan.root, plan.selection)
        for file, built in zip(files, each(check, files, size), strict=True):
            company.keep(file, built)
        return {checked.source.name: checked for checked in company.compare()}

    def do(files: Sequence[DataFile]) -> Iterator[Built]:
        refused = {file.name: refusal for file in files if (refusal := outputs.refusal(file))}
        beside = ahead(files) if first else {}
        tasks = [(file, beside.get(file.name)) for file in files if file.name not in refused]
        results = each(partial(build_file, plan), tasks, size)
        for file in files:
            built = refused.get(file.name) or outputs.settled(file, next(results))
            yield built if first else company.keep(file, built)

    def compare() -> Iterator[Checked]:
        for checked in () if first else company.compare():
            outputs.note(checked)
            yield company.quoted(checked)

    first = plan.selection.refuses(RUN_RULES)
    return Work(do, compare, outputs.close, plan.out, plan.selection)


def _formats(session: Session, given: str | None) -> tuple[str, ...]:
    named = given or ",".join(session.config.formats)
    names = tuple(named.replace(" ", "").split(",")) if named else tuple(FORMATS)
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        listed = ", ".join(FORMATS)
        fail(
            session.say(
                Say(
                    f"没有这种输出格式：{', '.join(unknown)}；可用 {listed}",
                    f"unknown format {', '.join(unknown)}; known are {listed}",
                )
            )
        )
    return tuple(dict.fromkeys(names))


def _stream(
    session: Session,
    plan: Plan,
    paths: tuple[Path, ...],
    out: Path | None,
    chosen: tuple[Outlet, ...],
    *,
    strict: bool,
) -> int:
    """Build one report from standard input or to standard output; findings go to standard error."""
    if len(paths) != 1 or out != STANDARD or len(plan.formats) != 1:
        fail(
            session.say(Say("用 - 时：一个文件、--out - 和一种 --format", "with -: one file, --out - and one --format"))
        )
    path = paths[0]
    checked = (
        check_stdin(plan.forms, plan.root, plan.selection)
        if path == STANDARD
        else check_file(path, str(path), plan.forms, plan.root, plan.selection)
    )
    checked, files = render_checked(checked, plan, "report")
    built = Built.of(checked, tuple(map(Path, files)))
    summary = Summary(firm=dict(plan.selection.firm))
    summary.count_file(len(files), 0, draftable=built.draftable)
    summary.add(checked.findings, hidden=len(checked.hidden))
    telling = Telling(session, chosen, error=True)
    telling.part(checked.source, checked.findings)
    if files:
        put(STANDARD, files[f".{plan.formats[0]}"], force=True)
    return telling.close(summary, strict=strict, out=out)
