"""Every kind of value is one entry: what reads it, checks it and describes it knows all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from gipgen.form import FIGURES, KINDS, Field, Forms, Kind, load_envelope
from gipgen.report.model import show
from gipgen.schema.jsonschema import data_schema
from gipgen.schema.numbers import WANTED, read_number
from gipgen.schema.prescribed import report_schema
from gipgen.schema.validator import Validator
from gipgen.source import Place, Scalar
from tests.conftest import HOUSE

FIGURE = {"0": True, "7": True, "-7": None, "+7": None, "2.5": None, "2.12345": False, "x": False, "1,200": False}
"""Texts, and whether each is a figure: of every kind, of none, or of some (None)."""


def scalar(text: str) -> Scalar:
    return Scalar(text, "", Place(1, 1, 1, 1))


def with_field(kind: str) -> Field:
    """The keys beside the form and one more, of a kind."""
    envelope = load_envelope()
    pattern = envelope.field("level")
    choices = pattern.choices if kind == "choice" else ()
    added = replace(
        pattern, id="added", label="增加", spellings=("增加", "added"), kind=kind, choices=choices, need="optional"
    )
    return replace(envelope, fields=(*envelope.fields, added))


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_all_its_parts(forms: Forms, name: str) -> None:
    """Words for messages, a rule for Cerberus, and a schema for editors."""
    envelope, form = with_field(name), forms.get(forms.ids[-1])
    assert all(WANTED[name])
    assert "type" in report_schema(form, envelope)["added"]
    if name != "names":  # which name sections and additions that the form must know
        (added,) = [one for key, one in data_schema(forms, envelope)["$defs"].items() if key == "added"]
        assert added["title"] == "增加"
        assert len(added) > 1


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_follows_from_its_entry(forms: Forms, name: str) -> None:
    """Sign and decimals are read, checked and described alike."""
    kind = KINDS[name]
    validator = Validator({"x": report_schema(forms.get(forms.ids[-1]), with_field(name))["added"]})
    limits: dict[str, Any] = data_schema(forms, load_envelope())["$defs"][name]
    assert limits["type"] == ["integer" if kind.whole else "number"]
    assert (limits["minimum"] < 0) == kind.signed
    for text, right in FIGURE.items():
        value = read_number(scalar(text), name)
        accepted = isinstance(value, (int, Decimal)) and validator({"x": value}, normalize=False)
        assert accepted == _allowed(kind, text) if right is None else accepted == right, text


def _allowed(kind: Kind, text: str) -> bool:
    return not kind.whole if "." in text else kind.signed


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_printed_as_given(forms: Forms, name: str) -> None:
    """An increase has its sign, where there can be a decrease."""
    cell = replace(forms.get(forms.ids[-1]).cells[0], kind=name)
    assert show(7, cell) == ("+7" if KINDS[name].signed else "7")


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_documented(name: str) -> None:
    """The page for whoever writes a form names its kinds; the page for whoever fills one in says what may be written."""
    assert f"`{name}`" in (HOUSE / "docs" / "forms.md").read_text("utf-8")
    assert f"\n| {name.replace('_', ' ')} |" in (HOUSE / "docs" / "data-file.md").read_text("utf-8")


@pytest.mark.parametrize("id_", ["2019", "2021"])
def test_every_cell_has_its_line(forms: Forms, id_: str) -> None:
    """By the index of the cell, and by the path of the line."""
    form = forms.get(id_)
    for cell in form.cells:
        line = form.line_of(cell.index)
        assert cell in line.cells
        assert form.line(cell.section, cell.row) is line
    assert [cell.index for cell in form.cells] == list(range(len(form.cells)))
    assert form.line("applications") is None
