"""The parts of a table: columns, rows, blocks, and the cells and lines that they make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from gipgen.form.kinds import KINDS


class Column(Struct, frozen=True):
    """A column or, when it has `columns`, a head over several; then kind, unit, span and total say nothing."""

    id: str
    label: str
    """As printed, with a leading number or a unit."""
    name: str
    """As findings, `init` and the documentation call it."""
    spellings: tuple[str, ...]
    """All ways to write it as a key, the name first and the id last."""
    kind: str
    """One of FIGURES."""
    unit: str
    """万元, where the form names one."""
    span: int
    """How many columns of the printed grid it takes."""
    total: bool
    columns: tuple[Column, ...]

    def leaves(self) -> Iterator[Column]:
        """Yield the columns that hold figures, from left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


class Row(Struct, frozen=True):
    """A row or, when it has `rows`, a head beside several; `label`, `name` and `spellings` are those of a column."""

    id: str
    label: str
    name: str
    spellings: tuple[str, ...]
    total: bool
    transparent: bool
    """A head that may be left out of a data file, and is no part of the paths of what is below it."""
    rows: tuple[Row, ...]


class Block(Struct, frozen=True, dict=True):
    """Rows that share their columns, under a heading across the table if it has a label: 第二十条第（一）项."""

    id: str
    label: str
    stub: str
    """What is printed in the corner over the heads of the rows."""
    across: bool
    """Printed with its rows side by side instead of one below the other, as table 四 is."""
    headless: bool
    """Printed without the heads of its columns."""
    optional: bool
    """Its figures may be left blank, which is a warning: rows that only one place asks for."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @cached_property
    def leaves(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(leaf for column in self.columns for leaf in column.leaves())


class Cell(Struct, frozen=True):
    """One figure of the form, in 件 unless kind or unit say otherwise; `index` is its place in tuples of values."""

    index: int
    section: str
    row: str
    """The key of its line, such as refused.state_secret."""
    column: str
    kind: str
    unit: str
    total: bool
    optional: bool
    path: tuple[str, ...]
    """The way to it in ids, from the section on; the only figure of a row is named by the row."""
    names: tuple[str, ...]
    """The same way in the form's words, from the number of the section on."""
    row_name: str
    column_name: str

    @property
    def label(self) -> str:
        """The way to the cell in one piece, such as 三 › 不予公开 › 属于国家秘密 › 自然人."""
        return " › ".join(self.names)

    @property
    def signed(self) -> bool:
        """Say whether the figure may be less than zero."""
        return KINDS[self.kind].signed


class Line(Struct, frozen=True, eq=False, dict=True):
    """A row that holds figures: its key (`refused.state_secret`), the heads over it, and its cells in column order."""

    section: str
    key: str
    heads: tuple[Row, ...]
    row: Row
    block: Block
    cells: tuple[Cell, ...]

    @cached_property
    def parts(self) -> tuple[Cell, ...]:
        """The cells of the columns that are no totals."""
        return tuple(cell for cell, column in zip(self.cells, self.block.leaves, strict=True) if not column.total)

    @property
    def names(self) -> tuple[str, ...]:
        """The way to the row in the form's words; transparent heads are left out."""
        return self.cells[0].names[:-1] if len(self.cells) > 1 else self.cells[0].names
