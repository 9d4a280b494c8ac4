"""One file or standard output, as a command was asked to."""

from __future__ import annotations

import sys
from pathlib import Path

from gipgen.cli.session import fail
from gipgen.project.write import write_files


def put(out: Path, data: bytes, *, force: bool) -> None:
    """Write bytes to a file, or to standard output for `-`; exits with status 2 when it exists or cannot be written."""
    if out == Path("-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if out.exists() and not force:
        fail(f"{out}: 文件已存在，加 --force 覆盖 · the file exists; overwrite it with --force")
    try:
        write_files({out: data})
    except OSError as error:
        fail(f"{out}: {error.strerror or error}")
