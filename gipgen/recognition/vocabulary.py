"""What the table of a form calls its rows and columns, for finding them again in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from gipgen.form import Block, Column, Form, Line, Row, Section, Table
from gipgen.recognition.labels import bare


class Vocabulary(Struct, frozen=True, eq=False):
    """The reduced labels of one table of a form."""

    form: Form
    section: Section
    table: Table
    lines: dict[str, tuple[Line, ...]]
    """By label the rows with figures that have it."""
    heads: frozenset[str]
    """The labels of columns and of heads over columns, but for those that rows have too."""
    rows: frozenset[str]
    """The labels of rows and of heads beside rows, but for those that columns have too."""
    words: frozenset[str]
    """All labels, also those of groups and corners."""

    def likeness(self, texts: frozenset[str]) -> tuple[int, int]:
        """Return how many rows with figures have their label among some reduced texts, and how many texts are labels at all."""
        lines = {line.key for text in texts & self.lines.keys() for line in self.lines[text]}
        return len(lines), len(texts & self.words)


@lru_cache(maxsize=64)
def vocabularies(form: Form) -> tuple[Vocabulary, ...]:
    """Return what each table of a form calls its parts."""
    return tuple(_vocabulary(form, section, table) for section, table in form.tables)


def _vocabulary(form: Form, section: Section, table: Table) -> Vocabulary:
    lines: dict[str, tuple[Line, ...]] = {}
    for line in table.lines:
        for label in reduced(line.row):
            lines[label] = (*lines.get(label, ()), line)
    rows = {label for block in table.blocks for label in _tree(block.rows)}
    columns = {label for block in table.blocks for label in _tree(block.columns)}
    titles = {bare(text) for block in table.blocks for text in (block.label, block.stub) if text}
    return Vocabulary(
        form,
        section,
        table,
        lines,
        frozenset(columns - rows),
        frozenset(rows - columns),
        frozenset(rows | columns | titles),
    )


def reduced(thing: Row | Column) -> frozenset[str]:
    """Return the ways to write a label, reduced."""
    return frozenset(bare(spelling) for spelling in (thing.label, *thing.spellings))


def _tree(things: Sequence[Row | Column]) -> Iterator[str]:
    for thing in things:
        yield from reduced(thing)
        yield from _tree(thing.rows if isinstance(thing, Row) else thing.columns)


@lru_cache(maxsize=256)
def leaves(block: Block) -> dict[str, str]:
    """Return by reduced label the ids of the columns of a block that hold figures."""
    return {label: leaf.id for leaf in block.leaves for label in reduced(leaf)}
