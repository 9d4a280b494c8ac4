"""What a clerk calls several cells together: 三 › 不予公开 for the totals of all rows below it."""

from __future__ import annotations

from gipgen.form import Cell, Column, Form

_TOTAL = "总计"
SHOWN = 3
"""How many cells of a sum are named."""


def named(cells: tuple[int, ...], form: Form) -> str:
    """Name a sum of cells: by the head over all of them, or one by one."""
    known = [form.cells[index] for index in cells]
    ways = [_way(cell, form) for cell in known]
    if len(cells) == 1:
        return " › ".join(ways[0])
    return _rows(known, form) or _columns(known, form) or _each(ways)


def _way(cell: Cell, form: Form) -> tuple[str, ...]:
    """Return the way to a cell; the total of what is below a head that is left out is called by the head."""
    line = form.line_of(cell.index)
    if line.row.total and line.heads and line.heads[-1].transparent:
        return (cell.names[0], line.heads[-1].name, *cell.names[2:])
    return cell.names


def _rows(cells: list[Cell], form: Form) -> str:
    """Name all rows below a head in one column."""
    lines = [form.line_of(cell.index) for cell in cells]
    head, column = lines[0].heads[-1:], cells[0]
    below = [line for line in form.lines if line.heads[-1:] == head]
    if not head or below != lines or {cell.column for cell in cells} != {column.column}:
        return ""
    way = (*lines[0].names[:-1], *([] if column.names[-1] == _TOTAL else [column.column_name]))
    return " › ".join(way)


def _columns(cells: list[Cell], form: Form) -> str:
    """Name all columns below a head in one row."""
    lines = {form.line_of(cell.index) for cell in cells}
    (line, *others) = lines
    heads = [] if others else list(_heads(line.block.columns))
    found = next(
        (head for head in heads if [leaf.id for leaf in head.leaves()] == [cell.column for cell in cells]), None
    )
    return " › ".join((*line.names, found.name)) if found else ""


def _heads(columns: tuple[Column, ...]) -> list[Column]:
    return [head for column in columns if column.columns for head in (column, *_heads(column.columns))]


def _each(ways: list[tuple[str, ...]]) -> str:
    """Name the cells one by one, without the word total if all are totals."""
    short = all(way[-1] == _TOTAL for way in ways)
    names = [" › ".join(way[:-1] if short else way) for way in ways]
    return " + ".join(names[:SHOWN]) + (" + …" if len(names) > SHOWN else "")
