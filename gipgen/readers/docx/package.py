"""The parts of a Word file and how they belong together."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from gipgen.readers.archive import Archive
from gipgen.readers.document import DocumentError
from gipgen.readers.docx.names import W
from gipgen.readers.xml import parse_xml
from gipgen.words import Say

_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
"""The namespaces of ISO 29500 Strict, and those of the transitional form that everybody writes."""


_NODES = 500_000
"""Tags and attributes of a part that are read within seconds; the official form has 22 thousand."""
_LONGEST = 4000
"""Characters of an address; longer ones are refused by browsers."""


class Relationship(NamedTuple):
    """What a part refers to; `kind` is the last word of its type."""

    kind: str
    target: str
    external: bool


class Package:
    """A Word file: its main part, and by relationship the others."""

    def __init__(self, data: bytes) -> None:
        """Find the main part; raises DocumentError."""
        self._archive = Archive(data)
        found = [one.target for one in self._relationships("").values() if one.kind == "officeDocument"]
        self._main = found[0] if found else "word/document.xml"
        self.relationships = self._relationships(self._main)
        root = self._parsed(self._main)
        if root is None or root.tag != W + "document":
            raise DocumentError("GIP651", reason=Say("里面没有 Word 正文", "it holds no Word document"))
        self.document: _Element = root

    @property
    def has_macros(self) -> bool:
        """Whether the file carries macros."""
        return any(one.kind == "vbaProject" for one in self.relationships.values()) or any(
            name.endswith("vbaproject.bin") for name in self._archive.names
        )

    @property
    def outside(self) -> tuple[Relationship, ...]:
        """What lies in other files and would have to be fetched: linked pictures and objects, the template; links are text."""
        folder = posixpath.join(posixpath.dirname(self._main), "_rels").lower()
        parts = (name for name in self._archive.names if posixpath.dirname(name) == folder and name.endswith(".rels"))
        named = (f"{posixpath.dirname(self._main)}/{posixpath.basename(name)[:-5]}" for name in parts)
        found = (one for part in named for one in self._relationships(part).values())
        return tuple(one for one in found if one.external and one.kind != "hyperlink")

    def part(self, kind: str) -> _Element | None:
        """Parse the part that the document names as its styles, numbering, comments; None when there is none."""
        found = [one.target for one in self.relationships.values() if one.kind == kind and not one.external]
        return self._parsed(found[0]) if found else None

    def _parsed(self, name: str) -> _Element | None:
        data = self._archive.read(name)
        if not data:
            return None
        root = parse_xml(data, name, _NODES)
        if not any("purl.oclc.org/ooxml" in uri for uri in root.nsmap.values()):
            return root
        data = etree.tostring(root, encoding="utf-8")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data, name, _NODES)

    def _relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        data = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for item in parse_xml(data, f"{name}.rels", _NODES) if data else ():
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            if len(target) <= _LONGEST:
                found[item.get("Id", "")] = Relationship(item.get("Type", "").rpartition("/")[2], target, external)
        return found
