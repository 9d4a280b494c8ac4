"""Word files (.docx, .docm) → blocks; an old .doc that calls itself .docx is read as what it is."""

from __future__ import annotations

from importlib import import_module

from gipgen.readers.document import Document, Dropped
from gipgen.readers.docx.body import Body
from gipgen.readers.docx.lost import lost, outside
from gipgen.readers.docx.names import W
from gipgen.readers.docx.package import Package
from gipgen.readers.ole import is_old_word, is_ole

__all__ = ["read"]


def read(data: bytes) -> Document:
    """Read a Word file; raises DocumentError."""
    if is_ole(data) and is_old_word(data):
        old: Document = import_module("gipgen.readers.office").read(data)
        return old
    package = Package(data)
    body = Body(package)
    content = package.document.find(W + "body")
    blocks = () if content is None else tuple(body.blocks(content))
    macros = [Dropped(lost("macros"))] if package.has_macros else []
    linked = [Dropped(outside(package.outside))] if package.outside else []
    return Document(blocks, dropped=(*macros, *linked, *body.dropped))
