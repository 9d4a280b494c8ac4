"""A table of a workbook of our own in which rows or labels were changed → its figures, found as in any document."""

from __future__ import annotations

from collections.abc import Container, Mapping

from gipgen.form import Form, Forms
from gipgen.importing.entries import Sheet
from gipgen.readers import Grid
from gipgen.recognition import Found, Remarks
from gipgen.recognition.forms import tables_of
from gipgen.recognition.gather import say_missing, without_ordinals
from gipgen.recognition.tables import read_table
from gipgen.recognition.vocabulary import vocabularies


def altered(
    data: bytes, sheets: Mapping[str, Sheet], form: Form, read: Container[str], forms: Forms, remarks: Remarks
) -> dict[int, Found]:
    """Read the tables of a form but those of the sections already read, on the sheets that have their headings."""
    from gipgen.readers.xlsx import read as read_document

    grids = [block for block in read_document(data).blocks if isinstance(block, Grid)]
    figures: dict[int, Found] = {}
    for vocabulary in vocabularies(form):
        section, table = vocabulary.section, vocabulary.table
        if section.id not in read:
            named = {name for name, sheet in sheets.items() if section.heading in sheet.values()}
            here = [grid for grid in grids if grid.origin.sheet in named]
            found = tables_of({section.id: here}, (), forms).get(section.id)
            reading = read_table(vocabulary, without_ordinals(section.id, found, forms), remarks) if found else None
            say_missing(section.heading, table.lines, reading, remarks)
            figures |= reading.figures if reading else {}
    return figures
