"""What is kept of each report of a run, so that reports can be compared when all are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from unicodedata import normalize

from msgspec import Struct

from gipgen.form import load_envelope
from gipgen.rules.imprint import Imprint, imprints
from gipgen.rules.own import own_names
from gipgen.rules.passages import Passage
from gipgen.rules.subject import Subject
from gipgen.schema.draft import Path
from gipgen.schema.words import Steps
from gipgen.source import Place

READ_AGAIN = 16
"""The texts of how many files are held at a time."""


class Item(Struct, frozen=True):
    """What a sum of money is for, and its unit; the same one in all reports that a process reads."""

    path: Steps
    label: str
    unit: str


class Amount(Struct, frozen=True):
    """A sum of money in a report."""

    item: Item
    value: Decimal
    place: Place


class Kept(Struct, frozen=True):
    """What is kept of one report: whose it is, its sums of money, and imprints of its prose instead of the prose."""

    file: str
    agency: str
    year: int
    amounts: tuple[Amount, ...]
    imprints: tuple[Imprint, ...]


def keep(subject: Subject) -> Kept:
    """Take from a report what rules on a run need."""
    report = subject.report
    agency = "".join(normalize("NFKC", report.agency).split())
    found = imprints(subject.prose, agency, own_names(agency, report.type))
    return Kept(subject.source.name, agency, report.year, _amounts(subject), found)


def _amounts(subject: Subject) -> tuple[Amount, ...]:
    report, draft = subject.report, subject.draft
    field = load_envelope().field("processing_fee")
    fee = field.field("amount")
    found = [
        Amount(_item(cell.path, cell.label, cell.unit), value, draft.place_of(cell))
        for cell, value in zip(report.form.cells, report.written, strict=True)
        if isinstance(value, Decimal)
    ]
    if (value := report.fee[1]) is not None:
        path = (field.id, fee.id)
        item = _item(path, f"{field.label} › {fee.label}", fee.unit)
        found.append(Amount(item, value, draft.spot(path).value))
    return tuple(found)


_item = cache(Item)


class Run:
    """The reports of a run in the order of their files; their prose is read again where it must be compared.

    `whole` says that they are all there are, not some that were picked.
    """

    def __init__(
        self, reports: Sequence[Kept], read: Callable[[str], tuple[Passage, ...]], *, whole: bool = False
    ) -> None:
        self.reports = tuple(reports)
        self.whole = whole
        self._read = lru_cache(READ_AGAIN)(read)

    def has_last_year(self, kept: Kept) -> bool:
        """Say whether the agency's report of the year before is there."""
        return (kept.agency, kept.year - 1) in self.years

    @cached_property
    def years(self) -> dict[tuple[str, int], list[Kept]]:
        """The reports of each agency and year: one, unless a corrected copy lies beside it."""
        found: dict[tuple[str, int], list[Kept]] = {}
        for kept in self.reports:
            found.setdefault((kept.agency, kept.year), []).append(kept)
        return found

    def has_others(self, kept: Kept) -> bool:
        """Say whether the reports of all other agencies are there, and one at least that may have been copied."""
        return self.whole and any(other.agency != kept.agency and other.year <= kept.year for other in self.reports)

    def passage(self, kept: Kept, path: Path) -> Passage | None:
        """Read a text of a report again; None when it is no longer there."""
        return next((passage for passage in self._read(kept.file) if passage.path == path), None)
