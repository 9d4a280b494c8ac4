"""Which texts are most like another, and in what: the quick ways give what the plain ones do."""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipgen.form import packaged_forms
from gipgen.project.pipeline import passages_of
from gipgen.rules.imprint import HASHES, KINDS, Imprint, agreed, essence, grams, imprints
from gipgen.rules.likeness import longest
from gipgen.rules.own import own_names
from gipgen.rules.sketches import Sketches, summed
from gipgen.source import Source
from tests.word_files import DATA, dump


@given(st.lists(st.integers(0, 2**70), max_size=40))
def test_columns_of_bits_are_added_up(columns: list[int]) -> None:
    """As by counting them one by one."""
    digits = summed(list(columns))
    for bit in range(71):
        told = sum((digit >> bit & 1) << place for place, digit in enumerate(digits))
        assert told == sum(column >> bit & 1 for column in columns)


@given(st.randoms(use_true_random=False), st.integers(0, 70), st.integers(0, HASHES))
def test_the_likest_are_those_that_agree_at_most_places(chance: Random, count: int, least: int) -> None:
    """Those with most first, of equal ones the earlier; none that agrees at fewer places than asked for."""
    asked = _any(chance)
    texts = [_altered(chance, asked) for _ in range(count)]
    sketches = Sketches()
    for number, sketch in enumerate(texts):
        sketches.add(number * 3, sketch)
    alike = [(-sum(a == b for a, b in zip(asked, text, strict=True)), number * 3) for number, text in enumerate(texts)]
    expected = [(number, -agreeing) for agreeing, number in sorted(alike) if -agreeing >= least]
    assert list(sketches.likest(asked, least)) == expected


@given(st.text("甲乙丙", max_size=60), st.text("甲乙丙", max_size=60))
def test_the_longest_common_part_is_the_first_of_its_length(one: str, other: str) -> None:
    """As difflib finds it; where nothing is common it has no length."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    assert longest(one, other) == (found.a, found.size)


def _altered(chance: Random, sketch: bytes) -> bytes:
    at = chance.randrange(HASHES)
    return sketch[:at] + _any(chance)[at:]


def _any(chance: Random) -> bytes:
    return bytes(value % KINDS for value in chance.randbytes(HASHES))


@pytest.mark.parametrize("rewritten", [0, 0.1, 0.3, 0.6, 1])
def test_sketches_tell_how_much_two_texts_have_in_common(rewritten: float) -> None:
    """On the average of many pairs exactly, of each within four times the error of so many figures."""
    chance = Random(5)
    errors = []
    for _ in range(20):
        one = [chr(0x4E00 + chance.randrange(3000)) for _ in range(600)]
        other = one[: int(600 * (1 - rewritten))]
        other += [chr(0x4E00 + chance.randrange(3000)) for _ in range(600 - len(other))]
        (ours, mine), (theirs, yours) = _imprint("".join(one)), _imprint("".join(other))
        share = len(ours & theirs) / len(ours | theirs)
        errors.append((mine.agreeing(yours) - agreed(share)) / HASHES)
    assert max(map(abs, errors)) <= 0.13
    assert abs(sum(errors) / len(errors)) <= 0.03


def _imprint(text: str) -> tuple[set[str], Imprint]:
    """Return the stretches of a report's prose and its imprint."""
    source = Source("report.yaml", dump({**DATA, "总体情况": text}))
    (passage,) = (one for one in passages_of(source, packaged_forms()) if one.path == ("overview",))
    (imprint,) = imprints([passage], "", own_names("", "government"))
    return set(grams(essence(passage, ""))), imprint
