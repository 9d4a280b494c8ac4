"""Bytes → files: all of them or none, each whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_NO_FILE = {errno.ENOENT, errno.ELOOP}
"""What the system says where nothing is, or a link that leads nowhere."""


class _Move(Struct):
    """A file that waits to take its place, and where the old one, if there is any, is kept until all have."""

    new: Path
    place: Path
    old: Path | None = None
    done: bool = False  # or being done, when it is interrupted

    def make(self) -> None:
        old = _beside(self.place, ".old")
        self.old = old if _keep(self.place, old) else None
        self.done = True
        self.new.replace(self.place)

    def undo(self) -> None:
        if self.done and self.old:
            self.old.replace(self.place)
        elif self.done:
            self.place.unlink()


def write_files(files: dict[Path, bytes]) -> int:
    """Write files and return how many changed; all are written aside first, then moved into place.

    A file that already holds its bytes is left alone. Raises OSError, which names the file; then every file is what it was.
    """
    moves: list[_Move] = []
    try:
        for place, data in files.items():
            with _naming(place):
                held = _held(place)
                if held is None:
                    place.parent.mkdir(parents=True, exist_ok=True)
                elif _holds(place, held, data):
                    continue
                else:
                    _allowed(place, held)
                moves.append(_Move(_aside(place, data), place))
        for move in moves:
            with _naming(move.place):
                move.make()
    except BaseException:
        for move in reversed(moves):
            with contextlib.suppress(OSError):
                move.undo()
        _clear(move.new for move in moves)
        raise
    finally:
        _clear(move.old for move in moves if move.old)
    return len(moves)


@contextlib.contextmanager
def _naming(place: Path) -> Iterator[None]:
    """Let an error name the file that was to be written, not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(place)
        raise


def _held(place: Path) -> os.stat_result | None:
    """Return what the system knows of a file, None when there is none."""
    try:
        return place.stat()
    except OSError as error:
        if error.errno in _NO_FILE:
            return None
        raise


def _holds(place: Path, held: os.stat_result, data: bytes) -> bool:
    try:
        return held.st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def _allowed(place: Path, held: os.stat_result) -> None:
    """Leave a file alone that somebody has set read-only, also where systems would let it be replaced."""
    if not held.st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _aside(place: Path, data: bytes) -> Path:
    aside = _beside(place, ".part")
    try:
        with aside.open("xb") as file:
            file.write(data)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _beside(place: Path, suffix: str) -> Path:
    """Return a short name in the folder of a file that nobody else uses."""
    return place.parent / f".{os.urandom(8).hex()}{suffix}"


def _keep(place: Path, old: Path) -> bool:
    """Give a file a second name, or copy it where file systems know no second names; say whether there is one."""
    try:
        os.link(place, old)
    except OSError as error:
        if error.errno in _NO_FILE:
            return False
        import shutil  # slow to import

        shutil.copy2(place, old)
    return True


def _clear(paths: Iterator[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
