"""gipgen export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from gipgen.cli.choosing import choose_form, form_options, refuse
from gipgen.cli.outlets import outlets
from gipgen.cli.output import put
from gipgen.cli.session import Session, common_options, open_session
from gipgen.cli.telling import Telling
from gipgen.form import Field, Form, load_envelope, packaged_forms
from gipgen.project.pipeline import check_file, draft_of
from gipgen.reporters import STANDARD, Summary
from gipgen.scaffold import Contents
from gipgen.words import Say


def _xlsx(form: Form, envelope: Field, contents: Contents) -> bytes:
    from gipgen.workbook.build import workbook

    return workbook(form, envelope, contents)


FORMATS: dict[str, Callable[[Form, Field, Contents], bytes]] = {"xlsx": _xlsx}
"""By suffix what makes the file of a report."""


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="xlsx", show_default=True, help="格式 · Format."
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="写到哪个文件，默认按数据文件或年度取名 · Where to write it."
)
@form_options
@click.option("--force", is_flag=True, help="覆盖已有的文件 · Overwrite an existing file.")
@common_options
def command(
    file: Path | None,
    format_: str,
    out: Path | None,
    year: int | None,
    form_id: str | None,
    local: tuple[str, ...],
    force: bool,
    lang: str | None,
) -> None:
    """生成填报用的 Excel 工作簿：空白的，或填好一份数据文件的内容。

    Write a workbook for those who fill in cells and not text: empty, or with what the data file FILE holds.
    gipgen import turns it into a data file again.
    """
    session = open_session(lang)
    if file is None:
        year = year or date.today().year - 1
        form, _ = choose_form(session, year, form_id, local)
        target = out or Path(f"report-{year}.{format_}")
        _write(session, target, FORMATS[format_](form, load_envelope(), Contents({"year": year})), force=force)
        return
    if year or form_id or local:
        refuse(session, "年度、格式和地方附加以数据文件为准", "year, form and local rows are those of the data file")
    target = out or file.with_suffix(f".{format_}")
    sys.exit(_export(session, file, target, FORMATS[format_], force=force))


def _export(
    session: Session, file: Path, target: Path, make: Callable[[Form, Field, Contents], bytes], *, force: bool
) -> int:
    """Export a data file, tell what check finds in it, and return the exit status."""
    from gipgen.workbook.contents import contents_of

    forms, summary = packaged_forms(), Summary(files=1)
    checked = check_file(file, file.as_posix(), forms, session.config.root)
    telling = Telling(session, outlets(None, None, os.environ), error=target == STANDARD)
    summary.add(checked.findings)
    telling.part(checked.source, checked.findings)
    draft = draft_of(checked.source, forms) if checked.report else None
    if draft and checked.report:
        _write(session, target, make(draft.form, load_envelope(), contents_of(draft, checked.report)), force=force)
    return telling.close(summary, strict=False)


def _write(session: Session, target: Path, data: bytes, *, force: bool) -> None:
    put(target, data, force=force)
    if target != STANDARD:
        told = Say(
            f"已生成 {target}。填好后运行：gipgen import {target} -o 数据文件.yaml",
            f"Wrote {target}. Fill it in, then run: gipgen import {target} -o FILE.yaml",
        )
        click.echo(session.say(told))
