"""gipgen check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from gipgen.cli.outlets import outlets
from gipgen.cli.run import Work, find_files, jobs_option, run
from gipgen.cli.selecting import selecting_options, selection_of
from gipgen.cli.session import finding_options, open_session
from gipgen.cli.stdin import check_stdin
from gipgen.form import Forms, packaged_forms
from gipgen.project.build import Built, check_one
from gipgen.project.company import Company
from gipgen.project.crew import crew_size, each
from gipgen.project.discover import DataFile, Found
from gipgen.project.selection import Selection
from gipgen.reporters import STANDARD
from gipgen.source import STDIN


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@selecting_options
@jobs_option
@finding_options
def command(
    paths: tuple[Path, ...],
    jobs: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    output_format: str | None,
    output_file: Path | None,
    lang: str | None,
) -> None:
    """检查数据文件，列出全部错误和警告。

    Check data files and list every finding. PATHS are files or folders; - reads standard input;
    none means what gipgen.toml names, or the current folder.
    """
    session = open_session(lang)
    selection = selection_of(session, select, ignore)
    forms = packaged_forms()
    root = session.config.root
    if paths == (STANDARD,):
        found = Found((DataFile(STANDARD, STDIN, STANDARD),), ())
    else:
        found = find_files(session, paths, session.config.out or root / "dist")

    check = partial(_check, forms, root, selection)
    company = Company(forms, selection, whole=found.whole)

    def do(files: Sequence[DataFile]) -> Iterator[Built]:
        return map(company.keep, files, each(check, files, crew_size(jobs, len(files))))

    work = Work(do, lambda: map(company.quoted, company.compare()), selection=selection)
    chosen = outlets(output_format, output_file, os.environ)
    sys.exit(run(session, found, work, chosen, strict=strict))


def _check(forms: Forms, root: Path, selection: Selection, file: DataFile) -> Built:
    if file.name == STDIN:
        return Built.of(check_stdin(forms, root, selection))
    return check_one(forms, root, selection, file)
