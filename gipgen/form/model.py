"""What a form is made of; all of it frozen, all of it read from a form file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gipgen.form.grid import Grid
    from gipgen.form.relations import Check


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


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table; `widths` are the millimetres of its grid columns."""

    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    grid: Grid


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One of the report's numbered parts: prose or a table."""

    id: str
    number: str
    label: str
    name: str
    spellings: tuple[str, ...]
    hint: str
    table: Table | None

    @property
    def heading(self) -> str:
        """The printed heading, such as 一、总体情况."""
        return f"{self.number}、{self.label}"


@dataclass(frozen=True, slots=True)
class LocalAddition:
    """Rows that one place asks for beside the statutory form."""

    id: str
    label: str
    title: str
    form: str
    section: str
    blocks: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One statutory form, with the local additions a report declares; compared by identity, so caches can key on it."""

    id: str
    title: str
    notice: str
    first_year: int
    last_year: int | None
    report_title: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    local: tuple[LocalAddition, ...] = ()
    definitions: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    """For each cell the checks that fix its value as a total."""

    def in_force(self, year: int) -> bool:
        """Say whether reports on that year are written on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def tables(self) -> tuple[tuple[Section, Table], ...]:
        """The sections that are tables, in the order in which they are printed."""
        return tuple((section, section.table) for section in self.sections if section.table)

    @property
    def prose(self) -> tuple[Section, ...]:
        """The sections that are prose."""
        return tuple(section for section in self.sections if not section.table)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All rows that hold figures, table by table."""
        return tuple(line for _, table in self.tables for line in table.lines)
