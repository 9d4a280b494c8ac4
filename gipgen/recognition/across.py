"""A row of figures without a label, under heads that name rows and columns: table 四 as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from gipgen.form import Block
from gipgen.readers import Cell
from gipgen.recognition.columns import Columns
from gipgen.recognition.figures import value
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.labels import bare, last
from gipgen.recognition.rows import Usual, align, end_of
from gipgen.recognition.vocabulary import Vocabulary, leaves, reduced


def read_across(
    vocabulary: Vocabulary,
    block: Block,
    heads: Sequence[Cell],
    row: Sequence[Cell],
    figures: dict[int, Found],
    remarks: Remarks,
    *,
    drawn: bool,
) -> None:
    """Add the figures of a row that holds all lines of a block side by side."""
    lines = vocabulary.table.lines_of(block)
    cells = [cell for line in lines for cell in line.cells]
    at = _stacks(vocabulary, block, heads) if drawn else {}
    order = tuple(dict.fromkeys(at.values())) if at else tuple(range(len(cells)))
    columns = Columns(order, at, max(at, default=-1) + 1)
    aligned = align(row, columns, Usual(len(row), end_of(row)), placed=bool(at))
    if not aligned.sure:
        printed = "、".join(cell.text or "□" for cell in row)
        remarks.add(
            "GIP661", row[0].origin, vocabulary.section.name, count=len(row), expected=len(cells), printed=printed
        )
    if not at and not _in_order(block, heads, len(lines)):
        remarks.add("GIP666", row[0].origin, block=vocabulary.section.name)
    for cell, found in zip(cells, aligned.cells, strict=True):
        if found is not None:
            figures[cell.index] = Found(found.text, value(found.text, cell), found.origin)


def _stacks(vocabulary: Vocabulary, block: Block, heads: Sequence[Cell]) -> dict[int, int]:
    """Return which figure stands in each column of a drawn grid, by all heads over it; nothing unless each has one."""
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


def _in_order(block: Block, heads: Sequence[Cell], lines: int) -> bool:
    """Say whether the heads of the columns follow each other as on the form, once for each line."""
    labels = leaves(block)
    found = [id_ for cell in heads if (id_ := labels.get(bare(last(cell.text))))]
    return found == [leaf.id for leaf in block.leaves] * lines
