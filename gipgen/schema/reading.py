"""Keys of a mapping → what they name; what names nothing is kept for Cerberus, what names twice is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gipgen.findings import Finding, Say
from gipgen.form import Form, normal
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.guess import did_you_mean
from gipgen.schema.keys import REST
from gipgen.schema.numbers import Wrong
from gipgen.schema.words import label_of
from gipgen.source import Mapping, Node, Scalar, Sequence

REST_KEYS = frozenset(map(normal, REST))

SHAPES = {
    Scalar: Say("单个值", "a single value"),
    Sequence: Say("列表", "a list"),
    Mapping: Say("带项目名的内容", "a mapping of keys"),
}


def named(
    draft: Draft,
    node: Mapping,
    known: dict[str, Any],
    path: Path,
    parent: Say,
    words: Iterable[str],
    holder: dict[str, Any],
) -> Iterator[tuple[Scalar, Node, Any]]:
    """Yield key, value and meaning of every key known here, once each; `holder` keeps the unknown ones for Cerberus."""
    seen: dict[int, Scalar] = {}
    for key, value in node.items:
        meaning = known.get(normal(key.text))
        if meaning is None:
            if normal(key.text) not in REST_KEYS:
                _unknown(draft, key, value, path, parent, words, holder)
            continue
        first = seen.setdefault(id(meaning), key)
        if first is not key:
            told = {"key": key.text, "other": first.text, "first": first.place.line}
            draft.findings.append(Finding("GIP103", key.place, told, ids(path), label_of(draft.form, path)))
            continue
        yield key, value, meaning


def _unknown(
    draft: Draft, key: Scalar, value: Node, path: Path, parent: Say, words: Iterable[str], holder: dict[str, Any]
) -> None:
    guess = did_you_mean(key.text, words, _elsewhere(draft.form, key.text, path))
    place = f"?{key.text}"
    draft.spots[(*path, place)] = Spot(key.place, value.place, key.text)
    holder[place] = Wrong("GIP101", key.text, {"key": key.text, "parent": parent, "guess": guess})


def _elsewhere(form: Form, text: str, path: Path) -> str:
    """Say under which heads of the same form a key belongs, when it is known in just one other place."""
    wanted = normal(text)
    found = set()
    for section, table in form.tables:
        if wanted in map(normal, section.spellings):
            found.add("年报")
        for line in table.lines:
            if wanted in map(normal, line.row.spellings):
                found.add(" › ".join((section.heading, *line.names[1:-1])))
    return found.pop() if len(found) == 1 and not path[2:] else ""


def misshapen(draft: Draft, path: Path, node: Node, label: str, wanted: Say, rule: str = "GIP112") -> Any:
    """Note that a part has the wrong shape, or is blank, and excuse it from being demanded."""
    words = {
        "actual": SHAPES[type(node)],
        "wanted": wanted,
        "help": Say(f"应当是{wanted.zh}。", f"Expected: {wanted.en}."),
    }
    draft.findings.append(
        Finding(rule, node.place if rule == "GIP112" else draft.spot(path).head, words, ids(path), label)
    )
    draft.excused.add(path)
    return None


def ids(path: Path) -> tuple[str, ...]:
    """Return a path as findings give it: one id a step."""
    return tuple(part for step in path for part in str(step).split("."))
