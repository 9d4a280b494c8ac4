"""Cerberus's errors → findings with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cerberus import errors

from gipgen.findings import Finding, Say
from gipgen.form import Field, Section
from gipgen.schema.draft import Draft, Path
from gipgen.schema.keys import Key, table_key
from gipgen.schema.numbers import WANTED, Wrong
from gipgen.schema.words import label_of

_NO_SILENT_ZERO = Say(
    "没有写的不会当作 0：请补上，其余全部为零时写一行 其余: 0。",
    "What is not written is not taken for 0: add it, or write rest: 0.",
)


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
            yield _one(draft, path, error)
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


def _one(draft: Draft, path: Path, error: Any) -> Finding:
    spot, value = draft.spot(path), error.value
    kind = _kind(draft, path)
    words: dict[str, object] = {"text": str(value), "wanted": WANTED[kind]}
    place, rule, actual = spot.value, "GIP105", str(value)
    if isinstance(value, Wrong):
        rule, words, actual = value.rule, {**words, "text": value.text, **value.words}, value.text
        place = spot.head if rule == "GIP101" else place
    elif value is None:
        rule, place, actual = "GIP104", spot.head, ""
        words["help"] = _fill_in(draft, path, kind)
    elif error.code == errors.MIN_VALUE.code:
        rule = "GIP106"
    elif error.code == errors.CUSTOM.code:
        rule = "GIP108"
    elif isinstance(value, Decimal):
        rule = "GIP107"
    return Finding(rule, place, words, _ids(path), label_of(draft.form, path), WANTED[kind].zh, actual)


def _kind(draft: Draft, path: Path) -> str:
    for line in draft.form.lines:
        if path[:2] == (line.section, line.key):
            return next((cell.kind for cell in line.cells if path[2:] == (cell.column,)), line.cells[0].kind)
    return "text"


def _fill_in(draft: Draft, path: Path, kind: str) -> Say:
    section = next((part for part in draft.form.sections if (part.id,) == path), None)
    if section and not section.table:
        return Say(f"请填写本部分。{section.hint}", "Write this section.")
    if section or any((line.section, line.key) == path[:2] for line in draft.form.lines):
        return Say("空白不等于 0：填写数字，没有就写 0。", "A blank is not 0: write the figure, or 0.")
    return Say(f"请填写{WANTED[kind].zh}。", f"Write {WANTED[kind].en}.")


def _ids(path: Path) -> tuple[str, ...]:
    return tuple(part for step in path for part in str(step).split("."))


def _missing(draft: Draft, parent: Path, names: list[str], envelope: Field) -> Iterator[Finding]:
    section = next((part for part in draft.form.sections if parent[:1] == (part.id,)), None)
    if not parent:
        for name in names:
            label = label_of(draft.form, (name,))
            yield _lacking(draft, parent, [label], _root_help(draft, name, envelope), (name,))
    elif section and len(parent) == 1:
        yield from _missing_rows(draft, section, table_key(section), set(names), parent)
    else:
        labels = [label_of(draft.form, (*parent, name)).split(" › ")[-1] for name in names]
        yield _lacking(draft, parent, labels, _NO_SILENT_ZERO if section else Say("请补上。", "Add it."), ())


def _missing_rows(draft: Draft, section: Section, head: Key, rows: set[str], path: Path) -> Iterator[Finding]:
    """Name what is missing at the highest head of which nothing is written."""
    lacking: list[str] = []
    for key in head.listed():
        below = [line.key for line in key.lines()]
        gone = [row for row in below if row in rows]
        if not gone:
            continue
        if key.line or (len(gone) == len(below) and (*path, key.id) not in draft.spots):
            lacking.append(key.name)
        else:
            yield from _missing_rows(draft, section, key, rows, (*path, key.id))
    if lacking:
        yield _lacking(draft, path, lacking, _NO_SILENT_ZERO, ())


def _lacking(draft: Draft, parent: Path, labels: list[str], help_: Say, tail: Path) -> Finding:
    label = label_of(draft.form, parent)
    words = {
        "parent": Say(f"“{label}”", f"“{label}”") if parent else Say("年报", "The report"),
        "missing": "、".join(labels),
        "help": help_,
    }
    place = draft.spot(parent).head
    if not parent:
        place = place._replace(end_line=place.line, end_column=place.column + 1)
    return Finding("GIP102", place, words, _ids((*parent, *tail)), label_of(draft.form, (*parent, *tail)))


def _root_help(draft: Draft, name: str, envelope: Field) -> Say:
    field = next((field for field in envelope.fields if field.id == name), None)
    if field:
        return Say(f"补上一行“{field.label}: …”：{field.about}。", f"Add a line “{field.id}: …”: {field.about_en}.")
    section = next(section for section in draft.form.sections if section.id == name)
    if section.table:
        return Say(
            f"补上“{section.name}”；全部为零时写 {section.name}: 0。",
            f"Add {section.id}; write {section.id}: 0 when all is zero.",
        )
    return Say(f"补上“{section.name}”。{section.hint}", f"Add {section.id}.")
