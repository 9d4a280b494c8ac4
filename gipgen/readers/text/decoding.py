"""Bytes → text: UTF-8, UTF-16 with its mark, or GBK, which old editors still write."""

from __future__ import annotations

from gipgen.patterns import regex
from gipgen.readers.document import DocumentError
from gipgen.words import Say

LIMIT = 5_000_000
"""Bytes of a text; a report has about 20 kB."""

_BINARY = regex("[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """Decode a text file; raises DocumentError GIP651 for what is no text or is damaged, GIP653 above LIMIT."""
    if len(data) > LIMIT:
        raise DocumentError("GIP653", size=f"{len(data) / 1e6:.0f} MB", limit=f"{LIMIT / 1e6:.0f} MB")
    text = _decoded(data).rstrip("\x1a")
    if _BINARY.search(text):
        raise DocumentError("GIP651", reason=Say("这不是文本，里面有二进制数据", "it is not text but binary data"))
    if not text.strip():
        raise DocumentError("GIP651", reason=Say("文件是空的", "it is empty"))
    return text


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _strictly(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", "replace")
        damaged = lenient.count("\ufffd")
        if sum(character > "\x7f" for character in lenient) > 2 * damaged:
            line = data.count(b"\n", 0, error.start) + 1
            reason = Say(f"第 {line} 行有损坏的字符", f"a damaged character in line {line}")
            raise DocumentError("GIP651", reason=reason) from error
    return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = Say("看不出是什么编码，可能不是文本", "the encoding is unknown; it may not be text")
        raise DocumentError("GIP651", reason=reason) from error
