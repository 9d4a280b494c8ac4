"""A form file → the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gipgen.form.envelope import load_envelope
from gipgen.form.grid import LayoutError, draw_grid
from gipgen.form.labels import bare
from gipgen.form.model import Form, LocalAddition, Section, Table
from gipgen.form.parts import Block, Cell, Column, Line, Row
from gipgen.form.relations import Check, FormulaError, compile_relation, parse_relation
from gipgen.rulebook import rulebook
from gipgen.source.entry import Entry, FormError, read_data

_ID = re.compile(r"[a-z][a-z0-9_]*")

KINDS = ("count", "signed_count", "money")
"""What a cell may hold: a whole number ≥ 0, a whole number with a sign, an amount with up to four decimals."""


def load_form(path: Path) -> Form:
    """Read a form file; raises FormError."""
    return build_form(read_data(path), str(path))


def load_addition(path: Path) -> LocalAddition:
    """Read a file of local rows; raises FormError."""
    data = Entry(read_data(path), str(path))
    addition = LocalAddition(
        data.text("id"),
        data.text("label"),
        data.text("title"),
        data.text("form"),
        data.text("table"),
        tuple(data.list("blocks")),
    )
    data.close()
    if not _ID.fullmatch(addition.id):
        raise FormError(f"{path}: id {addition.id!r} is not a word of small letters, digits and _")
    if any(block.get("id", addition.id) != addition.id for block in addition.blocks):
        raise FormError(f"{path}: the blocks of a local addition have its id, {addition.id!r}")
    return replace(addition, blocks=tuple({**block, "id": addition.id} for block in addition.blocks))


def extend(data: dict[str, Any], additions: Sequence[LocalAddition]) -> dict[str, Any]:
    """Return the data of a form file with the blocks of local additions below those of their tables."""
    sections = []
    for section in data["sections"]:
        blocks = [block for addition in additions if addition.section == section["id"] for block in addition.blocks]
        table = {"table": {**section["table"], "blocks": [*section["table"]["blocks"], *blocks]}} if blocks else {}
        sections.append(section | table)
    return {**data, "sections": sections}


def build_form(data: dict[str, Any], origin: str, local: Sequence[LocalAddition] = ()) -> Form:
    """Build a form from the data of its file; raises FormError naming `origin`."""
    top = Entry(extend(data, local), origin)
    cells: list[Cell] = []
    sections = tuple(_section(Entry(item, f"{origin}: sections"), cells) for item in top.list("sections"))
    years = Entry(top.mapping("years"), f"{origin}: years")
    relations = [Entry(item, f"{origin}: relations") for item in top.list("relations")]
    checks = tuple(check for entry in relations for check in _checks(entry, sections))
    form = Form(
        top.text("id"),
        top.text("title"),
        top.text("notice"),
        years.number("from"),
        years.number("to", None),
        top.text("report_title"),
        sections,
        tuple(cells),
        checks,
        tuple(local),
        tuple(
            tuple(number for number, check in enumerate(checks) if check.defines(cell.index) is not None)
            for cell in cells
        ),
    )
    years.close()
    top.close()
    for cell in form.cells:
        if cell.total and not form.definitions[cell.index]:
            raise FormError(f"{origin}: {cell.label} is a total, but no relation says of what")
    return form


def _section(entry: Entry, cells: list[Cell]) -> Section:
    id_, number, label, name, spellings = entry.text("id"), entry.text("number"), *_naming(entry)
    table_data = entry.mapping("table", {})
    table = _table(Entry(table_data, f"{entry.origin}: {id_}"), id_, number, cells) if table_data else None
    section = Section(id_, number, label, name, (*spellings, id_), entry.text("hint", ""), table)
    entry.close()
    return section


def _table(entry: Entry, section: str, number: str, cells: list[Cell]) -> Table:
    widths = tuple(float(width) for width in entry.list("widths"))
    blocks = tuple(_block(Entry(item, f"{entry.origin}: blocks")) for item in entry.list("blocks"))
    entry.close()
    drawn = [(block, tuple(_lines(block, section, number, cells))) for block in blocks]
    lines = tuple(line for _, block_lines in drawn for line in block_lines)
    keys = [line.key for line in lines]
    if len(set(keys)) != len(keys):
        raise FormError(f"{entry.origin}: a row id stands twice: {sorted({k for k in keys if keys.count(k) > 1})}")
    try:
        grid = draw_grid(section, len(widths), drawn)
    except LayoutError as error:
        raise FormError(f"{entry.origin}: {error}") from error
    return Table(widths, blocks, lines, grid)


def _block(entry: Entry) -> Block:
    block = Block(
        entry.text("id", ""),
        entry.text("label", ""),
        entry.text("stub", ""),
        entry.flag("across"),
        entry.flag("headless"),
        entry.flag("optional"),
        tuple(_column(Entry(item, f"{entry.origin}: columns")) for item in entry.list("columns")),
        tuple(_row(Entry(item, f"{entry.origin}: rows")) for item in entry.list("rows")),
    )
    entry.close()
    return block


def _column(entry: Entry) -> Column:
    id_, label, name, spellings = entry.text("id"), *_naming(entry)
    children = tuple(_column(Entry(item, f"{entry.origin}: {id_}")) for item in entry.list("columns", []))
    kind = entry.text("kind", KINDS[0])
    if kind not in KINDS:
        raise FormError(f"{entry.origin}: {id_}: unknown kind {kind}, known are {', '.join(KINDS)}")
    column = Column(
        id_,
        label,
        name,
        (*spellings, id_),
        kind,
        entry.text("unit", ""),
        entry.number("span", 1) or 1,
        entry.flag("total"),
        children,
    )
    entry.close()
    return column


def _row(entry: Entry) -> Row:
    id_, label, name, spellings = entry.text("id"), *_naming(entry)
    children = tuple(_row(Entry(item, f"{entry.origin}: {id_}")) for item in entry.list("rows", []))
    row = Row(id_, label, name, (*spellings, id_), entry.flag("total"), entry.flag("transparent"), children)
    entry.close()
    return row


def _naming(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """Return label, short name and all Chinese spellings of a labelled thing."""
    label = entry.text("label")
    name = entry.text("name", bare(label))
    spellings = dict.fromkeys((name, label, *entry.list("aliases", [])))
    return label, name, tuple(spellings)


def _lines(block: Block, section: str, number: str, cells: list[Cell]) -> Iterator[Line]:
    columns = block.leaves

    def descend(row: Row, heads: tuple[Row, ...]) -> Iterator[Line]:
        for child in row.rows:
            yield from descend(child, (*heads, row))
        if not row.rows:
            way = [head for head in (*heads, row) if not head.transparent]
            made: list[Cell] = []
            for column in columns:
                alone = len(columns) == 1
                made.append(
                    Cell(
                        len(cells) + len(made),
                        section,
                        ".".join(step.id for step in way),
                        column.id,
                        column.kind,
                        column.unit,
                        row.total or column.total,
                        block.optional,
                        (section, *(step.id for step in way), *(() if alone else (column.id,))),
                        (number, *(step.name for step in way), *(() if alone else (column.name,))),
                        row.name,
                        column.name,
                    )
                )
            cells.extend(made)
            yield Line(section, made[0].row, heads, row, block, tuple(made))

    for row in block.rows:
        yield from descend(row, ())


def _checks(entry: Entry, sections: Sequence[Section]) -> Iterator[Check]:
    rule, name, each = entry.text("rule"), entry.text("table"), entry.text("each")
    if rule not in rulebook():
        raise FormError(f"{entry.origin}: no rule {rule} in the rule book")
    table = next((section.table for section in sections if section.id == name), None)
    if table is None:
        raise FormError(f"{entry.origin}: {rule}: no table {name}")
    try:
        relation = parse_relation(rule, name, each, entry.text("formula"), _when(entry))
        blocks = [(block, tuple(line for line in table.lines if line.block is block)) for block in table.blocks]
        yield from compile_relation(relation, blocks)
    except FormulaError as error:
        raise FormError(f"{entry.origin}: {error}") from error
    entry.close()


def _when(entry: Entry) -> dict[str, list[str]]:
    """Read the condition of a relation: choices of the report's own fields, such as level: [county]."""
    conditions = entry.mapping("when", {})
    for name, allowed in conditions.items():
        field = next((field for field in load_envelope().fields if field.id == name and field.choices), None)
        unknown = set(allowed) - {id_ for id_, _ in field.choices} if field else {name}
        if unknown:
            raise FormError(f"{entry.origin}: when: unknown {', '.join(sorted(unknown))}")
    return conditions
