"""A workbook of our own that was filled in → the report; it is known by its labels and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gipgen.form import KINDS, Form, Forms, Grid, load_envelope, normal
from gipgen.importing.altered import altered
from gipgen.importing.entries import Sheet, cover_of, headings_of, lists_of, prose_of
from gipgen.importing.sheets import Tables, copies, roles, say_leftovers
from gipgen.prose import Block, Picture, PictureError, parse
from gipgen.readers import NOWHERE, Origin
from gipgen.recognition import Found, Imported, Remarks
from gipgen.recognition.figures import value
from gipgen.recognition.gather import say_unread
from gipgen.report.figures import Figures
from gipgen.report.model import Value, show
from gipgen.report.totals import resolve_totals
from gipgen.words import Say
from gipgen.workbook.layout import Place

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
"""The suffixes of files that may be one."""
_DIGITS = 15
"""How many digits a workbook keeps of a number."""


def filled(data: bytes, forms: Forms) -> Imported | Remarks | None:
    """Read a workbook that `export` made; None for any other. Raises DocumentError.

    Only remarks when a sheet of it stands twice.
    """
    from gipgen.readers.xlsx.stored import stored

    book = stored(data)
    sheets: Mapping[str, Sheet] = {name: sheet.texts for name, sheet in book.sheets.items()}
    fields = next((found for sheet in sheets.values() if (found := cover_of(sheet, load_envelope())) is not None), None)
    if fields is None:
        return None
    located = [(form, _located(form, sheets)) for form in _candidates(fields, forms)]
    form, tables = max(located, key=lambda pair: (len(pair[1]), sum(cell.section in pair[1] for cell in pair[0].cells)))
    remarks = Remarks()
    held = roles(sheets, form, load_envelope())
    if twice := copies(held):
        remarks.add("GIP659", reports=Say("；".join(one.zh for one in twice), "; ".join(one.en for one in twice)))
        return remarks
    say_leftovers(book, form, held, tables, remarks)
    figures = _stored(form, sheets, tables)
    if len(tables) < len(form.tables):
        figures |= altered(data, sheets, form, tables, forms, remarks)
    return _read(form, sheets, _totalled(form, figures), fields | lists_of(sheets, load_envelope()), forms, remarks)


def _read(
    form: Form,
    sheets: Mapping[str, Sheet],
    figures: dict[int, Found],
    fields: Mapping[str, object],
    forms: Forms,
    remarks: Remarks,
) -> Imported:
    for line in form.lines:
        if not line.row.total:
            say_unread(line, figures, remarks)
    markdown = prose_of(sheets, form, load_envelope())
    _say_lost(sheets, form, remarks)
    blocks = _Blocks(form, figures, fields)
    extra = fields.get("extra_sections")
    items = extra if isinstance(extra, list) else []
    return Imported(
        form=form,
        fields=_kept(fields, form, forms, remarks),
        figures=figures,
        prose={id_: blocks.of(text) for id_, text in markdown.items()},
        extra=tuple((str(item.get("heading", "")), blocks.of(str(item.get("content", "")))) for item in items),
        findings=tuple(remarks.found),
        markdown=markdown,
    )


def _say_lost(sheets: Mapping[str, Sheet], form: Form, remarks: Remarks) -> None:
    """Tell the sections of prose whose headings were taken out or changed; what stands under one is not known to be its own."""
    _, heads = headings_of(sheets, form, load_envelope())
    for section in form.prose:
        if section.id not in heads.values():
            remarks.add("GIP663", what=Say(f"“{section.heading}”", section.heading))


def _candidates(fields: Mapping[str, object], forms: Forms) -> Iterator[Form]:
    """Yield the forms that the tables may be drawn by, with and without local rows: the one that is named, then others."""
    named, local = fields.get("form"), fields.get("local")
    for id_ in sorted(forms.ids, key=lambda id_: id_ != named):
        additions = [forms.addition(str(name), id_) for name in (local if isinstance(local, list) else ())]
        yield forms.get(id_, tuple(addition.id for addition in additions if addition))
        yield forms.extended(id_)


def _located(form: Form, sheets: Mapping[str, Sheet]) -> Tables:
    """Find the tables of a form by their labels, all of which must stand in their places."""
    found: dict[str, tuple[str, Place]] = {}
    for section, table in form.tables:
        for name, sheet in sheets.items():
            if corner := _corner(table.grid, sheet):
                found[section.id] = name, corner
    return found


def _corner(grid: Grid, sheet: Sheet) -> Place | None:
    labels = [(cell.row, cell.column, normal(cell.text)) for row in grid.rows for cell in row if cell.role != "value"]
    row, column, first = labels[0]
    for (r, c), text in sheet.items():
        if normal(text) == first:
            top, left = r - row, c - column
            if all(normal(sheet.get((top + down, left + right), "")) == label for down, right, label in labels):
                return top, left
    return None


def _stored(form: Form, sheets: Mapping[str, Sheet], tables: Tables) -> dict[int, Found]:
    """Read the figures of the tables that were found."""
    figures: dict[int, Found] = {}
    for section, table in form.tables:
        if section.id not in tables:
            continue
        name, (top, left) = tables[section.id]
        for cell in (cell for row in table.grid.rows for cell in row if cell.role == "value"):
            place = top + cell.row, left + cell.column
            text, own = sheets[name].get(place, ""), form.cells[cell.cell]
            if KINDS[own.kind].whole and "." in text:
                text = text.rstrip("0").rstrip(".")
            figures[own.index] = Found(text, value(text, own), Origin(row=place[0], column=place[1], sheet=name))
    return figures


def _totalled(form: Form, figures: dict[int, Found]) -> dict[int, Found]:
    """Compute the totals that have no result yet, and give those that are what they should be all their digits."""
    nothing = Found("", None, NOWHERE)
    known = [figures.get(cell.index, nothing) for cell in form.cells]
    parts: list[Value] = [None if cell.total else known[cell.index].value for cell in form.cells]
    for cell, computed in zip(form.cells, resolve_totals(form, parts), strict=True):
        found = known[cell.index]
        if cell.total and computed is not None and (not found.text.strip() or _same(found.value, computed)):
            figures[cell.index] = found._replace(text=show(computed, cell), value=computed)
    return figures


def _same(one: Value, other: Value) -> bool:
    """Say whether two figures are one for a workbook."""
    if one is None or other is None:
        return False
    first, second = (Decimal(f"{float(figure):.{_DIGITS}g}") for figure in (one, other))
    return first == second


def _kept(fields: Mapping[str, object], form: Form, forms: Forms, remarks: Remarks) -> dict[str, object]:
    """Return the fields of the data file: the form only where the year does not tell it, sections by their ids."""
    kept = {id_: value for id_, value in fields.items() if id_ not in {"form", "local", "omitted_sections"}}
    year = fields.get("year")
    if not isinstance(year, int) or forms.for_year(year) is not forms.get(form.id):
        kept["form"] = form.id
    left_out, names = [], fields.get("omitted_sections")
    for name in names if isinstance(names, list) else ():
        section = next((one for one in form.prose if normal(name) in map(normal, one.spellings)), None)
        if section:
            left_out.append(section.id)
        else:
            remarks.add("GIP656", what=Say(f"“{name}”，没有这样的部分", f"{name}, as there is no such section"))
    return kept | ({"omitted_sections": left_out} if left_out else {})


class _Blocks:
    """Reads prose as the report will: figures in it from the tables of the workbook."""

    def __init__(self, form: Form, figures: Mapping[int, Found], fields: Mapping[str, object]) -> None:
        texts = [show(figures[cell.index].value, cell) if cell.index in figures else "" for cell in form.cells]
        self.figures = Figures(form, texts, dict(fields))

    def of(self, text: str) -> tuple[Block, ...]:
        """Return the blocks of a text."""
        return parse(text, self.figures, _no_picture, lambda _: True).blocks


def _no_picture(_source: str, _alt: str) -> Picture:
    raise PictureError(Say("工作簿里没有图片", "no pictures come with a workbook"))
