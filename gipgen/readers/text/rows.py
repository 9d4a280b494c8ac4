"""The ways in which rows are written: tabs, bars, aligned columns, and commas."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from gipgen.patterns import regex
from gipgen.readers.text.lines import SPACES, Entry, Row, heads, is_figure, is_number, tells
from gipgen.readers.text.shapes import Shape, glued

_ORDINAL = regex(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]?|[-*•·●◆]")


def _by_tabs(text: str) -> list[str]:
    if "\t" not in text:
        return []
    cells = text.split("\t")
    filled = [cell for cell in cells if cell.strip(SPACES)]
    counted = len(filled) == 2 and _ORDINAL.fullmatch(filled[0].strip(SPACES)) and not is_figure(filled[1])
    title = len(filled) == 1 and len(cells) == 2 and heads(filled[0])
    return [] if counted or title or any(map(tells, filled)) else cells


def _of_tabs(rows: Sequence[Row]) -> Sequence[Row]:
    """Put broken rows together, when thereby all rows have the same number of cells; else blanks were lost."""
    widths = Counter(len(row) for row in rows)
    width = max((one for one, count in widths.items() if count > 1), default=0)
    whole = glued(rows, lambda row: len(row) == width)
    return whole if all(len(row) in {1, width} for row in whole) else rows


_BAR = regex(r"(?<!\\)[|│┃║｜]")
_BREAK = regex("<br ?/?>", re.IGNORECASE)
_RULE = regex(r"(?=.*[-─━═]{3}|.*:?-+:?\s*\|)[\s|│┃║+:=\-─━═┼╋╬├┤┬┴┌┐└┘┠┨┯┷┏┓┗┛╔╗╚╝╠╣╦╩┝┥┣┫┳┻]+")


def _by_bars(text: str) -> list[str]:
    if _RULE.fullmatch(text):
        return [""]
    cells = _BAR.split(text.strip(SPACES))
    return [] if len(cells) < 2 else [_BREAK.sub("\v", cell.replace("\\|", "|")) for cell in cells]


def _of_bars(rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out drawn lines and what stands before the first and after the last bar when most rows are closed by bars."""
    rows = [row for row in rows if len(row) > 1 or row[0].text]
    barred = [row for row in rows if len(row) > 1]
    if 2 * sum(not row[-1].text for row in barred) > len(barred):
        rows = [row[:-1] if len(row) > 1 and not row[-1].text else row for row in glued(rows, _closed)]
    if all(not row[0].text for row in barred):
        rows = [row[1:] if len(row) > 1 else row for row in rows]
    return rows


def _closed(row: Row) -> bool:
    return len(row) == 1 or not row[-1].text


_GAP = regex("(?:[ \u3000\u00a0]{2,}|\u3000)(?=[^ \u3000\u00a0])")
_TAIL = regex(r"(?<=\S)[ \u3000\u00a0]+(?=(?:[-−]?[0-9][0-9,]*(?:\.[0-9]+)?|/)(?:[ \u3000\u00a0]+|$))")


def _by_gaps(text: str) -> list[str]:
    cells = [part for cell in _GAP.split(text.strip(SPACES)) for part in _figures(cell)]
    return [] if len(cells) < 2 or any(map(tells, cells)) else cells


def _figures(cell: str) -> list[str]:
    """Split off the figures that a text ends with, when it ends with several."""
    parts = _TAIL.split(cell)
    return parts if len(parts) > 2 and all(map(is_figure, parts[1:])) else [cell]


def _as_csv(text: str, mark: str) -> list[str]:
    if text.count(mark) < 2 or tells(text):
        return []
    try:
        cells = next(csv.reader([text], delimiter=mark, strict=True))
    except csv.Error:
        return []
    return cells if len(cells) > 2 else []


def _as_they_are(rows: Sequence[Row]) -> Sequence[Row]:
    return rows


def _several(rows: Sequence[Row]) -> bool:
    """Two rows are a table; a single line is one when most of it is figures."""
    wide = [row for row in rows if len(row) > 1 and any(entry.text for entry in row)]
    return len(wide) > 1 or (len(wide) == 1 and len(wide[0]) > 2 and _share(wide[0]) >= 0.5)


def _clearly(rows: Sequence[Row]) -> bool:
    """Aligned columns need three rows, most of them of three cells or of a label and its figure."""
    plain = [row for row in rows if len(row) > 2 or (len(row) == 2 and is_number(row[1].text))]
    return len(plain) > 2 and 2 * len(plain) > len(rows)


def _counted(rows: Sequence[Row]) -> bool:
    """Commas stand in prose too: only rows with figures are a table, most of them of one width."""
    widths = Counter(map(len, rows))
    figures = _share([entry for row in rows for entry in row])
    return len(rows) > 2 and 2 * max(widths.values()) >= len(rows) and figures >= 0.4


def _share(entries: Sequence[Entry]) -> float:
    return sum(is_figure(entry.text) for entry in entries) / len(entries)


SHAPES = (
    Shape(_by_tabs, _of_tabs, _several),
    Shape(_by_bars, _of_bars, _several),
    Shape(_by_gaps, _as_they_are, _clearly),
    Shape(lambda text: _as_csv(text, ","), _as_they_are, _counted),
    Shape(lambda text: _as_csv(text, ";"), _as_they_are, _counted),
)
"""The surest first."""
