"""Agency, year, dates, catalogue header and the other keys beside the form → values."""

from __future__ import annotations

from typing import Any

from gipgen.form import Field
from gipgen.rulebook import folded, rulebook
from gipgen.schema.dates import read_date, read_year
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.guess import in_language_of, nearest
from gipgen.schema.keys import field_keys
from gipgen.schema.numbers import WANTED, Wrong, read_number
from gipgen.schema.reading import KEYED, Room, misshapen, named, only_zero, spreads
from gipgen.schema.words import choices_of
from gipgen.source import Mapping, Node, Scalar, Sequence
from gipgen.words import Say, quote

PROSE = 100_000
"""The most characters of prose in one file, aliases counted each time; a long report has 20,000."""
LINE = 500
"""The most characters of a text of one line."""
ENTRIES = 50
"""The most entries of a list of groups, such as the extra sections; real reports have two."""


def read_field(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    """Read the value of a key beside the form: text, choice, date, figure, group, list or names."""
    if field.kind == "group":
        return _group(draft, field, node, path)
    if field.kind == "list":
        return _list(draft, field, node, path)
    if field.kind == "names":
        return _names(draft, node, path)
    if not isinstance(node, Scalar):
        return misshapen(draft, path, node, WANTED[field.kind])
    if field.figure:
        return read_number(node, field.kind, field.unit)
    if field.kind == "date":
        return read_date(node)
    if field.kind == "choice":
        return None if node.empty else field.choice(node.text) or _no_choice(field, node.text)
    if field.kind == "year":
        return read_year(node)
    if field.kind == "rule":
        return None if node.empty else _rule(node.text.strip())
    return read_prose(draft, node, path) if field.kind == "prose" else _line(node)


def _no_choice(field: Field, text: str) -> Wrong:
    names = [choices[0] for _, choices in field.choices]
    ids = [id_ for id_, _ in field.choices]
    meant = nearest(text, in_language_of(text, names, ids))
    guess = Say(f"是不是“{meant}”？", f"Did you mean “{meant}”?") if meant else Say("", "")
    words: dict[str, object] = {"text": text, "choices": choices_of(field), "guess": guess}
    return Wrong("GIP114", text, words)


def _rule(text: str) -> str | Wrong:
    """Read the id of one rule; the name of a family or the title of a rule is answered with ids."""
    book = rulebook()
    if rule := book.one(text):
        return rule.id
    if book.chosen(text):
        guess = Say("豁免要逐条写，不能写一类。", "A waiver names one rule, not a family.")
    else:
        titles = {folded(title): rule.id for rule in book.rules.values() for title in rule.title}
        known = {name: id_ for name, id_ in (book.like(text) | titles).items() if id_ in book.rules}
        meant = known.get(nearest(folded(text), known) or "")
        guess = Say(f"是不是“{meant}”？", f"Did you mean “{meant}”?") if meant else Say("", "")
    return Wrong("GIP128", text, {"text": text, "guess": guess})


def read_prose(draft: Draft, node: Scalar, path: Path) -> str | None:
    """Read prose; None for a blank, and for what makes the prose of a file longer than PROSE."""
    if node.empty:
        return None
    before = draft.prose
    draft.prose += len(node.text)
    if draft.prose <= PROSE:
        return node.text
    draft.excused.add(path)
    if before <= PROSE:
        draft.note("GIP125", draft.spot(path).head, path, {"limit": PROSE})
    return None


def _line(node: Scalar) -> str | Wrong | None:
    if node.empty:
        return None
    text = node.text.strip()
    if len(text) > LINE:
        return Wrong("GIP129", quote(text), {"count": len(text), "limit": LINE})
    return Wrong("GIP117", text) if "\n" in text else text


def _names(draft: Draft, node: Node, path: Path) -> list[str | Wrong]:
    """Read one name or a list of names; each keeps its place under its number."""
    found: list[str | Wrong] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Scalar):
            misshapen(draft, path, item, WANTED["text"])
        elif (text := _line(item)) is not None:
            draft.spots[(*path, len(found))] = Spot(None, item.place)
            found.append(text)
    return found


def _group(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Mapping):
        return _members(draft, field, node, path)
    if isinstance(node, Scalar) and node.empty:
        return None
    if isinstance(node, Scalar) and field.numeric:
        if spreads(node):
            return {inner.id: read_number(node, inner.kind) for inner in field.fields}
        return only_zero(draft, path, node, tuple(inner.label for inner in field.fields), listed=False)
    return misshapen(draft, path, node, KEYED)


def _members(draft: Draft, field: Field, node: Mapping, path: Path) -> dict[str, Any]:
    room = Room(
        path,
        dict(field_keys(field)),
        tuple(inner.label for inner in field.fields),
        tuple(inner.id for inner in field.fields),
        Say(f"“{field.label}”", f"“{field.id}”"),
        figures=field.numeric,
    )
    found: dict[str, Any] = {}
    for key, value, inner in named(draft, node, room):
        inner_path = (*path, inner.id)
        draft.spots[inner_path] = Spot(key.place, value.place, key.text)
        found[inner.id] = read_field(draft, inner, value, inner_path)
    return found


def _entries(field: Field) -> Say:
    """Say how a list of groups is written: each with what it must hold."""
    first, *rest = (inner for inner in field.fields if inner.need == "required")
    return Say(
        f"列表，每项以“- {first.label}: …”开头，下面各行写{'、'.join(f'“{inner.label}: …”' for inner in rest)}",
        f"a list, each item beginning with “- {first.id}: …”, with {', '.join(f'“{inner.id}: …”' for inner in rest)} below",
    )


def _list(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Scalar) and node.empty:
        return []
    if not isinstance(node, Sequence):
        return misshapen(draft, path, node, _entries(field))
    items: list[dict[str, Any] | None] = []
    if len(node.items) > ENTRIES:
        draft.note("GIP126", node.items[ENTRIES].place, path, {"count": len(node.items), "limit": ENTRIES})
    for number, item in enumerate(node.items[:ENTRIES]):
        item_path = (*path, number)
        draft.spots[item_path] = Spot(None, item.place)
        if isinstance(item, Mapping):
            items.append(_members(draft, field, item, item_path))
        else:
            misshapen(draft, item_path, item, KEYED)
            items.append(None)
    return items
