"""A relation that does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from gipgen.form import Check, Term
from gipgen.report.model import Value

Number = int | Decimal


class Breach(Struct, frozen=True):
    """A check that does not hold, with the sums of both sides."""

    check: Check
    left: Number
    right: Number

    @property
    def difference(self) -> Number:
        """By how much the two sides differ."""
        return max(self.left, self.right) - min(self.left, self.right)


def evaluate(check: Check, values: Sequence[Value]) -> Breach | None:
    """Return the breach of a check, or None when it holds or a value is missing."""
    left, right = _sum(check.left, check.left_constant, values), _sum(check.right, check.right_constant, values)
    if left is None or right is None:
        return None
    holds = left == right if check.relation.compare == "=" else left >= right
    return None if holds else Breach(check, left, right)


def _sum(terms: tuple[Term, ...], constant: int, values: Sequence[Value]) -> Number | None:
    total: Number = constant
    for term in terms:
        value = values[term.cell]
        if value is None:
            return None
        total += term.sign * value
    return total
