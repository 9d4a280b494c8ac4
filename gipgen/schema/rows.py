"""One row of a statutory table → its figures by column, with 0 and 其余 spread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gipgen.form import Line, normal
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.keys import REST_KEYS, ColumnKey, column_keys
from gipgen.schema.lists import LOST, read_figure, read_list
from gipgen.schema.numbers import read_number
from gipgen.schema.reading import (
    KEYED,
    SHAPES,
    Room,
    blank,
    contradicts,
    misshapen,
    named,
    odd_zero,
    only_zero,
    spreads,
    twice,
)
from gipgen.schema.words import describe
from gipgen.source import Mapping, Node, Scalar, Sequence
from gipgen.words import Say, quote


def read_row(draft: Draft, line: Line, node: Node, path: Path) -> Any:
    """Read a row as a list, a mapping, 0, or the one figure it has; None when blank, LOST when it cannot be read."""
    if isinstance(node, Sequence):
        return read_list(draft, line, node, path)
    if isinstance(node, Mapping):
        return None if node.empty else _mapped(draft, line, node, path)
    if len(line.cells) == 1:
        cell = line.cells[0]
        value = read_number(node, cell.kind, cell.unit)
        return None if value is None else {cell.column: value}
    if node.empty:
        return None
    if spreads(node):
        return zeros(line, node, totals=line.row.total)
    only_zero(draft, path, node, tuple(column.name for column in line.block.leaves), listed=True)
    return LOST


def _mapped(draft: Draft, line: Line, node: Mapping, path: Path) -> Any:
    found: dict[str, Any] = {}
    _columns(draft, line, node, path, column_keys(line), found)
    return found


def _columns(
    draft: Draft, line: Line, node: Mapping, path: Path, known: dict[str, ColumnKey], found: dict[str, Any]
) -> None:
    """Read the columns of a row, or those below a head over several of them."""
    label = describe(draft.form, path)[1]
    names = tuple(column.name for column in line.block.leaves)
    ids = tuple(column.id for column in line.block.leaves)
    room = Room(path, dict(known), names, ids, Say(f"“{label}”", f"“{label}”"), rest=True, figures=True)
    for key, value, column in named(draft, node, room):
        if column.position < 0:
            _below(draft, line, (key, value), path, column, found)
            continue
        cell = line.cells[column.position]
        if cell.column in found:
            first = draft.spots[(*path, cell.column)]
            twice(draft, key, first.spelling, first.head.line, (*path, cell.column))
            continue
        draft.spots[(*path, cell.column)] = Spot(key.place, value.place, key.text)
        found[cell.column] = read_figure(cell, value)
    for zero in rest(draft, node, path):
        _fill(draft, line, path, known, found, zero)


def _below(
    draft: Draft, line: Line, item: tuple[Scalar, Node], path: Path, head: ColumnKey, found: dict[str, Any]
) -> None:
    """Read what stands below a head over several columns: 0 for all of them, or a mapping."""
    key, node = item
    if isinstance(node, Mapping) and not node.empty:
        _columns(draft, line, node, path, head.children, found)
    elif isinstance(node, Scalar) and spreads(node):
        for position in {key.position for key in head.children.values()}:
            cell = line.cells[position]
            if found.get(cell.column):
                contradicts(draft, node, (*path, cell.column))
        _fill(draft, line, path, head.children, found, node)
    elif isinstance(node, Sequence):
        misshapen(draft, path, node, KEYED)
    elif isinstance(node, Mapping) or node.empty:
        blank(draft, path, key.place)
    else:
        columns = {id(child): child for child in head.children.values()}
        only_zero(draft, path, node, tuple(column.name for column in columns.values()), listed=False)


def _fill(
    draft: Draft, line: Line, path: Path, known: dict[str, ColumnKey], found: dict[str, Any], zero: Scalar
) -> None:
    """Write a zero into every column of a head that is not written yet; totals stay unwritten."""
    inside = {key.position for key in known.values()}
    for position, (cell, column) in enumerate(zip(line.cells, line.block.leaves, strict=True)):
        left_out = column.total if line.row.total else cell.total
        if position in inside and cell.column not in found and not left_out:
            draft.spots[(*path, cell.column)] = Spot(None, zero.place)
            draft.filled.append((*path, cell.column))
            found[cell.column] = read_number(zero, cell.kind)


def zeros(line: Line, zero: Scalar, *, totals: bool = False) -> dict[str, Any]:
    """Write a zero into every figure of a row; totals only when asked."""
    return {cell.column: read_number(zero, cell.kind) for cell in line.cells if totals or not cell.total}


def rest(draft: Draft, node: Mapping, path: Path) -> Iterator[Scalar]:
    """Yield the zero written for 其余; anything else there is a finding."""
    written = [value for key, value in node.items if normal(key.text) in REST_KEYS]
    if not written:
        return
    value = written[0]
    if isinstance(value, Scalar) and spreads(value):
        yield value
        return
    odd = odd_zero(value) if isinstance(value, Scalar) else None
    words: dict[str, object] = {"text": odd.text, **odd.words} if odd else {"text": _shown(value)}
    draft.note(odd.rule if odd else "GIP111", value.place, path, words)
    draft.excused.add(path)


def _shown(node: Node) -> Say:
    if isinstance(node, Scalar):
        text = quote(node.text)
        return Say(f"写的是“{text}”", f"“{text}”") if text else Say("是空白", "a blank")
    return SHAPES[type(node)]
