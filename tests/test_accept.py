"""What is accepted at once is what Cerberus accepts, under a schema that spells out every cell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import cerberus
import pytest

from benchmarks.reports import make
from gipgen.form import load_envelope, packaged_forms
from gipgen.schema.accept import acceptor
from gipgen.schema.naming import draft_report
from gipgen.schema.prescribed import DECIMALS, accepts, report_schema
from gipgen.schema.validator import Validator, validator
from gipgen.source import Mapping, compose

ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 7, "7", "", 2.5, Decimal("2.5"), Decimal("-2.5"), Decimal("2.123456")),
    *([], {}, [1], [None], ["甲"], {"total": 1}, date(2024, 1, 1)),
)


class Naive(cerberus.Validator):  # type: ignore[misc]  # cerberus has no types
    """Plain Cerberus with no more than the two types and the check that its schema names."""

    types_mapping = Validator.types_mapping

    def _check_with_decimals(self, field: str, value: Any) -> None:
        if isinstance(value, Decimal) and -int(value.as_tuple().exponent) > DECIMALS:
            self._error(field, "decimals")


def spelled_out(schema: Any) -> Any:
    """Write every row as the mapping of its cells."""
    if not isinstance(schema, dict):
        return schema
    return {("schema" if key == "row" else key): spelled_out(value) for key, value in schema.items()}


def paths(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield (*above, key)
            yield from paths(value, (*above, key))


def mutated(data: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Change, drop or add one to three things anywhere."""
    data = copy.deepcopy(data)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(paths(data)))
        place: Any = data
        for step in way:
            place = place[step]
        how = chance.randrange(4)
        if how == 0:
            del place[last]
        elif how == 1 and isinstance(place, dict):
            place[f"{last}x"] = chance.choice(ODD)
        else:
            place[last] = copy.deepcopy(chance.choice(ODD))
        if not data:
            break
    return data


def drafts() -> list[tuple[str, dict[str, Any]]]:
    """The data of right reports on both forms, one of them with everything beside the form."""
    found, forms = [], packaged_forms()
    beside = "联系方式: {联系单位: 甲, 联系电话: 0000-0000000}\n目录: {索引号: 甲}\n附加部分: [{标题: 七、甲, 内容: 乙}]\n信息处理费: {件数: 1, 金额: 2.50}\n"
    for seed in range(12):
        made = make(seed)
        tree, _ = compose(made.text + beside)
        assert isinstance(tree, Mapping)
        found.append((made.form.id, draft_report(tree, forms.get(made.form.id), forms, load_envelope()).data))
    return found


@pytest.mark.parametrize("number", range(12))
def test_what_is_accepted_is_what_cerberus_accepts(number: int) -> None:
    """Right reports and 400 changed ones each: neither more nor less is accepted, and Cerberus finds the same in both ways."""
    id_, data = drafts()[number]
    form, envelope, chance = packaged_forms().get(id_), load_envelope(), Random(number)
    schema = report_schema(form, envelope)
    naive, own, accepted = Naive(spelled_out(schema)), validator(form, envelope), accepts(form, envelope)
    assert accepted(data)
    assert naive(data, normalize=False)
    seen = set()
    for _ in range(400):
        changed = mutated(data, chance)
        right = naive(changed, normalize=False)
        seen.add(right)
        assert accepted(changed) == right == own(changed, normalize=False), naive.errors
        assert told(own.found) == told(naive._errors)  # errors with their codes and paths
    assert seen == {True, False}


def told(errors: list[Any]) -> set[tuple[Any, ...]]:
    """Return what is found in values, by path; what only says that something is wrong further down is left out."""
    found: set[tuple[Any, ...]] = set()
    for error in errors:
        inner = [one for one in error.info if isinstance(one, list)] if error.info else []
        deeper = [one for several in inner for one in several if hasattr(one, "document_path")]
        found |= told(deeper) if deeper else {(error.document_path, error.rule, str(error.value))}
    return found


def test_rules_that_are_not_known_are_never_accepted() -> None:
    assert not acceptor({"x": {"type": "count", "max": 9}}, {})({"x": 1})
    assert acceptor({"x": {"type": "count", "min": 0}}, {})({"x": 1})
