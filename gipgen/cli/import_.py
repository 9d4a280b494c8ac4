"""gipgen import."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from gipgen.cli.clashes import refuse_clashes
from gipgen.cli.comparing import compare
from gipgen.cli.outlets import outlets
from gipgen.cli.output import put
from gipgen.cli.run import progress
from gipgen.cli.schema import schema_bytes
from gipgen.cli.session import Session, fail, finding_options, open_session
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.importing import Taken, data_file, provenance, take
from gipgen.project.reasons import reason
from gipgen.reporters import STANDARD, Summary
from gipgen.scaffold import SCHEMA_NAME, Style
from gipgen.source import FIRST, Source
from gipgen.words import Say


@click.command()
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="数据文件，或放多个数据文件的文件夹；默认标准输出 · Data file, or a folder for several; standard output by default.",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 · Overwrite existing files.")
@click.option(
    "--keys", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="键的语言 · Language of keys."
)
@click.option(
    "--provenance",
    "origins",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另存每个数的出处（JSON） · File for the origin of each figure (JSON).",
)
@click.option(
    "--diff",
    "report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="与这份数据文件逐格比较，不生成文件 · Compare with this data file and write nothing.",
)
@finding_options
def command(
    documents: tuple[Path, ...],
    out: Path | None,
    force: bool,
    keys: str,
    origins: Path | None,
    report: Path | None,
    strict: bool,
    output_format: str | None,
    output_file: Path | None,
    lang: str | None,
) -> None:
    """从已有的年报（Word、网页、PDF、Excel、Markdown、文本）生成数据文件。

    Turn published reports into data files: .docx, .html, .pdf, .xlsx, .md and .txt; .doc, .wps, .odt,
    .xls, .et and .ods with LibreOffice. Nothing is invented or repaired: what is blank stays blank, and is told.
    """
    session = open_session(lang)
    chosen = outlets(output_format, output_file, os.environ)
    told = [*([origins] if origins else ()), *(outlet.file for outlet in chosen if not outlet.append)]
    if report:
        refuse_clashes(session, (*documents, report), told)
        sys.exit(compare(session, report, [(path, _take(path)) for path in documents], chosen, strict=strict))
    style = Style(keys == "en")
    several = len(documents) > 1 or (out is not None and out.is_dir())
    if several and out is None:
        fail(session.say(Say("导入多个文档时，用 -o 指定文件夹", "to import several documents, name a folder with -o")))
    targets = _targets(session, documents, out if several else None, force=force)
    written = list(targets.values()) or [out or STANDARD]
    schemas = dict.fromkeys(path.parent / SCHEMA_NAME for path in written if path != STANDARD)
    refuse_clashes(session, documents, [*written, *schemas, *told])
    telling = Telling(session, chosen, several=several, error=out is None)
    summary, found = Summary(), []
    with progress(session, documents) as (paths, telling.held):
        for path in paths:
            taken = _take(path)
            target = targets.get(path, out or STANDARD)
            if taken.imported:
                _write(target, taken, style, force=force)
                found.append(provenance(taken.imported, path.as_posix()))
            summary.count_file(int(taken.imported is not None), 1, draftable=False)
            summary.add(taken.findings)
            telling.part(Source(path.as_posix(), ""), taken.findings)
    if origins:
        put(origins, f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode(), force=force)
    status = telling.close(summary, strict=strict)
    if out and found:
        done = Say(
            f"已写出 {len(found)} 份数据文件。对照原文补好以后运行：gipgen check {out}",
            f"Wrote {len(found)} data {'file' if len(found) == 1 else 'files'}. Complete from the document, then run: gipgen check {out}",
        )
        click.echo(session.say(done), err=True)
    sys.exit(status)


def _take(path: Path) -> Taken:
    try:
        return take(path, path.as_posix(), packaged_forms())
    except OSError as error:
        return Taken((Finding("GIP602", FIRST, {"reason": reason(error)}, file=path.as_posix()),))


def _targets(session: Session, documents: Sequence[Path], folder: Path | None, *, force: bool) -> dict[Path, Path]:
    """Return where the data file of each document goes; exits with status 2 when two are one or a file is in the way."""
    targets = {path: folder / f"{path.stem}.yaml" for path in documents} if folder else {}
    twice = [str(target) for target, count in Counter(targets.values()).items() if count > 1]
    if twice:
        listed = ", ".join(twice)
        fail(session.say(Say(f"几个文档的数据文件同名：{listed}", f"several documents would become {listed}")))
    if not force and (there := [str(target) for target in targets.values() if target.exists()]):
        listed = ", ".join(there)
        fail(
            session.say(Say(f"文件已存在，加 --force 覆盖：{listed}", f"these exist; overwrite with --force: {listed}"))
        )
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return targets


def _write(target: Path, taken: Taken, style: Style, *, force: bool) -> None:
    assert taken.imported is not None
    additions = packaged_forms().local_to(taken.imported.form.id)
    put(target, data_file(taken.imported, replace(style, additions=additions)).encode(), force=force)
    if target != STANDARD:
        put(target.parent / SCHEMA_NAME, schema_bytes(), force=True)
