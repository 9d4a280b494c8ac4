"""A row of figures without a label, under heads that name rows and columns: table 四 as it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from gipgen.form import Block, Row
from gipgen.readers import Cell
from gipgen.recognition.columns import Columns, ordered
from gipgen.recognition.figures import Look, look, value
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.labels import bare, last
from gipgen.recognition.rows import Usual, align, end_of, printed
from gipgen.recognition.vocabulary import Vocabulary, leaves, reduced


class Across(NamedTuple):
    """A row that holds all lines of a block side by side, and its figures."""

    cells: Sequence[Cell]
    figures: dict[int, Found]


def read_across(
    vocabulary: Vocabulary,
    block: Block,
    heads: Sequence[Cell],
    row: Sequence[Cell],
    remarks: Remarks,
    *,
    drawn: bool,
) -> dict[int, Found]:
    """Return the figures of a row that holds all lines of a block side by side; `drawn` says that heads stand above them."""
    cells = [cell for line in vocabulary.table.lines_of(block) for cell in line.cells]
    at = _stacks(vocabulary, block, heads) if drawn else {}
    order = tuple(dict.fromkeys(place for _, place in sorted(at.items()))) or _sequence(vocabulary, block, heads)
    if order is None:
        remarks.add("GIP665", heads[0].origin, heads="、".join(cell.text for cell in heads))
        return {}
    if not order:
        remarks.add("GIP666", row[0].origin, block=vocabulary.section.name)
        order = tuple(range(len(cells)))
    columns = Columns(order, at, max(at, default=-1) + 1)
    more = max(len(row) - len(cells), 0)
    if not at and all(look(cell.text) is Look.TEXT for cell in row[:more]):
        row = row[more:]
    aligned = align(
        row, columns, Usual(len(row), end_of(row), tuple(leaf.total for leaf in block.leaves)), placed=bool(at)
    )
    if not aligned.sure:
        label, told = vocabulary.section.name, printed(row)
        remarks.add("GIP661", row[0].origin, label, count=len(row), expected=len(cells), printed=told)
    pairs = zip(cells, aligned.cells, strict=True)
    return {cell.index: Found(found.text, value(found.text, cell), found.origin) for cell, found in pairs if found}


def agreed(vocabulary: Vocabulary, rows: Sequence[Across], remarks: Remarks) -> dict[int, Found]:
    """Return the figures of all rows of a table; none when two differ, or one is not read whole: one is not the report's.

    A row of fewer figures than half of those of the form is of something else.
    """
    figures: dict[int, Found] = {}
    for one in rows:
        figures = one.figures | figures
    expected = sum(len(line.cells) for line in vocabulary.table.lines if line.block.across)
    rivals = [one for one in rows if 2 * len(_printed(one)) > expected]
    unread = any(len(one.figures) < len(_printed(one)) for one in rivals) and len(set(map(_printed, rivals))) > 1
    if unread or any(figures[index].text != found.text for one in rows for index, found in one.figures.items()):
        count = sum(len(one.cells) for one in rows)
        told = "；".join(printed(one.cells) for one in rows)
        label, origin = vocabulary.section.name, rows[1].cells[0].origin
        remarks.add("GIP661", origin, label, count=count, expected=expected, printed=told)
        return {}
    return figures


def _printed(one: Across) -> tuple[str, ...]:
    return tuple(cell.text for cell in one.cells if look(cell.text) is Look.FIGURE)


def _stacks(vocabulary: Vocabulary, block: Block, heads: Sequence[Cell]) -> dict[int, int]:
    """Return which figure stands in each column of a grid, by all heads over it; nothing unless each has one."""
    over: dict[int, set[str]] = {}
    for cell in heads:
        for column in range(cell.column, cell.column + cell.columns):
            over.setdefault(column, set()).add(bare(last(cell.text)))
    wanted = _wanted(vocabulary, block)
    at = {
        column: places[0]
        for column, texts in over.items()
        if len(places := [n for n, need in enumerate(wanted) if all(texts & one for one in need)]) == 1
    }
    return at if len(set(at.values())) == len(at) == len(wanted) else {}


def _wanted(vocabulary: Vocabulary, block: Block) -> list[list[frozenset[str]]]:
    """Return for each figure of a block the heads that it must have over it, each with all its spellings."""
    return [
        [*map(reduced, line.heads), reduced(line.row), reduced(leaf)]
        for line in vocabulary.table.lines_of(block)
        for leaf in block.leaves
    ]


def _sequence(vocabulary: Vocabulary, block: Block, heads: Sequence[Cell]) -> tuple[int, ...] | None:
    """Return which figure comes first, second and so on, by the order of the heads alone.

    Nothing when heads are missing and the others do not contradict the form, None when they do.
    """
    lines, count = vocabulary.table.lines_of(block), len(block.leaves)
    names = _names(block.rows)
    rows = ordered(block.rows, [(cell, names[text]) for cell in heads if (text := bare(last(cell.text))) in names])
    found = [row for row in _leaves(block, heads) if row]
    if rows is None:
        return None
    in_order = sorted(lines, key=lambda line: rows.index(line.row.id))
    levels = [
        [line for line in in_order if len(line.heads) == depth] for depth in sorted({len(line.heads) for line in lines})
    ]
    if found and len(found[-1]) == count * len(lines):
        found, levels = found[-1:], [in_order]
    if [len(row) for row in found] != [count * len(level) for level in levels]:
        most = [len(level) for level in levels] if len(found) == len(levels) else [len(lines)] * len(found)
        natural = in_order == list(lines) and all(_rounds(row) <= one for row, one in zip(found, most, strict=True))
        return () if natural else None
    groups = {
        line.key: row[at * count : (at + 1) * count]
        for level, row in zip(levels, found, strict=True)
        for at, line in enumerate(level)
    }
    if any(set(part) != set(range(count)) for part in groups.values()):
        return None
    return tuple(lines.index(line) * count + place for line in in_order for place in groups[line.key])


def _names(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the ids of rows by all their spellings."""
    return {text: row.id for row in rows for text in reduced(row)} | {
        text: id_ for row in rows for text, id_ in (_names(row.rows) if row.rows else {}).items()
    }


def _leaves(block: Block, heads: Sequence[Cell]) -> Iterator[list[int]]:
    """Yield for each row of heads the places of the columns that stand in it."""
    ids, labels = [leaf.id for leaf in block.leaves], leaves(block)
    in_reading_order = sorted(heads, key=lambda cell: (cell.row, cell.column))
    for _, row in groupby(in_reading_order, key=lambda cell: cell.row):
        yield [ids.index(labels[text]) for cell in row if (text := bare(last(cell.text))) in labels]


def _rounds(row: Sequence[int]) -> int:
    """Return how often columns begin again from the first, when they are in the order of the form."""
    return 1 + sum(second <= first for first, second in pairwise(row))
