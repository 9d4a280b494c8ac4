"""What people typed beside the tables of a workbook of our own → fields and prose of a data file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gipgen.form import KINDS, Field, Form, normal
from gipgen.patterns import regex
from gipgen.recognition.catalogue import day_of
from gipgen.workbook.layout import ABOUT, EMPTY, ITEM, MORE, VALUE, Place, cover_fields, lists, prose_parts

Sheet = Mapping[Place, str]
"""The texts of a sheet by row and column, from 1."""

_DAY = regex(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_NUMBER = regex(r"[0-9]{1,18}(?:\.[0-9]{1,18})?")
_BETWEEN = regex(r"[、,，;；\n]+")
_ENDS = regex("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = regex("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What a data file cannot hold."""


def cover_of(sheet: Sheet, envelope: Field) -> dict[str, object] | None:
    """Return the fields of a sheet that is laid out as the cover; None for any other."""
    head = cover_head(sheet)
    labels = {normal(text) for (row, column), text in sheet.items() if column == 1 and row > head}
    needed = {normal(field.label) for field in cover_fields(envelope) if field.need == "required"}
    if not head or not needed <= labels:
        return None
    known = {normal(field.label): field for field in cover_fields(envelope)}
    found: dict[str, object] = {}
    field: Field | None = None
    for row in range(head + 1, _bottom(sheet) + 1):
        label, member, text = (sheet.get((row, column), "") for column in (1, 2, 3))
        field = known.get(normal(label)) if label else field
        inner = next((one for one in field.fields if normal(one.label) == normal(member)), None) if field else None
        if field and field.fields and inner and text.strip():
            group = found.setdefault(field.id, {})
            assert isinstance(group, dict)
            group[inner.id] = None if text.strip() == EMPTY else value_of(inner, text)
        elif field and not field.fields and label and text.strip():
            found[field.id] = value_of(field, text)
    return found


def cover_head(sheet: Sheet) -> int:
    """Return the row of the heads over the fields of the cover; 0 on any other sheet."""
    return next((row for row, column in sheet if column == 1 and _is_head(sheet, row)), 0)


def _is_head(sheet: Sheet, row: int) -> bool:
    return [sheet.get((row, column)) for column in (1, 3, 4)] == [ITEM, VALUE, ABOUT]


def lists_of(sheets: Mapping[str, Sheet], envelope: Field) -> dict[str, object]:
    """Return the lists that stand on sheets of their own; rows without a text are left out."""
    found: dict[str, object] = {}
    for field in lists(envelope):
        for sheet in sheets.values():
            heads = list_heads(sheet, field)
            items = _items(sheet, field, min(heads) + 2) if heads else []
            if items:
                found[field.id] = items
    return found


def list_heads(sheet: Sheet, field: Field) -> list[int]:
    """Return the rows that hold the heads of a list."""
    labels = [normal(inner.label) for inner in field.fields]
    rows = {row for row, column in sheet if column == 1}
    return [row for row in rows if [normal(sheet.get((row, n), "")) for n in range(1, len(labels) + 1)] == labels]


def _items(sheet: Sheet, field: Field, top: int) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    for row in range(top, _bottom(sheet) + 1):
        texts = {inner: sheet.get((row, column), "") for column, inner in enumerate(field.fields, 1)}
        item = {inner.id: value_of(inner, text) for inner, text in texts.items() if text.strip()}
        if item and items and item.get(field.fields[0].id) == MORE:
            prose = next(inner.id for inner in field.fields if inner.kind == "prose")
            items[-1][prose] = f"{items[-1][prose]}\n{item[prose]}"
        elif item:
            items.append(item)
    return items


def value_of(field: Field, text: str) -> object:
    """Read what was typed for a field; what is not of its kind stays a text."""
    if field.kind == "prose":
        return clean(text)
    text = clean(text).strip()
    if field.choices:
        return field.choice(text) or text
    if field.kind == "names":
        return [name.strip() for name in _BETWEEN.split(text) if name.strip()]
    if field.kind == "date":
        day = _DAY.fullmatch(text)
        return (day_of(*map(int, day.groups())) or text) if day else text
    if field.kind == "year" and text.isascii() and text.isdigit():
        return int(text)
    return _figure(field, text) if field.figure else text


def _figure(field: Field, text: str) -> int | Decimal | str:
    if not _NUMBER.fullmatch(text):
        return text
    value = Decimal(text)
    return int(value) if KINDS[field.kind].whole and value == int(value) else value


def clean(text: str) -> str:
    """Write all ends of lines alike, and leave out what a data file cannot hold: control characters, which nobody sees."""
    return _UNSEEN.sub("", _ENDS.sub("\n", text))


def headings_of(sheets: Mapping[str, Sheet], form: Form, envelope: Field) -> tuple[Sheet, dict[str, str]]:
    """Return the sheet that has most of the headings of prose, and those it has with the ids of their sections."""
    heads = {normal(heading): id_ for id_, heading, _ in prose_parts(form, envelope)}

    def here(sheet: Sheet) -> set[str]:
        return {normal(text) for (_, column), text in sheet.items() if column == 1} & heads.keys()

    best = max(sheets.values(), key=lambda sheet: len(here(sheet)))
    return best, {heading: heads[heading] for heading in here(best)}


def prose_of(sheets: Mapping[str, Sheet], form: Form, envelope: Field) -> dict[str, str]:
    """Return what stands under each heading on the sheet of prose, as it was typed."""
    best, heads = headings_of(sheets, form, envelope)
    found: dict[str, list[str]] = {}
    now, first = "", 0
    for (row, column), text in sorted(best.items()):
        if column != 1:
            continue
        if row >= first and normal(text) in heads and heads[normal(text)] not in found:
            now, first = heads[normal(text)], row + 3  # below the heading a hint, then the text
            found[now] = []
        elif now and row >= first - 1 and text != MORE:
            found[now].append(clean(text))
    joined = {id_: "\n".join(texts).rstrip("\n") for id_, texts in found.items()}
    return {id_: text for id_, text in joined.items() if text.strip()}


def _bottom(sheet: Sheet) -> int:
    return max((row for row, _ in sheet), default=0)
