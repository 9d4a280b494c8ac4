"""The relations of a table, block by block, and how they are told in the form's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gipgen.form import Block, Check, Column, Form, Relation, Row, Table
from gipgen.rulebook import rulebook


def checks_of(form: Form, table: Table) -> Iterator[tuple[Relation, Block, list[Check]]]:
    """Yield the relations of a table that must hold for every report, each with what it says in a block."""
    for block in table.blocks:
        found: dict[int, list[Check]] = {}
        for check in form.checks:
            relation = check.relation
            strict = rulebook().rules[relation.rule].level == "error" and not relation.when
            if strict and form.line_of(check.left[0].cell).block is block:
                found.setdefault(id(relation), []).append(check)
        for checks in found.values():
            yield checks[0].relation, block, checks


def words_of(relation: Relation, block: Block) -> str:
    """Write a relation in the form's words."""
    names: dict[str, str] = {}
    _name(block.columns if relation.each == "row" else block.rows, "", names)
    return f"{_side(relation.left, names)} {'＝' if relation.compare == '=' else '≥'} {_side(relation.right, names)}"


def _side(terms: tuple[tuple[int, str], ...], names: Mapping[str, str]) -> str:
    words = [
        (sign, f"{names.get(name[:-2], name)}各项" if name.endswith(".*") else names.get(name, name))
        for sign, name in terms
    ]
    return "".join(f" {'＋' if sign > 0 else '－'} {word}" for sign, word in words).strip().removeprefix("＋ ")


def _name(things: Sequence[Row | Column], above: str, names: dict[str, str]) -> None:
    for thing in things:
        hidden = isinstance(thing, Row) and thing.transparent
        key = above if hidden else f"{above}.{thing.id}" if above else thing.id
        names[key] = thing.name
        names.setdefault(thing.id, thing.name)
        _name(thing.rows if isinstance(thing, Row) else thing.columns, key, names)
