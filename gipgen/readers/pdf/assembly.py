"""The parts of all pages → blocks: paragraphs go on over page ends, each frame is set in its own margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from gipgen.readers.document import Block, Origin
from gipgen.readers.pdf.layout import Frame, Part, Table
from gipgen.readers.pdf.lines import Line
from gipgen.readers.pdf.paragraphs import Setting, paragraphs, setting_of, spaces_typed
from gipgen.readers.pdf.tables import aligned, drawn_grid, undrawn_grid

Paper = tuple[int, int]
"""Width and height of a page; text on other paper has other margins."""


def blocks_of(flow: Sequence[Part], papers: dict[int, Paper]) -> Iterator[Block]:
    """Return the blocks of a document."""
    lines = [part for part in flow if isinstance(part, Line)]
    spaced = spaces_typed(lines)
    settings = {
        paper: setting_of([line for line in lines if papers[line.page] == paper], spaced=spaced)
        for paper in {papers[line.page] for line in lines}
    }
    yield from assembled(flow, {page: settings[paper] for page, paper in papers.items() if paper in settings}, count(1))


def assembled(flow: Sequence[Part], settings: dict[int, Setting], tables: Iterator[int]) -> Iterator[Block]:
    """Return the blocks of parts, lines of one setting together."""
    for _, run in groupby(flow, key=lambda part: settings[part.page] if isinstance(part, Line) else id(part)):
        parts = list(run)
        part = parts[0]
        if isinstance(part, Table):
            yield drawn_grid(part.lattice, part.cells, Origin(page=part.page, table=next(tables)))
        elif isinstance(part, Frame):
            yield from framed(part, tables)
        else:
            yield from texts([line for line in parts if isinstance(line, Line)], settings[part.page], tables)


def framed(frame: Frame, tables: Iterator[int]) -> Iterator[Block]:
    """Return the blocks inside a frame."""
    lines = [part for part in frame.parts if isinstance(part, Line)]
    settings = {line.page: setting_of(lines) for line in lines}
    yield from assembled(frame.parts, settings, tables)


def texts(lines: Sequence[Line], setting: Setting, tables: Iterator[int]) -> Iterator[Block]:
    """Return paragraphs, and grids where pieces of text stand in columns without drawn lines."""
    for table, group in aligned(lines):
        if table:
            yield undrawn_grid(group, Origin(page=group[0].page, table=next(tables)))
        else:
            yield from paragraphs(group, setting)
