"""The sheet of a statutory table as it is printed: heads locked, cells to fill in, totals and checks as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from msgspec import Struct, field
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import Block, Check, Form, GridCell, Relation, Section, Table
from gipgen.workbook import looks
from gipgen.workbook.formulas import WRONG, Figure, Live, Sums, address
from gipgen.workbook.layout import CHECKED, TOP, Place, place_of
from gipgen.workbook.looks import figure_code, put
from gipgen.workbook.marks import mark_check, mark_state
from gipgen.workbook.relations import checks_of, words_of
from gipgen.workbook.validation import Inputs

_ROLES = {"group": looks.GROUP, "stub": looks.HEAD, "column": looks.HEAD, "row": looks.ROW}
_NARROWEST = 10.0
"""Half-width characters of a column with figures."""
_CHARACTER = 1.5
"""Millimetres of the form's widths for a half-width character: cells of a screen need more room than those of paper."""
_GAP = 1.5
_BESIDE = 24.0
"""Half-width characters of the columns beside a table: nothing, and a check."""
_PORTRAIT = 100.0
"""Half-width characters that a page holds upright."""


class TableSheet(Struct, dict=True):
    """One table while it is written."""

    sheet: Worksheet
    form: Form
    section: Section
    table: Table
    values: Mapping[int, Figure]
    typed: Mapping[int, Figure]
    """The figures that are written as they are; all others are blanks or totals to be computed."""
    widths: list[float] = field(default_factory=list)
    checks: list[tuple[Place, Live]] = field(default_factory=list)
    live: dict[Place, Live] = field(default_factory=dict)
    bottom: int = 0

    @cached_property
    def drawn(self) -> list[GridCell]:
        """Its cells, row by row."""
        return [cell for row in self.table.grid.rows for cell in row]

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where each figure stands, by its cell of the form."""
        return {cell.cell: place_of(cell) for cell in self.drawn if cell.role == "value"}

    @cached_property
    def sums(self) -> Sums:
        """Its totals as formulas."""
        return Sums(self.form, self.places, self.values)

    @cached_property
    def inputs(self) -> Inputs:
        """The cells to fill in."""
        return Inputs(self.sheet)

    def write(self) -> None:
        """Write everything."""
        self.widths = self._widths()
        for cell in self.drawn:
            self._cell(cell)
        self.bottom = TOP + len(self.table.grid.rows)
        self._heights()
        self._checks()
        self._head()
        self.inputs.close()

    def _checks(self) -> None:
        groups = list(checks_of(self.form, self.table))
        beside = [group for group in groups if group[0].each == "row" and not group[1].across]
        for group in groups:
            (self._beside if group in beside else self._below)(*group)
        for place, _ in self.checks:
            mark_check(self.sheet, address(place))
        more = self.sheet.max_column - len(self.widths) - 1
        looks.set_widths(self.sheet, [*self.widths, *([_GAP] + [_BESIDE] * more if beside else [])])

    def _cell(self, cell: GridCell) -> None:
        place, spans = place_of(cell), (cell.rows, cell.columns)
        if cell.role != "value":
            put(self.sheet, place, cell.text, _ROLES[cell.role], spans)
            return
        own = self.form.cells[cell.cell]
        given = self.typed.get(cell.cell)
        if own.total and given is None:
            live = self.live[place] = self.sums.total(cell.cell)
            put(self.sheet, place, live, looks.TOTAL, spans, figure_code(own.kind, None))
        else:
            put(self.sheet, place, given, looks.INPUT, spans, figure_code(own.kind, given))
            self.inputs.add(place, own)

    def _widths(self) -> list[float]:
        """Return the widths of the form, wide enough for figures."""
        widths = [width / _CHARACTER for width in self.table.widths]
        for cell in (cell for cell in self.drawn if cell.role == "value"):
            digits = len(f"{Decimal(self.values.get(cell.cell, 0)):f}")
            for column in range(cell.column, cell.column + cell.columns):
                widths[column] = max(widths[column], max(_NARROWEST, digits + 2) / cell.columns)
        return widths

    def _heights(self) -> None:
        for row in range(len(self.table.grid.rows)):
            lines = [
                looks.lines_in(cell.text, sum(self.widths[cell.column : cell.column + cell.columns]))
                for cell in self.table.grid.rows[row]
                if cell.rows == 1
            ]
            looks.set_height(self.sheet, TOP + row, max(lines, default=1))
        for cell in (cell for cell in self.drawn if cell.rows > 1):
            width = sum(self.widths[cell.column : cell.column + cell.columns])
            self._stretch(TOP + cell.row, cell.rows, cell.text, width)

    def _stretch(self, top: int, rows: int, text: str, width: float) -> None:
        """Make rows high enough for a head over all of them."""
        heights = {row: self.sheet.row_dimensions[row].height or 0 for row in range(top, top + rows)}
        lacking = looks.lines_in(text, width) * looks.HIGH + 6 - sum(heights.values())
        for row, height in heights.items():
            self.sheet.row_dimensions[row].height = height + max(0, lacking / rows)

    def _beside(self, relation: Relation, block: Block, checks: list[Check]) -> None:
        """Put what a relation says of each row beside it, in the first column that is free there."""
        rows = [self.places[check.left[0].cell][0] for check in checks]
        head = max(TOP, min(rows) - max(1, self.table.grid.head_rows))
        column = len(self.widths) + 2
        while any(self.sheet.cell(row, column).has_style for row in (head, *rows)):
            column += 1
        words = f"{CHECKED}{words_of(relation, block)}"
        put(self.sheet, (head, column), words, looks.HEAD, (min(rows) - head, 1))
        self._stretch(head, min(rows) - head, words, _BESIDE)
        for row, check in zip(rows, checks, strict=True):
            self._check((row, column), check, (1, 1))

    def _below(self, relation: Relation, block: Block, checks: list[Check]) -> None:
        """Put what a relation says of each column, or of rows that stand side by side, below the table."""
        self.bottom += 1
        spans = [self._span(check, block) for check in checks]
        stub = min(left for left, _ in spans)
        text, across = f"{CHECKED}{words_of(relation, block)}", stub or len(self.widths)
        put(self.sheet, (self.bottom, 1), text, looks.ROW, (1, across))
        looks.set_height(self.sheet, self.bottom, looks.lines_in(text, sum(self.widths[:across])))
        if not stub:
            self.bottom += 1
            looks.set_height(self.sheet, self.bottom, 1)
        for (left, right), check in zip(spans, checks, strict=True):
            self._check((self.bottom, left + 1), check, (1, right - left))
            self._stretch(self.bottom, 1, f"{WRONG}12345", sum(self.widths[left:right]))

    def _span(self, check: Check, block: Block) -> tuple[int, int]:
        """Return over which columns of the grid a check stands: that of its figures, or all of a row beside others."""
        terms = (*check.left, *check.right) if block.across else check.left[:1]
        cells = [cell for cell in self.drawn if cell.cell in {term.cell for term in terms}]
        return min(cell.column for cell in cells), max(cell.column + cell.columns for cell in cells)

    def _check(self, place: Place, check: Check, spans: tuple[int, int]) -> None:
        live = self.live[place] = self.sums.check(check)
        self.checks.append((place, live))
        put(self.sheet, place, live, looks.RESULT, spans)

    def _head(self) -> None:
        """Write heading and state over the table, and set the page."""
        width = len(self.widths)
        put(self.sheet, (1, 1), self.section.heading, looks.TITLE, (1, width))
        inputs = [index for index in self.places if not self.form.cells[index].total or index in self.typed]
        live = self.live[2, 1] = self.sums.state(inputs, self.checks)
        put(self.sheet, (2, 1), live, looks.SUBTITLE, (1, width))
        mark_state(self.sheet, "A2")
        for row, height in ((1, 30), (2, 20), (3, 6)):
            self.sheet.row_dimensions[row].height = height
        heads = TOP - 1 + self.table.grid.head_rows
        stub = 0 if self.table.blocks[0].across else min(place[1] for place in self.places.values()) - 1
        self.sheet.freeze_panes = f"{get_column_letter(stub + 1)}{heads + 1}"
        looks.set_page(self.sheet, landscape=sum(self.widths) > _PORTRAIT, heads=heads)
