"""The cells of a workbook as they are stored, for workbooks whose layout is known: every character, every digit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from gipgen.readers.archive import Archive
from gipgen.readers.document import DocumentError, Dropped, Origin
from gipgen.readers.xlsx.drawings import CHARTED, HIDDEN_SHEET, MACRO, drawn_in
from gipgen.readers.xlsx.package import MACROS, Part, Style, Workbook, open_workbook
from gipgen.readers.xlsx.places import Place
from gipgen.readers.xlsx.sheet import HIDDEN, cells_in, hidden_in, noted, numbered_rows
from gipgen.readers.xlsx.shown import as_number, exact
from gipgen.readers.xlsx.values import Value, value_of
from gipgen.readers.xml import parse_xml
from gipgen.words import Say, quote

_MOST = 100_000
"""Cells of a sheet with a text."""


class StoredSheet(Struct):
    """A sheet with cells: what stands in them, whoever sees it, and what else is on it."""

    texts: dict[Place, str]
    computed: frozenset[Place]
    """Where formulas stand."""
    lost: dict[Place, Say]
    """What of the cells does not come along: formulas without a result, pictures."""
    unseen: tuple[Dropped, ...]
    """What of the texts is hidden."""
    beside: tuple[Dropped, ...]
    """What lies on the sheet beside its cells."""


class Stored(Struct):
    """A workbook: its sheets with cells by name, and what else is in it."""

    sheets: dict[str, StoredSheet]
    dropped: tuple[Dropped, ...]


def stored(data: bytes) -> Stored:
    """Return all that stands in the cells of a workbook, by row and column from 1; raises DocumentError."""
    workbook = open_workbook(Archive(data))
    charts = [Dropped(CHARTED, Origin(sheet=part.name)) for part in workbook.sheets if part.kind != "worksheet"]
    macros = [MACRO] if MACROS in workbook.archive else []
    sheets = {part.name: _sheet(workbook, part) for part in workbook.sheets if part.kind == "worksheet"}
    return Stored(sheets, (*charts, *macros))


def _sheet(workbook: Workbook, part: Part) -> StoredSheet:
    root = parse_xml(workbook.archive.read(part.path), part.path)
    found = list(_cells(workbook, root))
    texts = {place: value.text for place, value, _ in found if value.text}
    hidden = hidden_in(root)
    covered = [place for place in sorted(texts) if hidden.holds(place)]
    unseen = [noted(HIDDEN, covered, part.name)] if covered else []
    if part.hidden and texts:
        unseen = [Dropped(HIDDEN_SHEET, Origin(sheet=part.name))]
    boxes, beside = drawn_in(workbook, part)
    told = [Dropped(Say(f"文本框“{quote(box.text)}”", f"a text box: {quote(box.text)}"), box.origin) for box in boxes]
    lost = {place: value.lost for place, value, _ in found if value.lost}
    computed = frozenset(place for place, _, formula in found if formula)
    return StoredSheet(texts, computed, lost, tuple(unseen), (*told, *beside))


def _cells(workbook: Workbook, root: etree._Element) -> Iterator[tuple[Place, Value, bool]]:
    """Yield the cells with a text or a loss, and whether a formula stands in them."""
    count = 0
    for row, element in numbered_rows(root):
        for column, cell, style in cells_in(workbook, element):
            value = _value(workbook, cell, style)
            if value.text or value.lost:
                count += 1
                yield (row, column), value, cell.find("{*}f") is not None
        if count > _MOST:
            raise DocumentError("GIP653", size=count, limit=_MOST)


def _value(workbook: Workbook, cell: etree._Element, style: Style) -> Value:
    if cell.get("t", "n") == "n" and not style.struck:
        number = as_number(cell.findtext("{*}v") or "")
        if number is not None:
            return Value(exact(number, style.code, workbook.from_1904))
    return value_of(workbook, cell, style)
