"""Forms → JSON Schema 2020-12, with which editors complete and check data files while they are typed.

It refuses nothing that gipgen accepts. What it cannot say is left to `check`: sums, prose, how a number is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from gipgen.form import (
    Block,
    Cell,
    Column,
    Envelope,
    Field,
    Form,
    Forms,
    Line,
    LocalAddition,
    Row,
    Section,
    Table,
    normal,
)
from gipgen.form.labels import bare
from gipgen.schema.keys import REST
from gipgen.schema.numbers import DIGITS

Json = dict[str, Any]

_MOST = 10**DIGITS - 1
_MONTHS = (
    ("0?[13578]|1[02]", "0?[1-9]|[12][0-9]|3[01]"),
    ("0?[469]|11", "0?[1-9]|[12][0-9]|30"),
    ("0?2", "0?[1-9]|1[0-9]|2[0-8]"),
)
_LEAP_YEAR = "[0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00"
_DAY = "|".join(f"({month})月({day})" for month, day in _MONTHS)
_LONG_DATE = f"([0-9]{{4}}年({_DAY})|({_LEAP_YEAR})年0?2月29)日"
_ISO_DATE = _LONG_DATE.replace("0?", "0").replace("年", "-").replace("月", "-").replace("日", "")

KINDS: dict[str, Json] = {
    "count": {"type": ["integer"], "minimum": 0, "maximum": _MOST, "errorMessage": "应当是不小于 0 的整数"},
    "signed_count": {"type": ["integer"], "minimum": -_MOST, "maximum": _MOST, "errorMessage": "应当是整数"},
    "money": {"type": ["number"], "minimum": 0, "maximum": _MOST, "errorMessage": "应当是不小于 0 的金额"},
    "text": {
        "type": ["string", "number", "boolean"],
        "pattern": r"^\s*\S([^\n]*\S)?\s*$",
        "errorMessage": "应当是一行文字",
    },
    "prose": {"type": ["string", "number", "boolean"], "pattern": r"\S", "errorMessage": "应当是一段文字"},
    "date": {
        "type": ["string"],
        "pattern": rf"^\s*({_ISO_DATE}|{_LONG_DATE})\s*$",
        "errorMessage": "应当是日期，例如 2026-01-15",
    },
    "year": {"type": ["integer"], "minimum": 1000, "maximum": 9999, "errorMessage": "应当是四位数的年度"},
}
"""What each kind of value may be once YAML has read it, when text may look like a number; VS Code says errorMessage."""

_BLANK: Json = {"type": ["string", "null"], "pattern": r"^\s*$"}
_NULL: Json = {"type": "null"}
_SHARED: dict[str, Json] = {
    **KINDS,
    "zero": {"if": {"type": "number"}, "then": {"const": 0, "errorMessage": "只有 0 可以代表下面的各项"}},
    "rest": {"const": 0, "title": "其余全部为零", "errorMessage": "其余只能是 0"},
}


def data_schema(forms: Forms, envelope: Envelope) -> Json:
    """Return the schema of data files on any of the forms, chosen by 年度 or 格式 as gipgen does."""
    book = _Book({**_SHARED, "usual": _no_key(f"{_UNUSUAL}|{_ending(REST)}")})
    beside = [_field(book, inner, forms) for inner in envelope.fields if inner.kind != "names"]
    for id_ in forms.ids:
        book.definitions[f"form-{id_}"] = _form(book, forms, forms.get(id_), envelope, beside)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "一个文件是一份年报；键可以用中文或英文 id。",
        "type": "object",
        **_keys(beside),
        **_choice(forms, envelope),
        "unevaluatedProperties": False,
        "$defs": book.definitions,
    }


@dataclass
class _Book:
    """The definitions, each written once and referred to by name."""

    definitions: Json

    def put(self, name: str, schema: Json) -> Json:
        """Define a schema under a name, numbered when another schema has it, and refer to it."""
        numbered, number = name, 1
        while self.definitions.setdefault(numbered, schema) != schema:
            number += 1
            numbered = f"{name}-{number}"
        return _ref(numbered)


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


# --- how keys are spelt -----------------------------------------------------------------------------------------

_NUMBER = "([(（\\d一二三四五六七八九十]+[)）.．、]+|[⑴-⒛㈠-㈩])?"
_QUOTES = "[\"'‘-”「」]*"
_ODD = "[\\s\"'‘-”「」０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\uff02\uff07]|.[A-Z]"
"""Keys of which only `normal` can tell what they mean: with spaces, quotes, capitals, radicals out of a PDF."""
_UNUSUAL = f"{_ODD}|^[A-Z]"


def _loosely(names: Iterable[str]) -> str:
    """Return a pattern for the names under any leading number, with marks of either width, unless they are odd."""
    return f"^{_NUMBER}({_alternatives(names, capitals=1)})$"


def _anyhow(names: Iterable[str]) -> str:
    """Return a pattern for the names with spaces and in any case too."""
    gap = r"\s*"
    return f"^{gap}{_NUMBER}{gap}({_alternatives(names, capitals=99, gap=gap)}){gap}$"


def _ending(names: Iterable[str]) -> str:
    """Return a pattern that tells the names, unless they are unusual, from others of the same mapping."""
    return f"({_alternatives(names, capitals=0)})$"


def _alternatives(names: Iterable[str], capitals: int, gap: str = "") -> str:
    """Return the names as parts of a pattern; the first letters may be capitals, quotes may be left out."""
    found: dict[str, None] = {}
    for name in names:
        pieces = [normal(piece) for piece in re.split("[“”]", name)]
        letters = [[_mark(one) or _case(one, place < capitals) for place, one in enumerate(piece)] for piece in pieces]
        found[_QUOTES.join(map(gap.join, letters))] = None
    return "|".join(found)


def _case(letter: str, either: bool) -> str:
    return f"[{letter}{letter.upper()}]" if either and "a" <= letter <= "z" else letter


def _mark(character: str) -> str:
    """Return a pattern for a mark or digit in either width; nothing for a letter."""
    if not "!" <= character <= "~" or character.isalpha() or character == "_":
        return ""
    plain = re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", character)
    return f"[{plain}{chr(ord(character) + 0xFEE0)}]"


# --- mappings ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Part:
    """A key of a mapping: how it is spelt, what may stand under it, and for a head the parts below it.

    What is below an open head may stand beside it instead.
    """

    names: tuple[str, ...]
    schema: Json
    needed: bool = True
    parts: tuple[_Part, ...] = ()
    open: bool = False
    keys: Json = field(default_factory=dict)
    """What may stand below an open head, or beside it."""
    whole: Json = field(default_factory=dict)
    """What demands all parts below, wherever they stand."""
    complete: Json = field(default_factory=dict)
    """What demands them of the mapping below."""


_REST = _Part(REST, _ref("rest"), needed=False)


def _keys(parts: Sequence[_Part]) -> Json:
    """Return the keys of a mapping: the short names and ids, which editors complete, and patterns for all names."""
    opened = [part.keys for part in parts if part.open]
    return {
        "properties": {name: part.schema for part in parts for name in (part.names[0], part.names[-1])},
        "patternProperties": {**{_loosely(part.names): part.schema for part in parts}, _ODD: True},
        "dependentSchemas": {
            name: {"properties": dict.fromkeys(part.names[number:], False)}
            for part in parts
            for number, name in enumerate(part.names[:-1], 1)
        },
        **({"allOf": opened} if opened else {}),
    }


def _mapping(parts: Sequence[_Part]) -> Json:
    """Return the schema of a mapping that has no other keys."""
    keys = _keys(parts)
    return {**keys, "unevaluatedProperties" if "allOf" in keys else "additionalProperties": False}


def _names(parts: Iterable[_Part]) -> list[str]:
    """Return all names in a mapping, with those below open heads, which may stand in it too."""
    return [name for part in parts for name in (*part.names, *(_names(part.parts) if part.open else ()))]


def _about(title: str, description: str = "") -> Json:
    return {"title": title, **({"description": description} if description else {})}


def _told(about: Json, value: Json, *shapes: Json) -> Json:
    """Put the words for people to a value of several shapes.

    They come first among the shapes too: yaml-language-server shows the first words that it meets there, and remembers
    in a shared definition the title of the last key that referred to it.
    """
    return {**about, **value, "allOf": [about, *shapes]}


def _zero_or(about: Json, mapping: Json) -> Json:
    zeros = {"type": ["integer", "object"], "errorMessage": "全部为零写 0，否则逐项写"}
    return _told(about, zeros, _ref("zero"), mapping)


def _head(book: _Book, thing: Row | Column, parts: tuple[_Part, ...], *, transparent: bool) -> _Part:
    keys = book.put(f"{thing.id}.keys", _keys(parts)) if transparent else {}
    below = {**_keys([_REST]), "allOf": [keys], "unevaluatedProperties": False} if keys else _mapping([*parts, _REST])
    schema = book.put(thing.id, _zero_or(_about(thing.label), below))
    whole = book.put(f"{thing.id}.whole", _whole(parts))
    complete = book.put(f"{thing.id}.complete", _complete(parts, whole))
    needed = any(part.needed for part in parts)
    return _Part(thing.spellings, schema, needed, parts, transparent, keys, whole, complete)


# --- what must be there -----------------------------------------------------------------------------------------


def _no_key(pattern: str) -> Json:
    return {"propertyNames": {"not": {"pattern": pattern}}}


def _whole(parts: Iterable[_Part]) -> Json:
    demands = [demand for part in parts if part.needed for demand in _demands(part)]
    return {"allOf": demands} if demands else {}


def _demands(part: _Part) -> Iterator[Json]:
    missing = _no_key(_ending(part.names))
    below = {"patternProperties": {_loosely(part.names): part.complete}}
    if part.open:
        apart = {"if": _no_key(_ending(_names(part.parts))), "then": below}
        yield {"if": missing, "then": part.whole, "else": apart}
        return
    yield {"if": missing, "then": {"required": [part.names[0]]}}
    if part.parts:
        yield below


def _complete(parts: Iterable[_Part], whole: Json) -> Json:
    """Demand all parts of a mapping, unless it has 其余, or keys of which only `check` knows what they mean."""
    odd = ["".join(_mark(one) or one for one in name) for name in _names(parts) if re.search(_UNUSUAL, name)]
    usual = _no_key(f"^(?!({'|'.join(odd)})$).*({_UNUSUAL})|{_ending(REST)}") if odd else _ref("usual")
    return {"if": usual, "then": whole}


def _has(names: Iterable[str], value: Json) -> Json:
    """Return the condition that one of the keys, however it is spelt, has such a value."""
    return {"not": {"patternProperties": {_anyhow(names): {"not": value}}}}


def _lists(book: _Book, listing: Field, thing: Section | LocalAddition) -> Json:
    """Return the condition that a key names a section or local addition, alone or in a list."""
    names = thing.spellings if isinstance(thing, Section) else (thing.label, thing.id)
    item = {"type": "string", "pattern": _anyhow(names)}
    condition = _has(listing.spellings, {"anyOf": [item, {"type": "array", "contains": item}]})
    return book.put(f"{listing.id}.{thing.id}", condition)


# --- forms ------------------------------------------------------------------------------------------------------


def _choice(forms: Forms, envelope: Envelope) -> Json:
    """Refer to the form that a file names, else to the one in force for its year, else to the newest."""
    known = [forms.get(id_) for id_ in forms.ids]
    named, year = envelope.field("form").spellings, envelope.field("year").spellings
    ways = [(_has(named, {"anyOf": _titled([form])}), form) for form in known]
    ways += [(_has(year, {"type": "integer", **_in_force(form)}), form) for form in reversed(known)]
    chosen: Json = {**_ref(f"form-{known[-1].id}"), "patternProperties": {_anyhow(year): _in_force(known[0])}}
    for condition, form in reversed(ways):
        chosen = {"if": condition, "then": _ref(f"form-{form.id}"), "else": chosen}
    return chosen


def _in_force(form: Form) -> Json:
    return {"minimum": form.first_year, **({} if form.last_year is None else {"maximum": form.last_year})}


def _titled(forms: Iterable[Form]) -> list[Json]:
    """Return the ways to name a form: by its title, or by its id, which YAML may read as a number."""
    names = [name for form in forms for name in (form.id, form.title)]
    return [*_spelling(names), {"enum": [int(name) for name in names if name.isdigit()]}]


def _spelling(names: Sequence[str]) -> list[Json]:
    return [{"enum": names}, {"type": "string", "pattern": _anyhow(names)}] if names else []


def _form(book: _Book, forms: Forms, form: Form, envelope: Envelope, beside: Sequence[_Part]) -> Json:
    additions = [(addition, _local_rows(book, forms, form, addition)) for addition in forms.local_to(form.id)]
    rows = {section.id: [*_rows(book, table.blocks, iter(table.lines))] for section, table in form.tables}
    for addition, local_rows in additions:
        rows[addition.section] += [replace(row, needed=False) for row in local_rows]
    parts = {section.id: _section(form, section) for section in form.sections}
    listings = _listings(book, forms, form, envelope)
    keys = _keys([*listings, *parts.values()])
    for section in form.sections:
        keys["properties"][section.id] = _table(section, rows[section.id]) if section.table else _prose(section)
    written = [*beside, *(parts[section.id] for section, _ in form.tables)]
    omitted, local = envelope.field("omitted_sections"), envelope.field("local")
    rules = [
        _complete([*beside, *listings, *parts.values()], _whole(written)),
        *(_unless_omitted(_lists(book, omitted, section), parts[section.id]) for section in form.prose),
        *(_declared(_lists(book, local, one), parts[one.section], own) for one, own in additions),
    ]
    return {"title": form.title, "description": form.notice, **keys, "allOf": rules}


def _section(form: Form, section: Section) -> _Part:
    return _Part(section.spellings, _ref(f"form-{form.id}/properties/{section.id}"))


def _prose(section: Section) -> Json:
    return {**_about(section.heading, section.hint), **_ref("prose")}


def _table(section: Section, rows: Sequence[_Part]) -> Json:
    return _zero_or(_about(section.heading), {**_mapping([*rows, _REST]), **_complete(rows, _whole(rows))})


def _listings(book: _Book, forms: Forms, form: Form, envelope: Envelope) -> list[_Part]:
    """Return the keys that hold names which the form must know."""
    local = [name for addition in forms.local_to(form.id) for name in (addition.label, addition.id)]
    prose = [name for section in form.prose for name in section.spellings]
    return [
        _listing(book, envelope.field("local"), [*_spelling(local), _NULL]),
        _listing(book, envelope.field("omitted_sections"), [*_spelling(prose), _BLANK]),
    ]


def _listing(book: _Book, key: Field, items: Sequence[Json]) -> _Part:
    """Return a key that holds one name or several."""
    values = {"anyOf": [*items, {"type": "array", "items": {"anyOf": items}}]}
    return _Part(key.spellings, book.put(key.id, {**_about(key.label, key.about), **values}), needed=False)


def _unless_omitted(omitted: Json, prose: _Part) -> Json:
    """Demand a section of prose, unless the file says that the report does not list it."""
    unwritten = {"patternProperties": {_loosely(prose.names): False}}
    return {"if": omitted, "then": unwritten, "else": _complete([prose], _whole([prose]))}


def _declared(declared: Json, table: _Part, local_rows: Sequence[_Part]) -> Json:
    """Demand the rows of a local addition from a file that declares it, and refuse them in any other."""
    absent = {"patternProperties": {_loosely(_names(local_rows)): False}}
    below = _loosely(table.names)
    return {
        "if": declared,
        "then": {"patternProperties": {below: _complete(local_rows, _whole(local_rows))}},
        "else": {"patternProperties": {below: absent}},
    }


# --- rows and columns -------------------------------------------------------------------------------------------


def _local_rows(book: _Book, forms: Forms, form: Form, addition: LocalAddition) -> list[_Part]:
    """Return the rows that a local addition puts below those of a table."""
    own, extended = (_table_of(one, addition.section) for one in (form, forms.get(form.id, (addition.id,))))
    blocks, lines = extended.blocks[len(own.blocks) :], extended.lines[len(own.lines) :]
    return [*_rows(book, blocks, iter(lines))]


def _table_of(form: Form, section_id: str) -> Table:
    return next(table for section, table in form.tables if section.id == section_id)


def _rows(book: _Book, heads: Iterable[Block | Row], lines: Iterator[Line]) -> Iterator[_Part]:
    """Yield the rows of blocks, or those below a head."""
    for row in chain.from_iterable(head.rows for head in heads):
        if row.rows:
            yield _head(book, row, tuple(_rows(book, [row], lines)), transparent=row.transparent)
            continue
        line = next(lines)
        figures = _figures(book, line)
        about = _about(" › ".join(line.names), "" if bare(row.label) == row.name else f"{row.label}。{_order(line)}")
        schema = book.put(row.id, _told(about, {"type": figures["type"]}, book.put("figures", figures)))
        yield _Part(row.spellings, schema, not row.total)


def _order(line: Line) -> str:
    """Say what the figures of a row are."""
    names = [column.name for column in line.block.leaves]
    return f"依次为：{'、'.join(names)}" if len(names) > 1 else line.block.leaves[0].label


def _figures(book: _Book, line: Line) -> Json:
    """Return what a row may be: one figure or 0, a list with or without its totals, a mapping of columns."""
    cells = dict(zip(line.block.leaves, line.cells, strict=True))
    columns = [_column(book, column, cells) for column in line.block.columns]
    mapping = book.put("columns", _mapping([*columns, _REST]))
    alone = KINDS[line.cells[0].kind] if len(cells) == 1 else _ROW_OF_ZEROS
    if all(cell.optional for cell in line.cells):
        alone = _or_blank(alone)
    return {
        "description": _order(line),
        **alone,
        "type": [*alone["type"], "array", "object"],
        "allOf": [mapping, *([_ref("zero")] if len(cells) > 1 else [])],
        **_lists_of(cells),
        **_complete(columns, _whole(columns)),
    }


_ROW_OF_ZEROS: Json = {"type": ["integer"], "errorMessage": "全部为零写 0，否则写成列表或逐项写"}


def _lists_of(cells: dict[Column, Cell]) -> Json:
    """Return the lists that a row may be: all its figures in order, with the totals or without."""
    whole = [_cell(cell) for cell in cells.values()]
    parts = [_cell(cell) for column, cell in cells.items() if not column.total]
    if whole[: len(parts)] == parts and len(whole) - len(parts) < 2:
        return _list(whole, len(parts))
    return {"anyOf": [_list(whole, len(whole)), _list(parts, len(parts))]}


def _list(items: Sequence[Json], fewest: int) -> Json:
    return {"prefixItems": items, "minItems": fewest, "maxItems": len(items)}


def _column(book: _Book, column: Column, cells: dict[Column, Cell]) -> _Part:
    if column.columns:
        return _head(book, column, tuple(_column(book, inner, cells) for inner in column.columns), transparent=True)
    cell = cells[column]
    return _Part(column.spellings, _cell(cell), not cell.total)


def _cell(cell: Cell) -> Json:
    figure = _or_blank(KINDS[cell.kind]) if cell.optional else _ref(cell.kind)
    return {**_about(cell.column_name, f"单位：{cell.unit}" if cell.unit else ""), **figure}


def _or_blank(kind: Json) -> Json:
    """Return a kind that may be left blank; its limits bind numbers only, its pattern text only."""
    patterns = [_BLANK["pattern"], *([kind["pattern"]] if "pattern" in kind else [])]
    return {**kind, "type": list(dict.fromkeys([*kind["type"], *_BLANK["type"]])), "pattern": "|".join(patterns)}


# --- the keys beside the form -----------------------------------------------------------------------------------


def _field(book: _Book, field: Field, forms: Forms) -> _Part:
    about = _about(field.label, field.about)
    if field.fields:
        schema = book.put(field.id, _group(about, field, [_field(book, inner, forms) for inner in field.fields]))
    else:
        schema = book.put(field.id, {**about, **_value(book, field, forms)})
    return _Part(field.spellings, schema, field.need == "required")


def _group(about: Json, field: Field, inner: Sequence[_Part]) -> Json:
    body = {**_mapping(inner), **_complete(inner, _whole(inner))}
    if field.numeric:
        return _zero_or(about, body)
    if field.kind == "list":
        return {**about, "type": ["array", "null"], "items": {"type": "object", **body}}
    return {**about, "type": ["object", "null"], **body}


def _value(book: _Book, field: Field, forms: Forms) -> Json:
    blank = [] if field.need == "required" or field.kind in {"count", "money"} else [_BLANK]
    if field.id == "form":
        return {"anyOf": [*_titled(map(forms.get, forms.ids)), _NULL]}
    if field.kind == "choice":
        return {"anyOf": [*_spelling([name for id_, names in field.choices for name in (*names, id_)]), *blank]}
    return book.put(f"optional-{field.kind}", _or_blank(KINDS[field.kind])) if blank else _ref(field.kind)
