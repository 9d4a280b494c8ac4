"""One form: its sections, the rows that a file may add, and the sections that it may leave out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gipgen.form import Envelope, Field, Form, Forms, LocalAddition, Section, Table
from gipgen.schema.jsonschema.book import Book, Json, about, ref
from gipgen.schema.jsonschema.kinds import BLANK
from gipgen.schema.jsonschema.mappings import REST_PART, Part, complete, has, keys, mapping, names, whole, zero_or
from gipgen.schema.jsonschema.rows import rows
from gipgen.schema.jsonschema.spellings import anyhow, loosely, spelled


def form_schema(book: Book, forms: Forms, form: Form, envelope: Envelope, beside: Sequence[Part]) -> Json:
    """Return the schema of data files on a form; `beside` are the keys that all forms share."""
    additions = [(addition, _local_rows(book, forms, form, addition)) for addition in forms.local_to(form.id)]
    below = {section.id: [*rows(book, table, table.blocks)] for section, table in form.tables}
    for addition, own in additions:
        below[addition.section] += [replace(row, needed=False) for row in own]
    parts = {section.id: _section(form, section) for section in form.sections}
    omitted, local = envelope.field("omitted_sections"), envelope.field("local")
    listings = _listings(book, forms, form, local, omitted)
    known = keys([*listings, *parts.values()])
    known["properties"] |= {
        section.id: _table(section, below[section.id]) if section.table else _prose(section)
        for section in form.sections
    }
    written = [*beside, *(parts[section.id] for section, _ in form.tables)]
    rules = [
        complete([*beside, *listings, *parts.values()], whole(written)),
        *(_unless_omitted(_lists(book, omitted, section), parts[section.id]) for section in form.prose),
        *(_declared(_lists(book, local, one), parts[one.section], own) for one, own in additions),
    ]
    return {"title": form.title, "description": form.notice, **known, "allOf": rules}


def _section(form: Form, section: Section) -> Part:
    return Part(section.spellings, ref(f"form-{form.id}/properties/{section.id}"))


def _prose(section: Section) -> Json:
    return {**about(section.heading, section.hint), **ref("prose")}


def _table(section: Section, below: Sequence[Part]) -> Json:
    return zero_or(about(section.heading), {**mapping([*below, REST_PART]), **complete(below)})


# --- keys that hold names which the form must know --------------------------------------------------------------


def _listings(book: Book, forms: Forms, form: Form, local: Field, omitted: Field) -> list[Part]:
    additions = [name for addition in forms.local_to(form.id) for name in _names(addition)]
    prose = [name for section in form.prose for name in section.spellings]
    return [
        _listing(book, local, [*spelled(additions), BLANK]),
        _listing(book, omitted, [*spelled(prose), BLANK]),
    ]


def _names(thing: Section | LocalAddition) -> tuple[str, ...]:
    return thing.spellings if isinstance(thing, Section) else (thing.label, thing.id)


def _listing(book: Book, key: Field, items: Sequence[Json]) -> Part:
    """Return a key that holds one name or several."""
    values = {"anyOf": [*items, {"type": "array", "items": {"anyOf": items}}]}
    return Part(key.spellings, book.put(key.id, {**about(key.label, key.about), **values}), needed=False)


def _lists(book: Book, listing: Field, thing: Section | LocalAddition) -> Json:
    """Return the condition that a key names a section or local addition, alone or in a list."""
    item = {"type": "string", "pattern": anyhow(_names(thing))}
    condition = has(listing.spellings, {"anyOf": [item, {"type": "array", "contains": item}]})
    return book.put(f"{listing.id}.{thing.id}", condition)


def _unless_omitted(omitted: Json, prose: Part) -> Json:
    """Demand a section of prose, unless the file says that the report does not list it."""
    unwritten = {"patternProperties": {loosely(prose.names): False}}
    return {"if": omitted, "then": unwritten, "else": complete([prose])}


# --- rows of local additions ------------------------------------------------------------------------------------


def _local_rows(book: Book, forms: Forms, form: Form, addition: LocalAddition) -> list[Part]:
    """Return the rows that a local addition puts below those of a table."""
    own, extended = (_table_of(one, addition.section) for one in (form, forms.get(form.id, (addition.id,))))
    return [*rows(book, extended, extended.blocks[len(own.blocks) :])]


def _table_of(form: Form, section_id: str) -> Table:
    return next(table for section, table in form.tables if section.id == section_id)


def _declared(declared: Json, table: Part, local_rows: Sequence[Part]) -> Json:
    """Demand the rows of a local addition from a file that declares it, and refuse them in any other."""
    absent = {"patternProperties": {loosely(names(local_rows)): False}}
    below = loosely(table.names)
    return {
        "if": declared,
        "then": {"patternProperties": {below: complete(local_rows)}},
        "else": {"patternProperties": {below: absent}},
    }
