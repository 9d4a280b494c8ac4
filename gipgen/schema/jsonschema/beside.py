"""The keys beside the form: agency, year, dates, catalogue header, contact, fee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gipgen.form import Field, Form, Forms
from gipgen.schema.jsonschema.book import Book, Json, about, ref
from gipgen.schema.jsonschema.kinds import BLANK, VALUES, or_blank
from gipgen.schema.jsonschema.mappings import Part, complete, mapping, zero_or
from gipgen.schema.jsonschema.spellings import spelled


def field_part(book: Book, field: Field, forms: Forms) -> Part:
    """Return a field as a key."""
    words = about(field.label, field.about)
    if field.fields:
        schema = _structure(words, field, [field_part(book, inner, forms) for inner in field.fields])
    else:
        schema = {**words, **_value(book, field, forms)}
    return Part(field.spellings, book.put(field.id, schema), field.need == "required")


def titled(forms: Iterable[Form]) -> list[Json]:
    """Return the ways to name a form: by its title, or by its id, which YAML may read as a number."""
    names = [name for form in forms for name in (form.id, form.title)]
    return [*spelled(names), {"enum": [int(name) for name in names if name.isdigit()]}]


def _structure(words: Json, field: Field, inner: Sequence[Part]) -> Json:
    body = {**mapping(inner), **complete(inner)}
    if field.numeric:
        return zero_or(words, body)
    if field.kind == "list":
        return {**words, **BLANK, "type": ["array", *BLANK["type"]], "items": {"type": "object", **body}}
    return {**words, **BLANK, "type": ["object", *BLANK["type"]], **body}


def _value(book: Book, field: Field, forms: Forms) -> Json:
    if field.id == "form":
        return {"anyOf": [*titled(map(forms.get, forms.ids)), BLANK]}
    optional = field.need != "required" and not field.figure
    if field.kind == "choice":
        names = [name for id_, spellings in field.choices for name in (*spellings, id_)]
        return {"anyOf": [*spelled(names), *([BLANK] if optional else [])]}
    if optional:
        return book.put(f"optional-{field.kind}", or_blank(VALUES[field.kind]))
    return {**ref(field.kind), **({"minLength": field.least} if field.least else {})}
