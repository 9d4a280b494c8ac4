"""Paths → the data files in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from gipgen.form import Forms, load_envelope, normal
from gipgen.patterns import regex
from gipgen.source import read_start, real

SUFFIXES = frozenset({".yaml", ".yml"})
HEAD = 65536
"""How many bytes of a file are looked at to tell whether it is a report."""
_KEY = regex(r"""^([ \t]*)\{?["']?([^\s"'#\[{&!-][^:：]*?)["']?[ \t]*[:：]""")
_MODELINE = "gipgen.schema"
_TELLING = ("agency", "year")
"""Fields that only reports have; so have sections, but their ids are words of everyday English unless compound."""


class DataFile(Struct, frozen=True):
    """A data file: where it is, the name that findings give it, and its output's path without suffix."""

    path: Path
    name: str
    target: Path


class Found(Struct, frozen=True):
    """The data files of some paths, in order, and the YAML files of folders that are no reports.

    `whole` when the paths are folders, of which no data file is left out.
    """

    files: tuple[DataFile, ...]
    others: tuple[Path, ...]
    whole: bool = False


def discover(paths: Iterable[Path], root: Path, out: Path, forms: Forms) -> Found:
    """Find data files: a file is taken as it is, a folder is searched; hidden folders and `out` are left out.

    A YAML file in a folder is a report when it has a key of one of the forms, or nothing yet. A folder that cannot be read, or
    a path where nothing is, is found like a file, so that its reader says why.
    """
    chosen, base = tuple(paths), real(root)
    files: dict[Path, DataFile] = {}
    others: list[Path] = []
    keys = report_keys(forms) if any(path.is_dir() for path in chosen) else frozenset[str]()
    for path in chosen:
        if not path.is_dir():
            files.setdefault(real(path), _data_file(path, root, base))
            continue
        for inner in _walk(path, out):
            if _is_report(inner, keys):
                files.setdefault(real(inner), _data_file(inner, root, base))
            else:
                others.append(seen_from_here(inner, root))
    return Found(tuple(files.values()), tuple(others), all(path.is_dir() for path in chosen))


def report_keys(forms: Forms) -> frozenset[str]:
    """Return the keys, as `normal` has them, by which a file is known as a report on any of the forms."""
    fields = [spelling for field in load_envelope().fields if field.id in _TELLING for spelling in field.spellings]
    spellings = forms.section_spellings
    return frozenset(map(normal, fields)) | {normal(name) for name in spellings if not name.isascii() or "_" in name}


def _walk(folder: Path, out: Path) -> Iterator[Path]:
    hidden = real(out)
    unread: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unread.append):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and real(here / name) != hidden)
        yield from (here / name for name in sorted(names) if Path(name).suffix.lower() in SUFFIXES)
    yield from (Path(error.filename) for error in unread)


def _is_report(path: Path, keys: frozenset[str]) -> bool:
    try:
        head = read_start(path, HEAD)
    except OSError:
        return True  # the reader says why it cannot be read
    if not _is_text(head):
        return True  # and why it is no text
    text = head.decode("utf-8-sig", "ignore")
    return _MODELINE in text or _is_empty(text) or not keys.isdisjoint(_root_keys(text))


def _is_empty(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _root_keys(text: str) -> Iterator[str]:
    """Yield what looks like keys as far to the left as the first one."""
    left = None
    for line in text.splitlines():
        if found := _KEY.match(line):
            left = found[1] if left is None else left
            if found[1] == left:
                yield normal(found[2])


def _is_text(head: bytes) -> bool:
    """Say whether the beginning of a file is UTF-8; what is not may be a report that was saved wrongly."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) == HEAD
    return b"\0" not in head


def _data_file(path: Path, root: Path, base: Path) -> DataFile:
    """Name a path of the project at `root`, which leads to `base`."""
    full = real(path.parent) / path.name
    inside = full.relative_to(base) if full.is_relative_to(base) else Path(full.name)
    return DataFile(path, seen_from_here(path, root).as_posix(), inside.with_suffix(""))


def seen_from_here(path: Path, root: Path) -> Path:
    """Name a path of the project at `root` as seen from the current folder, so that findings read alike everywhere."""
    return Path(os.path.relpath(path)) if path.is_absolute() and path.is_relative_to(root) else path
