"""gipgen check."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from gipgen.cli.outlets import outlets
from gipgen.cli.run import Work, find_files, run
from gipgen.cli.selecting import selecting_options, selection_of
from gipgen.cli.session import finding_options, open_session
from gipgen.cli.stdin import check_stdin
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.company import Company
from gipgen.project.discover import DataFile, Found
from gipgen.project.pipeline import check_file
from gipgen.reporters import STANDARD
from gipgen.source import STDIN


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@selecting_options
@finding_options
def command(
    paths: tuple[Path, ...],
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

    def do(file: DataFile) -> Built:
        if file.name == STDIN:
            return Built(check_stdin(forms, root, selection))
        return Built(check_file(file.path, file.name, forms, root, selection))

    company = Company(forms, selection, whole=found.whole)
    work = Work(company.watch(do), lambda: map(company.quoted, company.compare()), selection=selection)
    chosen = outlets(output_format, output_file, os.environ)
    sys.exit(run(session, found, work, chosen, strict=strict))
