"""Forms → JSON Schema 2020-12, with which editors complete and check data files while they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gipgen.form import Block, Cell, Column, Field, Form, Forms, Line, Row, Section
from gipgen.schema.keys import REST
from gipgen.schema.numbers import DIGITS

Json = dict[str, Any]

_DAYS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])"
_DATE = f"^([0-9]{{4}}-({_DAYS})|[0-9]{{4}}年(0?[1-9]|1[0-2])月(0?[1-9]|[12][0-9]|3[01])日)$"
_MOST = 10**DIGITS - 1

KINDS: dict[str, Json] = {
    "count": {"type": "integer", "minimum": 0, "maximum": _MOST},
    "signed_count": {"type": "integer", "minimum": -_MOST, "maximum": _MOST},
    "money": {"type": "number", "minimum": 0, "maximum": _MOST},
    "text": {"type": ["string", "integer", "number"], "pattern": r"^[^\n]*\S[^\n]*\n?$"},
    "prose": {"type": "string", "pattern": r"\S"},
    "date": {"type": "string", "pattern": _DATE},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
}
"""What each kind of value may be; how a number is written (010, １２) is beyond JSON Schema and left to `check`."""

_ZERO: Json = {"const": 0, "title": "全部为零"}


def data_schema(forms: Forms, envelope: Field) -> Json:
    """Return the schema of data files on any of the forms, chosen by 年度 or 格式 as gipgen does."""
    properties: Json = {}
    for field in envelope.fields:
        properties |= dict.fromkeys(field.spellings, _field(field, forms))
    definitions: Json = {}
    for id_ in forms.ids:
        definitions[f"form-{id_}"] = _form(_with_all_local(forms, id_), forms.get(id_), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "一个文件是一份年报；键可以用中文或英文 id。",
        "type": "object",
        "properties": properties,
        "allOf": [*(_one_of(field.spellings) for field in envelope.fields if field.need == "required"), _choice(forms)],
        "unevaluatedProperties": False,
        "$defs": definitions,
    }


def _with_all_local(forms: Forms, id_: str) -> Form:
    return forms.get(id_, tuple(addition.id for addition in forms.local_to(id_)))


def _one_of(spellings: Sequence[str], *others: Json) -> Json:
    """Demand a key under just one of its names, or one of the other conditions."""
    return (
        {"oneOf": [{"required": [name]} for name in dict.fromkeys(spellings)]}
        if not others
        else {"anyOf": [*({"required": [name]} for name in dict.fromkeys(spellings)), *others]}
    )


def _choice(forms: Forms) -> Json:
    """Refer to the form a file is on; what names no known form is read on the newest."""
    *older, newest = forms.ids
    chosen: Json = {"$ref": f"#/$defs/form-{newest}"}
    for id_ in reversed(older):
        chosen = {"if": _on_form(forms.get(id_)), "then": {"$ref": f"#/$defs/form-{id_}"}, "else": chosen}
    return chosen


def _on_form(form: Form) -> Json:
    names = [form.id, form.title, *([int(form.id)] if form.id.isdigit() else [])]
    years: Json = {"type": "integer", "minimum": form.first_year}
    if form.last_year is not None:
        years["maximum"] = form.last_year
    unsaid: Json = {"not": {"anyOf": [{"required": ["格式"]}, {"required": ["form"]}]}}
    return {
        "anyOf": [
            *({"required": [key], "properties": {key: {"enum": names}}} for key in ("格式", "form")),
            *({**unsaid, "required": [key], "properties": {key: years}} for key in ("年度", "year")),
        ]
    }


def _form(form: Form, bare: Form, definitions: Json) -> Json:
    statutory = {line.key for line in bare.lines}
    properties: Json = {}
    required = []
    for section in form.sections:
        schema = (
            _table(form, section, statutory, definitions)
            if section.table
            else {**KINDS["prose"], "title": section.heading}
        )
        if section.hint:
            schema["description"] = section.hint
        properties |= dict.fromkeys(section.spellings, schema)
        unlisted = [{"required": ["未列部分"]}, {"required": ["omitted_sections"]}]
        required.append(_one_of(section.spellings, *([] if section.table else unlisted)))
    return {"title": form.title, "description": form.notice, "properties": properties, "allOf": required}


# --- tables -----------------------------------------------------------------------------------------------------


def _table(form: Form, section: Section, statutory: set[str], definitions: Json) -> Json:
    assert section.table is not None
    rows = _Rows(f"{form.id}-{section.id}", iter(section.table.lines), statutory, definitions)
    body = rows.mapping([(row, block) for block in section.table.blocks for row in block.rows])
    return {"title": section.heading, "anyOf": [_ZERO, body]}


@dataclass
class _Rows:
    """Writes the mappings of one table; what all rows of a block share stands once among the definitions."""

    name: str
    lines: Iterator[Line]
    statutory: set[str]
    definitions: Json

    def mapping(self, rows: Iterable[tuple[Row, Block]]) -> Json:
        """Return the schema of a mapping of rows; a transparent head may stand in it, or its rows directly."""
        properties: Json = {}
        required: list[Json] = []
        for row, block in rows:
            if not row.rows:
                line = next(self.lines)
                properties |= dict.fromkeys(row.spellings, self._line(line))
                if not row.total and line.key in self.statutory:
                    required.append(_one_of(row.spellings))
                continue
            inner = self.mapping((child, block) for child in row.rows)
            properties |= dict.fromkeys(row.spellings, self._head(row, inner))
            if row.transparent:
                properties |= inner["properties"]
                required += _or_head(inner, row.spellings)
            else:
                required.append(_one_of(row.spellings))
        return _mapping(properties, required)

    def _head(self, row: Row, inner: Json) -> Json:
        name = f"{self.name}-{row.id}"
        self.definitions[name] = {"title": row.label, "anyOf": [_ZERO, inner]}
        return {"$ref": f"#/$defs/{name}"}

    def _line(self, line: Line) -> Json:
        name = f"{self.name}-row-{line.block.columns[0].id}-{len(line.cells)}-{line.cells[0].kind}"
        self.definitions.setdefault(name, _row(line))
        about = line.row.label
        if len(line.cells) > 1:
            about += "。依次为：" + "、".join(column.name for column in line.block.leaves)
        return {"title": " › ".join(line.names), "description": about, "$ref": f"#/$defs/{name}"}


def _or_head(inner: Json, spellings: Sequence[str]) -> list[Json]:
    """Demand what a transparent head demands, unless the head itself is written."""
    head = [{"required": [name]} for name in spellings]
    return [{"anyOf": [*_options(rule), *head]} for rule in inner["anyOf"][-1]["allOf"]]


def _options(rule: Json) -> list[Json]:
    return list(rule.get("oneOf") or rule["anyOf"])


def _mapping(properties: Json, required: list[Json]) -> Json:
    rest = {name: {"const": 0, "title": "其余全部为零"} for name in REST}
    return {
        "type": "object",
        "properties": {**properties, **rest},
        "additionalProperties": False,
        "anyOf": [*({"required": [name]} for name in REST), {"allOf": required}],
    }


def _row(line: Line) -> Json:
    """Return what a row of figures may be: 0, a list with or without its totals, or a mapping of columns."""
    cells = dict(zip((column.id for column in line.block.leaves), line.cells, strict=True))
    parts = [cell for cell in line.cells if not cell.total]
    lists = [_list(line.cells)] if len(parts) in {0, len(line.cells)} else [_list(line.cells), _list(parts)]
    whole = _cell(line.cells[0]) if len(line.cells) == 1 else _ZERO
    return {"anyOf": [whole, *lists, _columns(line.block.columns, cells)]}


def _list(cells: Sequence[Cell]) -> Json:
    return {
        "type": "array",
        "prefixItems": [_cell(cell) for cell in cells],
        "minItems": len(cells),
        "maxItems": len(cells),
    }


def _columns(columns: Sequence[Column], cells: dict[str, Cell]) -> Json:
    properties: Json = {}
    required: list[Json] = []
    for column in columns:
        if not column.columns:
            properties |= dict.fromkeys(column.spellings, _cell(cells[column.id]))
            if not cells[column.id].total:
                required.append(_one_of(column.spellings))
            continue
        inner = _columns(column.columns, cells)
        properties |= {key: {"title": column.label, **inner} for key in column.spellings}
        properties |= {name: schema for name, schema in inner["properties"].items() if name not in REST}
        required += _or_head(inner, column.spellings)
    return _mapping(properties, required)


def _cell(cell: Cell) -> Json:
    schema = {**KINDS[cell.kind], "title": cell.column_name}
    if cell.unit:
        schema["description"] = f"单位：{cell.unit}"
    return {"anyOf": [schema, {"type": "null"}]} if cell.optional else schema


# --- the keys beside the form -----------------------------------------------------------------------------------


def _field(field: Field, forms: Forms) -> Json:
    about = {"title": field.label, **({"description": field.about} if field.about else {})}
    schema = {**_kind(field, forms), **about}
    figure = field.numeric or field.kind in {"count", "money"}
    return schema if field.need == "required" or figure else {**about, "anyOf": [schema, {"type": "null"}]}


def _kind(field: Field, forms: Forms) -> Json:
    if field.kind == "choice":
        return {"enum": [name for id_, names in field.choices for name in (*names, id_)]}
    if field.kind == "names":
        known = {"type": ["string", "integer"]}
        return {"anyOf": [known, {"type": "array", "items": known}]}
    if field.kind == "group":
        body = _group(field, forms)
        return {"anyOf": [_ZERO, body]} if field.numeric else body
    if field.kind == "list":
        return {"type": "array", "items": _group(field, forms)}
    if field.id == "form":
        known_forms = [forms.get(id_) for id_ in forms.ids]
        names = [name for form in known_forms for name in (form.id, form.title)]
        return {"enum": [*names, *(int(name) for name in names if name.isdigit())]}
    return dict(KINDS[field.kind])


def _group(field: Field, forms: Forms) -> Json:
    properties: Json = {}
    for inner in field.fields:
        properties |= dict.fromkeys(inner.spellings, _field(inner, forms))
    required = [_one_of(inner.spellings) for inner in field.fields if inner.need == "required"]
    rules = {"allOf": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **rules}
