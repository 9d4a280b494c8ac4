"""The arithmetic of a form: formulas of the form file compiled to sums over cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from gipgen.form.conditions import Conditions
from gipgen.form.parts import Block, Column, Line
from gipgen.patterns import regex

_FORMULA = regex(r"(?P<left>[^=<>]+)(?P<compare>=|>=)(?P<right>[^=<>]+)")
_TERM = regex(r"\s*(?P<sign>[+-]?)\s*(?P<name>[A-Za-z_][A-Za-z0-9_.]*?(?:\.\*)?|[0-9]+)(?=\s*(?:[+-]|$))")


class FormulaError(ValueError):
    """A formula that cannot be read or names no row or column."""


class Relation(Struct, frozen=True):
    """One formula of a form file and where it holds; a side is names or whole numbers, each with its sign, ±1."""

    rule: str
    section: str
    each: str
    """row when the names are columns, column when they are rows."""
    left: tuple[tuple[int, str], ...]
    compare: str
    """= or >=."""
    right: tuple[tuple[int, str], ...]
    when: Conditions
    """Fields beside the form with the choices under which it holds, such as level: county, township."""


class Term(Struct, frozen=True):
    """A cell, by its index, with its sign, ±1."""

    sign: int
    cell: int


class Check(Struct, frozen=True, dict=True):
    """A relation in one column or row: left terms + constant, compared with right terms + constant."""

    relation: Relation
    scope: tuple[str, ...]
    """The column or row in the form's words."""
    left: tuple[Term, ...]
    left_constant: int
    right: tuple[Term, ...]
    right_constant: int

    @cached_property
    def cells(self) -> frozenset[int]:
        """The indexes of all cells it reads."""
        return frozenset(term.cell for term in self.left + self.right)

    def defines(self, total: int) -> tuple[Term, ...] | None:
        """Return the terms whose sum is the cell, when the check says that the cell is a sum."""
        if self.relation.compare == "=" and self.left == (Term(1, total),) and not self.right_constant:
            return self.right
        return None


def parse_relation(rule: str, section: str, each: str, formula: str, when: Conditions = ()) -> Relation:
    """Read a formula such as `total = granted + refused.*`; `each` is row or column. Raises FormulaError."""
    match = _FORMULA.fullmatch(formula.strip())
    if not match or each not in {"row", "column"}:
        raise FormulaError(f"{rule}: cannot read {formula!r} for each {each!r}")
    left, right = _terms(match["left"], rule), _terms(match["right"], rule)
    return Relation(rule, section, each, left, match["compare"], right, when)


def _terms(text: str, rule: str) -> tuple[tuple[int, str], ...]:
    terms, position = [], 0
    while position < len(text.rstrip()):
        match = _TERM.match(text, position)
        if not match:
            raise FormulaError(f"{rule}: cannot read {text[position:]!r}")
        terms.append((-1 if match["sign"] == "-" else 1, match["name"]))
        position = match.end()
    return tuple(terms)


def compile_relation(relation: Relation, blocks: Iterable[tuple[Block, tuple[Line, ...]]]) -> tuple[Check, ...]:
    """Write a relation out for every row or column of each block that has all the names; raises FormulaError."""
    make = _for_columns if relation.each == "column" else _for_rows
    checks = tuple(check for block, lines in blocks for check in make(relation, block, lines))
    if not checks:
        raise FormulaError(f"{relation.rule}: no block of {relation.section} has all the names of the formula")
    return checks


def _for_columns(relation: Relation, block: Block, lines: tuple[Line, ...]) -> Iterator[Check]:
    keys = {line.key: position for position, line in enumerate(lines)}
    sides = _sides(relation, keys)
    if sides is not None:
        for number, column in enumerate(block.leaves):
            yield _check(relation, (column.name,), sides, [line.cells[number].index for line in lines])


def _for_rows(relation: Relation, block: Block, lines: tuple[Line, ...]) -> Iterator[Check]:
    keys: dict[str, int] = {}
    for position, (heads, column) in enumerate(_columns(block.columns)):
        keys[column] = position
        keys.update({f"{head}.{column}": position for head in heads})
    sides = _sides(relation, keys)
    if sides is not None:
        for line in lines:
            yield _check(relation, line.names[1:], sides, [cell.index for cell in line.cells])


def _columns(columns: Iterable[Column], heads: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the columns that hold figures with the ids of the heads over each."""
    for column in columns:
        if column.columns:
            yield from _columns(column.columns, (*heads, column.id))
        else:
            yield heads, column.id


_Side = tuple[list[tuple[int, int]], int]


def _sides(relation: Relation, keys: dict[str, int]) -> tuple[_Side, _Side] | None:
    left, right = _side(relation.left, keys), _side(relation.right, keys)
    return None if left is None or right is None else (left, right)


def _side(terms: tuple[tuple[int, str], ...], keys: dict[str, int]) -> _Side | None:
    """Resolve names to positions and numbers to a constant; None when a name is not here."""
    found: list[tuple[int, int]] = []
    constant = 0
    for sign, name in terms:
        if name.isdigit():
            constant += sign * int(name)
        elif name.endswith(".*"):
            below = sorted({place for key, place in keys.items() if key.startswith(name[:-1])})
            if not below:
                return None
            found += [(sign, place) for place in below]
        elif name in keys:
            found.append((sign, keys[name]))
        else:
            return None
    return found, constant


def _check(relation: Relation, scope: tuple[str, ...], sides: tuple[_Side, _Side], cells: list[int]) -> Check:
    (left, left_constant), (right, right_constant) = sides
    return Check(
        relation,
        scope,
        tuple(Term(sign, cells[place]) for sign, place in left),
        left_constant,
        tuple(Term(sign, cells[place]) for sign, place in right),
        right_constant,
    )
