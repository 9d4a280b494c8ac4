"""Blocks as read → blocks of which none holds more than one statutory table, or a heading and what follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from gipgen.form import Forms
from gipgen.readers import Block, Cell, Grid, Paragraph, Run
from gipgen.recognition.headings import SHORT, Labels, section_labels, titled_by
from gipgen.recognition.labels import bare, last
from gipgen.recognition.numbers import numbered
from gipgen.recognition.vocabulary import Vocabulary, vocabularies

_LEAST = 2
"""How many rows of a table stand together before it is told apart from another in one grid."""


def part(blocks: Sequence[Block], forms: Forms) -> list[Block]:
    """Part grids at headings of sections, and where the rows of another table begin."""
    labels = section_labels(forms)
    known = [one for id_ in forms.ids for one in vocabularies(forms.extended(id_))]
    lines = [piece for block in blocks for piece in _at_lines(block, labels)]
    headed = [piece for block in lines for piece in _at_headings(block, labels)]
    return [piece for block in headed for piece in _at_tables(block, known)]


def _at_lines(block: Block, labels: Labels) -> Iterator[Block]:
    """Make paragraphs of the lines of one in which a section begins; a list of headings alone is a table of contents."""
    runs = _lines(block.runs) if isinstance(block, Paragraph) and "\n" in block.text else []
    texts = ["".join(run.text for run in line).strip() for line in runs]
    heads = [at for at, text in enumerate(texts) if len(text) <= SHORT and _is_heading(text, labels)]
    told = any(len(text) > SHORT or "。" in text for text in texts)
    if not isinstance(block, Paragraph) or not heads or not (told or len(heads) == 1):
        yield block
        return
    starts = sorted({0, *heads, *(at + 1 for at in heads)} & set(range(len(runs))))
    for start, end in zip(starts, [*starts[1:], len(runs)], strict=True):
        inside = [*(run for line in runs[start:end] for run in (*line, Run("\n")))][:-1]
        yield Paragraph(tuple(inside), block.origin) if start else replace(block, runs=tuple(inside))


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Part runs at the ends of lines."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            lines += [[]] if number else []
            lines[-1].append(run._replace(text=text))
    return lines


def _is_heading(text: str, labels: Labels) -> bool:
    _, number, name = numbered(text)
    return bool(number and titled_by(name, labels))


def _at_headings(block: Block, labels: Labels) -> Iterator[Block]:
    """Make a paragraph of each row that holds the heading of a section and nothing else."""
    if not isinstance(block, Grid):
        yield block
        return
    start = 0
    for number, row in enumerate(block.rows):
        texts = {cell.text for cell in row} - {""}
        if len(texts) == 1 and titled_by(numbered(text := texts.pop())[2], labels):
            yield from _rows(block, start, number)
            yield Paragraph((Run(text),), row[0].origin)
            start = number + 1
    yield from _rows(block, start, len(block.rows))


def _rows(grid: Grid, start: int, end: int) -> Iterator[Grid]:
    """Give the rows of a grid between two as a grid of their own."""
    if start == 0 and end == len(grid.rows):
        yield grid
    elif cells := tuple(replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end):
        yield replace(grid, cells=cells)


def _at_tables(block: Block, known: Sequence[Vocabulary]) -> Iterator[Block]:
    if not isinstance(block, Grid):
        yield block
        return
    rows = [_sections(row, known) for row in block.rows]
    starts, now = [0], ""
    for number, sections in enumerate(rows):
        section = next(iter(sections)) if len(sections) == 1 else now
        if now and section != now and sum(section in other for other in rows[number:]) >= _LEAST:
            starts.append(number)
        now = section
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield from _rows(block, start, end)


def _sections(row: Sequence[Cell], known: Sequence[Vocabulary]) -> set[str]:
    """Return the sections whose table has most of the labels of a row."""
    texts = {bare(last(cell.text)) for cell in row} - {""}
    shares = {one.section.id: 0 for one in known}
    for one in known:
        shares[one.section.id] = max(shares[one.section.id], len(texts & one.words))
    most = max(shares.values())
    return {id_ for id_, share in shares.items() if share == most} if most else set()
