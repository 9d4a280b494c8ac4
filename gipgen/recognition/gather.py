"""Tables as read → the figures of one form, with everything said that is missing, blank or no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from gipgen.form import Cell, Form, Forms, Line
from gipgen.readers import Grid
from gipgen.recognition.figures import Look, look
from gipgen.recognition.forms import every_table, fitting, form_of
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.ordinals import uncounted
from gipgen.recognition.reading import Reading
from gipgen.recognition.tables import read_table
from gipgen.recognition.vocabulary import Vocabulary
from gipgen.words import Say


def gather(
    grids: Mapping[str, Sequence[Grid]], year: int, forms: Forms, remarks: Remarks
) -> tuple[Form, dict[int, Found]]:
    """Read every table on the form that it is printed on, and give its figures to the form of the data file."""
    grids = {section: without_ordinals(section, found, forms) for section, found in grids.items()}
    fits = {section: fitting(section, found, forms) for section, found in grids.items()}
    form = form_of(fits, year, forms)
    readings = [read_table(_chosen(like, form), grids[section], remarks) for section, like in fits.items()]
    form = forms.get(form.id, tuple(_additions(readings, form.id, forms)))
    _say_mixed(readings, form, remarks)
    paths = {cell.path: cell for cell in form.cells}
    figures: dict[int, Found] = {}
    for reading in readings:
        for index, found in reading.figures.items():
            cell = paths.get(reading.vocabulary.form.cells[index].path)
            if cell:
                figures[cell.index] = found
        figures |= _nothing(reading, form)
        _say_strange(reading, paths, remarks)
    for section, table in form.tables:
        known = next((one for one in readings if one.vocabulary.section.id == section.id), None)
        say_missing(section.heading, table.lines, known, remarks)
    for line in form.lines:
        say_unread(line, figures, remarks)
    return form, figures


def without_ordinals(section: str, grids: Sequence[Grid], forms: Forms) -> list[Grid]:
    """Leave out the columns that count rows, before the labels of those that a table has on any form."""
    lines = frozenset(label for one in every_table(forms) if one.section.id == section for label in one.lines)
    return [uncounted(grid, lines) for grid in grids]


def _chosen(known: Sequence[Vocabulary], form: Form) -> Vocabulary:
    return next((one for one in known if one.form.id == form.id), known[0])


def _additions(readings: Sequence[Reading], id_: str, forms: Forms) -> list[str]:
    """Return the local additions of a form of which a row was found."""
    taken = {block for reading in readings for block in _blocks(reading)}
    return [addition.id for addition in forms.local_to(id_) if addition.id in taken]


def _blocks(reading: Reading) -> set[str]:
    return {line.block.id for line in reading.vocabulary.table.lines if line.key in reading.taken}


def _say_mixed(readings: Sequence[Reading], form: Form, remarks: Remarks) -> None:
    other = [one for one in readings if one.vocabulary.form.id != form.id]
    if other:
        zh = "，".join(f"表{one.vocabulary.section.number}是{one.vocabulary.form.title}" for one in other)
        en = ", ".join(f"table {one.vocabulary.section.number} is on form {one.vocabulary.form.id}" for one in other)
        remarks.add("GIP668", tables=Say(zh, en), form=form.id)


def _nothing(reading: Reading, form: Form) -> dict[int, Found]:
    """Return the figures of rows that the document's form does not part: the parts of a row of zeros are zero."""
    table = next(table for section, table in form.tables if section.id == reading.vocabulary.section.id)
    result: dict[int, Found] = {}
    for line in reading.vocabulary.table.lines:
        whole = {cell.path: reading.figures[cell.index] for cell in line.cells if cell.index in reading.figures}
        parts = [other for other in table.lines if other.key.startswith(f"{line.key}.")]
        if len(whole) == len(line.cells) and all(found.value == 0 for found in whole.values()):
            reading.taken |= {part.key for part in parts}
            result |= {cell.index: whole[(*cell.path[:-2], cell.path[-1])] for part in parts for cell in part.cells}
    return result


def _say_strange(reading: Reading, paths: Mapping[tuple[str, ...], Cell], remarks: Remarks) -> None:
    """Tell the figures of rows that the form of the data file does not have; 0 is nothing that could be lost."""
    for line in reading.vocabulary.table.lines:
        lost = [
            (cell, reading.figures[cell.index])
            for cell in line.cells
            if cell.path not in paths and cell.index in reading.figures
        ]
        if any(found.value != 0 for _, found in lost):
            printed = "、".join(f"{cell.column_name} {found.text or '□'}" for cell, found in lost)
            remarks.add("GIP664", lost[0][1].origin, " › ".join(line.names), text=line.names[-1], printed=printed)


def say_missing(heading: str, lines: Sequence[Line], reading: Reading | None, remarks: Remarks) -> None:
    """Tell a table that was not found, or the rows of it that were not."""
    if reading is None:
        remarks.add("GIP663", what=Say(f"“{heading}”的表格", f"the table of {heading}"))
        return
    for line in lines:
        if line.key not in reading.taken and not line.block.optional:
            name = " › ".join(line.names)
            remarks.add("GIP663", label=name, what=Say(f"“{name}”这一行", f"the row {name}"))


def say_unread(line: Line, figures: Mapping[int, Found], remarks: Remarks) -> None:
    """Tell cells that hold a text or a sign instead of a figure, and the blanks of a row in one."""
    found = [(cell, figures[cell.index]) for cell in line.cells if cell.index in figures]
    unread = [(cell, one) for cell, one in found if one.value is None]
    for blank, run in groupby(unread, key=lambda pair: look(pair[1].text) is Look.BLANK):
        cells = list(run)
        if not blank:
            for cell, one in cells:
                remarks.add("GIP662", one.origin, cell.label, one.text, text=one.text)
        elif len(cells) == len(line.cells):
            remarks.add("GIP667", cells[0][1].origin, " › ".join(line.names))
        else:
            names = "、".join(cell.column_name for cell, _ in cells)
            remarks.add("GIP667", cells[0][1].origin, f"{' › '.join(line.names)} › {names}")
