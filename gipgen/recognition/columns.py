"""Heads over a table → the order in which its columns stand, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gipgen.form import Block
from gipgen.readers import Cell
from gipgen.recognition.labels import alike, bare, last
from gipgen.recognition.vocabulary import leaves, reduced


@dataclass(frozen=True, slots=True)
class Columns:
    """The order of the columns of a block in a document, as places in the form's order.

    `at` tells by column of the grid which of them stands there, where heads are drawn. `guessed` are heads that are
    only like a label or none at all, with what they were taken for.
    """

    order: tuple[int, ...]
    at: dict[int, int] = field(default_factory=dict)
    guessed: tuple[tuple[Cell, str], ...] = ()
    known: bool = True
    """Whether every column has its head, or needs none."""


def columns_of(block: Block, heads: Sequence[Cell], *, drawn: bool) -> Columns | None:
    """Find the columns of a block under their heads; None when heads contradict each other."""
    ids = [leaf.id for leaf in block.leaves]
    labels = leaves(block)
    found: list[tuple[Cell, int]] = []
    strange: list[Cell] = []
    for cell in heads:
        id_ = labels.get(bare(last(cell.text)))
        if id_:
            found.append((cell, ids.index(id_)))
        elif not _over(block, cell):
            strange.append(cell)
    missing = [id_ for number, id_ in enumerate(ids) if number not in {place for _, place in found}]
    guessed = []
    for cell in strange:
        label = alike(bare(last(cell.text)), [text for text, id_ in labels.items() if id_ in missing])
        if label:
            found.append((cell, ids.index(labels[label])))
            guessed.append((cell, block.leaves[ids.index(labels[label])].label))
    found.sort(key=lambda pair: (pair[0].column, pair[0].row) if drawn else (pair[0].row, pair[0].column))
    places = list(dict.fromkeys(place for _, place in found))
    natural = tuple(range(len(ids)))
    whole = len(places) == len(found) == len(ids)
    known = whole or block.headless or len(ids) == 1
    if drawn and whole:
        at = {column: place for cell, place in found for column in range(cell.column, cell.column + cell.columns)}
        return Columns(tuple(places), at, tuple(guessed))
    if any(not _rising([place for cell, place in found if cell.row == row]) for row in {cell.row for cell, _ in found}):
        return (
            Columns(tuple(places), {}, tuple(guessed)) if whole and len({cell.row for cell, _ in found}) == 1 else None
        )
    return Columns(natural, {}, tuple(guessed), known)


def _rising(places: Sequence[int]) -> bool:
    return all(first <= second for first, second in pairwise(places))


def _over(block: Block, cell: Cell) -> bool:
    """Say whether a head is one over columns, the corner, or the title of a group."""
    text = bare(last(cell.text))
    known = {bare(block.stub), bare(block.label)}
    stack = list(block.columns)
    while stack:
        column = stack.pop()
        known |= reduced(column) if column.columns else set()
        stack += column.columns
    return not text or text in known
