"""Tables in prose that are none, and rows that do not fit theirs."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_block.table import escapedSplit

from gipgen.patterns import regex
from gipgen.prose.problem import Problem
from gipgen.prose.slips import SHOWN, slip
from gipgen.words import Say

_BAR = regex(r"(?<!\\)[|｜]")
_ROW = regex(r"[|｜].*(?<!\\)[|｜]|\+[-=+]{2,}\+$")
_HELP = Say(
    "表格写成：第一行“| 甲 | 乙 |”，第二行“| --- | --- |”，格数相同，下面每行一行内容；都用半角的 | 和 -，行与行之间不空行。",
    "A table has | a | b | in its first line, | --- | --- | with as many cells in its second, then the rows:"
    " half-width signs and no empty lines between.",
)


def table_slip(lines: Sequence[str]) -> tuple[int, Problem] | None:
    """Return the first line of a paragraph that was meant as a table, and its problem."""
    barred = [number for number, line in enumerate(lines) if _BAR.search(line)]
    rows = [number for number, line in enumerate(lines) if _ROW.match(line.strip())]
    if not rows and len(barred) < 2:
        return None
    first = min(rows + barred)
    return first, slip(lines[first].strip()[:SHOWN], _HELP)


def row_problem(line: str, expected: int) -> Problem | None:
    """Return what is wrong with a row: more cells than the head, which Markdown drops, or no bar, so that it is none."""
    shown = line.strip()[:SHOWN]
    if not _BAR.search(line):
        return Problem("GIP431", shown, {"text": shown})
    cells = escapedSplit(line.strip())
    cells = cells[not cells[0] :]
    actual = len(cells) - (bool(cells) and not cells[-1])
    return Problem("GIP407", shown, {"actual": actual, "expected": expected}) if actual > expected else None
