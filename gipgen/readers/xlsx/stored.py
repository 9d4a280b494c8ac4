"""The cells of a workbook as they are stored, for workbooks whose layout is known: every character, every digit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gipgen.readers.archive import Archive
from gipgen.readers.document import DocumentError
from gipgen.readers.xlsx.package import PLAIN, Style, Workbook, open_workbook, whole
from gipgen.readers.xlsx.places import Place, column_of
from gipgen.readers.xlsx.sheet import numbered_rows
from gipgen.readers.xlsx.shown import as_number, exact
from gipgen.readers.xlsx.values import value_of
from gipgen.readers.xml import parse_xml

_MOST = 100_000
"""Cells of a sheet with a text."""


def stored(data: bytes) -> dict[str, dict[Place, str]]:
    """Return the texts of all sheets with cells, by name and by row and column from 1; raises DocumentError."""
    workbook = open_workbook(Archive(data))
    return {
        part.name: dict(_cells(workbook, parse_xml(workbook.archive.read(part.path), part.path)))
        for part in workbook.sheets
        if part.kind == "worksheet"
    }


def _cells(workbook: Workbook, root: etree._Element) -> Iterator[tuple[Place, str]]:
    count = 0
    for row, element in numbered_rows(root):
        column = 0
        for cell in element.iterfind("{*}c"):
            column = column_of(cell.get("r")) or column + 1
            number = whole(cell.get("s"))
            style = workbook.styles[number] if number < len(workbook.styles) else PLAIN
            if text := _text(workbook, cell, style):
                count += 1
                yield (row, column), text
        if count > _MOST:
            raise DocumentError("GIP653", size=count, limit=_MOST)


def _text(workbook: Workbook, cell: etree._Element, style: Style) -> str:
    if cell.get("t", "n") == "n":
        number = as_number(cell.findtext("{*}v") or "")
        if number is not None:
            return exact(number, style.code, workbook.from_1904)
    return value_of(workbook, cell, style).text
