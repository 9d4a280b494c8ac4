"""The zip files that today's Office programs write, each member measured before it is inflated."""

from __future__ import annotations

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gipgen.readers.document import DocumentError
from gipgen.readers.ole import is_ole, old_office
from gipgen.words import Say

_MEMBERS = 10_000
_WHOLE = 1_000_000_000
"""Bytes of all members together, most of which are pictures and never read."""
_PART = 32_000_000
"""Bytes of one member that is read; the text of a long report has a tenth of one million."""
_READ = 100_000_000
"""Bytes of all members that are read."""
_RATIO, _SMALL = 200, 1_000_000
"""How many times smaller a member may be packed; XML reaches 100, and small ones may be packed as they like."""
_LOCKED = 1
"""The flag of a member with a password."""
_DAMAGES = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, struct.error)
"""What zipfile raises for bytes that are no sound zip file."""


class Archive:
    """The members of a zip file by name, without regard to case and with `/` between folders."""

    def __init__(self, data: bytes) -> None:
        """Read the directory; raises DocumentError."""
        if is_ole(data):
            raise old_office(data)
        if not data:
            raise _damaged(Say("文件是空的", "it is empty"))
        count = data.count(b"PK\x01\x02")
        if count > _MEMBERS:
            raise DocumentError("GIP653", size=Say(f"{count} 个部件", f"{count} parts"), limit=_MEMBERS)
        try:
            self._file = ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            raise _damaged(Say("不是完整的 Office 文件", "it is no whole Office file")) from error
        members = self._file.infolist()
        _bounded(sum(member.file_size for member in members), _WHOLE)
        self._members = {_plain(member.filename): member for member in members}
        self._left = _READ

    @property
    def names(self) -> tuple[str, ...]:
        """The names in lower case."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def read(self, name: str) -> bytes:
        """Inflate a member, empty when there is none; raises DocumentError."""
        member = self._members.get(_plain(name))
        if member is None:
            return b""
        _bounded(member.file_size, _PART)
        if member.file_size > _SMALL:
            _bounded(member.file_size, member.compress_size * _RATIO)
        self._left -= member.file_size
        _bounded(_READ - self._left, _READ)
        return self._inflate(member)

    def _inflate(self, member: ZipInfo) -> bytes:
        """Inflate one member, never more than it says that it has."""
        if member.flag_bits & _LOCKED:
            raise DocumentError("GIP652")
        sound = member.compress_type in {ZIP_STORED, ZIP_DEFLATED}
        try:
            with self._file.open(member) as packed:
                data = packed.read(member.file_size + 1) if sound else b""
        except _DAMAGES as error:
            raise _broken(member) from error
        if len(data) != member.file_size:
            raise _broken(member)
        return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _bounded(size: int, limit: int) -> None:
    if size > limit:
        raise DocumentError("GIP653", size=_megabytes(size), limit=_megabytes(limit))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size < 1e7 else f"{size / 1e6:.0f} MB"


def _broken(member: ZipInfo) -> DocumentError:
    return _damaged(Say(f"其中的 {member.filename[:60]} 损坏了", f"its part {member.filename[:60]} is damaged"))


def _damaged(reason: Say) -> DocumentError:
    return DocumentError("GIP651", reason=reason)
