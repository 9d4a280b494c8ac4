"""What a form prescribes for the data of a draft, as a Cerberus schema."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from gipgen.form import KINDS, Field, Form, Kind, Line
from gipgen.schema.accept import Accepts, acceptor

DECIMALS = 4
"""The most decimals of an amount."""


def _figure_rules(kind: Kind) -> dict[str, Any]:
    least = {} if kind.signed else {"min": 0}
    return {"type": "count", **least} if kind.whole else {"type": "money", **least, "check_with": "decimals"}


_RULES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "prose": {"type": "string"},
    "choice": {"type": "string"},
    "rule": {"type": "string"},
    "names": {"type": "list", "schema": {"type": "string"}},
    "year": {"type": "count", "min": 0},
    "date": {"type": "date"},
    **{name: _figure_rules(kind) for name, kind in KINDS.items() if kind.figure},
}


def few_decimals(value: Decimal) -> bool:
    """Say whether an amount has no more decimals than it may have."""
    return -int(value.as_tuple().exponent) <= DECIMALS


@lru_cache(maxsize=64)
def accepts(form: Form, envelope: Field) -> Accepts:
    """Return what says at once that the data of a draft is right; Cerberus has the word on all that it does not accept."""
    return acceptor(report_schema(form, envelope), {"decimals": few_decimals})


def report_schema(form: Form, envelope: Field) -> dict[str, Any]:
    """Write the Cerberus schema that a form prescribes for the data of a draft."""
    schema = {field.id: _field_rules(field) for field in envelope.fields}
    for section in form.sections:
        if section.table:
            rows = {line.key: _line_rules(line) for line in section.table.lines}
            schema[section.id] = {"type": "dict", "required": True, "schema": rows}
        else:
            schema[section.id] = {"type": "string", "required": True}
    return schema


def _line_rules(line: Line) -> dict[str, Any]:
    cells = {
        cell.column: {**_RULES[cell.kind], "required": not cell.total, "nullable": cell.optional} for cell in line.cells
    }
    optional = all(cell.optional for cell in line.cells)
    return {"type": "dict", "required": not line.row.total, "nullable": optional, "row": cells}


def _field_rules(field: Field) -> dict[str, Any]:
    required = field.need == "required"
    common = {"required": required, "nullable": not (required or field.numeric or field.figure)}
    inner = {member.id: _field_rules(member) for member in field.fields}
    if field.kind == "group":
        return {"type": "dict", "schema": inner, **common}
    if field.kind == "list":
        return {"type": "list", "schema": {"type": "dict", "schema": inner}, **common}
    return {**_RULES[field.kind], **({"minlength": field.least} if field.least else {}), **common}
