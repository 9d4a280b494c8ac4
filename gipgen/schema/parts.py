"""What a clerk calls a part of a report → its way in ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from gipgen.form import Field, Form, Line, Section, load_envelope, normal
from gipgen.patterns import regex
from gipgen.schema.fields import ENTRIES
from gipgen.schema.keys import ColumnKey, Key, column_keys, field_keys, root_keys, table_key
from gipgen.schema.words import ENTRY, Steps

_JOINT = regex(r"([›>＞/／.．→])")


class _Part(Struct, frozen=True):
    """A part, the ways in ids to all that belongs to it, and what stands below it by name."""

    ways: tuple[Steps, ...]
    below: Mapping[str, _Part]


def find_part(form: Form, text: str) -> tuple[Steps, ...]:
    """Return the ways in ids to what a text names, such as 三 › 本年新收 › 总计 or 申请.本年新收.总计; none when unknown.

    A name is any spelling of a key; a head that only groups others has several ways.
    """
    pieces = tuple(_JOINT.split(text))
    return next((part.ways for part in _follow(_report(form).below, pieces)), ())


def _follow(below: Mapping[str, _Part], pieces: tuple[str, ...]) -> Iterator[_Part]:
    """Yield what pieces, every second a joint, lead to; a joint may belong to a name, as in 本年增/减."""
    for end in range(len(pieces), 0, -2):
        part = below.get(normal("".join(pieces[:end])))
        if part and end == len(pieces):
            yield part
        elif part:
            yield from _follow(part.below, pieces[end + 1 :])


@lru_cache(maxsize=64)
def _report(form: Form) -> _Part:
    below = {}
    for name, thing in root_keys(form, load_envelope()).items():
        below[name] = _field(thing, ()) if isinstance(thing, Field) else _section(thing)
    below |= {normal(section.number): below[normal(section.id)] for section in form.sections}
    return _Part(((),), below)


def _field(field: Field, above: Steps) -> _Part:
    way = (*above, field.id)
    return _Part((way,), _entries(field, way) if field.kind in {"list", "names"} else _members(field, way))


def _members(field: Field, way: Steps) -> dict[str, _Part]:
    return {name: _field(inner, way) for name, inner in field_keys(field).items()}


def _entries(field: Field, way: Steps) -> dict[str, _Part]:
    """Return the entries of a list by their numbers, which begin with 1, also as 第 2 项."""
    found: dict[str, _Part] = {}
    for number in map(str, range(1, ENTRIES + 1)):
        part = _Part(((*way, number),), _members(field, (*way, number)))
        found |= {number: part, normal(ENTRY.format(number)): part}
    return found


def _section(section: Section) -> _Part:
    way = (section.id,)
    return _Part((way,), _rows(table_key(section), way) if section.table else {})


def _rows(key: Key, way: Steps) -> dict[str, _Part]:
    return {name: _row(child, way if child.transparent else (*way, child.id)) for name, child in key.children.items()}


def _row(key: Key, way: Steps) -> _Part:
    if key.line:
        return _Part((way,), _columns(column_keys(key.line), key.line, way))
    below = _rows(key, way)
    return _Part(_all(below) if key.transparent else (way,), below)


def _columns(known: Mapping[str, ColumnKey], line: Line, way: Steps) -> dict[str, _Part]:
    return {name: _column(key, line, way) for name, key in known.items()}


def _column(key: ColumnKey, line: Line, way: Steps) -> _Part:
    below = _columns(key.children, line, way)
    return _Part(_all(below) if below else (line.cells[key.position].path,), below)


def _all(below: Mapping[str, _Part]) -> tuple[Steps, ...]:
    """Return the ways to everything below a head that is no step of a way itself."""
    return tuple(dict.fromkeys(way for part in below.values() for way in part.ways))
