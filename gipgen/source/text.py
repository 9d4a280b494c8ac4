"""Bytes → text: size, encoding and line ends of a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gipgen.source.tree import Place

LIMIT = 5 * 1024 * 1024
"""The largest data file read, in bytes; a real report has about 10 kB."""

_FIRST = Place(1, 1, 1, 1)


class SourceError(Exception):
    """A file that cannot be read as YAML: the rule it breaks, where, and the words of its message."""

    def __init__(self, rule: str, place: Place = _FIRST, **words: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.place = place
        self.words = words


@dataclass(frozen=True)
class Source:
    """The text of one data file and the name that findings give it."""

    name: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines as YAML counts them, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def decode(data: bytes) -> str:
    """Decode a data file, which is UTF-8 with or without a byte order mark.

    Raises SourceError: GIP001 for another encoding or binary data, GIP002 above LIMIT.
    """
    if len(data) > LIMIT:
        raise SourceError("GIP002", size=f"{len(data) / 1024 / 1024:.1f}", limit=LIMIT // 1024 // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise SourceError("GIP001", Place(line, column, line, column), encoding=_guess(data)) from error


def _guess(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030" if b"\0" not in data else "?"


def read_source(path: Path, name: str) -> Source:
    """Read one data file.

    Raises SourceError as `decode` does, OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError("GIP002", size=f"{path.stat().st_size / 1024 / 1024:.1f}", limit=LIMIT // 1024 // 1024)
    return Source(name, decode(data))
