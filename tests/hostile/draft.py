"""A report on its way to a document: texts and tables that know what must come out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

Path = tuple[str, ...]
"""By which a form names a figure."""
FORMATS = ("docx", "html", "txt", "md")


class ImpossibleError(Exception):
    """A draft that has no place for a mischief."""


@dataclass
class Cell:
    """A cell of a table; `path` names its figure, labels have none."""

    text: str
    rows: int = 1
    columns: int = 1
    path: Path = ()


@dataclass
class Table:
    """A table row by row, each cell where it begins; one of prose belongs to no section."""

    rows: list[list[Cell]]
    section: str = ""
    heads: int = 0
    hidden: list[int] = field(default_factory=list)
    """Rows that are there and not shown."""

    def figures(self) -> Iterator[Cell]:
        """Give the cells that hold figures."""
        return (cell for row in self.rows for cell in row if cell.path)

    def labels(self) -> Iterator[Cell]:
        """Give the cells that hold labels."""
        return (cell for row in self.rows for cell in row if not cell.path and cell.text)


@dataclass
class Text:
    """A paragraph by its role: title, toc, heading, sub, body, note, sign, nav or foot.

    Body and sub come back as prose of the section whose heading stands above; notes may be left out.
    """

    text: str
    role: str = "body"
    section: str = ""
    marker: str = ""
    """The number that the program writes before it."""


@dataclass
class Draft:
    """A report, and what must come out of the document that is made of it."""

    form: str
    agency: str
    year: int
    blocks: list[Text | Table]
    wanted: dict[Path, Decimal | None]
    """Figures by name; None for what the document prints as a sign for nothing or as a blank."""
    gone: set[Path] = field(default_factory=set)
    """Figures that the document no longer tells for sure: they may be missing when that is said."""
    signature: str = ""
    day: date | None = None
    style: dict[str, Any] = field(default_factory=dict)
    """How writers write."""
    missing: list[str] = field(default_factory=list)
    """Sections that are left out."""

    @property
    def tables(self) -> list[Table]:
        """The statutory tables."""
        return [block for block in self.blocks if isinstance(block, Table) and block.section]

    def table(self, section: str) -> Table:
        """Return the table of a section."""
        return next(table for table in self.tables if table.section == section)

    def texts(self, role: str) -> list[Text]:
        """Return the texts of a role."""
        return [block for block in self.blocks if isinstance(block, Text) and block.role == role]

    def place(self, role: str) -> int:
        """Return where the first text of a role stands, else the end."""
        return next(
            (at for at, one in enumerate(self.blocks) if isinstance(one, Text) and one.role == role), len(self.blocks)
        )

    def behind(self, section: str) -> int:
        """Return where the text of a section ends."""
        texts = [block if isinstance(block, Text) else Text("") for block in self.blocks]
        start = next((at for at, one in enumerate(texts) if (one.role, one.section) == ("heading", section)), None)
        if start is None:
            raise ImpossibleError
        ends = {"heading", "sign", "foot"}
        return next((at for at in range(start + 1, len(texts)) if texts[at].role in ends), len(texts))


Mischief = Callable[[Draft, Random], None]


@dataclass(frozen=True)
class Kind:
    """A kind of mischief, for the formats in which it happens."""

    name: str
    apply: Mischief
    formats: tuple[str, ...] = FORMATS


KINDS: dict[str, Kind] = {}


def kind(name: str, *formats: str) -> Callable[[Mischief], Mischief]:
    """Register a kind of mischief."""

    def register(apply: Mischief) -> Mischief:
        KINDS[name] = Kind(name, apply, formats or FORMATS)
        return apply

    return register
