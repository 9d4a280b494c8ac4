"""Forms → JSON Schema 2020-12, with which editors complete and check data files while they are typed.

It refuses nothing that gipgen accepts. What it cannot say is left to `check`: sums, prose, how a number is written.
"""

from __future__ import annotations

from gipgen.form import Envelope, Form, Forms
from gipgen.schema.jsonschema.beside import field_part, titled
from gipgen.schema.jsonschema.book import Book, Json, ref
from gipgen.schema.jsonschema.forms import form_schema
from gipgen.schema.jsonschema.kinds import REST_ZERO, VALUES, ZERO
from gipgen.schema.jsonschema.mappings import USUAL, has, keys
from gipgen.schema.jsonschema.spellings import anyhow

__all__ = ["data_schema"]


def data_schema(forms: Forms, envelope: Envelope) -> Json:
    """Return the schema of data files on any of the forms, chosen by 年度 or 格式 as gipgen does."""
    book = Book({**VALUES, "zero": ZERO, "rest": REST_ZERO, "usual": USUAL})
    beside = [field_part(book, field, forms) for field in envelope.fields if field.kind != "names"]
    for id_ in forms.ids:
        book.definitions[f"form-{id_}"] = form_schema(book, forms, forms.get(id_), envelope, beside)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "一个文件是一份年报；键可以用中文或英文 id。",
        "type": "object",
        **keys(beside),
        **_choice(forms, envelope),
        "unevaluatedProperties": False,
        "$defs": book.definitions,
    }


def _choice(forms: Forms, envelope: Envelope) -> Json:
    """Refer to the form that a file names, else to the one in force for its year, else to the newest."""
    known = [forms.get(id_) for id_ in forms.ids]
    named, year = envelope.field("form").spellings, envelope.field("year").spellings
    ways = [(has(named, {"anyOf": titled([form])}), form) for form in known]
    ways += [(has(year, {"type": "integer", **_in_force(form)}), form) for form in reversed(known)]
    chosen: Json = {**ref(f"form-{known[-1].id}"), "patternProperties": {anyhow(year): _in_force(known[0])}}
    for condition, form in reversed(ways):
        chosen = {"if": condition, "then": ref(f"form-{form.id}"), "else": chosen}
    return chosen


def _in_force(form: Form) -> Json:
    return {"minimum": form.first_year, **({} if form.last_year is None else {"maximum": form.last_year})}
