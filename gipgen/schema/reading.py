"""Keys of a mapping → what they name; what names nothing, or the same twice, is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from gipgen.form import normal
from gipgen.patterns import regex
from gipgen.schema.draft import Draft, Path
from gipgen.schema.guess import in_language_of, nearest, suggestion
from gipgen.schema.hints import belongs_elsewhere
from gipgen.schema.keys import REST_KEYS
from gipgen.schema.numbers import Wrong, read_number
from gipgen.schema.separators import joined
from gipgen.schema.shallow import indented
from gipgen.schema.words import describe
from gipgen.source import Mapping, Node, Place, Scalar, Sequence
from gipgen.words import Say

SHAPES = {
    Scalar: Say("只有一段文字或一个数", "a single value"),
    Sequence: Say("是一个列表", "a list"),
    Mapping: Say("是“项目: 内容”的形式", "a mapping of keys"),
}

_COLON = Say("冒号要用半角，后面空一格，例如 年度: 2025。", "A colon is half-width and followed by a space.")
_COLON_AND_COMMA = Say(
    "冒号和逗号都要用半角，后面各空一格，例如 {甲: 30, 乙: 5}。",
    "Colons and commas are half-width, each followed by a space.",
)

_NO_BLANK = Say(
    "空白不等于 0：逐项填写，全部为零就写 0。", "A blank is not 0: write each figure, or 0 when all are zero."
)
_LONG = 200
"""How much of an unknown key is looked at for keys that it has swallowed."""
_FIGURE = regex("[1-9１-９]")

KEYED = Say("逐项写成“项目: 内容”，每项一行", "a mapping, one “key: value” a line")


class Room(Struct, frozen=True):
    """One mapping while it is read: where it stands and what its keys can be."""

    path: Path
    known: dict[str, Any]
    names: tuple[str, ...]
    ids: tuple[str, ...]
    parent: Say
    rest: bool = False
    """Whether 其余 can stand here."""
    figures: bool = False
    """Whether all values are figures, or hold nothing but figures."""


def named(draft: Draft, node: Mapping, room: Room) -> Iterator[tuple[Scalar, Node, Any]]:
    """Yield key, value and meaning of every key known in a room, once each."""
    seen: dict[object, Scalar] = {}
    items = list(joined(node) if room.figures else node.items)
    for key, value in indented(draft, items, room.known, room.path):
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
    draft.note("GIP103", key.place, path, {"key": key.text, "other": other, "first": line})


def contradicts(draft: Draft, zero: Scalar, path: Path) -> None:
    """Note that a head's 0 covers figures that are written elsewhere and are not zero."""
    other = describe(draft.form, path)[1]
    draft.note("GIP124", zero.place, path, {"key": zero.text, "other": other, "first": draft.spot(path).head.line})


def _unknown(draft: Draft, key: Scalar, room: Room) -> None:
    """Note a key that names nothing here, with the key that was probably meant or the place where it belongs."""
    marks = _punctuation(key.text)
    elsewhere = None if marks else belongs_elsewhere(draft, key.text, room.path)
    if elsewhere:
        guess = elsewhere.say
        draft.doubtful.update(elsewhere.paths)
    else:
        guess = marks or _guessed(draft, key.text, room)
        if marks:
            _mean(draft, room, re.split("[:：,，、]", key.text[:_LONG]))
    words: dict[str, object] = {"key": key.text, "parent": room.parent, "guess": guess}
    draft.note("GIP101", key.place, room.path, words, key.text)


def _punctuation(text: str) -> Say | None:
    """Name the marks that made what stands behind a key a part of it."""
    if ":" not in text and "：" not in text:
        return None
    return _COLON_AND_COMMA if "，" in text or "、" in text else _COLON


def _guessed(draft: Draft, text: str, room: Room) -> Say:
    known = in_language_of(text, room.names, room.ids)
    meant = nearest(text, known)
    _mean(draft, room, [meant] if meant else [])
    return suggestion(meant, known)


def _mean(draft: Draft, room: Room, words: list[str]) -> None:
    """Remember what an unknown key was probably meant to name; without a guess it may be anything in its room."""
    found = [room.known[word].id for word in map(normal, words) if word in room.known]
    draft.meant.update((*room.path, id_) for id_ in found)
    if room.rest and not found:
        draft.doubtful.add(room.path)


def misshapen(draft: Draft, path: Path, node: Node, wanted: Say) -> None:
    """Note that a part is no value of its kind, and excuse it from being demanded."""
    draft.note("GIP112", node.place, path, {"actual": SHAPES[type(node)], "wanted": wanted})
    draft.excused.add(path)


def blank(draft: Draft, path: Path, place: Place) -> None:
    """Note that nothing is written where figures are demanded."""
    draft.note("GIP104", place, path, {"help": _NO_BLANK})
    draft.excused.add(path)


def spreads(node: Node) -> bool:
    """Say whether a value is a plain 0, the only one that covers everything below it."""
    number = read_number(node, "count") if isinstance(node, Scalar) else None
    return type(number) is int and number == 0


def only_zero(draft: Draft, path: Path, node: Scalar, names: tuple[str, ...], *, listed: bool) -> None:
    """Note that one value stands where several figures belong; a zero that is written oddly is named as such."""
    rule = "GIP110"
    words: dict[str, object] = {"text": node.text, "how": _how(names, listed=listed)}
    if odd := odd_zero(node):
        rule, words = odd.rule, {"text": odd.text, **odd.words}
    draft.note(rule, node.place, path, words, node.text)
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
