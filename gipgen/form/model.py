"""A form as a whole; all of it frozen, all of it read from a form file."""

from __future__ import annotations

from dataclasses import dataclass, field

from gipgen.form.grid import Grid
from gipgen.form.parts import Block, Cell, Line
from gipgen.form.relations import Check


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
