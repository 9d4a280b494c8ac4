"""Document → paragraphs and grids: one module a format, none of which knows of reports or forms."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from gipgen.readers.document import NOWHERE, Block, Cell, Document, DocumentError, Dropped, Grid, Origin, Paragraph, Run
from gipgen.readers.ole import is_ole
from gipgen.readers.unseen import straightened

__all__ = [
    "NOWHERE",
    "Block",
    "Cell",
    "Document",
    "DocumentError",
    "Dropped",
    "Grid",
    "Origin",
    "Paragraph",
    "Run",
    "file_bytes",
    "modern",
    "read_document",
    "read_file",
]

LARGEST = 50_000_000
"""Bytes of a document; annual reports with their pictures have a tenth of it."""

READERS = {
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".md": "markdown",
    ".txt": "text",
    **dict.fromkeys((".doc", ".wps", ".odt", ".xls", ".et", ".ods"), "office"),
}
"""By suffix the module whose `read` takes the bytes of a document; those of `office` are of older or other programs."""
_OFFICE = frozenset({".docx", ".docm", ".xlsx", ".xlsm"})


def read_file(path: Path) -> Document:
    """Read a document from disk; raises OSError and DocumentError."""
    return read_document(file_bytes(path), path.suffix.lower())


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a document that is not too large; raises OSError and DocumentError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise DocumentError("GIP653", size=f"{size / 1e6:.0f} MB", limit=f"{LARGEST / 1e6:.0f} MB")
    return path.read_bytes()


def modern(data: bytes, suffix: str) -> tuple[bytes, str]:
    """Turn a document of an older or another program into one of today's, with its suffix; raises DocumentError.

    What calls itself one of today's and is an old one, is old.
    """
    if READERS.get(suffix) != "office" and not (suffix in _OFFICE and is_ole(data)):
        return data, suffix
    convert: Callable[[bytes], tuple[bytes, str]] = import_module("gipgen.readers.office").modern
    return convert(data)


def read_document(data: bytes, suffix: str) -> Document:
    """Read a document by the suffix of its name, `.docx`; raises DocumentError."""
    if suffix not in READERS:
        raise DocumentError("GIP655", suffix=suffix, known=", ".join(READERS))
    data, suffix = modern(data, suffix)
    read: Callable[[bytes], Document] = import_module(f"gipgen.readers.{READERS[suffix]}").read
    return straightened(read(data))
