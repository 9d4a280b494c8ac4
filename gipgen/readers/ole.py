"""What a file of the old container (OLE2) holds: Office programs keep documents of 1997–2003, and encrypted ones, in it."""

from __future__ import annotations

import re
import struct

from gipgen.patterns import regex
from gipgen.readers.document import DocumentError
from gipgen.words import Say

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le") + b"\0\0"
_BOOK = "Workbook".encode("utf-16-le") + b"\0\0"
_LOCKED_BOOK = regex(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
"""The records BOF of a workbook and FilePass right behind it ([MS-XLS] 2.4.21, 2.4.117)."""
_ENTRY, _START = 128, 116
"""Bytes of an entry of the directory, and where in it the number of the stream's first sector stands."""
_LOCKED = 0x0100
"""The flag fEncrypted of the head of a Word document (FibBase, [MS-DOC] 2.5.2)."""


def is_ole(data: bytes) -> bool:
    """Tell whether bytes are an OLE2 container, whatever the suffix says."""
    return data.startswith(_MAGIC)


def is_locked(data: bytes) -> bool:
    """Tell whether a container is encrypted: as a package of today, or as an old document."""
    return _ENCRYPTED in data or _locked(data) or _LOCKED_BOOK.search(data) is not None


def is_old_word(data: bytes) -> bool:
    """Tell whether a container holds a document of Word 97–2003, or of WPS, which writes the same."""
    return _entry(data, _WORD) >= 0


def is_old_book(data: bytes) -> bool:
    """Tell whether a container holds a workbook of Excel 97–2003, or of WPS."""
    return _entry(data, _BOOK) >= 0


def old_office(data: bytes) -> DocumentError:
    """Say why a container cannot be read as a file of today's Office: it is encrypted, or from before 2007."""
    if is_locked(data):
        return DocumentError("GIP652")
    return DocumentError(
        "GIP651", reason=Say("内容是 Office 2003 以前的旧格式", "it is of the format before Office 2007")
    )


def _entry(data: bytes, name: bytes) -> int:
    """Return where the directory's entry of a stream stands, -1 without one."""
    at = data.find(name)
    while at >= 0 and at % _ENTRY:
        at = data.find(name, at + 1)
    return at


def _locked(data: bytes) -> bool:
    entry = _entry(data, _WORD)
    if not 0 <= entry <= len(data) - _ENTRY:
        return False
    power, (sector,) = data[30], struct.unpack_from("<I", data, entry + _START)
    head = (sector + 1) << min(power, 16)
    return head + 12 <= len(data) and bool(struct.unpack_from("<H", data, head + 10)[0] & _LOCKED)
