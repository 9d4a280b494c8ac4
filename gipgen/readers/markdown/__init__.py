"""Markdown → paragraphs and grids: CommonMark with GitHub's tables, whose HTML the reader of pages takes."""

from __future__ import annotations

from gipgen.readers.document import Document, DocumentError
from gipgen.readers.html.encoding import decode
from gipgen.readers.markdown.blocks import read_text
from gipgen.words import Say

__all__ = ["read"]

LARGEST = 200_000
"""Characters; a report has a tenth of it, and the parser takes seconds for them at worst."""


def read(data: bytes) -> Document:
    """Read a text in Markdown; raises DocumentError."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("GIP651", reason=Say("这不是文本文件", "it is not a text file"))
    text = decode(data)
    if len(text) > LARGEST:
        size, limit = (Say(f"{count} 字", f"{count} characters") for count in (len(text), LARGEST))
        raise DocumentError("GIP653", size=size, limit=limit)
    return read_text(text)
