"""Agency, year, dates, catalogue header and the other keys beside the form → values."""

from __future__ import annotations

from typing import Any

from gipgen.findings import Say
from gipgen.form import Field
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.guess import did_you_mean
from gipgen.schema.keys import field_keys
from gipgen.schema.numbers import WANTED, Wrong, read_date, read_number
from gipgen.schema.reading import SHAPES, misshapen, named
from gipgen.source import Mapping, Node, Scalar, Sequence


def read_field(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    """Read the value of a key beside the form: text, choice, date, figure, group, list or names."""
    if field.kind == "group":
        return _group(draft, field, node, path)
    if field.kind == "list":
        return _list(draft, field, node, path)
    if field.kind == "names":
        items = node.items if isinstance(node, Sequence) else (node,)
        return [_text(draft, item, path, field.label) for item in items if not _is_blank(item)]
    if not isinstance(node, Scalar):
        return misshapen(draft, path, node, field.label, WANTED.get(field.kind, WANTED["text"]))
    if field.kind in {"count", "money"}:
        return read_number(node, field.kind, field.unit)
    if field.kind == "date":
        return read_date(node)
    if field.kind == "choice":
        return None if node.blank else field.choice(node.text) or _no_choice(field, node.text)
    if field.kind == "year":
        return read_number(node, "count")
    if field.kind == "prose":
        return None if node.blank else node.text
    return _text(draft, node, path, field.label)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank


def _no_choice(field: Field, text: str) -> Wrong:
    names = [choices[0] for _, choices in field.choices]
    every = [*names, *(id_ for id_, _ in field.choices)]
    guess = did_you_mean(text, every)
    listed = Say("、".join(names), ", ".join(id_ for id_, _ in field.choices))
    return Wrong("GIP114", text, {"text": text, "choices": listed, "guess": guess})


def _text(draft: Draft, node: Node, path: Path, label: str) -> Any:
    if not isinstance(node, Scalar):
        return misshapen(draft, path, node, label, WANTED["text"])
    if node.blank:
        return None
    text = node.text.strip()
    return Wrong("GIP117", text) if "\n" in text else text


def _group(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Scalar) and node.blank:
        return None
    numeric = all(inner.kind in {"count", "money"} for inner in field.fields)
    if numeric and isinstance(node, Scalar) and read_number(node, "count") == 0:
        return {inner.id: read_number(node, inner.kind) for inner in field.fields}
    if not isinstance(node, Mapping):
        return misshapen(draft, path, node, field.label, SHAPES[Mapping])
    return _members(draft, field, node, path)


def _members(draft: Draft, field: Field, node: Mapping, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    words = [inner.label for inner in field.fields]
    for key, value, inner in named(draft, node, field_keys(field), path, Say(field.label, field.id), words, found):
        inner_path = (*path, inner.id)
        draft.spots[inner_path] = Spot(key.place, value.place, key.text)
        found[inner.id] = read_field(draft, inner, value, inner_path)
    return found


def _list(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Scalar) and node.blank:
        return []
    if not isinstance(node, Sequence):
        return misshapen(draft, path, node, field.label, SHAPES[Sequence])
    items = []
    for number, item in enumerate(node.items):
        item_path = (*path, number)
        draft.spots[item_path] = Spot(None, item.place)
        if isinstance(item, Mapping):
            items.append(_members(draft, field, item, item_path))
        else:
            misshapen(draft, item_path, item, field.label, SHAPES[Mapping])
    return items
