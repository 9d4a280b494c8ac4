"""The Cerberus validator that checks what is not accepted at once, and says what is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

import cerberus
from cerberus import errors

from gipgen.form import Field, Form
from gipgen.schema.prescribed import few_decimals, report_schema

_ROW = errors.ErrorDefinition(errors.ERROR_GROUP.code | 0x0F, "row")


class Validator(cerberus.Validator):  # type: ignore[misc]  # cerberus has no types
    """Cerberus with the types of a statutory report, and `row` for the figures of a line by their columns."""

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
        if isinstance(value, Decimal) and not few_decimals(value):
            self._error(field, "decimals")

    def _validate_row(self, cells: dict[str, dict[str, Any]], field: str, value: Any) -> None:
        """{'type': 'dict'}"""  # noqa: D400  # Cerberus reads the constraint of the rule from its docstring
        if value is None:
            return
        child = self._get_child_validator(
            document_crumb=field, schema_crumb=(field, "row"), schema=cells, allow_unknown=False
        )
        if not child(value, normalize=False):
            self._error(field, _ROW, child.found)


@lru_cache(maxsize=64)
def validator(form: Form, envelope: Field) -> Validator:
    """Return the validator of a form, made once per process."""
    return Validator(report_schema(form, envelope), allow_unknown=False)
