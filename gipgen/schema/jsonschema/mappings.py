"""Mappings: which keys they can have, and which they must have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from gipgen.schema.jsonschema.book import Json, ref, told
from gipgen.schema.jsonschema.spellings import ODD, UNUSUAL, anyhow, ending, exactly, loosely
from gipgen.schema.keys import REST


class Part(Struct, frozen=True):
    """A key of a mapping: how it is spelt, what may stand under it, and for a head the parts below it.

    What is below an open head may stand beside it instead.
    """

    names: tuple[str, ...]
    schema: Json
    needed: bool = True
    parts: tuple[Part, ...] = ()
    open: bool = False
    keys: Json = field(default_factory=dict)
    """What may stand below an open head, or beside it."""
    whole: Json = field(default_factory=dict)
    """What demands all parts below, wherever they stand."""
    complete: Json = field(default_factory=dict)
    """What demands them of the mapping below."""


REST_PART = Part(REST, ref("rest"), needed=False)


def keys(parts: Sequence[Part]) -> Json:
    """Return the keys of a mapping: the short names and ids, which editors complete, and patterns for all names."""
    opened = [part.keys for part in parts if part.open]
    return {
        "properties": {name: part.schema for part in parts for name in (part.names[0], part.names[-1])},
        "patternProperties": {**{loosely(part.names): part.schema for part in parts}, ODD: True},
        "dependentSchemas": {
            name: {"properties": dict.fromkeys(part.names[number:], False)}
            for part in parts
            for number, name in enumerate(part.names[:-1], 1)
        },
        **({"allOf": opened} if opened else {}),
    }


def mapping(parts: Sequence[Part]) -> Json:
    """Return the schema of a mapping that has no other keys."""
    known = keys(parts)
    return {**known, "unevaluatedProperties" if "allOf" in known else "additionalProperties": False}


def zero_or(words: Json, body: Json) -> Json:
    """Return the schema of a value that is 0 or a mapping."""
    zeros = {"type": ["integer", "object"], "errorMessage": "全部为零写 0，否则逐项写"}
    return told(words, zeros, ref("zero"), body)


def names(parts: Iterable[Part]) -> list[str]:
    """Return all names in a mapping, with those below open heads, which may stand in it too."""
    return [name for part in parts for name in (*part.names, *(names(part.parts) if part.open else ()))]


# --- what must be there -----------------------------------------------------------------------------------------


def whole(parts: Iterable[Part]) -> Json:
    """Demand every part that is needed."""
    demands = [demand for part in parts if part.needed for demand in _demands(part)]
    return {"allOf": demands} if demands else {}


def complete(parts: Iterable[Part], demanded: Json | None = None) -> Json:
    """Demand all parts of a mapping, unless it has 其余, or keys of which only `check` knows what they mean."""
    parts = tuple(parts)
    odd = [exactly(name) for name in names(parts) if re.search(UNUSUAL, name)]
    usual = _no_key(f"^(?!({'|'.join(odd)})$).*({UNUSUAL})|{ending(REST)}") if odd else ref("usual")
    return {"if": usual, "then": whole(parts) if demanded is None else demanded}


USUAL = {"propertyNames": {"not": {"pattern": f"{UNUSUAL}|{ending(REST)}"}}}
"""The condition that a mapping has neither 其余 nor an unusual key."""


def _demands(part: Part) -> Iterator[Json]:
    missing = _no_key(ending(part.names))
    below = {"patternProperties": {loosely(part.names): part.complete}}
    if part.open:
        apart = {"if": _no_key(ending(names(part.parts))), "then": below}
        yield {"if": missing, "then": part.whole, "else": apart}
        return
    yield {"if": missing, "then": {"required": [part.names[0]]}}
    if part.parts:
        yield below


def _no_key(pattern: str) -> Json:
    return {"propertyNames": {"not": {"pattern": pattern}}}


def has(spellings: Iterable[str], value: Json) -> Json:
    """Return the condition that one of the keys, however it is spelt, has such a value."""
    return {"not": {"patternProperties": {anyhow(spellings): {"not": value}}}}
