"""A part of a Word document as a tree of XML, asked how it would write what stands in it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from gipgen.patterns import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARED = regex(r' xmlns:([\w.-]+)="([^"]*)"')
_PARSER = etree.XMLParser(remove_blank_text=True)
"""Reads as python-docx does, so that what it would drop is noticed."""


class Tree:
    """Reads and writes what stands in a part of a document: in its body, or in all of a header or footer."""

    def __init__(self, part: Any) -> None:
        self._part = deepcopy(part)
        holder = self._holder()
        spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in self._part.nsmap.items() if name)
        self._open = f"<w:body{spaces}>"
        del holder[:]
        holder.text = "\x7f"
        self.head, self.foot = self._serialized().split("\x7f")

    def undeclared(self, xml: str) -> str:
        """Leave out namespaces that the part declares already."""
        known = self._part.nsmap
        return _DECLARED.sub(lambda found: "" if known.get(found[1]) == found[2] else found[0], xml)

    def parse(self, xml: str) -> Any:
        """Return a body; raises XMLSyntaxError."""
        return etree.fromstring(f"{self._open}{xml}</w:body>", _PARSER)

    def written(self, body: Any) -> str:
        """Return what a body holds as it is written inside the part."""
        holder = self._holder()
        holder.text, holder[:] = body.text, body[:]
        whole = self._serialized()
        return whole[len(self.head) : -len(self.foot)] if len(holder) or holder.text else ""

    def _holder(self) -> Any:
        body = self._part.find(_W + "body")
        return self._part if body is None else body

    def _serialized(self) -> str:
        return etree.tostring(self._part, encoding="UTF-8", standalone=True).decode()
