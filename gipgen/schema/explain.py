"""Cerberus's errors → findings with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cerberus import errors

from gipgen.findings import Finding
from gipgen.form import Field, Section
from gipgen.schema.draft import Draft, Path
from gipgen.schema.keys import Key, table_key
from gipgen.schema.numbers import WANTED, Wrong
from gipgen.schema.words import choices_of, describe
from gipgen.source import FIRST
from gipgen.words import Say

_NO_SILENT_ZERO = Say(
    "没有写的不会当作 0：请补上，其余全部为零时写一行 其余: 0。",
    "What is not written is not taken for 0: add it, or write rest: 0.",
)
_NO_BLANK = Say("空白不等于 0：填写数字，没有就写 0。", "A blank is not 0: write the figure, or 0.")


def explain(draft: Draft, found: list[Any], envelope: Field) -> Iterator[Finding]:
    """Yield a finding for each error of the validator; missing keys of one parent make one finding."""
    missing: dict[Path, list[str]] = defaultdict(list)
    for error in _leaves(found):
        path: Path = tuple(error.document_path)
        if _excused(draft, path):
            continue
        if error.code == errors.REQUIRED_FIELD.code:
            missing[path[:-1]].append(str(path[-1]))
        else:
            yield _one(draft, path, error, envelope)
    for parent, names in missing.items():
        yield from _missing(draft, parent, names, envelope)


def _leaves(found: list[Any]) -> Iterator[Any]:
    for error in found:
        if error.child_errors:
            yield from _leaves(error.child_errors)
        else:
            yield error


def _excused(draft: Draft, path: Path) -> bool:
    return any(path[:end] in draft.excused for end in range(1, len(path) + 1))


def _one(draft: Draft, path: Path, error: Any, envelope: Field) -> Finding:
    spot, value = draft.spot(path), error.value
    field = _field(envelope, path)
    kind = field.kind if field else _kind(draft, path)
    ids, label = describe(draft.form, path)
    place, rule = spot.value, "GIP105"
    actual = value.text if isinstance(value, Wrong) else "" if value is None else str(value)
    words: dict[str, object] = {"text": actual, "wanted": WANTED.get(kind, WANTED["text"])}
    if isinstance(value, Wrong):
        rule = value.rule
        words |= {"first": draft.forms.get(draft.forms.ids[0]).first_year, **value.words}
    elif value is None:
        rule, place = "GIP104", spot.head
        words["help"] = _fill_in(draft, path, field)
    elif error.code == errors.MIN_VALUE.code:
        rule = "GIP106"
    elif error.code == errors.MIN_LENGTH.code:
        rule = "GIP127"
        words["least"] = error.constraint
    elif error.code == errors.CUSTOM.code:
        rule = "GIP108"
    elif isinstance(value, Decimal):
        rule = "GIP107"
    expected = words["wanted"]
    assert isinstance(expected, Say)
    return Finding(rule, place, words, ids, label, expected.zh, actual)


def _field(envelope: Field, path: Path) -> Field | None:
    """Return the field beside the form that a path names, if it names one."""
    field: Field | None = envelope
    for step in path:
        if field and not isinstance(step, int):
            field = next((inner for inner in field.fields if inner.id == step), None)
    return field if field is not envelope else None


def _kind(draft: Draft, path: Path) -> str:
    line = draft.form.line(*path[:2])
    if line is None:
        return "text"
    return next((cell.kind for cell in line.cells if path[2:] == (cell.column,)), line.cells[0].kind)


def _fill_in(draft: Draft, path: Path, field: Field | None) -> Say:
    if field and (field.figure or field.numeric):
        return _NO_BLANK
    if field:
        wanted = _wanted(field)
        return Say(f"请填写{wanted.zh}。", f"Write the {wanted.en}.")
    section = next((part for part in draft.form.sections if (part.id,) == path), None)
    if section and not section.table:
        return Say(f"请填写本部分。{section.hint}", "Write this section.")
    return _NO_BLANK


def _wanted(field: Field) -> Say:
    """Say what belongs in a field: its choices, or what it is about with an example."""
    about, about_en = field.about or field.label, field.about_en or field.id
    if field.choices:
        choices = choices_of(field)
        return Say(f"{about}，可以写：{choices.zh}", f"{about_en}: {choices.en}")
    return Say(f"{about}，例如 {field.example}" if field.example else about, about_en)


def _missing(draft: Draft, parent: Path, names: list[str], envelope: Field) -> Iterator[Finding]:
    section = next((part for part in draft.form.sections if parent[:1] == (part.id,)), None)
    if not parent:
        parts: tuple[Field | Section, ...] = (*envelope.fields, *draft.form.sections)
        for name in names:
            if (name,) not in draft.meant:
                part = next(part for part in parts if part.id == name)
                yield _lacking(draft, parent, [describe(draft.form, (name,))[1]], _root_help(part), (name,))
    elif section and len(parent) == 1:
        yield from _missing_rows(draft, section, table_key(section), set(names), parent)
    else:
        labels = [label for name, label in _labelled(draft, parent, names) if (*parent, name) not in draft.meant]
        if labels:
            yield _lacking(draft, parent, labels, _NO_SILENT_ZERO if section else Say("请补上。", "Add it."), ())


def _labelled(draft: Draft, parent: Path, names: list[str]) -> list[tuple[str, str]]:
    """Return missing columns or fields with their names, columns in the form's order."""
    line = draft.form.line(*parent)
    ordered = sorted(names, key=[cell.column for cell in line.cells].index) if line else names
    return [(name, describe(draft.form, (*parent, name))[1].split(" › ")[-1]) for name in ordered]


def _missing_rows(draft: Draft, section: Section, head: Key, rows: set[str], path: Path) -> Iterator[Finding]:
    """Name what is missing at the highest head of which nothing is written."""
    lacking: list[str] = []
    for key in head.listed():
        below = [line.key for line in key.lines()]
        gone = [row for row in below if row in rows]
        if not gone or (*path, key.id) in draft.meant:
            continue
        if key.line or (len(gone) == len(below) and (*path, key.id) not in draft.spots):
            lacking.append(key.name)
        else:
            yield from _missing_rows(draft, section, key, rows, (*path, key.id))
    if lacking:
        yield _lacking(draft, path, lacking, _NO_SILENT_ZERO, ())


def _lacking(draft: Draft, parent: Path, labels: list[str], help_: Say, tail: Path) -> Finding:
    path = (*parent, *tail)
    label = describe(draft.form, path)[1]
    words: dict[str, object] = {
        "parent": Say(f"“{label}”", f"“{label}”") if parent else Say("年报", "The report"),
        "missing": "、".join(labels),
        "help": help_,
    }
    place = draft.spot(parent).head if parent else FIRST
    return draft.finding("GIP102", place, path, words)


def _root_help(part: Field | Section) -> Say:
    if isinstance(part, Field):
        wanted = _wanted(part)
        return Say(f"补上一行“{part.label}: …”：{wanted.zh}。", f"Add a line “{part.id}: …”: {wanted.en}.")
    if part.table:
        return Say(
            f"补上“{part.name}”；全部为零时写 {part.name}: 0。", f"Add {part.id}; write {part.id}: 0 when all is zero."
        )
    return Say(f"补上“{part.name}”。{part.hint}", f"Add {part.id}.")
