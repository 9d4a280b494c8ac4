"""Zip archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Mapping

from msgspec import Struct

from gipgen.epoch import told_second

LEVEL = 3
"""The zlib level of every member, pinned because equal input gives equal bytes: half the time of 6, and 7 % larger."""

_FIRST_SECOND, _LAST_SECOND = 315532800, 4354819199
"""What the two-second clock of zip knows: 1980-01-01 to the end of 2107."""

_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s4B4H3I5H2I", "<4s4H2IH"
"""The headers of APPNOTE.TXT 4.3: before each member, of each member in the directory, and behind it."""
_VERSION, _UNIX, _UTF_8, _DEFLATED, _MODE = 20, 3, 0x800, 8, 0o644 << 16


class Member(Struct, frozen=True):
    """A deflated member; Python's zipfile cannot take over what is deflated already."""

    name: bytes
    flags: int
    crc: int
    size: int
    deflated: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Member:
        """Deflate what a member holds."""
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
        deflated = packer.compress(data) + packer.flush()
        return cls(name.encode(), 0 if name.isascii() else _UTF_8, zlib.crc32(data), len(data), deflated)


def members(data: bytes) -> dict[str, bytes]:
    """Return what an archive of our own holds, by name, in its order."""
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def packed(parts: Mapping[str, bytes]) -> dict[str, Member]:
    """Deflate members, order kept."""
    return {name: Member.of(name, data) for name, data in parts.items()}


def zipped(parts: Mapping[str, bytes | Member]) -> bytes:
    """Write an archive with fixed times, order kept: the same members give the same bytes."""
    moment = _moment()
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in parts.items():
        member = data if isinstance(data, Member) else Member.of(name, data)
        sizes = (member.crc, len(member.deflated), member.size, len(member.name), 0)
        about = (member.flags, _DEFLATED, *moment, *sizes)
        local = struct.pack(_LOCAL, b"PK\x03\x04", _VERSION, *about) + member.name
        central = struct.pack(_CENTRAL, b"PK\x01\x02", _VERSION, _UNIX, _VERSION, 0, *about, 0, 0, 0, _MODE, offset)
        pieces += [local, member.deflated]
        directory += [central, member.name]
        offset += len(local) + len(member.deflated)
    listed = b"".join(directory)
    end = struct.pack(_END, b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), offset, 0)
    return b"".join([*pieces, listed, end])


def _moment() -> tuple[int, int]:
    """Return time and date of all members as MS-DOS has them: SOURCE_DATE_EPOCH, else the first that zip knows."""
    told = time.gmtime(min(max(told_second() or 0, _FIRST_SECOND), _LAST_SECOND))
    date = (told.tm_year - 1980) << 9 | told.tm_mon << 5 | told.tm_mday
    return told.tm_hour << 11 | told.tm_min << 5 | told.tm_sec // 2, date
