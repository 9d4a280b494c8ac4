"""gipgen import."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from gipgen.cli.choosing import keys_option, refuse
from gipgen.cli.clashes import refuse_clashes, refuse_existing
from gipgen.cli.comparing import compare
from gipgen.cli.outlets import outlets
from gipgen.cli.output import put
from gipgen.cli.run import progress
from gipgen.cli.schema import schema_bytes
from gipgen.cli.session import Session, finding_options, open_session
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.importing import Taken, data_file, provenance, take
from gipgen.project.build import unwritten
from gipgen.project.reasons import reason
from gipgen.project.write import write_files
from gipgen.reporters import STANDARD, Summary
from gipgen.scaffold import SCHEMA_NAME, Style
from gipgen.source import FIRST, Source, real
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
@keys_option
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
    documents = _once(documents)
    told = [outlet.file for outlet in chosen if not outlet.append]
    if report:
        if out or origins or force or keys != "zh":
            refuse(session, "--diff 只比较，不写文件，不能与 -o、--provenance、--keys、--force 同用", _DIFF)
        refuse_clashes(session, (*documents, report), told)
        sys.exit(compare(session, report, [(path, _take(path)) for path in documents], chosen, strict=strict))
    several = len(documents) > 1 or (out is not None and out.is_dir())
    if several and (out is None or out == STANDARD):
        refuse(session, "导入多个文档时，用 -o 指定文件夹", "to import several documents, name a folder with -o")
    targets = _targets(session, documents, out or STANDARD, several=several)
    results = [*targets.values(), *([origins] if origins else ())]
    schemas = dict.fromkeys(path.parent / SCHEMA_NAME for path in targets.values() if path != STANDARD)
    refuse_clashes(session, documents, [*results, *schemas, *told])
    refuse_existing(session, results, force=force)
    if results.count(STANDARD) > 1:
        refuse(session, "标准输出只能写一项", "standard output takes one of the two")
    telling = Telling(session, chosen, several=several, error=STANDARD in results)
    summary, found = Summary(), []
    style = Style(keys == "en")
    with progress(session, documents, len(documents)) as (paths, telling.held):
        for path in paths:
            taken = _taken(path, targets[path], style)
            if taken.imported:
                found.append(provenance(taken.imported, path.as_posix()))
            summary.count_file(int(taken.imported is not None), 1, draftable=False)
            summary.add(taken.findings)
            telling.part(Source(path.as_posix(), ""), taken.findings)
    if origins:
        put(origins, f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode(), force=True)
    status = telling.close(summary, strict=strict)
    if out and out != STANDARD and found:
        done = Say(
            f"已写出 {len(found)} 份数据文件。对照原文补好以后运行：gipgen check {out}",
            f"Wrote {len(found)} data {'file' if len(found) == 1 else 'files'}. Complete from the document, then run: gipgen check {out}",
        )
        click.echo(session.say(done), err=True)
    sys.exit(status)


_DIFF = "--diff only compares; it goes without -o, --provenance, --keys and --force"


def _once(documents: Sequence[Path]) -> tuple[Path, ...]:
    """Leave out documents that are named twice."""
    named: dict[Path, Path] = {}
    for path in documents:
        named.setdefault(real(path), path)
    return tuple(named.values())


def _take(path: Path) -> Taken:
    try:
        return take(path, path.as_posix(), packaged_forms())
    except OSError as error:
        return Taken((Finding("GIP602", FIRST, {"reason": reason(error)}, file=path.as_posix()),))


def _targets(session: Session, documents: Sequence[Path], out: Path, *, several: bool) -> dict[Path, Path]:
    """Return where the data file of each document goes; exits with status 2 when two are one, also for Windows."""
    if not several:
        return dict.fromkeys(documents, out)
    targets = {path: out / f"{path.stem}.yaml" for path in documents}
    count = Counter(str(target).casefold() for target in targets.values())
    twice = {str(target) for target in targets.values() if count[str(target).casefold()] > 1}
    if twice:
        listed = ", ".join(sorted(twice))
        refuse(session, f"几个文档的数据文件同名：{listed}", f"several documents would become {listed}")
    return targets


def _taken(path: Path, target: Path, style: Style) -> Taken:
    """Import a document; one whose data file cannot be written is told as one that cannot be read."""
    taken = _take(path)
    if taken.imported is None:
        return taken
    additions = packaged_forms().local_to(taken.imported.form.id)
    data = data_file(taken.imported, replace(style, additions=additions)).encode()
    if target == STANDARD:
        put(target, data, force=True)
        return taken
    try:
        write_files({target: data, target.parent / SCHEMA_NAME: schema_bytes()})
    except OSError as error:
        return Taken((*taken.findings, unwritten(error, target, path.as_posix())))
    return taken
