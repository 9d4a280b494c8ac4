"""Check digits of index numbers, held against another implementation."""

from __future__ import annotations

from pathlib import Path

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_file
from gipgen.render.html import render_html
from gipgen.rules.catalogue import credit_digit, organisation_digit

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text(LETTERS, min_size=17, max_size=17))
def test_credit_codes_have_the_check_digit_of_the_standard(code: str) -> None:
    """GB 32100-2015."""
    assert credit_digit(code) == uscc.calc_check_digit(code)


@given(st.text(LETTERS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(LETTERS))
def test_a_credit_code_with_one_wrong_character_has_another_check_digit(code: str, place: int, letter: str) -> None:
    """No single slip goes unseen."""
    other = code[:place] + letter + code[place + 1 :]
    assert (credit_digit(other) == credit_digit(code)) == (other == code)


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7), st.sampled_from("0123456789"))
def test_an_organisation_code_with_one_wrong_digit_has_another_check_digit(code: str, place: int, digit: str) -> None:
    """GB 11714-1997: weights without a common factor with 11."""
    other = code[:place] + digit + code[place + 1 :]
    assert (organisation_digit(other) == organisation_digit(code)) == (other == code)


def test_known_codes_are_right() -> None:
    """The State Council's office, and a company that the standard's users quote."""
    assert organisation_digit("00001434") == "9"
    assert organisation_digit("D2143569") == "X"
    assert credit_digit("91110000600037341") == "L"


def test_the_code_of_the_site_stands_in_a_meta_tag_only() -> None:
    """A page tells its site in its head, and not in its text; without a code there is no tag."""
    folder = Path(__file__).parent / "valid"
    with_code, without = (
        check_file(folder / name, name, packaged_forms(), folder).report
        for name in ("site-code.yaml", "fee-in-figures.yaml")
    )
    assert with_code is not None
    assert without is not None
    page = render_html(with_code).decode()
    assert page.count("0108000001") == 1
    assert lxml.html.document_fromstring(page).xpath("//head/meta[@name='SiteIDCode']/@content") == ["0108000001"]
    assert "SiteIDCode" not in render_html(without).decode()
