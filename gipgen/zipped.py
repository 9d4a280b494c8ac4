"""Zip archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gipgen.epoch import told_second

LEVEL = 6
"""The zlib level of every member, pinned because equal input gives equal bytes."""

_FIRST_SECOND, _LAST_SECOND = 315532800, 4354819199
"""What the two-second clock of zip knows: 1980-01-01 to the end of 2107."""


def members(data: bytes) -> dict[str, bytes]:
    """Return what an archive of our own holds, by name, in its order."""
    with ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Write an archive with fixed times, order kept: the same members give the same bytes."""
    settled = io.BytesIO()
    moment = _moment()
    with ZipFile(settled, "w") as target:
        for name, data in parts.items():
            member = ZipInfo(name, moment)
            member.create_system = 3  # Unix, on every machine
            member.external_attr = 0o644 << 16
            target.writestr(member, data, ZIP_DEFLATED, LEVEL)
    return settled.getvalue()


def _moment() -> tuple[int, int, int, int, int, int]:
    """Return the time of all members: SOURCE_DATE_EPOCH, else the first that zip knows."""
    return time.gmtime(min(max(told_second() or 0, _FIRST_SECOND), _LAST_SECOND))[:6]
