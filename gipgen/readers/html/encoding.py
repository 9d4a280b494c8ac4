"""Bytes of a page or a text → characters, as Chinese sites really write them."""

from __future__ import annotations

import codecs
import re

from gipgen.patterns import regex

HEAD = 4096
"""Bytes in which a page says its character set; the standard has 1024, pages of content management have more before."""

DAMAGED = "\N{REPLACEMENT CHARACTER}"

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = regex(
    rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{1,200}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_IDEOGRAPHS = regex("[\u2e80-\ud7ff\uf900-\uffef\U00020000-\U0003ffff]")
_CHINESE = regex(r"gb[-_]?2312|gbk|x-gbk|cp936|gb_2312-80|hz-gb-2312|gb18030", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Decode by the byte order mark, else by the declared character set, else as UTF-8 or GB 18030.

    A page that says gb2312 holds GBK or GB 18030; one whose bytes are another character set than it says is read by its
    bytes. What fits nowhere becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for start, name in _WIDE:
        if data.startswith(start):
            return data.decode(name, "replace")
    if _is_plain_or_chinese(text := data.decode("utf-8", "replace")):
        return text
    names = list(dict.fromkeys((*_declared(data), "utf-8", "gb18030")))
    texts = [data.decode(name, "replace") for name in names]
    return min(texts, key=lambda text: text.count(DAMAGED))


def _is_plain_or_chinese(text: str) -> bool:
    """Tell UTF-8, with a few damaged characters, from GBK.

    Two characters of GBK may happen to be well-formed UTF-8, but of another script.
    """
    if text.isascii():
        return True
    damaged = text.count(DAMAGED)
    return 2 * damaged < len(_IDEOGRAPHS.findall(text)) if damaged else bool(_IDEOGRAPHS.search(text))


def _declared(data: bytes) -> list[str]:
    """Return the codec that a page names, if Python has it for text."""
    found = _DECLARED.search(data[:HEAD])
    if not found:
        return []
    name = (found[1] or found[2]).decode("ascii", "replace")
    if _CHINESE.fullmatch(name):
        return ["gb18030"]
    try:
        return [codecs.lookup(name).name] if b"a".decode(name) == "a" else []
    except (LookupError, UnicodeDecodeError):
        return []
