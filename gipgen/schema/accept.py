"""Cerberus schema → function that says at once that data is right; what it does not accept, Cerberus looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import le
from typing import Any

Accepts = Callable[[Any], bool]

_TYPES: dict[str, type] = {"count": int, "money": Decimal, "string": str, "date": date, "dict": dict, "list": list}
_KNOWN = {"type", "required", "nullable", "min", "minlength", "check_with", "schema", "row"}


def acceptor(schema: Mapping[str, Mapping[str, Any]], checks: Mapping[str, Accepts]) -> Accepts:
    """Return a function that accepts a mapping only if Cerberus finds nothing in it; `checks` are those of check_with.

    Rules that it does not know it never accepts.
    """
    fields = [
        (name, bool(rules.get("required")), bool(rules.get("nullable")), _value(rules, checks))
        for name, rules in schema.items()
    ]
    known = schema.keys()

    def accepts(data: Any) -> bool:
        get = data.get
        for name, required, nullable, right in fields:
            value = get(name, fields)
            if value is fields:
                if required:
                    return False
            elif not nullable if value is None else not right(value):
                return False
        return bool(data.keys() <= known)

    return accepts


def _value(rules: Mapping[str, Any], checks: Mapping[str, Accepts]) -> Accepts:
    """Return what accepts a value that is not None."""
    kind = _TYPES.get(rules["type"]) if rules.keys() <= _KNOWN else None
    if kind is None:
        return lambda _: False
    further = list(_further(rules, checks))
    if not further:
        return lambda value: type(value) is kind
    if len(further) == 1:
        (only,) = further
        return lambda value: type(value) is kind and only(value)
    return lambda value: type(value) is kind and all(right(value) for right in further)


def _further(rules: Mapping[str, Any], checks: Mapping[str, Accepts]) -> Iterator[Accepts]:
    """Yield what accepts a value of the right type, one function for each rule beside the type."""
    if "min" in rules:
        yield partial(le, rules["min"])
    if "minlength" in rules:
        yield partial(_long, rules["minlength"])
    if "check_with" in rules:
        yield checks[rules["check_with"]]
    if "row" in rules:
        yield acceptor(rules["row"], checks)
    if "schema" in rules:
        yield acceptor(rules["schema"], checks) if rules["type"] == "dict" else _items(rules["schema"], checks)


def _long(least: int, value: Any) -> bool:
    return len(value) >= least


def _items(rules: Mapping[str, Any], checks: Mapping[str, Accepts]) -> Accepts:
    item = _value(rules, checks)
    return lambda values: all(value is not None and item(value) for value in values)
