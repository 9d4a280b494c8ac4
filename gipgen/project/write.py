"""Bytes → files: all of them or none, each whole."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class _Move(Struct):
    """A file that waits to take its place, and where the old one is kept until all have."""

    new: Path
    place: Path
    old: Path | None = None
    done: bool = False  # or being done, when it is interrupted

    def make(self) -> None:
        if self.place.exists():
            self.old = _beside(self.place)
            _keep(self.place, self.old)
        self.done = True
        self.new.replace(self.place)

    def undo(self) -> None:
        if self.done and self.old:
            self.old.replace(self.place)
        elif self.done:
            self.place.unlink()

    def clear(self) -> None:
        for path in filter(None, (self.new, self.old)):
            path.unlink(missing_ok=True)


def write_files(files: dict[Path, bytes]) -> int:
    """Write files and return how many changed; all are written aside first, then moved into place.

    A file that already holds its bytes is left alone. Raises OSError, which names the file; then every file is what it was.
    """
    moves: list[_Move] = []
    try:
        for place, data in files.items():
            if not _holds(place, data):
                with _naming(place):
                    _allowed(place)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    moves.append(_Move(_aside(place, data), place))
        for move in moves:
            with _naming(move.place):
                move.make()
    except BaseException:
        for move in reversed(moves):
            with contextlib.suppress(OSError):
                move.undo()
        raise
    finally:
        for move in moves:
            with contextlib.suppress(OSError):
                move.clear()
    return len(moves)


@contextlib.contextmanager
def _naming(place: Path) -> Iterator[None]:
    """Let an error name the file that was to be written, not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(place)
        raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _allowed(place: Path) -> None:
    """Leave a file alone that somebody has set read-only, also where systems would let it be replaced."""
    if place.exists() and not place.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _aside(place: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink()
        raise
    return temporary


def _beside(place: Path) -> Path:
    """Return a name in the folder of a file that is free."""
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", suffix=".old") as file:
        return Path(file.name)


def _keep(place: Path, old: Path) -> None:
    """Give a file a second name, or copy it where file systems know no second names."""
    try:
        os.link(place, old)
    except OSError:
        shutil.copy2(place, old)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
