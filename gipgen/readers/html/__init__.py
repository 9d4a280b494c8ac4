"""HTML → paragraphs and grids: whole pages of content management, as the browser that mends them would show them."""

from __future__ import annotations

from gipgen.patterns import regex
from gipgen.readers.document import Document, DocumentError
from gipgen.readers.html.encoding import decode
from gipgen.readers.html.page import read_page
from gipgen.words import Say

__all__ = ["read"]

_OTHERS = {
    b"PK\x03\x04": Say("这是 Word、Excel 或压缩文件，不是网页", "it is a Word, Excel or zip file, not a page"),
    b"\xd0\xcf\x11\xe0": Say("这是旧版 Word 或 Excel 文件，不是网页", "it is an old Word or Excel file, not a page"),
    b"%PDF": Say("这是 PDF 文件，不是网页", "it is a PDF file, not a page"),
    b"{\\rtf": Say("这是 RTF 文件，不是网页", "it is an RTF file, not a page"),
    b"MIME-Version:": Say(
        "这是单个文件网页（MHT），请另存为普通网页", "it is a web archive (MHT); save it as a plain page"
    ),
}
_TAG = regex("<[a-zA-Z!/?]")


def read(data: bytes) -> Document:
    """Read a page; raises DocumentError."""
    start = data[:100].lstrip()
    for sign, reason in _OTHERS.items():
        if start.startswith(sign):
            raise DocumentError("GIP651", reason=reason)
    text = decode(data)
    if not _TAG.search(text):
        raise DocumentError("GIP651", reason=Say("里面没有网页标记", "there are no tags in it"))
    return read_page(text)
