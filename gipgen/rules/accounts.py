"""What else a sentence tells that accounts for a figure other than the table's: 收到131件，其中11件撤回，实际受理120件."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from gipgen.report.model import Value
from gipgen.rules.masked import Masked
from gipgen.rules.standing import unknown_figures
from gipgen.rules.told import Told


class Accounts:
    """The other figures of a sentence: those that tell nothing known, and all that are told of the same figure."""

    def __init__(self, masked: Masked, inside: list[Told], span: tuple[int, int]) -> None:
        self.places = masked.places
        self.unknown = {place: masked.figures[place][0].value for place in unknown_figures(masked, inside, span)}
        self.values = frozenset(self.unknown.values())
        self.told: dict[str, set[Decimal]] = {}
        for told in inside:
            self.told.setdefault(told.statement.figure, set()).add(told.value.value)

    def explain(self, told: Told, value: Value) -> bool:
        """Say whether the sentence tells the table's figure as well, or right beside the told one what it differs by."""
        at = bisect_right(self.places, told.figure)
        beside = (*self.places[max(0, at - 2) : at - 1], *self.places[at : at + 1])
        differences = {self.unknown[place] for place in beside if place in self.unknown}
        if not value:
            return False
        known = value in self.values or value in self.told[told.statement.figure]
        return known or abs(told.value.value - value) in differences
