"""Patterns that are left out as a word that they need stands nowhere: none of them would have matched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipgen.form import packaged_forms
from gipgen.rules import leftovers
from gipgen.rules.masked import mask
from gipgen.rules.needed import Needed, ways
from tests.mixtures import mixtures, paragraphs

FORMS = [packaged_forms().get(id_) for id_ in ("2019", "2021")]
STATEMENTS = [
    found
    for form in FORMS
    for statement in form.statements
    for found in (statement.told, statement.none, *statement.parts)
    if found
]
SEARCHED = [*STATEMENTS, leftovers._PAGE, leftovers._EMPTY]
PATTERNS = list(dict.fromkeys(found.pattern for found in SEARCHED))
"""All that are searched only where the words stand that they need."""
TEXTS = [mask(paragraph, 2024).text for text in mixtures(800) for paragraph in paragraphs(text)]
ODD = [
    ("(?i:a)b", "Ab"),
    ("(?i)ab", "AB"),
    (r"\x41b", "Ab"),
    (r"\u7532", "甲"),
    ("(?P<name>甲)乙", "甲乙"),
    ("(甲)?(?(1)乙|丙)", "丙"),
    ("(?#[)甲", "甲"),
    ("甲乙?", "甲"),
    ("甲乙*丙", "甲丙"),
    ("甲乙{0,2}丙", "甲丙"),
    ("甲乙{,2}丙", "甲丙"),
    ("甲乙{2}丙", "甲乙乙丙"),
    ("甲乙+丙", "甲乙乙丙"),
    ("甲乙+?丙", "甲乙丙"),
    ("(?:甲乙)?+丙", "丙"),
    ("(?:甲|)乙", "乙"),
    ("(?:甲|乙?)丙", "丙"),
    ("甲(?=乙)", "甲乙"),
    ("甲(?!乙)", "甲丙"),
    ("(?<=甲)乙", "甲乙"),
    ("(?<!甲)乙", "乙"),
    ("[甲乙]丙", "乙丙"),
    ("[^甲乙]丙", "丁丙"),
    ("[]甲]丙", "]丙"),
    ("[一-龥]丙", "丁丙"),
    (r"[\]甲]丙", "]丙"),
    (r"\*{2,}", "**"),
    (r"甲\(乙\)", "甲(乙)"),
    (r"甲\d|乙\s", "甲3"),
    ("a{b", "a{b"),
    ("(?:甲(?:乙|丙)|丁)戊", "甲丙戊"),
    ("", ""),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern[:20])
def test_no_pattern_is_left_out_of_a_text_that_it_matches(pattern: str) -> None:
    """Over texts mixed from the sentences of the tests."""
    needed = Needed([(pattern, pattern)])
    for text in TEXTS:
        assert needed.likely(text) or not re.search(pattern, text), text


@given(st.sampled_from(PATTERNS).flatmap(lambda pattern: st.tuples(st.just(pattern), st.from_regex(pattern))))
@settings(max_examples=400)
def test_nor_of_a_text_that_is_made_to_match(drawn: tuple[str, str]) -> None:
    """Each alternative, with what is optional and without."""
    pattern, text = drawn
    assert Needed([(pattern, pattern)]).likely(text)


@pytest.mark.parametrize(("pattern", "text"), ODD)
def test_whatever_a_pattern_is_written_with(pattern: str, text: str) -> None:
    """What is optional, looked at only, or written in a way that is not read asks for no word."""
    assert re.search(pattern, text)
    assert Needed([(pattern, pattern)]).likely(text)


@given(st.sampled_from(ODD).flatmap(lambda odd: st.tuples(st.just(odd[0]), st.from_regex(odd[0]))))
def test_in_any_text_that_it_matches(drawn: tuple[str, str]) -> None:
    """Not only in the one given."""
    pattern, text = drawn
    assert Needed([(pattern, pattern)]).likely(text)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern[:20])
def test_every_pattern_of_ours_needs_some_word(pattern: str) -> None:
    """So that most of them are left out of most texts."""
    assert all(ways(pattern))
    assert not Needed([(pattern, pattern)]).likely("全镇召开了三次会议。")


def test_no_pattern_of_ours_has_flags() -> None:
    """With one, letters may stand for others than themselves."""
    assert {found.flags for found in SEARCHED} == {re.UNICODE}


def test_things_come_in_their_order_and_once() -> None:
    """However many of their words stand in the text."""
    needed = Needed([("乙|甲", 1), ("丙", 2), ("甲|(?:乙|丁)", 3)])
    assert needed.likely("甲乙") == [1, 3]
    assert needed.likely("丁丙") == [2, 3]
