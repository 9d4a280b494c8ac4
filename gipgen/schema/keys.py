"""Which spelling of a key means which row or column of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from gipgen.form import Column, Field, Form, FormError, Line, Row, Section, normal

REST = ("其余", "rest")
"""The key that stands for every row or column not named beside it."""
REST_KEYS = frozenset(map(normal, REST))


class Key(Struct, frozen=True):
    """What a key of a data file names: a line of figures, or a head with `children` below it."""

    id: str
    name: str
    line: Line | None
    children: dict[str, Key]
    transparent: bool = False

    def lines(self) -> Iterator[Line]:
        """Yield all lines of figures below, in the form's order."""
        if self.line:
            yield self.line
        for child in self.listed():
            yield from child.lines()

    def listed(self) -> list[Key]:
        """Return the keys that belong here, once each and without transparent heads."""
        return list({id(key): key for key in self.children.values() if not key.transparent}.values())


class ColumnKey(Struct, frozen=True):
    """What a key inside a row names: a column by its position, or a head over several."""

    id: str
    name: str
    position: int
    children: dict[str, ColumnKey]


@lru_cache(maxsize=64)
def table_key(section: Section) -> Key:
    """Index the row keys of a table by every spelling; raises FormError when one spelling means two rows."""
    assert section.table is not None
    lines = iter(section.table.lines)
    children: dict[str, Key] = {}
    for block in section.table.blocks:
        for row in block.rows:
            _add_row(children, row, lines, section)
    return Key(section.id, section.name, None, children)


def _add_row(into: dict[str, Key], row: Row, lines: Iterator[Line], section: Section) -> None:
    children: dict[str, Key] = {}
    for child in row.rows:
        _add_row(children, child, lines, section)
    key = Key(row.id, row.name, None if row.rows else next(lines), children, row.transparent)
    if row.transparent:
        _enter(into, children.items(), section)
    _enter(into, ((spelling, key) for spelling in row.spellings), section)


def _enter(into: dict[str, Key], entries: Iterable[tuple[str, Key]], section: Section) -> None:
    for spelling, key in entries:
        if into.setdefault(normal(spelling), key) is not key:
            raise FormError(f"{section.id}: {spelling!r} means both {into[normal(spelling)].id} and {key.id}")


@lru_cache(maxsize=64)
def column_keys(line: Line) -> dict[str, ColumnKey]:
    """Index the column keys of a row by every spelling; raises FormError when one spelling means two columns."""
    position = iter(range(len(line.cells)))
    found: dict[str, ColumnKey] = {}
    for column in line.block.columns:
        found |= _column(column, position, found)
    return found


def _column(column: Column, position: Iterator[int], found: dict[str, ColumnKey]) -> dict[str, ColumnKey]:
    inner: dict[str, ColumnKey] = {}
    for child in column.columns:
        inner |= _column(child, position, {**found, **inner})
    key = ColumnKey(column.id, column.name, -1 if column.columns else next(position), inner)
    added = {**inner, **{normal(spelling): key for spelling in column.spellings}}
    clash = set(added) & set(found)
    if clash:
        raise FormError(f"{column.id}: {', '.join(sorted(clash))} means two columns")
    return added


@lru_cache(maxsize=64)
def root_keys(form: Form, envelope: Field) -> dict[str, Field | Section]:
    """Index the top-level keys of a data file by every spelling; raises FormError on a clash."""
    found: dict[str, Field | Section] = {}
    parts: tuple[Field | Section, ...] = (*envelope.fields, *form.sections)
    for part in parts:
        for spelling in part.spellings:
            if found.setdefault(normal(spelling), part) is not part:
                raise FormError(f"{form.id}: {spelling!r} means both {found[normal(spelling)].id} and {part.id}")
    return found


@lru_cache(maxsize=64)
def field_keys(field: Field) -> dict[str, Field]:
    """Index the keys of a group by every spelling."""
    return {normal(spelling): inner for inner in field.fields for spelling in inner.spellings}
