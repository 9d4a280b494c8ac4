"""XML from strangers: no document type, so no entities; nothing fetched; its depth and the number of its nodes bounded."""

from __future__ import annotations

from lxml import etree

from gipgen.readers.document import DocumentError
from gipgen.words import Say

NODES = 2_000_000
"""Tags and attributes of a part, each 100 bytes or more in memory; a long report has a hundred thousand."""
_TYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def parse_xml(data: bytes, name: str, most: int = NODES) -> etree._Element:
    """Parse a part of a document, named for messages, of at most so many nodes; comments and processing instructions are left out.

    Raises DocumentError. libxml2 itself ends at 256 levels and at texts of 10 MB.
    """
    if any(start in data for start in _TYPES):
        raise _damaged(name, Say("含有不该有的文档类型声明（DTD）", "it has a document type declaration (DTD)"))
    nodes = data.count(b"<") + data.count(b"=")
    if nodes > most:
        size = Say(f"{nodes} 个 XML 标记", f"{nodes} XML nodes")
        raise DocumentError("GIP653", size=size, limit=most)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise _damaged(name, Say(f"第 {line} 行的 XML 有错", f"faulty XML on line {line}")) from error


def _damaged(name: str, reason: Say) -> DocumentError:
    return DocumentError("GIP651", reason=Say(f"其中的 {name} {reason.zh}", f"its part {name}: {reason.en}"))
