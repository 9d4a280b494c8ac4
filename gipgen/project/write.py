"""Bytes → files, each whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_files(files: dict[Path, bytes]) -> int:
    """Write files and return how many changed; all are written aside first, then moved into place.

    A file that already holds its bytes is left alone. Raises OSError; then nothing half-written stays.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            if not _holds(path, data):
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting.append((_aside(path, data), path))
        for temporary, path in waiting:
            temporary.replace(path)
    except BaseException:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise
    return len(waiting)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _aside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink()
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
