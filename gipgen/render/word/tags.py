"""The tags of a Word template, each with the part and the paragraph or table cell in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from gipgen.patterns import regex
from gipgen.words import Say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = regex(r"word/(document|header|footer|footnotes)\d*\.xml")
_TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = regex(r"\{\{|\}\}|\{%|%\}")
_KIND = regex(r"^(\{[{%#])(tr|tc|p|r) ")
_WORD = regex(r"\{%-?\s*(\w+)")
_PARTS = {
    "document": Say("正文", "body"),
    "header": Say("页眉", "header"),
    "footer": Say("页脚", "footer"),
    "footnotes": Say("脚注", "footnotes"),
}


class Tag(Struct, frozen=True):
    """One tag as it is written, or braces without a partner (`loose`).

    `split` says that its characters are formatted differently, `alone` that nothing else stands in its paragraph.
    """

    text: str
    where: Say
    split: bool = False
    alone: bool = False
    loose: bool = False

    @property
    def kind(self) -> str:
        """What docxtpl replaces as a whole by the tag: p a paragraph, tr a row, tc a cell, r a run; else empty."""
        found = _KIND.match(self.text)
        return found[2] if found else ""

    @property
    def plain(self) -> str:
        """The tag as Jinja knows it."""
        return _KIND.sub(r"\1 ", self.text)

    @property
    def word(self) -> str:
        """The first word of a statement, such as if; empty for {{ … }}."""
        found = _WORD.match(self.plain)
        return found[1] if found else ""


def read_tags(path: Path) -> list[tuple[Tag, ...]]:
    """Read the tags of a Word file, part by part, each part in the order of its text."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _PART.fullmatch(name)}
    return [tuple(_tags(name, data)) for name, data in sorted(parts.items())]


def _tags(name: str, data: bytes) -> Iterator[Tag]:
    found = _PART.fullmatch(name)
    assert found
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for where, paragraph in _paragraphs(root, _PARTS[found[1]]):
        pieces = [(text.text or "", _format(text.getparent())) for text in _texts(paragraph)]
        whole = "".join(piece for piece, _ in pieces)
        formats = [format_ for piece, format_ in pieces for _ in piece]
        for match in _TAG.finditer(whole):
            split = len(set(formats[match.start() : match.end()])) > 1
            yield Tag(match[0], where, split, whole.strip() == match[0])
        if loose := _LOOSE.search(_TAG.sub("", whole)):
            yield Tag(loose[0], where, loose=True)


def _format(run: Any) -> str:
    """Return what a run sets, without what Word notes for itself: language, spelling, the script of the keyboard."""
    properties = run.find(_W + "rPr")
    return "".join(
        etree.tostring(item, encoding="unicode")
        for item in (() if properties is None else properties)
        if item.tag not in {_W + "lang", _W + "noProof"}
        and (item.tag != _W + "rFonts" or set(item.keys()) != {_W + "hint"})
    )


def _texts(paragraph: Any) -> Iterator[Any]:
    """Yield the texts of a paragraph, without those of paragraphs in its text boxes."""
    return (text for text in paragraph.iter(_W + "t") if next(text.iterancestors(_W + "p")) is paragraph)


def _paragraphs(root: Any, part: Say) -> Iterator[tuple[Say, Any]]:
    tables = {table: number for number, table in enumerate(root.iter(_W + "tbl"), 1)}
    count = 0
    for paragraph in root.iter(_W + "p"):
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        if cell is None:
            count += 1
            yield Say(f"{part.zh}第 {count} 段", f"{part.en}, paragraph {count}"), paragraph
            continue
        row = next(cell.iterancestors(_W + "tr"))
        table = next(row.iterancestors(_W + "tbl"))
        down, across, number = _own(table, "tr").index(row) + 1, _own(row, "tc").index(cell) + 1, tables[table]
        zh = f"{part.zh}表 {number} 第 {down} 行第 {across} 格"
        yield Say(zh, f"{part.en}, table {number}, row {down}, cell {across}"), paragraph


def _own(parent: Any, kind: str) -> list[Any]:
    """Return the rows of a table or the cells of a row, also those inside content controls, not those further down."""
    return [found for found in parent.iter(_W + kind) if next(found.iterancestors(parent.tag)) is parent]
