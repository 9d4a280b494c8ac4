"""Form and what is known of a report → a workbook to fill in, for those who will not edit text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import KINDS, Field, Form
from gipgen.scaffold import Contents
from gipgen.workbook.cover import write_cover
from gipgen.workbook.formulas import Figure, Live, Sums
from gipgen.workbook.layout import COVER, PROSE, Place, lists, place_of, sheet_names
from gipgen.workbook.package import package
from gipgen.workbook.tables import TableSheet
from gipgen.workbook.texts import write_list, write_prose

__all__ = ["workbook"]


def workbook(form: Form, envelope: Field, contents: Contents) -> bytes:
    """Make the workbook (.xlsx) of a form; the same contents give the same bytes.

    Figures that are not known are blank, and totals that are not are formulas.
    """
    typed = {index: _figure(form, index, text) for index, text in (contents.figures or {}).items() if text}
    values = _resolved(form, typed)
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = COVER
    live: dict[str, Mapping[Place, Live]] = {}
    states = []
    for section, table in form.tables:
        name = sheet_names(form)[section.id]
        one = TableSheet(book.create_sheet(name), form, section, table, values, typed)
        one.write()
        live[name] = one.live
        states.append((name, one.live[2, 1]))
    live[COVER] = write_cover(cover, form, envelope, contents.fields, states)
    write_prose(book.create_sheet(PROSE), form, envelope, contents.prose)
    for field in lists(envelope):
        items = contents.fields.get(field.id)
        write_list(book.create_sheet(field.label), field, items if isinstance(items, list) else [])
    book.properties.title, book.properties.creator = str(cover["A1"].value), "gipgen"
    return package(book, live)


def _figure(form: Form, index: int, text: str) -> Figure:
    return int(text) if KINDS[form.cells[index].kind].whole else Decimal(text)


def _resolved(form: Form, typed: Mapping[int, Figure]) -> dict[int, Figure]:
    """Return the figures with the results of the formulas of totals."""
    values = dict(typed)
    places = {
        cell.cell: place_of(cell)
        for _, table in form.tables
        for row in table.grid.rows
        for cell in row
        if cell.role == "value"
    }
    sums = Sums(form, places, values)
    waiting = [cell.index for cell in form.cells if cell.total and cell.index not in values]
    while waiting:
        found = {index: one for index in waiting if not isinstance(one := sums.total(index).result, str)}
        values |= found
        if not found:
            break
        waiting = [index for index in waiting if index not in found]
    return values
