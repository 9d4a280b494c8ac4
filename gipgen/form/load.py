"""A form file → the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from gipgen.form.additions import LocalAddition, extend
from gipgen.form.blocks import read_block, read_names
from gipgen.form.conditions import read_conditions
from gipgen.form.grid import LayoutError, draw_grid
from gipgen.form.lines import write_lines
from gipgen.form.model import Form, Section, Table
from gipgen.form.relations import Check, FormulaError, compile_relation, parse_relation
from gipgen.form.statements import read_statements
from gipgen.form.topics import Topic, read_topic
from gipgen.form.wording import check_wording
from gipgen.rulebook import rulebook
from gipgen.source.entry import Entry, FormError, read_data


def load_form(path: Path) -> Form:
    """Read a form file; raises FormError."""
    return build_form(read_data(path), str(path))


def build_form(data: dict[str, Any], origin: str, local: Sequence[LocalAddition] = ()) -> Form:
    """Build a form with local additions from the data of its file; raises FormError naming `origin`."""
    top = Entry(extend(data, local), origin)
    indexes = count()
    sections = tuple(_section(Entry(item, f"{origin}: sections"), indexes) for item in top.list("sections"))
    years = Entry(top.mapping("years"), f"{origin}: years")
    relations = [Entry(item, f"{origin}: relations") for item in top.list("relations")]
    statements = [Entry(item, f"{origin}: statements") for item in top.list("statements", [])]
    lines = [line for section in sections if section.table for line in section.table.lines]
    form = Form(
        id=top.text("id"),
        title=top.text("title"),
        notice=top.text("notice"),
        first_year=years.number("from"),
        last_year=years.number("to", None),
        report_title=top.text("report_title"),
        sections=sections,
        checks=tuple(check for entry in relations for check in _checks(entry, sections)),
        statements=read_statements(statements, top.mapping("phrases", {}), lines),
        instructions=tuple(top.list("instructions", [])),
        local=tuple(local),
    )
    years.close()
    top.close()
    for cell in form.cells:
        if cell.total and not form.sums[cell.index]:
            raise FormError(f"{origin}: {cell.label} is a total, but no relation says of what")
    check_wording(form, origin)
    return form


def _section(entry: Entry, indexes: Iterator[int]) -> Section:
    names, number, table = read_names(entry), entry.text("number"), entry.mapping("table", {})
    section = Section(
        *names,
        number=number,
        printed=tuple(entry.list("printed", [])),
        hint=entry.text("hint", ""),
        topics=tuple(_topic(Entry(item, f"{entry.origin}: {names[0]}")) for item in entry.list("topics", [])),
        table=_table(Entry(table, f"{entry.origin}: {names[0]}"), names[0], number, indexes) if table else None,
    )
    entry.close()
    return section


def _topic(entry: Entry) -> Topic:
    topic = read_topic(entry)
    _known(entry, topic.rule)
    return topic


def _table(entry: Entry, section: str, number: str, indexes: Iterator[int]) -> Table:
    widths = tuple(float(width) for width in entry.list("widths"))
    blocks = tuple(read_block(Entry(item, f"{entry.origin}: blocks")) for item in entry.list("blocks"))
    entry.close()
    drawn = [(block, tuple(write_lines(block, section, number, indexes))) for block in blocks]
    lines = tuple(line for _, block_lines in drawn for line in block_lines)
    keys = [line.key for line in lines]
    if len(set(keys)) != len(keys):
        raise FormError(f"{entry.origin}: a row id stands twice: {sorted({k for k in keys if keys.count(k) > 1})}")
    try:
        grid = draw_grid(section, len(widths), drawn)
    except LayoutError as error:
        raise FormError(f"{entry.origin}: {error}") from error
    return Table(widths, blocks, lines, grid)


def _checks(entry: Entry, sections: Sequence[Section]) -> Iterator[Check]:
    rule, name = entry.text("rule"), entry.text("table")
    _known(entry, rule)
    table = next((section.table for section in sections if section.id == name), None)
    if table is None:
        raise FormError(f"{entry.origin}: {rule}: no table {name}")
    try:
        relation = parse_relation(rule, name, entry.text("each"), entry.text("formula"), read_conditions(entry))
        yield from compile_relation(relation, [(block, table.lines_of(block)) for block in table.blocks])
    except FormulaError as error:
        raise FormError(f"{entry.origin}: {error}") from error
    entry.close()


def _known(entry: Entry, rule: str) -> None:
    if rule not in rulebook().rules:
        raise FormError(f"{entry.origin}: no rule {rule} in the rule book")
