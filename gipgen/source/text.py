"""Bytes → text: size, encoding and line ends of a data file."""

from __future__ import annotations

import errno
import os
import stat
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from gipgen.source.tree import FIRST, Place
from gipgen.words import Say

LIMIT = 5 * 1024 * 1024
"""The largest data file read, in bytes; a real report has about 10 kB."""
STDIN = "-"
"""What findings call standard input, as the command line does."""


class SourceError(Exception):
    """A file that cannot be read as YAML: the rule it breaks, where, and the words of its message."""

    def __init__(self, rule: str, place: Place = FIRST, **words: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.place = place
        self.words = words


class Source(Struct, frozen=True, dict=True):
    """The text of one data file and the name that findings give it."""

    name: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines as YAML counts them, without their ends."""
        return split_lines(self.text)


def split_lines(text: str) -> list[str]:
    """Split a text into lines as YAML counts them, without their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


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
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "ignore").removeprefix("\ufeff")) + 1
        raise SourceError("GIP001", Place(line, column, line, column + 1), **_guess(data, line)) from error


_SIGNATURES = {
    b"PK\x03\x04": Say("这是 Word、Excel 或压缩文件，不是文本", "a Word, Excel or zip file, not text"),
    b"\xd0\xcf\x11\xe0": Say("这是旧版 Word 或 WPS 文件，不是文本", "an old Word or WPS file, not text"),
    b"%PDF": Say("这是 PDF，不是文本", "a PDF, not text"),
    b"\x89PNG": Say("这是图片，不是文本", "a picture, not text"),
    b"\xff\xd8\xff": Say("这是图片，不是文本", "a picture, not text"),
    b"GIF8": Say("这是图片，不是文本", "a picture, not text"),
}
_RECODE = "iconv -f {0} -t UTF-8"


def _guess(data: bytes, line: int) -> dict[str, object]:
    """Say what a file that is not UTF-8 seems to be, and the way out."""
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            return {"seems": what, "way": Say("请检查是否选错了文件", "check that this is the data file")}
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _recoded("UTF-16")
    lines = data.split(b"\n")
    damaged_later = any(not _is_utf8(content) for content in lines[line:])
    if not damaged_later and _mostly_utf8(lines, line):
        told = Say(f"第 {line} 行有一个损坏的字符", f"a damaged character in line {line}")
        return {"seems": told, "way": Say("请把这个字符删去重打", "delete it and type it again")}
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        seems = Say("看不出是什么编码", "in an unknown encoding")
        return {"seems": seems, "way": Say("请检查是否选错了文件", "check that this is the data file")}
    return _recoded("GB18030")


def _recoded(encoding: str) -> dict[str, object]:
    command = _RECODE.format(encoding)
    return {
        "seems": Say(f"看起来是 {encoding}", f"it looks like {encoding}"),
        "way": Say(
            f"用记事本打开，“另存为”时编码选 UTF-8；或运行 {command} 原文件 > 新文件",
            f"save it again as UTF-8, or run {command} old > new",
        ),
    }


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(lines: list[bytes], faulty: int) -> bool:
    """Say whether other lines hold characters that are well-formed UTF-8, so that one byte is damaged, not the file."""
    return any(not content.isascii() for number, content in enumerate(lines, 1) if number != faulty)


def real(path: Path) -> Path:
    """Return where a path leads in the end; of links that lead back to themselves as far as they can be followed."""
    return Path(os.path.realpath(path))


def read_start(path: Path, size: int) -> bytes:
    """Read the beginning of a file, at most so many bytes; raises OSError, also for a pipe or a device, which may not end."""
    if not stat.S_ISREG(path.stat().st_mode):
        number = errno.EISDIR if path.is_dir() else errno.ENXIO
        raise OSError(number, os.strerror(number), str(path))
    with path.open("rb") as file:
        return file.read(size)


def read_source(path: Path, name: str) -> Source:
    """Read one data file.

    Raises SourceError as `decode` does, OSError when the file cannot be read.
    """
    data = read_start(path, LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError("GIP002", size=f"{path.stat().st_size / 1024 / 1024:.1f}", limit=LIMIT // 1024 // 1024)
    return Source(name, decode(data))
