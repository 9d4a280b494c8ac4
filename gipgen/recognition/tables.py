"""Grids → the figures of one statutory table: rows by their labels, columns by their heads, places only to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gipgen.form import Block, Line
from gipgen.readers import Cell, Grid
from gipgen.recognition.across import Across, agreed, read_across
from gipgen.recognition.columns import Columns, columns_of
from gipgen.recognition.figures import Look, look, value
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.labels import alike, bare, last, told_in_one
from gipgen.recognition.rows import Usual, align, by_place, end_of, printed
from gipgen.recognition.vocabulary import Vocabulary


@dataclass
class Written:
    """A row of a document that a row of the form was found to be."""

    line: Line
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    columns: Columns
    drawn: bool


@dataclass
class Reading:
    """A table while it is read."""

    vocabulary: Vocabulary
    remarks: Remarks
    written: list[Written] = field(default_factory=list)
    figures: dict[int, Found] = field(default_factory=dict)
    exact: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How often the label of some lines is printed exactly, so that no other text is taken for it."""
    across: list[Across] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    """The keys of the lines that were found."""
    columns: dict[int, Columns] = field(default_factory=dict)
    """By place of the block what is known of its columns."""


def read_table(vocabulary: Vocabulary, grids: Sequence[Grid], remarks: Remarks) -> Reading:
    """Find the figures of a table in the grids that it was printed in, one after the other."""
    reading = Reading(vocabulary, remarks, exact=_exact(vocabulary, grids))
    above: Sequence[Cell] = ()
    for grid in grids:
        above = _read_grid(reading, grid, above)
    placed, usual = _placed(reading.written), _usual(reading.written)
    for one in reading.written:
        _settle(reading, one, usual.get(one.line.block, Usual(0, 0)), placed=placed)
    reading.figures |= agreed(vocabulary, reading.across, remarks)
    return reading


def _exact(vocabulary: Vocabulary, grids: Sequence[Grid]) -> Counter[tuple[str, ...]]:
    texts = [bare(last(cell.text)) for grid in grids for cell in grid.cells]
    return Counter(_keys(vocabulary.lines[text]) for text in texts if text in vocabulary.lines)


def _keys(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.key for line in lines)


def _read_grid(reading: Reading, grid: Grid, above: Sequence[Cell]) -> Sequence[Cell]:
    """Read the rows of a grid; return the heads at its end, whose figures stand on the next page, `above` those."""
    block = next((block for block in reading.vocabulary.table.blocks if block.across), None)
    known = {bare(cell.text) for cell in above}
    again = any(bare(cell.text) in known for cell in grid.cells if look(cell.text) is Look.TEXT)
    heads = list(above) if grid.drawn and not again else []
    for row in grid.rows:
        labels, values = _parted(row, reading.vocabulary)
        has_figures = any(look(cell.text) is Look.FIGURE for cell in row)
        if block and has_figures and not _names_line(labels, reading.vocabulary):
            _read_across(reading, block, heads, row, grid)
        elif labels and _has_figures(labels, values, reading.vocabulary):
            line = _line(reading, labels)
            if line is None:
                reading.remarks.add("GIP664", row[0].origin, text=_joined(labels), printed=printed(values))
                continue
            reading.taken.add(line.key)
            columns = _columns(reading, line.block, heads, grid)
            reading.written.append(Written(line, labels, values, columns, grid.drawn))
        elif has_figures:
            reading.remarks.add("GIP664", row[0].origin, text="", printed=printed(row))
        else:
            heads += [cell for cell in row if look(cell.text) is not Look.BLANK]
            continue
        heads = []
    return [replace(cell, row=cell.row - len(grid.rows)) for cell in heads] if grid.drawn else ()


def _names_line(labels: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    return any(bare(last(cell.text)) in vocabulary.lines for cell in labels)


def _read_across(reading: Reading, block: Block, heads: Sequence[Cell], row: Sequence[Cell], grid: Grid) -> None:
    """Read the figures of all lines of a block side by side; rows of equally many cells stand below each other."""
    placed = grid.drawn or len({len(grid.rows[cell.row]) for cell in (*heads, *row)}) == 1
    figures = read_across(reading.vocabulary, block, heads, row, reading.remarks, drawn=placed)
    reading.across.append(Across(row, figures))
    reading.taken |= {line.key for line in reading.vocabulary.table.lines_of(block)}


def _parted(row: Sequence[Cell], vocabulary: Vocabulary) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Part a row into its labels and the cells behind them; a label may hold its figure behind a colon."""
    first = next((at for at, cell in enumerate(row) if look(cell.text) in {Look.FIGURE, Look.MARK}), len(row))
    texts = [at for at in range(first) if look(row[at].text) is Look.TEXT]
    known = [at for at in texts if bare(last(row[at].text)) in vocabulary.lines]
    end = (known or texts or [-1])[-1]
    labels = tuple(row[at] for at in texts if at <= end)
    values = tuple(row[end + 1 :])
    if labels and (inside := told_in_one(labels[-1].text)):
        label, figure = (replace(labels[-1], text=text) for text in inside)
        return (*labels[:-1], label), (figure, *values)
    return labels, values


def _has_figures(labels: Sequence[Cell], values: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Say whether a row is one of figures, printed or left out, and not of heads."""
    looks = {look(cell.text) for cell in values}
    if looks & {Look.FIGURE, Look.MARK}:
        return True
    lines = vocabulary.lines.get(bare(last(labels[-1].text)), ())
    texts = {bare(last(cell.text)) for cell in (*labels, *values)}
    return any(not line.block.across for line in lines) and not texts & vocabulary.heads


def _line(reading: Reading, labels: Sequence[Cell]) -> Line | None:
    """Find the row of the form that has a label: exactly, else the only one that is like it and not found elsewhere."""
    text = bare(last(labels[-1].text))
    lines = reading.vocabulary.lines.get(text)
    if lines:
        left = [line for line in lines if line.key not in reading.taken]
        above = {bare(part) for cell in labels for part in cell.text.split(" / ")}
        fitting = [line for line in left if all(bare(head.label) in above for head in line.heads)]
        return next(iter(fitting or left), None)
    open_ = {
        label: next(line.key for line in lines if line.key not in reading.taken)
        for label, lines in reading.vocabulary.lines.items()
        if any(line.key not in reading.taken for line in lines) and reading.exact[_keys(lines)] < len(lines)
    }
    found = alike(text, open_)
    if not found:
        return None
    line = next(line for line in reading.vocabulary.lines[found] if line.key not in reading.taken)
    reading.remarks.add("GIP660", labels[-1].origin, text=labels[-1].text, taken=line.row.label)
    return line


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


def _placed(written: Sequence[Written]) -> bool:
    """Say whether figures stand below their heads in most rows that have one, or a cell, for each column.

    Where no row has, the heads that are drawn over them decide.
    """
    votes: Counter[bool] = Counter()
    for one in written:
        filled = [cell for cell in one.values if look(cell.text) is not Look.BLANK]
        cells = filled if len(filled) == len(one.columns.order) else one.values
        whole = one.columns.at and len(cells) == len(one.columns.order)
        if whole and (one.drawn or end_of(one.values) == one.columns.width):
            at, known = by_place(cells, one.columns), set(one.columns.at.values())
            pairs = zip(one.columns.order, cells, strict=True)
            votes[all(at[place] is cell for place, cell in pairs if place in known)] += 1
    drawn = any(one.drawn and one.columns.at for one in written)
    return votes[True] > votes[False] or (drawn and not votes)


def _usual(written: Sequence[Written]) -> dict[Block, Usual]:
    """Return what most rows of each block are like."""
    rows: dict[Block, list[tuple[Cell, ...]]] = {}
    for one in written:
        if one.values:
            rows.setdefault(one.line.block, []).append(one.values)
    return {
        block: Usual(_most(map(len, found)), _most(map(end_of, found)), _filled(found)) for block, found in rows.items()
    }


def _filled(rows: Sequence[Sequence[Cell]]) -> tuple[bool, bool]:
    """Say whether figures stand in the first and in the last cells of most rows, and blanks in one row at most."""
    blanks = sum(any(look(cell.text) is Look.BLANK for cell in row) for row in rows)
    first, last = (sum(look(row[at].text) is Look.FIGURE for row in rows) for at in (0, -1))
    return blanks < 2 and 2 * first > len(rows), blanks < 2 and 2 * last > len(rows)


def _most(numbers: Iterable[int]) -> int:
    return Counter(numbers).most_common(1)[0][0]


def _settle(reading: Reading, one: Written, usual: Usual, *, placed: bool) -> None:
    if not one.values:
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
