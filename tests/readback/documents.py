"""What every reader returns."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIGURE = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class TableCell:
    """One cell of a table: its place on the grid, its spans and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    head: bool = False


@dataclass(frozen=True)
class TableGrid:
    """One table, cells in reading order."""

    cells: tuple[TableCell, ...]

    @property
    def figures(self) -> list[str]:
        """The texts of the cells that are no heads, in reading order."""
        return [cell.text for cell in self.cells if not cell.head]

    @property
    def labels(self) -> list[str]:
        """The texts of the heads, in reading order."""
        return [cell.text for cell in self.cells if cell.head]


@dataclass(frozen=True)
class Document:
    """A document: its statutory tables in order, and the texts of its paragraphs, headings and list items."""

    tables: tuple[TableGrid, ...]
    paragraphs: tuple[str, ...]


def squeezed(text: str) -> str:
    """Fold white space as a reader sees it."""
    return " ".join(text.split())
