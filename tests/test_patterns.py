"""Patterns are compiled when they are first used; these tests compile every one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator

import pytest

import gipgen
from gipgen.form import packaged_forms, wording
from gipgen.patterns import regex

LATE: type[re.Pattern[str]] = type(regex(""))


def _patterns(value: object, seen: dict[int, object]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns in a value of a module, however deep."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, LATE):
        yield value
    for inner in _inside(value):
        yield from _patterns(inner, seen)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, (tuple, list, set, frozenset)):
        return value
    return [getattr(value, name) for name in getattr(value, "__struct_fields__", ())]


def test_every_pattern_of_the_code_can_be_compiled() -> None:
    """Whatever stands at the top of a module."""
    names = [
        module.name for module in pkgutil.walk_packages(gipgen.__path__, "gipgen.") if "__main__" not in module.name
    ]
    found = list(_patterns([vars(importlib.import_module(name)) for name in names], {}))
    assert len(found) > 250
    for pattern in found:
        re.compile(pattern.pattern, pattern.flags)


@pytest.mark.parametrize("id_", packaged_forms().ids)
def test_every_pattern_of_a_form_is_looked_at_when_it_is_read(id_: str) -> None:
    """Whatever key of its file it comes from."""
    form = packaged_forms().extended(id_)
    looked_at = {pattern.pattern for pattern in wording._patterns(form) if pattern}
    assert looked_at == {pattern.pattern for pattern in _patterns(form, {})}
    assert len(looked_at) > 30


def test_a_late_pattern_is_as_good_as_a_compiled_one() -> None:
    """It answers for the compiled one, its flags too, and keeps the answer."""
    late, compiled = (
        regex("(?P<year>20[0-9]{2})年|x", re.IGNORECASE),
        re.compile("(?P<year>20[0-9]{2})年|x", re.IGNORECASE),
    )
    for name in ("findall", "split"):
        assert getattr(late, name)("X2024年a2025年") == getattr(compiled, name)("X2024年a2025年")
    assert late.sub("-", "aX") == "a-"
    assert late.match("2024年").groupdict() == {"year": "2024"}  # type: ignore[union-attr]
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert late.search is late.search


def test_a_faulty_pattern_says_so_when_it_is_used() -> None:
    """Not before, which is why the tests above look at each."""
    late = regex("(")
    with pytest.raises(re.error, match="unterminated"):
        late.search("")
