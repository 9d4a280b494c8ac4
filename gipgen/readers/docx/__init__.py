"""Word files (.docx, .docm) → blocks."""

from __future__ import annotations

from gipgen.readers.document import Document, Dropped
from gipgen.readers.docx.body import Body
from gipgen.readers.docx.lost import lost, outside
from gipgen.readers.docx.names import W, children
from gipgen.readers.docx.package import Package

__all__ = ["read"]


def read(data: bytes) -> Document:
    """Read a Word file; raises DocumentError."""
    package = Package(data)
    body = Body(package)
    content = package.document.find(W + "body")
    blocks = () if content is None else tuple(body.blocks(children(content)))
    macros = [Dropped(lost("macros"))] if package.has_macros else []
    linked = [Dropped(outside(package.outside))] if package.outside else []
    return Document(blocks, dropped=(*macros, *linked, *body.dropped))
