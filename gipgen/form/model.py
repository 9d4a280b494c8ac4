"""A form as a whole; all of it frozen, all of it read from a form file."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from gipgen.form.additions import LocalAddition
from gipgen.form.grid import Grid
from gipgen.form.parts import Block, Cell, Line, Row
from gipgen.form.relations import Check, Term
from gipgen.form.statements import Statement
from gipgen.form.topics import Topic


class Table(Struct, frozen=True):
    """A statutory table; `widths` are the millimetres of its grid columns, `lines` the rows with figures as printed."""

    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    grid: Grid

    def lines_of(self, block: Block) -> tuple[Line, ...]:
        """Return the lines of one of its blocks."""
        return tuple(line for line in self.lines if line.block is block)

    def line_of(self, row: Row) -> Line:
        """Return the line of one of its rows that hold figures."""
        return next(line for line in self.lines if line.row is row)


class Section(Struct, frozen=True, eq=False):
    """One of the report's numbered parts: prose or a table."""

    id: str
    label: str
    name: str
    spellings: tuple[str, ...]
    """All ways to write it as a key, the name first and the id last."""
    number: str
    """As printed: 一."""
    printed: tuple[str, ...]
    """What documents print instead of the label; no keys."""
    hint: str
    """What prose must tell, in the words of the notice."""
    topics: tuple[Topic, ...]
    """The same as words to look for."""
    table: Table | None

    @property
    def heading(self) -> str:
        """The printed heading, such as 一、总体情况."""
        return f"{self.number}、{self.label}"


class Form(Struct, frozen=True, eq=False, dict=True):
    """One statutory form, with the local additions a report declares; compared by identity, so caches can key on it."""

    id: str
    title: str
    notice: str
    """The number of the notice that prescribes it: 国办公开办函〔2021〕30号."""
    first_year: int
    last_year: int | None
    """The years reported on for which it is in force; the last is None while it is."""
    report_title: str
    """The title of a report, with {agency} and {year}."""
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    statements: tuple[Statement, ...] = ()
    """How prose tells of figures."""
    instructions: tuple[str, ...] = ()
    """What the printed form says to those who fill it in, and no report does."""
    local: tuple[LocalAddition, ...] = ()

    def in_force(self, year: int) -> bool:
        """Say whether reports on that year are written on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @cached_property
    def tables(self) -> tuple[tuple[Section, Table], ...]:
        """The sections that are tables, in the order in which they are printed."""
        return tuple((section, section.table) for section in self.sections if section.table)

    @cached_property
    def prose(self) -> tuple[Section, ...]:
        """The sections that are prose."""
        return tuple(section for section in self.sections if not section.table)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All rows that hold figures, table by table."""
        return tuple(line for _, table in self.tables for line in table.lines)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All figures, line by line, each at its index."""
        return tuple(cell for line in self.lines for cell in line.cells)

    @cached_property
    def sums(self) -> tuple[tuple[tuple[Term, ...], ...], ...]:
        """For each cell the sums that it must be by the relations of the form."""
        found: list[list[tuple[Term, ...]]] = [[] for _ in self.cells]
        for check in self.checks:
            terms = check.defines(check.left[0].cell) if check.left else None
            if terms is not None:
                found[check.left[0].cell].append(terms)
        return tuple(map(tuple, found))

    def line_of(self, cell: int) -> Line:
        """Return the line of the cell with that index."""
        return self._owners[cell]

    def line(self, *path: str | int) -> Line | None:
        """Return the line at a path of section and key, such as applications, refused.state_secret; None elsewhere."""
        return self._by_path.get(path)

    @cached_property
    def _owners(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines for _ in line.cells)

    @cached_property
    def _by_path(self) -> dict[tuple[str | int, ...], Line]:
        return {(line.section, line.key): line for line in self.lines}
