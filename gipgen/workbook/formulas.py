"""Live formulas of the form's relations, each with the result that it has for the present figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from gipgen.form import KINDS, Check, Form, Term
from gipgen.workbook.layout import Place

Figure = int | Decimal
RIGHT, WRONG, OPEN = "对", "不符，相差 ", "未填齐"
"""What a check says; behind the second stands the difference."""


class Live(Struct, frozen=True):
    """A formula with its present result."""

    formula: str
    result: Figure | str


class Sums(Struct, frozen=True):
    """Makes formulas over the cells of a sheet, whose places and figures are given by the index of the form's cells."""

    form: Form
    places: Mapping[int, Place]
    values: Mapping[int, Figure]

    def total(self, index: int) -> Live:
        """Return the formula of a total; its result stays empty until all parts are there."""
        terms = self.form.sums[index][0]
        cells = [term.cell for term in terms]
        whole = KINDS[self.form.cells[index].kind].whole
        result = self._side(terms, 0) if self._known(cells) else ""
        added = self._written(terms, 0)
        formula = f'=IF({self._count(cells)}<{len(set(cells))},"",{added if whole else f"ROUND({added},4)"})'
        return Live(formula, result)

    def check(self, check: Check) -> Live:
        """Return the formula that says whether a relation holds, and by how much it does not."""
        cells = [term.cell for term in (*check.left, *check.right)]
        left, right = self._written(check.left, check.left_constant), self._written(check.right, check.right_constant)
        apart = f"ROUND({left}-({right}),4)"
        formula = f'=IF({self._count(cells)}<{len(set(cells))},"{OPEN}",IF({apart}{check.relation.compare}0,"{RIGHT}","{WRONG}"&ABS({apart})))'
        if not self._known(cells):
            return Live(formula, OPEN)
        difference = self._side(check.left, check.left_constant) - self._side(check.right, check.right_constant)
        holds = difference == 0 if check.relation.compare == "=" else difference >= 0
        return Live(formula, RIGHT if holds else f"{WRONG}{_plain(abs(difference))}")

    def state(self, inputs: Sequence[int], checks: Sequence[tuple[Place, Live]]) -> Live:
        """Return the formula that tells how many cells are still blank and how many checks fail."""
        places = [place for place, _ in checks]
        failed = "+".join(f'COUNTIF({area},"{WRONG}*")' for area in _areas(places)) or "0"
        blank = len(inputs) - sum(index in self.values for index in inputs)
        wrong = sum(str(live.result).startswith(WRONG) for _, live in checks)
        formula = f'="{BLANK}"&({len(inputs)}-{self._count(inputs)})&"{FAILED}"&({failed})&"{CLOSE}"'
        return Live(formula, f"{BLANK}{blank}{FAILED}{wrong}{CLOSE}")

    def _known(self, cells: Iterable[int]) -> bool:
        return all(cell in self.values for cell in cells)

    def _side(self, terms: Iterable[Term], constant: int) -> Decimal:
        return sum((term.sign * Decimal(self.values[term.cell]) for term in terms), Decimal(constant))

    def _written(self, terms: Sequence[Term], constant: int) -> str:
        parts = []
        for sign, mark in ((1, "+"), (-1, "-")):
            places = [self.places[term.cell] for term in terms if term.sign == sign]
            parts += [f"{mark}SUM({','.join(_areas(places))})"] if places else []
        text = "".join(parts).removeprefix("+") or "0"
        return f"{text}{constant:+d}" if constant else text

    def _count(self, cells: Iterable[int]) -> str:
        return f"COUNT({','.join(_areas([self.places[cell] for cell in dict.fromkeys(cells)]))})"


BLANK, FAILED, CLOSE = "还有 ", " 格没有填，勾稽不符 ", " 处"
"""The words between the numbers of a state."""


def address(place: Place) -> str:
    """Write a place as a formula does."""
    row, column = place
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f"{name}{row}"


def _areas(places: Iterable[Place]) -> list[str]:
    """Write places as areas, those one below the other as one."""
    runs: list[tuple[Place, Place]] = []
    for row, column in sorted(places, key=lambda place: (place[1], place[0])):
        if runs and runs[-1][1] == (row - 1, column):
            runs[-1] = (runs[-1][0], (row, column))
        else:
            runs.append(((row, column), (row, column)))
    return [address(first) if first == last else f"{address(first)}:{address(last)}" for first, last in runs]


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
