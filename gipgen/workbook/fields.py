"""A cell that holds one of the fields beside the form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import KINDS, Field
from gipgen.workbook import validation
from gipgen.workbook.formulas import address
from gipgen.workbook.layout import SEPARATOR, Place
from gipgen.workbook.looks import Look, figure_code, put

_CODES = {"date": "yyyy-mm-dd", "year": "0"}
_FIRST_YEAR = 1901
"""From when on every program counts days alike."""


def put_field(sheet: Worksheet, place: Place, field: Field, value: object, look: Look) -> None:
    """Write what is known of a field into its cell, and let the cell take nothing else."""
    written = _written(field, value)
    put(sheet, place, written, look)
    cell = sheet.cell(*place)
    if not isinstance(written, str):
        given = written if isinstance(written, (int, Decimal)) else None
        cell.number_format = figure_code(field.kind, given) if field.figure else _CODES.get(field.kind, "@")
    rule = None
    if field.choices:
        rule = validation.choices([names[0] for _, names in field.choices], field.about)
    elif field.figure:
        rule = validation.figures(field.kind, field.unit or KINDS[field.kind].unit, address(place))
    elif field.kind == "year":
        rule = validation.year()
    if rule:
        rule.add(address(place))
        sheet.add_data_validation(rule)


def _written(field: Field, value: object) -> object:
    if isinstance(value, (list, tuple)):
        return SEPARATOR.join(str(one) for one in value if one is not None)
    if field.choices:
        names = {id_: spellings[0] for id_, spellings in field.choices}
        return names.get(str(value), value)
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    if isinstance(value, Decimal):
        return value
    return value if isinstance(value, (str, int, date)) and not isinstance(value, bool) else None
