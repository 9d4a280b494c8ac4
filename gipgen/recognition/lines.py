"""The labels of a row in a document → the row of the form that it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from gipgen.form import Line
from gipgen.readers import Cell, Grid
from gipgen.recognition.figures import Look, look
from gipgen.recognition.labels import alike, bare, last, told_in_one
from gipgen.recognition.reading import Reading
from gipgen.recognition.vocabulary import Vocabulary


def parted(row: Sequence[Cell], vocabulary: Vocabulary) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
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


def names_line(labels: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Say whether a label is exactly one of a row of the form."""
    return any(bare(last(cell.text)) in vocabulary.lines for cell in labels)


def has_figures(labels: Sequence[Cell], values: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Say whether a row is one of figures, printed or left out, and not of heads."""
    looks = {look(cell.text) for cell in values}
    if looks & {Look.FIGURE, Look.MARK}:
        return True
    lines = vocabulary.lines.get(bare(last(labels[-1].text)), ())
    texts = {bare(last(cell.text)) for cell in (*labels, *values)}
    return any(not line.block.across for line in lines) and not texts & vocabulary.heads


def line_of(reading: Reading, labels: Sequence[Cell]) -> Line | None:
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


def exact(vocabulary: Vocabulary, grids: Sequence[Grid]) -> Counter[tuple[str, ...]]:
    """Count how often the label of some lines is printed exactly."""
    texts = [bare(last(cell.text)) for grid in grids for cell in grid.cells]
    return Counter(_keys(vocabulary.lines[text]) for text in texts if text in vocabulary.lines)


def _keys(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.key for line in lines)
