"""Entries of a form file → blocks with their columns and rows."""

from __future__ import annotations

from gipgen.form.kinds import FIGURES
from gipgen.form.labels import bare
from gipgen.form.parts import Block, Column, Row
from gipgen.source.entry import Entry, FormError


def read_block(entry: Entry) -> Block:
    """Read a block of a table; raises FormError."""
    block = Block(
        id=entry.text("id", ""),
        label=entry.text("label", ""),
        stub=entry.text("stub", ""),
        across=entry.flag("across"),
        headless=entry.flag("headless"),
        optional=entry.flag("optional"),
        columns=tuple(_column(Entry(item, f"{entry.origin}: columns")) for item in entry.list("columns")),
        rows=tuple(_row(Entry(item, f"{entry.origin}: rows")) for item in entry.list("rows")),
    )
    entry.close()
    return block


def read_names(entry: Entry) -> tuple[str, str, str, tuple[str, ...]]:
    """Read what a labelled thing is called: id, label, name and all its spellings; raises FormError."""
    id_, label = entry.text("id"), entry.text("label")
    name = entry.text("name", bare(label))
    spellings = dict.fromkeys((name, label, *entry.list("aliases", [])))
    return id_, label, name, (*spellings, id_)


def _column(entry: Entry) -> Column:
    names, kind = read_names(entry), entry.text("kind", FIGURES[0])
    if kind not in FIGURES:
        raise FormError(f"{entry.origin}: {names[0]}: unknown kind {kind}, known are {', '.join(FIGURES)}")
    column = Column(
        *names,
        kind=kind,
        unit=entry.text("unit", ""),
        span=entry.number("span", 1) or 1,
        total=entry.flag("total"),
        columns=tuple(_column(Entry(item, f"{entry.origin}: {names[0]}")) for item in entry.list("columns", [])),
    )
    entry.close()
    return column


def _row(entry: Entry) -> Row:
    names = read_names(entry)
    row = Row(
        *names,
        total=entry.flag("total"),
        transparent=entry.flag("transparent"),
        rows=tuple(_row(Entry(item, f"{entry.origin}: {names[0]}")) for item in entry.list("rows", [])),
    )
    entry.close()
    return row
