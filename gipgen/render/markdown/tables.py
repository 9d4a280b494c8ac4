"""Statutory table → pipe tables, one a block, with the heads over a column and beside a row written in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.form import Block, Column, Line, Table
from gipgen.render.markdown.text import escape

JOINT = " / "
"""What stands between the heads of one row or column."""


def to_pipes(table: Table, texts: Sequence[str]) -> str:
    """Write a table; figures are right-aligned, a block's own label stands above it in bold."""
    parts = []
    for block in table.blocks:
        label, columns = _lifted(block)
        if label:
            parts.append(f"**{escape(label)}**")
        parts.append(_pipes(block, columns, [line for line in table.lines if line.block is block], texts))
    return "\n\n".join(parts)


def _lifted(block: Block) -> tuple[str, Sequence[Column]]:
    """Return what stands above a block: its label, and a head that is over all of its columns."""
    labels, columns = [block.label] if block.label else [], block.columns
    while len(columns) == 1 and columns[0].columns:
        labels.append(columns[0].label)
        columns = columns[0].columns
    return JOINT.join(labels), columns


def _pipes(block: Block, columns: Sequence[Column], lines: Sequence[Line], texts: Sequence[str]) -> str:
    heads = [""] * len(block.leaves) if block.headless else list(_column_heads(columns, ()))
    rows = [[escape(block.stub), *map(escape, heads)], [":--", *["--:"] * len(heads)]]
    for line in lines:
        head = JOINT.join(row.label for row in (*line.heads, line.row))
        rows.append([escape(head), *(escape(texts[cell.index]) for cell in line.cells)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _column_heads(columns: Sequence[Column], above: tuple[str, ...]) -> Iterator[str]:
    for column in columns:
        if column.columns:
            yield from _column_heads(column.columns, (*above, column.label))
        else:
            yield JOINT.join((*above, column.label))
