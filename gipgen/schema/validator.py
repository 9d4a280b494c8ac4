"""Form → Cerberus schema, and the validator that checks a draft with it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

import cerberus
from cerberus import errors

from gipgen.form import KINDS, Field, Form, Kind, Line

DECIMALS = 4
"""The most decimals of an amount."""

_ROW = errors.ErrorDefinition(errors.ERROR_GROUP.code | 0x0F, "row")


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


class Validator(cerberus.Validator):  # type: ignore[misc]  # cerberus has no types
    """Cerberus with the types of a statutory report. A `row` is accepted as a whole or validated cell by cell."""

    types_mapping: ClassVar[dict[str, cerberus.TypeDefinition]] = {
        **cerberus.Validator.types_mapping,
        "count": cerberus.TypeDefinition("count", (int,), (bool,)),
        "money": cerberus.TypeDefinition("money", (Decimal,), ()),
    }

    @property
    def found(self) -> list[Any]:
        """The errors of the last validation, as objects with codes and paths."""
        return list(self._errors)

    def _check_with_decimals(self, field: str, value: Any) -> None:
        if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > DECIMALS:
            self._error(field, "decimals")

    def _validate_row(self, cells: dict[str, dict[str, Any]], field: str, value: Any) -> None:
        """{'type': 'dict'}"""  # noqa: D400  # Cerberus reads the constraint of the rule from its docstring
        if value is None or _acceptable(value, cells):
            return
        child = self._get_child_validator(
            document_crumb=field, schema_crumb=(field, "row"), schema=cells, allow_unknown=False
        )
        if not child(value, normalize=False):
            self._error(field, _ROW, child.found)


def _acceptable(row: dict[str, Any], cells: dict[str, dict[str, Any]]) -> bool:
    """Say whether a row is right without asking Cerberus; accepts only whole numbers ≥ 0 in every required cell."""
    for column, rules in cells.items():
        value = row.get(column, 0 if not rules["required"] else None)
        if type(value) is not int or value < 0 or rules["type"] != "count":
            return False
    return row.keys() <= cells.keys()


@lru_cache(maxsize=64)
def validator(form: Form, envelope: Field) -> Validator:
    """Return the validator of a form, made once per process."""
    return Validator(report_schema(form, envelope), allow_unknown=False)


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
