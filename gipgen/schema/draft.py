"""A data file under its canonical names: what Cerberus validates, and where each part was written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct, field

from gipgen.findings import Finding
from gipgen.form import Cell, Form, Forms
from gipgen.schema.words import describe, steps_of
from gipgen.source import FIRST, Node, Place

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


class Draft(Struct):
    """A data file with ids for keys. `data` holds {section: {row key: {column: number}}}, prose and envelope fields."""

    form: Form
    forms: Forms
    data: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    excused: set[Path] = field(default_factory=set)
    """Parts whose absence from `data` is already explained by a finding."""
    meant: set[Path] = field(default_factory=set)
    """Parts that an unknown key was probably meant to name where it stands."""

    doubtful: set[Path] = field(default_factory=set)
    """Other parts that an unknown key may have been meant for."""

    filled: list[Path] = field(default_factory=list)
    """Rows and figures that are not written themselves but covered by a 0 or 其余."""

    prose: int = 0
    """How many characters of prose have been read."""

    listed: dict[Path, tuple[tuple[Cell, ...], tuple[Node, ...]]] = field(default_factory=dict)
    """The cells and nodes of rows written as a list, by path; the place of a figure is looked up only when asked for."""

    short: dict[Path, list[int | Decimal]] = field(default_factory=dict)
    """Rows written as a list without their totals, by path, when all their figures can be read."""

    totalled: set[str] = field(default_factory=set)
    """Tables in which a row is written as a list with its total."""

    def withdraw(self) -> None:
        """Take back the zeros of parts that may be written after all: by an unknown key, or so that nobody can read it."""
        doubtful = {_steps(path) for path in self.meant | self.doubtful | self.excused}
        for path in self.filled:
            steps = _steps(path)
            if any(steps[:end] in doubtful for end in range(1, len(steps) + 1)):
                rows = self.data[str(path[0])]
                (rows if len(path) < 3 else rows[path[1]]).pop(path[-1], None)
                self.excused.add(path)

    def finding(
        self, rule: str, place: Place, path: Path, words: dict[str, object] | None = None, actual: str | None = None
    ) -> Finding:
        """Return a finding about a part, which it calls as the form does."""
        ids, label = describe(self.form, path)
        return Finding(rule, place, words or {}, ids, label, actual=actual)

    def note(
        self, rule: str, place: Place, path: Path, words: dict[str, object] | None = None, actual: str | None = None
    ) -> None:
        """Note a finding about a part."""
        self.findings.append(self.finding(rule, place, path, words, actual))

    def value(self, path: Path) -> Any:
        """Return what was read of a part; None when there is nothing of the kind."""
        held: Any = self.data
        for step in path:
            if isinstance(held, list):
                held = held[step] if isinstance(step, int) else None
            else:
                held = held.get(step) if isinstance(held, dict) else None
        return held

    def place_of(self, cell: Cell) -> Place:
        """Return where the figure of a cell is written."""
        return self.spot((cell.section, cell.row, cell.column)).value

    def spot(self, path: Path) -> Spot:
        """Return where a part is written, or the nearest part around it."""
        while path and path not in self.spots:
            for cell, node in zip(*self.listed.get(path[:-1], ((), ())), strict=True):
                if cell.column == path[-1]:
                    return Spot(None, node.place)
            path = path[:-1]
        return self.spots.get(path, Spot(None, FIRST))


def _steps(path: Path) -> tuple[str, ...]:
    """Return a path with one id a step."""
    return tuple(step for part in path for step in steps_of(part))
