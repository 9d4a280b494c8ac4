"""A row written as a list → its figures by column, with or without the totals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from gipgen.form import Cell, Line
from gipgen.schema.draft import Draft, Path
from gipgen.schema.numbers import WANTED, Wrong, read_number
from gipgen.schema.reading import SHAPES
from gipgen.schema.separators import Group, as_meant, as_written, certain, place, rejoin
from gipgen.schema.sums import adds_up
from gipgen.source import Node, Scalar, Sequence
from gipgen.words import Say, quote

LOST: Any = object()
"""What stands for a row that cannot be read; its finding is made."""


def read_list(draft: Draft, line: Line, node: Sequence, path: Path) -> Any:
    """Read a row as a list of all its columns, or of all but the totals; LOST when the figures are of another number."""
    parts = line.parts
    cells = parts if len(node.items) == len(parts) else line.cells
    if len(node.items) != len(cells):
        _miscounted(draft, line, node, path, len(parts))
        return LOST
    draft.listed[path] = cells, node.items
    figures = {cell.column: read_figure(cell, item) for cell, item in zip(cells, node.items, strict=True)}
    numbers = [figure for figure in figures.values() if isinstance(figure, (int, Decimal))]
    if len(cells) < len(line.cells):
        if len(numbers) == len(cells):
            draft.short[path] = numbers
        return figures
    if len(parts) < len(cells):
        draft.totalled.add(line.section)
    if not adds_up(draft.form, line, numbers):
        groups = rejoin(node, (len(parts),), lambda _: True)
        if certain(node, groups):
            _separated(draft, groups, path)
            return LOST
    return figures


def read_figure(cell: Cell, node: Node) -> Any:
    """Read the figure of a cell."""
    if isinstance(node, Scalar):
        return read_number(node, cell.kind, cell.unit)
    return Wrong("GIP112", "", {"actual": SHAPES[type(node)], "wanted": WANTED[cell.kind]})


def _separated(draft: Draft, groups: list[Group], path: Path) -> None:
    """Note figures with a thousands separator."""
    draft.excused.add(path)
    for group in groups:
        words: dict[str, object] = {"text": as_written(group), "mend": as_meant(group)}
        draft.note("GIP022", place(group), path, words, as_written(group))


def _miscounted(draft: Draft, line: Line, node: Sequence, path: Path, parts: int) -> None:
    """Note that a row has too many or too few figures, and the slip that probably made it so."""
    words: dict[str, object] = {
        "actual": len(node.items),
        "expected": _counts(parts, len(line.cells)),
        "columns": "、".join(column.name for column in line.block.leaves),
        "slip": _slip(draft, line, node, parts),
    }
    draft.excused.add(path)
    draft.note("GIP109", node.place, path, words, str(len(node.items)))


def _counts(parts: int, whole: int) -> Say:
    if parts == whole:
        return Say(f"{whole} 个", str(whole))
    return Say(f"{whole} 个（含总计）或 {parts} 个（不含总计）", f"{whole} with the total or {parts} without")


def _slip(draft: Draft, line: Line, node: Sequence, parts: int) -> Say:
    """Name the slip of the hand that most often makes a row too short or too long."""
    texts = [quote(item.text) for item in node.items if isinstance(item, Scalar)]
    if len(texts) == 1 and len(re.findall(r"[0-9０-９]+", texts[0])) > 1 and "，" not in texts[0]:
        return Say("数与数之间要用半角逗号隔开。", "Figures are separated by half-width commas.")
    if any("，" in text for text in texts):
        return Say("数之间用的是全角逗号“，”，请改成半角逗号。", "The commas are full-width; use half-width ones.")
    groups = rejoin(node, (len(line.cells), parts), lambda figures: adds_up(draft.form, line, figures))
    if not groups:
        return Say("", "")
    written, meant = "、".join(map(as_written, groups)), "、".join(map(as_meant, groups))
    return Say(
        f"“{written}”像是带千分位的数：逗号会把它隔成两个数，请写成 {meant}。",
        f"“{written}” looks like a number with a thousands separator, which makes two of it; write {meant}.",
    )
