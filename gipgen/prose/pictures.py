"""A picture named in prose → its bytes; only files beside the data, never anything from elsewhere."""

from __future__ import annotations

import struct
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from gipgen.prose.blocks import Picture
from gipgen.source import read_start, real
from gipgen.words import Say

LIMIT = 5 * 1024 * 1024
"""The largest picture, in bytes."""


class PictureError(Exception):
    """A picture that cannot be used."""

    def __init__(self, reason: Say) -> None:
        super().__init__(reason.en)
        self.reason = reason


def load_picture(source: str, alt: str, folder: Path, root: Path) -> Picture:
    """Read a picture by its path relative to the data file's folder; it must lie inside `root`.

    Raises PictureError for a web address, a path outside, a missing, large or unknown file.
    """
    if ":" in source or source.startswith(("//", "\\")):
        raise PictureError(Say("只能用项目里的文件，不能用网址", "only files of the project, no web address"))
    name = unquote(source)
    if "\0" in name:
        raise PictureError(Say("文件名不对", "not a file name"))
    path = real(folder / name)
    if name.startswith("/") or not path.is_relative_to(real(root)):
        raise PictureError(Say("文件在项目文件夹之外", "the file lies outside the project"))
    try:
        data = read_start(path, LIMIT + 1)
    except OSError as error:
        raise PictureError(Say("文件不存在或读不了", "the file is missing or unreadable")) from error
    if len(data) > LIMIT:
        raise PictureError(Say("超过 5 MB", "more than 5 MB"))
    mime, width, height = _measure(data)
    name = f"{path.stem}-{sha256(data).hexdigest()[:8]}{path.suffix.lower()}"
    return Picture(name, alt, mime, data, width, height)


def _measure(data: bytes) -> tuple[str, int, int]:
    """Return the type and the size in pixels of a PNG, GIF or JPEG; raises PictureError."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            if b"IEND" not in data[-64:]:
                raise PictureError(Say("文件不完整", "the file is cut short"))
            return ("image/png", *struct.unpack(">II", data[16:24]))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            return ("image/gif", *struct.unpack("<HH", data[6:10]))
        if data.startswith(b"\xff\xd8"):
            return ("image/jpeg", *_jpeg_size(data))
    except (struct.error, IndexError) as error:
        raise PictureError(Say("文件已损坏", "the file is damaged")) from error
    raise PictureError(Say("不是 PNG、JPEG 或 GIF", "not PNG, JPEG or GIF"))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Find the frame header of a JPEG (ITU-T T.81, B.2.2)."""
    position = 2
    while True:
        marker, length = data[position + 1], struct.unpack(">H", data[position + 2 : position + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
