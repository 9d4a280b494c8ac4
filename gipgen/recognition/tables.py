"""Grids → the figures of one statutory table: rows by their labels, columns by their heads, places only to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gipgen.form import Block
from gipgen.readers import Cell, Grid
from gipgen.recognition.across import Across, agreed, read_across
from gipgen.recognition.columns import Columns, columns_of
from gipgen.recognition.figures import Look, look, value
from gipgen.recognition.habits import placed, usual
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.labels import bare
from gipgen.recognition.lines import exact, has_figures, line_of, names_line, parted
from gipgen.recognition.reading import Reading, Written
from gipgen.recognition.rows import Usual, align, printed
from gipgen.recognition.vocabulary import Vocabulary


def read_table(vocabulary: Vocabulary, grids: Sequence[Grid], remarks: Remarks) -> Reading:
    """Find the figures of a table in the grids that it was printed in, one after the other."""
    reading = Reading(vocabulary, remarks, exact=exact(vocabulary, grids))
    above: Sequence[Cell] = ()
    for grid in grids:
        above = _read_grid(reading, grid, above)
    by_place = placed(reading.written)
    habits = usual(reading.written, placed=by_place)
    for one in reading.written:
        _settle(reading, one, habits.get(one.line.block), placed=by_place)
    reading.figures |= agreed(vocabulary, reading.across, remarks) if reading.across else _empty(reading)
    return reading


def _read_grid(reading: Reading, grid: Grid, above: Sequence[Cell]) -> Sequence[Cell]:
    """Read the rows of a grid; return the heads at its end, whose figures stand on the next page, `above` those."""
    block = next((block for block in reading.vocabulary.table.blocks if block.across), None)
    known = {bare(cell.text) for cell in above}
    again = any(bare(cell.text) in known for cell in grid.cells if look(cell.text) is Look.TEXT)
    heads = list(above) if grid.drawn and not again else []
    for row in grid.rows:
        labels, values = parted(row, reading.vocabulary)
        figures = any(look(cell.text) is Look.FIGURE for cell in row)
        if block and figures and not names_line(labels, reading.vocabulary):
            _read_across(reading, block, heads, row, grid)
        elif labels and has_figures(labels, values, reading.vocabulary):
            line = line_of(reading, labels)
            if line is None:
                reading.remarks.add("GIP664", row[0].origin, text=_joined(labels), printed=printed(values))
                continue
            reading.taken.add(line.key)
            columns = _columns(reading, line.block, heads, grid)
            reading.written.append(Written(line, labels, values, columns, grid.drawn))
        elif figures:
            reading.remarks.add("GIP664", row[0].origin, text="", printed=printed(row))
        else:
            filled = [cell for cell in row if look(cell.text) is not Look.BLANK]
            heads += filled
            reading.empty += row[:1] if heads and not filled else ()
            continue
        heads = []
    return [replace(cell, row=cell.row - len(grid.rows)) for cell in heads] if grid.drawn else ()


def _read_across(reading: Reading, block: Block, heads: Sequence[Cell], row: Sequence[Cell], grid: Grid) -> None:
    """Read the figures of all lines of a block side by side; rows of equally many cells stand below each other."""
    placed = grid.drawn or len({len(grid.rows[cell.row]) for cell in (*heads, *row)}) == 1
    figures = read_across(reading.vocabulary, block, heads, row, reading.remarks, drawn=placed)
    reading.across.append(Across(row, figures))
    reading.taken |= {line.key for line in reading.vocabulary.table.lines_of(block)}


def _empty(reading: Reading) -> dict[int, Found]:
    """Return blanks for the lines that stand side by side when the row for them is there, with nothing in it."""
    if reading.taken or not reading.empty:
        return {}
    blank = Found("", None, reading.empty[-1].origin)
    lines = [line for line in reading.vocabulary.table.lines if line.block.across]
    reading.taken |= {line.key for line in lines}
    return {cell.index: blank for line in lines for cell in line.cells}


def _columns(reading: Reading, block: Block, heads: Sequence[Cell], grid: Grid) -> Columns:
    """Find the columns of a block under the heads just above; further down and on the next page they stay the same."""
    place = reading.vocabulary.table.blocks.index(block)
    if place in reading.columns and not heads:
        return reading.columns[place]
    widths = {number: len(row) for number, row in enumerate(grid.rows)}
    found = columns_of(block, heads, widths, drawn=grid.drawn)
    if found is None:
        reading.remarks.add("GIP665", heads[0].origin, heads="、".join(cell.text for cell in heads))
        found = Columns((), known=True)
    elif not found.known and place in reading.columns:
        return reading.columns[place]
    for cell, label in found.guessed:
        reading.remarks.add("GIP660", cell.origin, text=cell.text, taken=label)
    if not found.known:
        reading.remarks.add("GIP666", grid.origin, block=block.label or block.rows[0].label)
    reading.columns[place] = found
    return found


def _settle(reading: Reading, one: Written, usual: Usual | None, *, placed: bool) -> None:
    if usual is None or not one.values:
        blank = one.labels[-1].origin
        reading.figures |= {cell.index: Found("", None, blank) for cell in one.line.cells}
        return
    aligned = align(one.values, one.columns, usual, placed=placed) if one.columns.order else None
    if aligned is None or not aligned.sure:
        reading.remarks.add(
            "GIP661",
            one.values[0].origin,
            label=" › ".join(one.line.names),
            count=len(one.values),
            expected=len(one.line.cells),
            printed=printed(one.values),
        )
    for cell, found in zip(one.line.cells, aligned.cells if aligned else (), strict=False):
        if found is not None:
            reading.figures[cell.index] = Found(found.text, value(found.text, cell), found.origin)


def _joined(labels: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in labels)
