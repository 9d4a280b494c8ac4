"""Rows that may have lost a figure: as long as a row without its total, with a figure that looks like the total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gipgen.findings import Finding
from gipgen.form import Line
from gipgen.schema.draft import Draft
from gipgen.schema.sums import adds_up, summands, total_of
from gipgen.words import Say


class _Reading(NamedTuple):
    """A row read with its total: where that stands among the figures written, and how many figures go into it."""

    line: Line
    place: int
    summed: int


def shifted(draft: Draft) -> Iterator[Finding]:
    """Ask about the rows of each table that may have lost a figure; the relations hold when all are shifted alike.

    Where rows of the table show that they are written without their totals, a row with a single figure beside the
    sum, such as [1, 0, 0, 0, 0, 1], is nothing to ask about.
    """
    for section, table in draft.form.tables:
        rows = [line for line in table.lines if any(draft.short.get((line.section, line.key), ()))]
        odd = [reading for line in rows if (reading := _with_total(draft, line))]
        if len(odd) < len(rows) and section.id not in draft.totalled:
            odd = [reading for reading in odd if reading.summed > 1]
        if odd:
            yield _asked(draft, odd)


def _with_total(draft: Draft, line: Line) -> _Reading | None:
    """Read a short row as one with its total that lacks another figure, a zero; None when it does not add up so."""
    total, figures = total_of(draft.form, line), draft.short[line.section, line.key]
    if total is None or len(figures) + 1 != len(line.cells):
        return None
    for gap in range(len(line.cells)):
        row = [*figures[:gap], 0, *figures[gap:]]
        if gap != total[0] and row[total[0]] and adds_up(draft.form, line, row):
            summed = [figure for figure in summands(line, total[1], row) if figure]
            return _Reading(line, total[0] - (gap < total[0]), len(summed))
    return None


def _asked(draft: Draft, odd: list[_Reading]) -> Finding:
    """Ask about the first of the rows, naming the lines of the others."""
    line, place, _ = odd[0]
    path = (line.section, line.key)
    figures = draft.short[path]
    others = [str(draft.spot((other.line.section, other.line.key)).value.line) for other in odd[1:]]
    more = Say(f"第 {'、'.join(others)} 行也是这样。", f" So do lines {', '.join(others)}.") if others else Say("", "")
    last = place == len(figures) - 1
    which = Say("最后一个", "the last") if last else Say(f"第 {place + 1} 个", f"figure {place + 1}")
    words: dict[str, object] = {"count": len(figures), "which": which, "total": figures[place], "more": more}
    return draft.finding("GIP123", draft.spot(path).value, path, words)
