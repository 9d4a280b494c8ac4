"""Tables copied with one cell a line: each cell begins with a tab, a blank line ends each row.

A cell's further lines have no tab; a lone tab is a cell without text, or one that begins with blank lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from gipgen.patterns import regex
from gipgen.readers.text.lines import Entry, Line, Row, Table, heads, is_figure, is_number, tells

_CELL = regex(r"[ \u3000]*\t[^\t]*")
_AHEAD = 60
"""Lines that a cell which begins with blank lines may take."""


def stacked_tables(lines: Sequence[Line]) -> list[Table]:
    """Find the tables with one cell a line."""
    found, index = [], 0
    at = {line.number: number for number, line in enumerate(lines)}
    while index < len(lines):
        if _begins(lines, index):
            index, rows = _collect(lines, index)
            if kept := _trimmed(rows):
                last = kept[-1][-1].line
                stop = next((at[row[0].line] for row in rows if row[0].line > last), index)
                found.append(Table(at[kept[0][0].line], stop, kept))
        else:
            index += 1
    return found


def _begins(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and _CELL.fullmatch(lines[index].text) is not None


def _collect(lines: Sequence[Line], index: int) -> tuple[int, tuple[Row, ...]]:
    """Take rows from a line on; give the index after the last of them."""
    rows: list[list[Entry]] = [[]]
    while index < len(lines):
        line = lines[index]
        if _begins(lines, index):
            rows[-1].append(Entry(line.number, (line.text,)))
        elif line.blank and _begins(lines, index + 1):
            rows.append([])
        elif taken := _continued(lines, index, rows):
            rows[-1][-1] = Entry(rows[-1][-1].line, (*rows[-1][-1].texts, *(one.text for one in taken)))
            index += len(taken) - 1
        else:
            break
        index += 1
    return index, tuple(map(tuple, rows))


def _continued(lines: Sequence[Line], index: int, rows: list[list[Entry]]) -> Sequence[Line]:
    """Give the lines from an index on that belong to the last cell; none when the table ends here."""
    cell, line = rows[-1][-1].text, lines[index]
    if line.blank:
        before = len(rows[-2]) if len(rows) > 1 else 0
        is_open = not cell and (not before or len(rows[-1]) < before)
        return _opening(lines, index) if is_open else ()
    far = tells(cell + line.text) or "\t" in line.text
    ends = is_number(cell) or (bool(cell) and heads(line.text))
    return () if far or ends else (line,)


def _opening(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """Give blank lines and the text after them, when a further cell follows at once."""
    stop = index
    while stop < min(index + _AHEAD, len(lines)) and lines[stop].blank:
        stop += 1
    while stop < min(index + _AHEAD, len(lines)) and "\t" not in lines[stop].text and not lines[stop].blank:
        stop += 1
    text = "".join(line.text for line in lines[index:stop])
    return lines[index:stop] if _begins(lines, stop) and not tells(text) and not lines[stop - 1].blank else ()


def _trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave prose that is only indented to the prose; no rows are left when all is prose."""
    while rows and any(tells(cell.text) for cell in rows[-1]):
        rows = rows[:-1]
    if not rows:
        return ()
    first = rows[0]
    begins = max((number for number, cell in enumerate(first, 1) if tells(cell.text) or heads(cell.text)), default=0)
    rows = (first[begins:], *rows[1:]) if begins < len(first) else rows[1:]
    return rows if _is_table(rows) else ()


def _is_table(rows: tuple[Row, ...]) -> bool:
    """Two rows of several cells are a table, or one with many of which half are figures; sentences are rare in both."""
    cells = [cell.text for row in rows for cell in row]
    wide = sum(len(row) > 1 for row in rows)
    many = len(cells) > 3 and 2 * sum(map(is_figure, cells)) >= len(cells)
    return (wide > 1 or (wide == 1 and many)) and 5 * sum(map(tells, cells)) <= len(cells)
