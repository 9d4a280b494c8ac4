"""Words of prose that plainly name a figure of a table, so that what they tell can be held against it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from gipgen.form.parts import Line
from gipgen.patterns import regex
from gipgen.source.entry import Entry, FormError

FIGURE = "\ue000"
"""What stands for a number and its unit in the text that `told` is matched with."""
_LINKING = r"(?:数量|总数|总量|件数|金额)?(?:共计|共有|总共|合计|总计|一共|共|为|是|有|达到|达|[：:])?"
_MONEY = "万元"


class Statement(Struct, frozen=True):
    """How prose tells of a figure: a sum of cells, or a number that no table shows.

    `also` are sums that the same words can mean. The last FIGURE of `told` is the one told, `none` says that it is 0.
    """

    figure: str
    """As the form file writes it, or a name when no table shows it."""
    cells: tuple[int, ...]
    also: tuple[tuple[int, ...], ...]
    unit: str
    """件, 条, or 万元 for money."""
    told: re.Pattern[str] | None
    none: re.Pattern[str] | None
    parts: tuple[re.Pattern[str], ...]
    """Figures in one sentence whose sum is the same number, told one behind the other."""
    role: str
    """`result` when the words name nothing but what came of the whole or part told before, `part` when they name a part."""
    within: str
    """Another figure, or the beginning of its name, of which a right statement must stand before in the sentence."""
    near: re.Pattern[str] | None
    """What must stand in the paragraph or the heading over it."""
    apart: re.Pattern[str] | None
    """What before it in the sentence makes it a statement about something else."""


def read_statements(entries: Iterable[Entry], phrases: dict[str, str], lines: Iterable[Line]) -> tuple[Statement, ...]:
    """Read the statements of a form file; raises FormError."""
    known = {(line.section, line.key): line for line in lines}
    return tuple(_statement(entry, phrases, known) for entry in entries)


def _statement(entry: Entry, phrases: dict[str, str], lines: dict[tuple[str, str], Line]) -> Statement:
    figure, unit, within = entry.text("figure"), entry.text("unit", ""), entry.text("within", "")
    cells = () if unit else _cells(entry, figure, lines)
    money = any(cell.unit == _MONEY for line in lines.values() for cell in line.cells if cell.index in cells)
    statement = Statement(
        figure,
        cells,
        tuple(_cells(entry, other, lines) for other in entry.list("also", [])),
        unit or (_MONEY if money else "件"),
        told=_patterns(entry, "told", phrases),
        none=_patterns(entry, "none", phrases),
        parts=tuple(regex(_filled(part, phrases)) for part in entry.list("sum", [])),
        role=_role(entry, within),
        within=within,
        near=regex(near) if (near := entry.text("near", "")) else None,
        apart=regex("|".join(apart)) if (apart := entry.list("apart", [])) else None,
    )
    entry.close()
    return statement


def _role(entry: Entry, within: str) -> str:
    role = entry.text("role", "result" if within else "")
    if role not in {"", "result", "part"}:
        raise FormError(f"{entry.origin}: no role {role}")
    return role


def _patterns(entry: Entry, key: str, phrases: dict[str, str]) -> re.Pattern[str] | None:
    texts = entry.list(key, [])
    return regex(_filled("|".join(texts), phrases)) if texts else None


def _filled(text: str, phrases: dict[str, str]) -> str:
    """Put in phrases for <name>, and for N the figure with the words that lead to it."""
    for _ in range(2):  # a phrase may hold another
        for name, words in phrases.items():
            text = text.replace(f"<{name}>", f"(?:{words})")
    return text.replace("N", _LINKING + FIGURE)


def _cells(entry: Entry, text: str, lines: dict[tuple[str, str], Line]) -> tuple[int, ...]:
    """Resolve a sum of figures such as applications.received.total + applications.refused.*.total."""
    found: list[int] = []
    for term in text.split("+"):
        section, _, rest = term.strip().partition(".")
        row, _, column = rest.rpartition(".")
        cells = [
            cell.index
            for (place, key), line in lines.items()
            if place == section and (key == row or (row.endswith(".*") and key.startswith(row[:-1])))
            for cell in line.cells
            if cell.column == column
        ]
        if not cells:
            raise FormError(f"{entry.origin}: no figure {term.strip()}")
        found += cells
    return tuple(found)
