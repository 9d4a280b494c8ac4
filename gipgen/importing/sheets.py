"""The sheets of a workbook of our own by what they hold: those that stand twice, are hidden, or are none of ours are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gipgen.form import Field, Form, Grid, Section, normal
from gipgen.importing.entries import Sheet, cover_head, cover_of, list_heads
from gipgen.readers import Dropped, Origin
from gipgen.recognition import Remarks
from gipgen.words import Say, quote
from gipgen.workbook.layout import CHECKED, COVER, PROSE, Place, lists, prose_parts

if TYPE_CHECKING:
    from gipgen.readers.xlsx.stored import Stored, StoredSheet

Tables = Mapping[str, tuple[str, Place]]
"""By the id of a section the sheet of its table and the place of the grid's upper left corner."""

Roles = Mapping[str, list[str]]
"""By what a sheet holds the names of those that hold it."""


def roles(sheets: Mapping[str, Sheet], form: Form, envelope: Field) -> Roles:
    """Find the sheets that hold the cover, the prose, each table and each list; a table by most of its labels."""
    prose = {normal(heading) for _, heading, _ in prose_parts(form, envelope)}
    found = {COVER: [name for name, sheet in sheets.items() if cover_of(sheet, envelope) is not None]}
    for section, table in form.tables:
        labels = {normal(cell.text) for row in table.grid.rows for cell in row if cell.role != "value" and cell.text}
        found[section.heading] = _holding(sheets, labels)
    found[PROSE] = _holding(sheets, prose)
    for field in lists(envelope):
        found[field.label] = [name for name, sheet in sheets.items() if list_heads(sheet, field)]
    return found


def _holding(sheets: Mapping[str, Sheet], texts: set[str]) -> list[str]:
    return [name for name, sheet in sheets.items() if 2 * len(texts & set(map(normal, sheet.values()))) > len(texts)]


def copies(found: Roles) -> list[Say]:
    """Name what several sheets hold, of which nobody but the clerk knows the right one."""
    return [
        Say(
            f"“{what}”有 {len(names)} 张（工作表“{'”、“'.join(names)}”）",
            f"{what} {len(names)} times (sheets {', '.join(names)})",
        )
        for what, names in found.items()
        if len(names) > 1
    ]


def say_leftovers(book: Stored, form: Form, found: Roles, tables: Tables, remarks: Remarks) -> None:
    """Tell what is read though nobody sees it, and what is not read."""
    ours = {name for names in found.values() for name in names}
    drawn = {name for section, _ in form.tables for name in found[section.heading]}
    for name, sheet in book.sheets.items():
        if name in ours:
            for one in sheet.unseen:
                remarks.add("GIP650", one.origin, what=one.what)
            for one in (*sheet.beside, *_lost(name, sheet, drawn=name in drawn)):
                remarks.add("GIP656", one.origin, what=one.what)
        elif sheet.texts:
            what = Say(f"工作表“{name}”，它不是填报表的一部分", f"sheet {name}, which is no part of the workbook")
            remarks.add("GIP656", what=what)
    for section, table in form.tables:
        if section.id in tables:
            name, corner = tables[section.id]
            for place, text in _stray(book.sheets[name], section, table.grid, corner):
                what = Say(f"表格以外的文字“{quote(text)}”", f"text beside the table: {quote(text)}")
                remarks.add("GIP656", Origin(row=place[0], column=place[1], sheet=name), what=what)
    for one in book.dropped:
        remarks.add("GIP656", one.origin, what=one.what)


def _stray(sheet: StoredSheet, section: Section, grid: Grid, corner: Place) -> Iterator[tuple[Place, str]]:
    """Yield what people typed on the sheet of a table outside of it."""
    bottom = corner[0] + len(grid.rows)
    right = corner[1] + max(cell.column + cell.columns for row in grid.rows for cell in row)
    for place, text in sheet.texts.items():
        inside = corner[0] <= place[0] < bottom and corner[1] <= place[1] < right
        ours = place in sheet.computed or text.startswith(CHECKED) or normal(text) == normal(section.heading)
        if text.strip() and not (inside or ours):
            yield place, text


def _lost(name: str, sheet: StoredSheet, *, drawn: bool) -> Iterator[Dropped]:
    """Yield what of cells does not come along; the formulas of tables, and those over the cover's fields, are ours."""
    from gipgen.readers.xlsx.values import UNCOMPUTED

    head = cover_head(sheet.texts)
    for place, what in sheet.lost.items():
        if what != UNCOMPUTED or not (drawn or place[0] < head):
            yield Dropped(what, Origin(row=place[0], column=place[1], sheet=name))
