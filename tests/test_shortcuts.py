"""Short cuts of rules on prose against the slow way: they find neither less nor more."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gipgen.form import FIGURE, normal, packaged_forms
from gipgen.project.pipeline import passages_of
from gipgen.rules import fee, imprint, leftovers, masked, numbering, passages, punctuation, scope, years
from gipgen.rules.own import OWN, own_names
from gipgen.rules.passages import REFERENCE
from gipgen.rules.stretches import plain
from gipgen.source import Source
from tests.mixtures import mixtures, paragraphs
from tests.word_files import DATA, dump

TEXTS = mixtures(1000)
PARAGRAPHS = [paragraph for text in TEXTS for paragraph in paragraphs(text)]
LINES = [line for text in TEXTS for line in text.split("\n")]
_NEW = frozenset(f"{FIGURE}本上下年0123456789")
"""What stands in a masked text for figures and years."""
AGENCIES = [
    ("某县某镇人民政府", "government"),
    ("某县某镇政府", "government"),
    ("某区某街道办事处", "government"),
    ("全州县本乡", "government"),
    ("甲甲乙甲甲镇人民政府人民政府", "government"),
    ("某县教育局", "department"),
    ("某.县(人民|政府)", "department"),
    ("甲", "department"),
    ("", "government"),
]
GUARDS = [
    (passages._MARKED, passages._REFERENCE),
    (passages._MARKED, passages._MARKS),
    (scope._OTHERS, scope._AT_OTHERS),
    (re.compile(years.CENTURY), years._YEAR),
    (re.compile(leftovers._MONTH), leftovers._DATE),
    *((re.compile(years.CENTURY), pattern) for pattern, _ in leftovers._TORN),
    (re.compile(f"(?:{numbering._FIRST.pattern})|{numbering._LATER.pattern}"), numbering._STYLES[0]),
]


@pytest.mark.parametrize(("guard", "pattern"), GUARDS)
def test_what_is_looked_for_first_stands_in_all_that_is_found(guard: re.Pattern[str], pattern: re.Pattern[str]) -> None:
    """A pattern that is not searched where its guard finds nothing would find nothing there."""
    for text in LINES:
        assert guard.search(text) or not pattern.search(text), text


@given(st.sampled_from(GUARDS).flatmap(lambda pair: st.tuples(st.just(pair[0]), st.from_regex(pair[1].pattern))))
def test_so_it_does_in_texts_made_to_be_found(drawn: tuple[re.Pattern[str], str]) -> None:
    """Whatever alternative it is."""
    guard, text = drawn
    assert guard.search(text)


@given(st.sampled_from([*numbering._STYLES, numbering._HANGING]).flatmap(lambda style: st.from_regex(style.pattern)))
def test_numbers_begin_and_end_as_is_looked_for_first(text: str) -> None:
    """At the beginning, behind a mark, or with nothing behind them."""
    if any(style.search(text) for style in numbering._STYLES):
        assert numbering._FIRST.match(text) or numbering._LATER.search(text)
    if numbering._HANGING.search(text.rstrip("\n")):
        assert text.rstrip("\n")[-1] in numbering._BEHIND


def test_pieces_are_found_as_by_one_pattern() -> None:
    """Figures, years and quotation marks, each where the pattern alone finds it."""
    for paragraph in PARAGRAPHS:
        text = paragraph.text
        found = [(piece.span(), piece.groupdict()) for piece in masked._found(text)]
        assert found == [(piece.span(), piece.groupdict()) for piece in masked._PIECE.finditer(text)], text


def test_a_masked_character_stands_where_it_is_written() -> None:
    """As if the place of each were kept; behind an opening mark that is left out, a place is that of the mark."""
    for paragraph in PARAGRAPHS:
        made, text = masked.mask(paragraph, 2024), paragraph.text.replace(FIGURE, " ")
        at: list[int] = []
        last = 0
        for behind, start, end in made.pieces:
            at += range(last, start)
            at += [start] * (behind - len(at))
            last = end
        at += range(last, len(text) + 1)
        assert len(at) == len(made.text) + 1
        assert all(
            made.text[place] == text[there] for place, there in enumerate(at[:-1]) if made.text[place] not in _NEW
        )
        marked = [there - (text[there - 1 : there] in masked._OPENING) for there in at]
        assert [made.span(place, place)[0] for place in range(len(at))] == marked


def test_names_of_an_agency_are_hidden_as_by_one_pattern() -> None:
    """The first of two that overlap, and then the longer."""
    for agency, type_ in AGENCIES:
        own = own_names(agency, type_)
        every = re.compile("|".join(map(re.escape, own.names)))
        for text in (*LINES, f"{agency}的本{agency}甲镇镇政府本机关{agency}"):
            assert own.marked(text) == every.sub(lambda found: OWN * len(found[0]), text)


@given(st.text() | st.sampled_from(TEXTS))
def test_texts_of_one_width_are_those_of_nfkc(text: str) -> None:
    """Whatever is put in before."""
    assert imprint._one_width(text) == "".join(normalize("NFKC", text).split())


def test_characters_of_a_paragraph_stand_in_its_passage() -> None:
    """Each at its place, as many as there are."""
    for paragraph in PARAGRAPHS:
        read = plain(paragraph.passage.text)
        assert paragraph.text == "".join(read[at] for at in paragraph.at)


@pytest.mark.parametrize("write", [dump, partial(yaml.safe_dump, allow_unicode=True)])
def test_characters_of_a_passage_stand_in_the_file(write: Callable[[Any], str]) -> None:
    """In a block, in quotes or folded; one that is written otherwise has the place of the whole."""
    for text in TEXTS[:150]:
        source = Source("x.yaml", write({**DATA, "总体情况": text}))
        for passage in passages_of(source, packaged_forms()):
            for at, sign in enumerate(passage.text):
                place = passage.place(at, at + 1)
                if place != passage.within and sign not in f"\n{REFERENCE}":
                    assert source.lines[place.line - 1][place.column - 1] == sign


def test_lines_without_marks_are_shown_as_they_are() -> None:
    """With marks and references they keep their length."""
    for line in LINES:
        slow = passages._REFERENCE.sub(lambda found: REFERENCE + "\0" * (len(found[0]) - 1), line)
        assert passages._shown(line) == passages._MARKS.sub(lambda found: "\0" * len(found[0]), slow)
        assert len(passages._shown(line)) == len(line)


def test_brackets_are_paired_as_by_reading_every_character() -> None:
    """The first that lacks its other half."""
    for text in LINES:
        assert punctuation._alone(text) == _alone(text), text


def _alone(text: str) -> int | None:
    pairs, closing = punctuation._PAIRS, punctuation._CLOSING
    numbers = {found.end() - 1 for found in punctuation._NUMBER.finditer(text)}
    open_: list[int] = []
    for place, character in enumerate(text):
        if character in pairs and character != "‘":
            open_.append(place)
        elif character in closing and place not in numbers:
            if not open_ or pairs[text[open_[-1]]] != closing[character]:
                return open_[-1] if open_ else place
            open_.pop()
    return open_[0] if open_ else None


@given(st.text() | st.sampled_from(LINES), st.sampled_from(numbering._MARKS))
def test_a_mark_stays_in_the_normal_form(text: str, mark: str) -> None:
    """So that what has one is no heading that has none."""
    assert normal(mark) in normal(f"{text}{mark}{text}")


def test_every_fee_has_its_unit() -> None:
    """A sentence on the fee tells an amount only where 元 stands."""
    for paragraph in PARAGRAPHS:
        units = {unit for _, unit in masked.mask(paragraph, 2024).figures.values()}
        assert fee._YUAN in paragraph.text or "万元" not in units
