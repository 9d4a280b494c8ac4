"""Keys at the indentation of the head to which they belong: read below it, with one finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gipgen.form import Section, normal
from gipgen.form.envelope import Field
from gipgen.schema.draft import Draft, Path
from gipgen.schema.keys import REST_KEYS, Key, column_keys, field_keys, table_key
from gipgen.source import Mapping, Node, Place, Scalar
from gipgen.words import Say

Item = tuple[Scalar, Node]


def indented(draft: Draft, items: list[Item], known: dict[str, Any], path: Path) -> Iterator[Item]:
    """Yield the items of a mapping; a blank head takes the items after it that are known below it only."""
    number = 0
    while number < len(items):
        key, value = items[number]
        number += 1
        below = _below(known.get(normal(key.text))) if isinstance(value, Scalar) and value.blank else {}
        own = list(_run(items[number:], known, below)) if below else []
        if own:
            _note(draft, key, own[0][0], (*path, known[normal(key.text)].id))
            place = Place(*own[0][0].place[:2], *own[-1][1].place[2:])
            yield key, Mapping(tuple(own), place)
            number += sum(normal(inner.text) not in REST_KEYS for inner, _ in own)
        else:
            yield key, value


def _run(items: list[Item], known: dict[str, Any], below: dict[str, Any]) -> Iterator[Item]:
    """Yield the items that belong below a head; 其余 at their end may be theirs or stand for the rest around them."""
    started = False
    for key, value in items:
        word = normal(key.text)
        if started and word in REST_KEYS:
            yield key, value
            return
        if word not in below or (word in known and not (started and isinstance(value, Scalar))):
            return
        started = True
        yield key, value


def _below(meaning: object) -> dict[str, Any]:
    """Return the keys that can stand below what a key names."""
    if isinstance(meaning, Section):
        return dict(table_key(meaning).children) if meaning.table else {}
    if isinstance(meaning, Key):
        return dict(column_keys(meaning.line)) if meaning.line else dict(meaning.children)
    return dict(field_keys(meaning)) if isinstance(meaning, Field) and meaning.kind == "group" else {}


def _note(draft: Draft, head: Scalar, first: Scalar, path: Path) -> None:
    """Note that what belongs below a head is not indented deeper than the head itself."""
    words: dict[str, object] = {
        "actual": Say("下面的行和它一样缩进", "at the same indentation as the lines that belong below it"),
        "wanted": Say(
            f"“{first.text}”这些行比“{head.text}”多缩进两个半角空格",
            f"“{first.text}” and the lines that go with it indented by two more spaces than “{head.text}”",
        ),
    }
    draft.note("GIP112", head.place, path, words)
