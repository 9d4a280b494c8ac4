"""How a grid falls into the groups of columns and rows that HTML knows."""

from __future__ import annotations

from gipgen.form.grid import Grid, GridCell


def head_columns(grid: Grid) -> int:
    """Count the columns at the left in which no figure stands: they hold the heads of the rows."""
    return min(cell.column for row in grid.rows for cell in row if cell.role == "value")


def bodies(grid: Grid) -> list[list[tuple[GridCell, ...]]]:
    """Split the rows below the head: a heading across the table opens a body, figures outside it another."""
    split: list[list[tuple[GridCell, ...]]] = []
    group = ""
    for row in grid.rows[grid.head_rows :]:
        opens = row[0].role == "group"
        leaves = bool(group) and row[-1].role == "value" and group not in row[-1].heads
        if opens or leaves or not split:
            split.append([])
            group = row[0].id if opens else ""
        split[-1].append(row)
    return split
