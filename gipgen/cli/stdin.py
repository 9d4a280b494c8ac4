"""A data file on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from gipgen.form import Forms
from gipgen.project.pipeline import Checked, check_source, unread
from gipgen.project.selection import Selection
from gipgen.source import STDIN, Source, SourceError, decode
from gipgen.source.text import LIMIT


def check_stdin(forms: Forms, root: Path, selection: Selection) -> Checked:
    """Read and check standard input; its pictures lie under the current folder."""
    try:
        source = Source(STDIN, decode(sys.stdin.buffer.read(LIMIT + 1)))
    except SourceError as error:
        return unread(STDIN, error)
    return check_source(source, forms, Path.cwd(), root, selection)
