"""Heads over a table → the order in which its columns stand, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct, field

from gipgen.form import Block, Column, Row
from gipgen.patterns import regex
from gipgen.readers import Cell
from gipgen.recognition.labels import alike, bare, last
from gipgen.recognition.vocabulary import leaves, reduced

_UNIT = regex(r"单位\s*[:：]?\s*([^\W\d_]+)")


class Columns(Struct, frozen=True):
    """The order of the columns of a block in a document, as places in the form's order.

    `at` tells by column of the grid which of them stands there, for rows that end at `width` as the heads do. `guessed`
    are heads that are only like a label, with what they were taken for.
    """

    order: tuple[int, ...]
    at: dict[int, int] = field(default_factory=dict)
    width: int = 0
    guessed: tuple[tuple[Cell, str], ...] = ()
    known: bool = True
    """Whether every column has its head, or needs none."""
    ordered: bool = True
    """Whether `order` holds; else a head of another name stands among them, and only places tell."""


def columns_of(block: Block, heads: Sequence[Cell], widths: Mapping[int, int], *, drawn: bool) -> Columns | None:
    """Find the columns of a block under their heads; None when heads contradict each other.

    `widths` are the numbers of cells of the rows in which the heads stand.
    """
    ids = [leaf.id for leaf in block.leaves]
    found, strange, guessed = _named(block, heads)
    own = [(cell, id_) for cell, id_ in found if id_ in ids]
    order = _side_by_side(found, ids) or _order(block, found, ids)
    if order is None or not all(_together(own, id_) for id_ in ids) or _in_another_unit(block, own):
        return None
    known = block.headless or len(ids) == 1 or {id_ for _, id_ in own} == set(ids)
    at = _at(own, ids)
    among = [cell for cell in strange if any(other.row == cell.row and other.column < cell.column for other, _ in own)]
    if drawn:
        ends = {cell.column + cell.columns for cell in (*among, *(cell for cell, _ in own))}
    else:
        ends = {widths[cell.row] for cell, _ in own}
    if among and not known:
        return Columns(tuple(range(len(ids))), at, max(ends), guessed, ordered=False) if drawn and at else None
    if set(at.values()) == set(range(len(ids))) and (drawn or len(ends) == 1):
        if drawn:
            order = list(dict.fromkeys(ids[place] for _, place in sorted(at.items())))
        return Columns(tuple(map(ids.index, order)), at, max(ends), guessed)
    return Columns(tuple(map(ids.index, order)), guessed=guessed, known=known)


def _named(
    block: Block, heads: Sequence[Cell]
) -> tuple[list[tuple[Cell, str]], list[Cell], tuple[tuple[Cell, str], ...]]:
    """Return heads in reading order with the ids of columns or of heads over columns, strange heads, and those alike."""
    labels = {label: group.id for group in _groups(block.columns) for label in reduced(group)} | leaves(block)
    found, strange = [], []
    for cell in heads:
        text = bare(last(cell.text))
        if text in labels:
            found.append((cell, labels[text]))
        elif text not in {"", bare(block.stub), bare(block.label)}:
            strange.append((cell, text))
    missing = {label: id_ for label, id_ in leaves(block).items() if id_ not in {id_ for _, id_ in found}}
    likes = [(cell, labels[like]) for cell, text in strange if (like := alike(text, missing))]
    names = {leaf.id: leaf.label for leaf in block.leaves}
    told = sorted([*found, *likes], key=lambda pair: (pair[0].row, pair[0].column))
    left = [cell for cell, _ in strange if not any(cell is like for like, _ in likes)]
    return told, left, tuple((cell, names[id_]) for cell, id_ in likes)


def _groups(columns: Sequence[Column]) -> list[Column]:
    """Return the heads over columns."""
    return [one for column in columns if column.columns for one in (column, *_groups(column.columns))]


def ordered(nodes: Sequence[Column] | Sequence[Row], found: Sequence[tuple[Cell, str]]) -> list[str] | None:
    """Return the ids of innermost columns or rows as their heads follow each other; siblings stand side by side.

    Those whose heads are not all found are in the order of the form, when the others do not contradict it.
    """
    first = {id_: cell for cell, id_ in reversed(found)}
    here = [first[node.id] for node in nodes if node.id in first]
    in_order: Sequence[Column | Row] = nodes
    if len(here) == len(nodes) and len({cell.row for cell in here}) == 1:
        in_order = sorted(nodes, key=lambda node: first[node.id].column)
    elif not _rising(here):
        return None
    inner = [ordered(below, found) if (below := inside(node)) else [node.id] for node in in_order]
    return None if None in inner else [id_ for ids in inner for id_ in ids or ()]


def _side_by_side(found: Sequence[tuple[Cell, str]], ids: Sequence[str]) -> list[str]:
    """Return the ids of all columns when their heads stand in one row, as they follow each other; else none.

    With a head over columns in it, it is several rows in one, in which columns do not follow each other.
    """
    in_row = {cell.row for cell, id_ in found if id_ in ids}
    here = [id_ for cell, id_ in found if cell.row in in_row]
    return list(dict.fromkeys(here)) if len(in_row) == 1 and set(here) == set(ids) else []


def _order(block: Block, found: Sequence[tuple[Cell, str]], ids: Sequence[str]) -> list[str] | None:
    """Return the ids of columns in order; where heads of several rows were copied into one, only the usual order is sure.

    Then a head over columns may stand before or behind what it is beside.
    """
    order = ordered(block.columns, found)
    above = {id_ for _, id_ in found} - set(ids)
    told = {id_: (cell.row, cell.column) for cell, id_ in reversed(found)}
    in_one = {row for row, _ in told.values()} if above and set(ids) <= set(told) else ()
    if len(in_one) != 1 or order is None:
        return order
    single = sorted(ids, key=told.__getitem__)
    return list(ids) if list(ids) in (order, single) else order if order == single else None


def inside(node: Column | Row) -> Sequence[Column] | Sequence[Row]:
    """Return the columns or rows under a head."""
    return node.columns if isinstance(node, Column) else node.rows


def _rising(cells: Sequence[Cell]) -> bool:
    by_row = groupby(sorted(cells, key=lambda cell: cell.row), key=lambda cell: cell.row)
    return all(first.column < second.column for _, row in by_row for first, second in pairwise(row))


def _in_another_unit(block: Block, own: Sequence[tuple[Cell, str]]) -> bool:
    """Say whether a head names another unit than the form does: 元 instead of 万元."""
    units = {leaf.id: leaf.unit for leaf in block.leaves}
    named = [(found[1], units[id_]) for cell, id_ in own if (found := _UNIT.search(cell.text))]
    return any(unit and told != unit for told, unit in named)


def _together(own: Sequence[tuple[Cell, str]], id_: str) -> bool:
    """Say whether a head that is repeated in a row stands there side by side."""
    cells = [cell for cell, other in own if other == id_]
    return all(
        first.row != second.row or first.column + first.columns == second.column for first, second in pairwise(cells)
    )


def _at(own: Sequence[tuple[Cell, str]], ids: Sequence[str]) -> dict[int, int]:
    """Return which column stands where; nothing when two heads stand over one place."""
    at: dict[int, int] = {}
    for cell, id_ in own:
        for column in range(cell.column, cell.column + cell.columns):
            if at.setdefault(column, ids.index(id_)) != ids.index(id_):
                return {}
    return at
