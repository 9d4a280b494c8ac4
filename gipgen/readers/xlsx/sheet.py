"""A sheet → the cells that a person sees, merged ones once, and what was left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from gipgen.readers.document import DocumentError, Dropped, Origin
from gipgen.readers.xlsx.package import PLAIN, Part, Style, Workbook, is_on, links, whole
from gipgen.readers.xlsx.places import PLACE, Place, column_of, letters, number_of
from gipgen.readers.xlsx.values import Value, value_of
from gipgen.readers.xml import parse_xml
from gipgen.words import Say

_COLUMNS, _ROWS = 16_384, 1_048_576
_MOST = 100_000
"""Cells of a sheet with a text or a border; a report has a thousand."""
_AREA = 500_000
"""Cells that merged ranges may cover, within what is used of the sheet."""


class SheetCell(NamedTuple):
    """A cell by its place as it is seen, hidden rows and columns not counted, from 1."""

    row: int
    column: int
    text: str
    bordered: bool
    rows: int
    columns: int
    origin: Origin
    link: str = ""
    """Where the cell leads."""


class Sheet(Struct, frozen=True):
    """The visible cells that have a text or a border, by row and column, and notes on the others."""

    cells: tuple[SheetCell, ...]
    dropped: tuple[Dropped, ...]


class Hidden(Struct, frozen=True):
    """Rows and columns that are not seen, each list in order."""

    rows: list[int]
    columns: list[int]

    def holds(self, place: Place) -> bool:
        """Say whether a cell is in one of them."""
        return _within(self.rows, place[0]) or _within(self.columns, place[1])


def read_sheet(workbook: Workbook, part: Part) -> Sheet:
    """Read the cells of a sheet; raises DocumentError."""
    root = parse_xml(workbook.archive.read(part.path), part.path)
    hidden = hidden_in(root)
    values = _values(workbook, root)
    spans, covered = _merged(root, values)
    leads = _links(workbook, part, root)
    cells, notes = [], dict[Say, list[Place]]()
    for place in sorted(values):
        value, bordered = values[place]
        out = HIDDEN if hidden.holds(place) else COVERED if place in covered else None
        for lost in (out,) if out and value.text else () if out else (value.lost,):
            if lost:
                notes.setdefault(lost, []).append(place)
        if not out:
            cell = _cell(place, value, bordered, spans.get(place, place), hidden, part.name)
            cells.append(cell._replace(link=leads.get(place, "")))
    return Sheet(tuple(cells), tuple(noted(what, places, part.name) for what, places in notes.items()))


HIDDEN = Say("隐藏的行或列里的内容", "what stands in hidden rows or columns")
COVERED = Say("被合并单元格盖住的内容", "what merged cells cover")


def _links(workbook: Workbook, part: Part, root: etree._Element) -> dict[Place, str]:
    """Give the addresses outside to which single cells lead."""
    addresses = links(workbook.archive, part.path)
    found = {}
    for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        id_ = next((value for key, value in link.attrib.items() if str(key).endswith("}id")), "")
        if (address := addresses.get(str(id_))) and (place := PLACE.fullmatch(link.get("ref", ""))):
            found[int(place[2]), number_of(place[1])] = address
    return found


def noted(what: Say, places: list[Place], sheet: str) -> Dropped:
    """Name what stands in cells of a sheet, with the first of their places."""
    row, column = places[0]
    named = [f"{letters(column)}{row}" for row, column in places[:5]]
    zh, en = "、".join(named), ", ".join(named)
    if len(places) > 5:
        zh, en = f"{zh} 等 {len(places)} 格", f"{en} and others, {len(places)} cells"
    return Dropped(Say(f"{what.zh}（{zh}）", f"{what.en} ({en})"), Origin(row=row, column=column, sheet=sheet))


def _cell(place: Place, value: Value, bordered: bool, last: Place, hidden: Hidden, sheet: str) -> SheetCell:
    row, column = _seen(hidden.rows, place[0]), _seen(hidden.columns, place[1])
    rows, columns = _seen(hidden.rows, last[0] + 1) - row, _seen(hidden.columns, last[1] + 1) - column
    origin = Origin(row=place[0], column=place[1], sheet=sheet)
    return SheetCell(row, column, value.text, bordered, rows, columns, origin)


def _seen(hidden: list[int], number: int) -> int:
    return number - bisect_left(hidden, number)


def _within(numbers: list[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def hidden_in(root: etree._Element) -> Hidden:
    """Find the rows and columns of a sheet that are hidden, or have no height or width."""
    columns = bytearray(_COLUMNS + 2)
    for column in root.findall("{*}cols/{*}col")[:_COLUMNS]:
        if is_on(column.get("hidden")) or column.get("width") == "0":
            first, last = whole(column.get("min"), 1), min(whole(column.get("max"), 1), _COLUMNS)
            columns[first : last + 1] = b"\1" * max(last + 1 - first, 0)
    rows = [
        number
        for number, row in numbered_rows(root)
        if is_on(row.get("hidden")) or is_on(row.get("zeroHeight")) or row.get("ht") == "0"
    ]
    return Hidden(sorted(set(rows)), [number for number, flag in enumerate(columns[: _COLUMNS + 1]) if flag])


def numbered_rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Give the rows of a sheet with their numbers."""
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = whole(row.get("r"), number + 1)
        if 0 < number <= _ROWS:
            yield number, row


def cells_in(workbook: Workbook, row: etree._Element) -> Iterator[tuple[int, etree._Element, Style]]:
    """Give the cells of a row with their columns and styles."""
    column = 0
    for cell in row.iterfind("{*}c"):
        column = column_of(cell.get("r")) or column + 1
        number = whole(cell.get("s"))
        yield column, cell, workbook.styles[number] if number < len(workbook.styles) else PLAIN


def _values(workbook: Workbook, root: etree._Element) -> dict[Place, tuple[Value, bool]]:
    """Give the cells with a text, a loss or a border by row and column."""
    found: dict[Place, tuple[Value, bool]] = {}
    for row, element in numbered_rows(root):
        for column, cell, style in cells_in(workbook, element):
            value = value_of(workbook, cell, style)
            if (value.text or value.lost or style.bordered) and column <= _COLUMNS:
                found[row, column] = value, style.bordered
        if len(found) > _MOST:
            size = Say(f"{len(found)} 个以上单元格", f"more than {len(found)} cells")
            raise DocumentError("GIP653", size=size, limit=_MOST)
    return found


def _merged(root: etree._Element, values: dict[Place, tuple[Value, bool]]) -> tuple[dict[Place, Place], set[Place]]:
    """Give the last cell of each merged range by its first, and all cells covered but the first.

    Ranges end where the sheet's texts and borders end; one without either is a cell where its row has others.
    """
    used = {row for row, _ in values}
    bottom, right = max(used, default=0), max((column for _, column in values), default=0)
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    area = 0
    for first, last in _ranges(root):
        end = min(last[0], bottom), min(last[1], right)
        if end[0] < first[0] or end[1] < first[1]:
            continue
        area += (end[0] + 1 - first[0]) * (end[1] + 1 - first[1])
        if area > _AREA:
            raise DocumentError("GIP653", size=Say(f"{area} 个合并的单元格", f"{area} merged cells"), limit=_AREA)
        places = {(row, column) for row in range(first[0], end[0] + 1) for column in range(first[1], end[1] + 1)}
        spans[first] = end
        covered |= places - {first}
        if first[0] in used:
            values.setdefault(first, (Value(""), False))
    return spans, covered


def _ranges(root: etree._Element) -> Iterator[tuple[Place, Place]]:
    """Give the corners of the merged ranges that are well formed."""
    for merge in root.iterfind("{*}mergeCells/{*}mergeCell"):
        corners = [PLACE.fullmatch(corner) for corner in merge.get("ref", "").split(":")]
        places = [(int(one[2]), number_of(one[1])) for one in corners if one]
        if len(places) == len(corners) == 2 and places[0][0] <= places[1][0] and places[0][1] <= places[1][1]:
            yield places[0], places[1]
