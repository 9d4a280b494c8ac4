"""The parts of a workbook: its sheets, the texts and styles that they share, and how parts name each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from gipgen.patterns import regex
from gipgen.readers.archive import Archive
from gipgen.readers.document import DocumentError
from gipgen.readers.xml import parse_xml
from gipgen.words import Say

MACROS = "xl/vbaProject.bin"
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")


class Style(NamedTuple):
    """What a style tells of a cell: how its number is shown, and whether lines are drawn around it."""

    code: str
    """The code of the number format, empty for the general one; `@date` for dates that only have a number."""
    bordered: bool
    struck: bool = False
    """Whether a line goes through the text."""


PLAIN = Style("", False)


class Part(NamedTuple):
    """A sheet before it is read."""

    name: str
    kind: str
    """`worksheet`, or what else may stand in its place."""
    path: str
    hidden: bool


class Workbook(Struct, frozen=True):
    """What all sheets need."""

    archive: Archive
    sheets: tuple[Part, ...]
    texts: tuple[str, ...]
    styles: tuple[Style, ...]
    from_1904: bool
    """Days are counted from 1904, as old Macintosh workbooks do."""


class Relation(NamedTuple):
    """How a part names another one: by an id, with a kind."""

    id: str
    kind: str
    path: str


def open_workbook(archive: Archive) -> Workbook:
    """Read what the sheets share; raises DocumentError."""
    path = next((one.path for one in relations(archive, "") if one.kind == "officeDocument"), "xl/workbook.xml")
    if path not in archive or not path.lower().endswith(".xml"):
        raise DocumentError("GIP651", reason=Say("里面没有工作簿", "there is no workbook in it"))
    root = parse_xml(archive.read(path), path)
    named = {one.id: one for one in relations(archive, path)}
    by_kind = {one.kind: one.path for one in named.values()}
    properties = root.find("{*}workbookPr")
    return Workbook(
        archive,
        tuple(_sheets(root, named)),
        _texts(archive, by_kind.get("sharedStrings", "")),
        _styles(archive, by_kind.get("styles", "")),
        properties is not None and is_on(properties.get("date1904")),
    )


def relations(archive: Archive, path: str) -> Iterator[Relation]:
    """Give the parts that a part names; what lies outside of the file is left out."""
    folder = posixpath.dirname(path)
    for one, external in _named(archive, path):
        if not external:
            yield one._replace(path=posixpath.normpath(posixpath.join("/", folder, one.path)).lstrip("/"))


def links(archive: Archive, path: str) -> dict[str, str]:
    """Give the addresses to which a sheet links by their ids."""
    return {one.id: one.path for one, external in _named(archive, path) if external and one.kind == "hyperlink"}


def _named(archive: Archive, path: str) -> Iterator[tuple[Relation, bool]]:
    """Give what a part names, and whether it lies outside of the file."""
    folder, name = posixpath.split(path)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    for one in parse_xml(archive.read(source), source).iterfind("{*}Relationship") if source in archive else ():
        kind = one.get("Type", "").rpartition("/")[2]
        yield Relation(one.get("Id", ""), kind, one.get("Target", "")), one.get("TargetMode") == "External"


def is_on(value: str | None) -> bool:
    """Say whether an attribute says yes."""
    return value in {"1", "true", "on"}


def whole(value: str | None, default: int = 0) -> int:
    """Read an attribute that counts."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else default


def text_of(item: etree._Element) -> str:
    """Give the text of a string, without the readings of its ideographs."""
    parts = (text.text or "" for text in item.iter("{*}t") if not _is_reading(text))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


def _is_reading(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and etree.QName(parent).localname == "rPh"


def _sheets(root: etree._Element, named: dict[str, Relation]) -> Iterator[Part]:
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        id_ = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if found := named.get(str(id_)):
            yield Part(sheet.get("name", ""), found.kind, found.path, sheet.get("state", "visible") != "visible")


def _texts(archive: Archive, path: str) -> tuple[str, ...]:
    if path not in archive:
        return ()
    return tuple(text_of(item) for item in parse_xml(archive.read(path), path).iterfind("{*}si"))


_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that need no code in the file (ECMA-376 part 1, 18.8.30)."""


def _styles(archive: Archive, path: str) -> tuple[Style, ...]:
    if path not in archive:
        return ()
    root = parse_xml(archive.read(path), path)
    codes = dict.fromkeys(_DATES, "@date") | _BUILT_IN
    codes |= {whole(one.get("numFmtId")): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
    lines = [
        any(side.get("style", "none") != "none" for side in border) for border in root.iterfind("{*}borders/{*}border")
    ]
    drawn = dict(enumerate(lines))
    struck = {number for number, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_struck(font)}
    return tuple(
        Style(
            codes.get(whole(one.get("numFmtId")), ""),
            drawn.get(whole(one.get("borderId")), False),
            whole(one.get("fontId")) in struck,
        )
        for one in root.iterfind("{*}cellXfs/{*}xf")
    )


def _is_struck(font: etree._Element) -> bool:
    line = font.find("{*}strike")
    return line is not None and is_on(line.get("val", "1"))
