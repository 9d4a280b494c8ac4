"""What is costly to make and the same for every run, kept in the user's cache folder, where only the user can write.

A file there is named by everything that it was made from, is written whole or not at all, and counts for nothing when it is
damaged or not the user's own. The folder may be deleted at any time. As compiled templates are kept too, what lies there is
trusted as much as the compiled modules that Python itself keeps.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from gipgen import __version__

OFF = "GIPGEN_NO_CACHE"
"""The variable that switches the cache off, here and in worker processes."""
_OTHERS_MAY_WRITE = 0o022
_LONG = 90 * 24 * 60 * 60
"""Seconds for which something is kept."""


def kept(kind: str, made_from: Iterable[bytes | str], make: Callable[[], Any]) -> Any:
    """Return what `make` makes, as JSON holds it; from the cache when it was made of the same things before.

    `kind` names it for people. Whatever is wrong with the cache, it is made anew.
    """
    folder = _folder() if not os.environ.get(OFF) else None
    if folder is None:
        return make()
    path = folder / f"{kind}-{_digest(made_from)}.json"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, found)
    return found


def stamps(*folders: Path) -> Iterable[str]:
    """Yield for each file right in some folders its name, size and time of change: another one tells of other content."""
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_file():
                    stat = entry.stat()
                    yield f"{entry.name} {stat.st_size} {stat.st_mtime_ns}"


def _digest(made_from: Iterable[bytes | str]) -> str:
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for thing in made_from:
        data = thing.encode("utf-8", "surrogatepass") if isinstance(thing, str) else thing  # paths may be no UTF-8
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:32]


@cache
def _folder() -> Path | None:
    """Return the folder; None when there is none that only the user can write to."""
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("gipgen", appauthor=False)
        if not folder.is_absolute():  # no home is known
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stat = folder.stat()
    except (OSError, RuntimeError):  # platformdirs, too, says that no home is known
        return None
    return folder if _ours(stat) else None


def _ours(stat: os.stat_result) -> bool:
    """Say whether only the user can have written something."""
    return not hasattr(os, "getuid") or (stat.st_uid == os.getuid() and not stat.st_mode & _OTHERS_MAY_WRITE)


def _read(path: Path) -> Any:
    """Return what a file of the cache holds; None when it is missing, of somebody else, or not as it was written."""
    try:
        with path.open("rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            told, _, data = file.read().partition(b"\n")
        return json.loads(data) if told == hashlib.sha256(data).hexdigest().encode() else None
    except (OSError, ValueError):
        return None


def _write(path: Path, content: Any) -> None:
    """Write a file whole, or not at all."""
    import tempfile  # only where something new is kept

    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
    with suppress(OSError):
        _forget(path.parent)


def _forget(folder: Path) -> None:
    """Remove what was kept long ago, of templates that have changed since then or by a process that was killed."""
    for file in folder.iterdir():
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - _LONG:
                file.unlink(missing_ok=True)
