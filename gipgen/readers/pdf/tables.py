"""Lattices and aligned lines → grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from gipgen.readers.document import Cell, Grid, Origin
from gipgen.readers.pdf.characters import wide
from gipgen.readers.pdf.lattices import Lattice, Region
from gipgen.readers.pdf.lines import Line, lines_of
from gipgen.readers.pdf.page import Box, Glyph
from gipgen.readers.pdf.paragraphs import joint

ONE_WORD = 0.05
"""Sizes between the letters or figures of one word, which may stick out of a cell."""
APART = 1.5
"""Sizes between the pieces of a line that stand in columns."""
PADDING = 12.0
"""Points that a cell keeps free of text, left and right together."""

_FIGURE = frozenset("0123456789.")


def filled(lattice: Lattice, glyphs: Iterable[Glyph]) -> list[tuple[Region, list[Glyph]]]:
    """Return the cells of a lattice with their glyphs."""
    found: list[tuple[Region, list[Glyph]]] = [(region, []) for region in lattice.regions]
    places = {
        (row, column): glyphs_of_cell
        for region, glyphs_of_cell in reversed(found)
        for row in range(region.row, region.row + region.rows)
        for column in range(region.column, region.column + region.columns)
    }
    for word in words(glyphs):
        x = (word[0].x0 + word[-1].x1) / 2
        places[lattice.at(x, word[0].middle[1])] += word
    return found


def words(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Keep letters and figures together that follow each other without a gap: a long figure sticks out of its cell."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (round(one.y), one.x0)):
        last = found[-1][-1] if found else glyph
        near = abs(glyph.x0 - last.x1) < ONE_WORD * glyph.size and abs(glyph.y - last.y) < 1
        if found and near and not (wide(glyph.text[:1]) or wide(last.text[:1])) and " " not in glyph.text + last.text:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def drawn_grid(lattice: Lattice, cells: list[tuple[Region, list[Glyph]]], origin: Origin) -> Grid:
    """Make the grid of a lattice."""
    found = []
    for region, glyphs in cells:
        where = origin._replace(row=region.row + 1, column=region.column + 1)
        text = cell_text(lines_of(glyphs), region.box)
        found.append(Cell(region.row, region.column, text, region.rows, region.columns, where))
    return Grid(tuple(found), origin, lattice.sure)


def cell_text(lines: Sequence[Line], box: Box) -> str:
    """Join the lines of a cell; a figure that fills the cell goes on in the next line."""
    text = lines[0].text if lines else ""
    for before, after in pairwise(lines):
        split = before.text[-1] in _FIGURE and after.text[0] in _FIGURE
        full = box.x1 - box.x0 - (before.x1 - before.x0) < PADDING + before.size
        text += "" if split and full else joint(before, after, spaced=False)
        text += after.text
    return text.strip()


def pieces(line: Line) -> list[str]:
    """Return the texts of a line that wide gaps part."""
    return [
        "".join(glyph.text for glyph in run).strip()
        for gap, run in groupby(line.glyphs, key=lambda one: one.text == " " and one.x1 - one.x0 > APART * one.size)
        if not gap
    ]


def aligned(lines: Sequence[Line]) -> list[tuple[bool, list[Line]]]:
    """Part lines into prose and into tables set without lines: several lines of pieces, some of three and more."""
    found: list[tuple[bool, list[Line]]] = []
    for in_pieces, run in groupby(lines, key=lambda line: len(pieces(line)) > 1):
        group = list(run)
        table = in_pieces and len(group) > 1 and max(len(pieces(line)) for line in group) > 2
        if found and not table and not found[-1][0]:
            found[-1][1].extend(group)
        else:
            found.append((table, group))
    return found


def undrawn_grid(lines: Sequence[Line], origin: Origin) -> Grid:
    """Make a grid of whose cells only the order is sure."""
    cells = [
        Cell(row, column, text, origin=origin._replace(page=line.page, row=row + 1, column=column + 1))
        for row, line in enumerate(lines)
        for column, text in enumerate(pieces(line))
    ]
    return Grid(tuple(cells), origin, drawn=False)
