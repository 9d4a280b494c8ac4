"""The sheet of prose, one wide cell a section, and a sheet for each list beside the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import Field, Form
from gipgen.workbook import looks
from gipgen.workbook.fields import put_field
from gipgen.workbook.layout import MORE, PROSE, prose_parts
from gipgen.workbook.looks import lines_in, put, set_height, set_page, set_widths

_WIDTHS = (46.0, 46.0)
"""Two columns, merged: a lone one that is wider than the page is cut off by some programs and not made smaller."""
_WIDE = sum(_WIDTHS)
_TALL = 300.0
"""Points of the rows over which a long text goes; no row can be higher than 409."""
_LONGEST = 30_000
"""Characters of a cell; programs hold 32,767."""
_EMPTY, _LEAST = 8, 4
"""Lines of room for a section that is still to be written, and for one that is."""
_SPARE = 6
"""Empty rows of a list."""


def write_prose(sheet: Worksheet, form: Form, envelope: Field, prose: Mapping[str, str]) -> None:
    """Write heading, hint and text of every section of prose, and of the prose beside the form."""
    both = len(_WIDTHS)
    put(sheet, (1, 1), PROSE, looks.TITLE, (1, both))
    sheet.row_dimensions[1].height = 30
    row = 2
    for id_, heading, hint in prose_parts(form, envelope):
        put(sheet, (row, 1), heading, looks.BAND, (1, both))
        put(sheet, (row + 1, 1), hint, looks.HINT, (1, both))
        set_height(sheet, row, 1)
        set_height(sheet, row + 1, lines_in(hint, _WIDE), 18)
        row = _write_text(sheet, row + 2, prose.get(id_, ""))
    set_widths(sheet, _WIDTHS)
    sheet.freeze_panes = "A2"
    set_page(sheet, landscape=False)


def _write_text(sheet: Worksheet, row: int, text: str) -> int:
    """Write a text and return the row behind it; a long one goes over several merged rows, and one too long over cells."""
    for number, part in enumerate(parted(text)):
        if number:
            put(sheet, (row, 1), MORE, looks.HINT, (1, len(_WIDTHS)))
            row += 1
        height = (max(_LEAST, lines_in(part, _WIDE) + 1) if part else _EMPTY) * looks.HIGH + 6
        rows = ceil(height / _TALL)
        put(sheet, (row, 1), part or None, looks.PROSE, (rows, len(_WIDTHS)), "@")
        for one in range(row, row + rows):
            sheet.row_dimensions[one].height = height / rows
        row += rows
    return row


def parted(text: str) -> list[str]:
    """Part a text at line ends into pieces that cells can hold; joined with line ends they are the text."""
    pieces = [""]
    for number, line in enumerate(text.split("\n")):
        if number and len(pieces[-1]) + len(line) < _LONGEST:
            pieces[-1] += f"\n{line}"
        elif number:
            pieces.append(line)
        else:
            pieces[0] = line
    return pieces


def write_list(sheet: Worksheet, field: Field, items: Sequence[object]) -> None:
    """Write the items of a list one below the other, with room for more."""
    widths = [
        52.0 if inner.kind == "prose" else 16.0 if inner.kind in {"date", "rule"} else 28.0 for inner in field.fields
    ]
    put(sheet, (1, 1), field.label, looks.TITLE, (1, len(widths)))
    put(sheet, (2, 1), f"{field.about}。没有就不填。", looks.NOTE, (1, len(widths)))
    set_height(sheet, 2, lines_in(field.about, sum(widths) - 12), 20)
    for column, inner in enumerate(field.fields, 1):
        put(sheet, (3, column), inner.label, looks.HEAD)
        put(sheet, (4, column), inner.about or (f"例如：{inner.example}" if inner.example else ""), looks.HINT)
    set_height(sheet, 4, max(lines_in(str(sheet.cell(4, n).value), width) for n, width in enumerate(widths, 1)))
    row = 5
    for item in [*_rows_of(field, items), *({} for _ in range(_SPARE))]:
        for column, inner in enumerate(field.fields, 1):
            look = looks.PROSE if inner.kind == "prose" else looks.TEXT
            put_field(sheet, (row, column), inner, item.get(inner.id), look)
        texts = [str(item.get(inner.id) or "") for inner in field.fields]
        set_height(sheet, row, max(lines_in(text, width) for text, width in zip(texts, widths, strict=True)))
        row += 1
    set_widths(sheet, widths)
    sheet.freeze_panes = "A5"
    set_page(sheet, landscape=sum(widths) > 100, heads=4)


def _rows_of(field: Field, items: Sequence[object]) -> Iterator[Mapping[str, object]]:
    """Yield a row for each item, and more where its prose is too long for a cell."""
    prose = next((inner.id for inner in field.fields if inner.kind == "prose"), "")
    for item in items:
        if isinstance(item, Mapping):
            first, *more = parted(str(item.get(prose) or "").rstrip("\n"))
            yield {**item, prose: first} if prose else item
            yield from ({field.fields[0].id: MORE, prose: part} for part in more)
