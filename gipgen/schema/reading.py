"""Keys of a mapping → what they name; what names nothing, or the same twice, is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gipgen.findings import Finding
from gipgen.form import normal
from gipgen.schema.draft import Draft, Path
from gipgen.schema.guess import nearest, suggestion
from gipgen.schema.hints import belongs_elsewhere
from gipgen.schema.keys import REST
from gipgen.schema.numbers import Wrong, read_number
from gipgen.schema.words import describe
from gipgen.source import Mapping, Node, Place, Scalar, Sequence
from gipgen.words import Say

REST_KEYS = frozenset(map(normal, REST))

SHAPES = {
    Scalar: Say("只有一段文字或一个数", "a single value"),
    Sequence: Say("是一个列表", "a list"),
    Mapping: Say("是“项目: 内容”的形式", "a mapping of keys"),
}

_COLON = Say("冒号要用半角，后面空一格，例如 年度: 2025。", "A colon is half-width and followed by a space.")

_NO_BLANK = Say(
    "空白不等于 0：逐项填写，全部为零就写 0。", "A blank is not 0: write each figure, or 0 when all are zero."
)
_FIGURE = re.compile("[1-9１-９]")

KEYED = Say("逐项写成“项目: 内容”，每项一行", "a mapping, one “key: value” a line")


@dataclass(frozen=True, slots=True)
class Room:
    """One mapping while it is read: where it stands and what its keys can be."""

    path: Path
    known: dict[str, Any]
    names: tuple[str, ...]
    ids: tuple[str, ...]
    parent: Say
    rest: bool = False


def named(draft: Draft, node: Mapping, room: Room) -> Iterator[tuple[Scalar, Node, Any]]:
    """Yield key, value and meaning of every key known in a room, once each."""
    seen: dict[object, Scalar] = {}
    for key, value in node.items:
        word = normal(key.text)
        meaning = room.known.get(word)
        if meaning is None and not (room.rest and word in REST_KEYS):
            _unknown(draft, key, room)
            continue
        first = seen.setdefault(id(meaning), key)
        if first is not key:
            twice(draft, key, first.text, first.place.line, room.path)
        elif meaning is not None:
            yield key, value, meaning


def twice(draft: Draft, key: Scalar, other: str, line: int, path: Path) -> None:
    """Note that a key names what another key has named."""
    ids, label = describe(draft.form, path)
    draft.findings.append(Finding("GIP103", key.place, {"key": key.text, "other": other, "first": line}, ids, label))


def contradicts(draft: Draft, zero: Scalar, path: Path) -> None:
    """Note that a head's 0 covers figures that are written elsewhere and are not zero."""
    spot = draft.spot(path)
    ids, label = describe(draft.form, path)
    words = {"key": zero.text, "other": label, "first": spot.head.line}
    draft.findings.append(Finding("GIP124", zero.place, words, ids, label))


def _unknown(draft: Draft, key: Scalar, room: Room) -> None:
    """Note a key that names nothing here, with the key that was probably meant or the place where it belongs."""
    known = room.ids if key.text.isascii() else room.names
    colon = ":" in key.text or "：" in key.text
    hint = _COLON if colon else belongs_elsewhere(draft, key.text, room.path)
    meant = None if hint else nearest(key.text, known)
    if meant:
        draft.meant.add((room.path, meant))
    words: dict[str, object] = {"key": key.text, "parent": room.parent, "guess": hint or suggestion(meant, known)}
    ids, label = describe(draft.form, room.path)
    draft.findings.append(Finding("GIP101", key.place, words, ids, label, actual=key.text))


def misshapen(draft: Draft, path: Path, node: Node, wanted: Say) -> None:
    """Note that a part is no value of its kind, and excuse it from being demanded."""
    ids, label = describe(draft.form, path)
    words = {"actual": SHAPES[type(node)], "wanted": wanted}
    draft.findings.append(Finding("GIP112", node.place, words, ids, label))
    draft.excused.add(path)


def blank(draft: Draft, path: Path, place: Place) -> None:
    """Note that nothing is written where figures are demanded."""
    ids, label = describe(draft.form, path)
    draft.findings.append(Finding("GIP104", place, {"help": _NO_BLANK}, ids, label))
    draft.excused.add(path)


def spreads(node: Node) -> bool:
    """Say whether a value is a plain 0, the only one that covers everything below it."""
    number = read_number(node, "count") if isinstance(node, Scalar) else None
    return type(number) is int and number == 0


def only_zero(draft: Draft, path: Path, node: Scalar, names: tuple[str, ...], *, listed: bool) -> None:
    """Note that one value stands where several figures belong; a zero that is written oddly is named as such."""
    ids, label = describe(draft.form, path)
    rule = "GIP110"
    words: dict[str, object] = {"text": node.text, "how": _how(names, listed=listed)}
    if odd := odd_zero(node):
        rule, words = odd.rule, {"text": odd.text, **odd.words}
    draft.findings.append(Finding(rule, node.place, words, ids, label, actual=node.text))
    draft.excused.add(path)


def odd_zero(node: Scalar) -> Wrong | None:
    """Return what is wrong with a value that may be meant as 0 and has a rule of its own: "0", ０, 00, 无."""
    value = read_number(node, "count")
    return value if isinstance(value, Wrong) and value.rule != "GIP105" and not _FIGURE.search(value.text) else None


def _how(names: tuple[str, ...], *, listed: bool) -> Say:
    """Say how a row or head with several figures is written."""
    joined, english = "、".join(names), ", ".join(names)
    if listed:
        return Say(
            f"写成半角方括号里用半角逗号隔开的数，如 [1, 0, 0]，或逐项写：{joined}",
            f"give a list or each of: {english}",
        )
    return Say(f"逐项写：{joined}", f"write each of: {english}")
