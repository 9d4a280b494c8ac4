"""A statutory table → its rows by key, under any head that a clerk may write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gipgen.form import Line, Section
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.keys import Key, table_key
from gipgen.schema.lists import LOST
from gipgen.schema.reading import KEYED, Room, blank, contradicts, misshapen, named, only_zero, spreads, twice
from gipgen.schema.rows import read_row, rest, zeros
from gipgen.schema.words import describe
from gipgen.source import Mapping, Node, Place, Scalar, Sequence
from gipgen.words import Say


def read_table(draft: Draft, section: Section, node: Node) -> Any:
    """Read a statutory table into {row key: {column: figure}}; 0 and 其余: 0 are written out, totals are not."""
    draft.data[section.id] = {}
    _rows(draft, section, table_key(section), node, (section.id,), draft.spot((section.id,)).head)
    return draft.data[section.id]


def _rows(draft: Draft, section: Section, head: Key, node: Node, path: Path, place: Place) -> None:
    """Read what stands below a head, whose key is at `place`: 0 for all of it, or a mapping of rows and heads."""
    if isinstance(node, Mapping) and not node.empty:
        _keyed_rows(draft, section, head, node, path)
        return
    if isinstance(node, Scalar) and spreads(node):
        for line in head.lines():
            row = draft.data[section.id].get(line.key)
            if isinstance(row, dict) and any(row.values()):
                contradicts(draft, node, (section.id, line.key))
        _spread(draft, section, head.lines(), node)
        return
    if isinstance(node, Sequence):
        misshapen(draft, path, node, KEYED)
    elif isinstance(node, Mapping) or node.empty:
        blank(draft, path, place)
    else:
        only_zero(draft, path, node, tuple(key.name for key in head.listed()), listed=False)
    draft.excused.update((section.id, line.key) for line in head.lines())


def _keyed_rows(draft: Draft, section: Section, head: Key, node: Mapping, path: Path) -> None:
    rows = draft.data[section.id]
    for key, value, meaning in named(draft, node, _room(draft, head, path)):
        if meaning.line is None:
            spot_path: Path = path if meaning.transparent else (*path, meaning.id)
            draft.spots.setdefault(spot_path, Spot(key.place, value.place, key.text))
            _rows(draft, section, meaning, value, spot_path, key.place)
        elif meaning.line.key in rows:
            first = draft.spots[section.id, meaning.line.key]
            twice(draft, key, first.spelling, first.head.line, (section.id, meaning.line.key))
        else:
            row_path = (section.id, meaning.line.key)
            draft.spots[row_path] = Spot(key.place, value.place, key.text)
            row = read_row(draft, meaning.line, value, row_path)
            if row is not LOST:
                rows[meaning.line.key] = row
    for zero in rest(draft, node, path):
        _spread(draft, section, [line for line in head.lines() if line.key not in rows], zero)


def _room(draft: Draft, head: Key, path: Path) -> Room:
    listed = head.listed()
    label = describe(draft.form, path)[1]
    return Room(
        path,
        dict(head.children),
        tuple(key.name for key in listed),
        tuple(key.id for key in listed),
        Say(f"“{label}”", f"“{label}”"),
        rest=True,
        figures=True,
    )


def _spread(draft: Draft, section: Section, lines: Iterable[Line], zero: Scalar) -> None:
    """Write a zero into every figure of the lines that are not written; totals stay unwritten and are computed."""
    for line in lines:
        if line.key not in draft.data[section.id] and (section.id, line.key) not in draft.excused:
            draft.spots[section.id, line.key] = Spot(None, zero.place)
            draft.filled.append((section.id, line.key))
            draft.data[section.id][line.key] = zeros(line, zero)
