"""A data file under its canonical names: what Cerberus validates, and where each part was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from gipgen.findings import Finding
from gipgen.form import Form, Forms
from gipgen.source import Place

Path = tuple[str | int, ...]


class Spot(NamedTuple):
    """Where a thing is written: its key, if it has one of its own, its value, and the key's own spelling."""

    key: Place | None
    value: Place
    spelling: str = ""

    @property
    def head(self) -> Place:
        """The place of the key, or of the value where no key stands."""
        return self.key or self.value


@dataclass(slots=True)
class Draft:
    """A data file with ids for keys. `data` holds {section: {row key: {column: number}}}, prose and envelope fields."""

    form: Form
    forms: Forms
    data: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    excused: set[Path] = field(default_factory=set)
    """Parts whose absence from `data` is already explained by a finding."""
    meant: set[tuple[Path, str]] = field(default_factory=set)
    """Names that an unknown key was probably meant to be, by the part in which it stands."""

    prose: int = 0
    """How many characters of prose have been read."""

    short: dict[Path, list[int | Decimal]] = field(default_factory=dict)
    """Rows written as a list without their totals, by path, when all their figures can be read."""

    totalled: set[str] = field(default_factory=set)
    """Tables in which a row is written as a list with its total."""

    def spot(self, path: Path) -> Spot:
        """Return where a part is written, or the nearest part around it."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path, Spot(None, Place(1, 1, 1, 1)))
