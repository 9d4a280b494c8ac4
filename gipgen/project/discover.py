"""Paths → the data files in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".yaml", ".yml"})
_REPORT = re.compile(
    rb"^\xef?\xbb?\xbf?[\"']?(?:\xe6\x9c\xba\xe5\x85\xb3|\xe5\xb9\xb4\xe5\xba\xa6|agency|year)[\"']?[ \t]*(?::|\xef\xbc\x9a)|gipgen\.schema",
    re.MULTILINE,
)  # 机关: 年度: agency: year: or the modeline that init writes
HEAD = 65536
"""How many bytes of a file are looked at to tell whether it is a report."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file: where it is, the name that findings give it, and its output's path without suffix."""

    path: Path
    name: str
    target: Path


class PathError(Exception):
    """A path that names no file or folder."""


@dataclass(frozen=True, slots=True)
class Found:
    """The data files of some paths, in order, and the YAML files of folders that are no reports."""

    files: tuple[DataFile, ...]
    others: tuple[Path, ...]


def discover(paths: Iterable[Path], root: Path, out: Path) -> Found:
    """Find data files: a file is taken as it is, a folder is searched; hidden folders and `out` are left out.

    Raises PathError for a path that does not exist.
    """
    files: dict[Path, DataFile] = {}
    others: list[Path] = []
    for path in paths:
        if path.is_file():
            files.setdefault(path.resolve(), _data_file(path, root))
            continue
        if not path.is_dir():
            raise PathError(str(path))
        for inner in _walk(path, out):
            if _is_report(inner):
                files.setdefault(inner.resolve(), _data_file(inner, root))
            else:
                others.append(inner)
    return Found(tuple(files.values()), tuple(others))


def _walk(folder: Path, out: Path) -> Iterator[Path]:
    hidden = out.resolve()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() != hidden)
        yield from (here / name for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES)


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return True  # the reader says why it cannot be read
    return bool(_REPORT.search(head)) or not _is_text(head)


def _is_text(head: bytes) -> bool:
    """Say whether the beginning of a file is UTF-8; what is not may be a report that was saved wrongly."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) == HEAD
    return b"\0" not in head


def _data_file(path: Path, root: Path) -> DataFile:
    full = path.resolve()
    base = root.resolve()
    inside = full.relative_to(base) if full.is_relative_to(base) else Path(full.name)
    return DataFile(path, _name(path), inside.with_suffix(""))


def _name(path: Path) -> str:
    """Name a file as seen from the current folder, so that findings read alike on every machine."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
