"""The parts of a table: columns, rows, blocks, and the cells and lines that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column or, when it has `columns`, a head over several."""

    id: str
    label: str
    name: str
    spellings: tuple[str, ...]
    kind: str
    unit: str
    span: int
    total: bool
    columns: tuple[Column, ...]

    def leaves(self) -> Iterator[Column]:
        """Yield the columns that hold figures, from left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


@dataclass(frozen=True, slots=True)
class Row:
    """A row or, when it has `rows`, a head beside several; a transparent head may be left out of a data file."""

    id: str
    label: str
    name: str
    spellings: tuple[str, ...]
    total: bool
    transparent: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their columns; `across` prints its rows side by side instead of one below the other."""

    id: str
    label: str
    stub: str
    across: bool
    headless: bool
    optional: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(leaf for column in self.columns for leaf in column.leaves())


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the form; `index` is its place in every tuple of values."""

    index: int
    section: str
    row: str
    column: str
    kind: str
    unit: str
    total: bool
    optional: bool
    path: tuple[str, ...]
    names: tuple[str, ...]
    row_name: str
    column_name: str

    @property
    def label(self) -> str:
        """The way to the cell in the form's words, such as 三 › 不予公开 › 属于国家秘密 › 自然人."""
        return " › ".join(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row that holds figures: its key (`refused.state_secret`), the heads over it, and its cells in column order."""

    section: str
    key: str
    heads: tuple[Row, ...]
    row: Row
    block: Block
    cells: tuple[Cell, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The way to the row in the form's words; transparent heads are left out."""
        return self.cells[0].names[:-1] if len(self.cells) > 1 else self.cells[0].names
