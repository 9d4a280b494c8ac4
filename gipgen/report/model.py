"""A report as the outputs see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from gipgen.form import Cell, Form, Section
from gipgen.prose import Block

TITLE = 20
"""Characters of 22 pt in the 156 mm of a line (GB/T 9704-2012)."""

Value = int | Decimal | None
"""A figure: an int, or a Decimal with the digits given; None where nothing was reported."""


class Part(Struct, frozen=True):
    """One statutory section: prose as blocks, or a table of the form; `listed` is false when the report lacks it."""

    section: Section
    blocks: tuple[Block, ...]
    listed: bool


class Extra(Struct, frozen=True):
    """A section after the statutory ones."""

    heading: str
    blocks: tuple[Block, ...]


class Report(Struct, frozen=True):
    """One report, as every output sees it; texts are empty where nothing is written."""

    form: Form
    agency: str
    year: int
    """The year reported on; 0 where it is not known."""
    level: str
    """province, city, county or township."""
    type: str
    """government or department."""
    title: str
    date: date | None
    """The date of signature; without one a report carries no signature."""
    signature: str
    catalogue: tuple[tuple[str, str], ...]
    """Label and text of every entry that is written, in the order of schemas/report.yaml."""
    site_code: str
    """The SiteIDCode of the site that publishes the report."""
    contact: str
    preamble: tuple[Block, ...]
    parts: tuple[Part, ...]
    """The statutory sections, in the form's order."""
    extra: tuple[Extra, ...]
    written: tuple[Value, ...]
    """The figure of every cell in the data file at its index, in the unit of the cell: 件 unless its kind or unit say
    otherwise; None where none is written."""
    values: tuple[Value, ...]
    """The same with the totals computed from them."""
    texts: tuple[str, ...]
    """The same figures as printed."""
    fee: tuple[int | None, Decimal | None]
    """The requests for which a processing fee was charged (件), and what was received (元)."""
    draft: bool = False
    referred: frozenset[str] = frozenset()
    """The ids of the tables and fields whose figures the prose refers to."""

    @property
    def choices(self) -> dict[str, str]:
        """What parts of a form may depend on."""
        return {"level": self.level, "type": self.type}

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title as a page sets it: agency and rest apart when one line of 20 characters does not hold it."""
        rest = self.title.removeprefix(self.agency)
        return (self.agency, rest) if len(self.title) > TITLE and rest != self.title and rest else (self.title,)

    @property
    def signed_on(self) -> str:
        """The date of signature as documents print it, such as 2022年1月10日; empty when there is none."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日" if self.date else ""


def show(value: Value, cell: Cell) -> str:
    """Write a figure as the report prints it: all digits that were given, a plus sign on an increase."""
    if value is None:
        return ""
    written = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"+{written}" if value > 0 and cell.signed else written
