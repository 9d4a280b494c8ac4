"""The rows of a table → what most of them have in common, by which the others are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gipgen.form import Block
from gipgen.readers import Cell
from gipgen.recognition.figures import Look, look
from gipgen.recognition.reading import Written
from gipgen.recognition.rows import Usual, by_place, end_of


def placed(written: Sequence[Written]) -> bool:
    """Say whether figures stand below their heads in most rows that have one, or a cell, for each column.

    Where no row has, the heads that are drawn over them decide.
    """
    votes: Counter[bool] = Counter()
    for one in written:
        filled = [cell for cell in one.values if look(cell.text) is not Look.BLANK]
        cells = filled if len(filled) == len(one.columns.order) else one.values
        whole = one.columns.at and len(cells) == len(one.columns.order)
        if whole and (one.drawn or end_of(one.values) == one.columns.width):
            at, known = by_place(cells, one.columns), set(one.columns.at.values())
            pairs = zip(one.columns.order, cells, strict=True)
            votes[all(at[place] is cell for place, cell in pairs if place in known)] += 1
    drawn = any(one.drawn and one.columns.at for one in written)
    return votes[True] > votes[False] or (drawn and not votes)


def usual(written: Sequence[Written], *, placed: bool) -> Mapping[Block, Usual]:
    """Return what most rows of each block are like."""
    rows: dict[Block, list[Written]] = {}
    for one in written:
        if one.values:
            rows.setdefault(one.line.block, []).append(one)
    return {block: _usual(block, found, placed=placed) for block, found in rows.items()}


def _usual(block: Block, rows: Sequence[Written], *, placed: bool) -> Usual:
    (cells, as_long), (end, as_far) = _most(len(one.values) for one in rows), _most(end_of(one.values) for one in rows)
    edges = [edge for one in rows if (edge := _edges(one, placed=placed))]
    filled = (any(first for first, _ in edges), any(last for _, last in edges))
    return Usual(cells, end, tuple(leaf.total for leaf in block.leaves), filled, as_far > as_long)


def _edges(one: Written, *, placed: bool) -> tuple[bool, bool] | None:
    """Say whether figures stand in the first and in the last column of a row; nothing when its columns are not known."""
    order = one.columns.order
    cells: Sequence[Cell | None] = one.values if len(one.values) == len(order) else ()
    if placed and one.columns.at:
        at = by_place(one.values, one.columns)
        cells = [at[place] for place in order]
    if not cells:
        return None
    first, last = (cell is not None and look(cell.text) is Look.FIGURE for cell in (cells[0], cells[-1]))
    return first, last


def _most(numbers: Iterable[int]) -> tuple[int, int]:
    """Return the number that is there most often, and how often."""
    return Counter(numbers).most_common(1)[0]
