"""The processing fee, which section six tells (《政府信息公开信息处理费管理办法》) and no table shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.form import Cell, Field, Form, Section, load_envelope
from gipgen.prose import block_texts
from gipgen.report import Report
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject

_FIGURE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万?)")

STEP = 10
"""元; what one request costs at least, and what every amount is a multiple of."""
MOST = 100_000
"""元; one request costs more only for 2,600 pages, or for ten thousand requests of one person in one month."""
TEN_THOUSAND = 10_000
CHARGES = ("proactive_disclosure", "fees")
PLAUSIBLE = {"township": 10_000, "county": 300_000, "city": 3_000_000, "province": 30_000_000}
"""万元; more than published reports of a level show, by far."""


@rule("GIP701")
def fee_is_told(subject: Subject) -> Iterator[Finding]:
    """Ask for a fee that is not 0 and that neither a reference nor the section on it tells."""
    report, shape = subject.report, subject.shape
    field = load_envelope().field("processing_fee")
    number, amount = report.fee
    figure = amount or number
    refused = any(path[:1] == (field.id,) for path in shape.refused)
    if not figure or refused or field.id in report.referred:
        return
    section = _section(report.form, field)
    if figure not in _figures(report, section):
        told = [
            f"{Decimal(value):f} {inner.unit}" for value, inner in zip(report.fee, field.fields, strict=True) if value
        ]
        words: dict[str, object] = {"told": "、".join(told), "section": section.label}
        place = shape.draft.spot((field.id,)).head
        yield Finding("GIP701", place, words, (field.id,), field.label)


@rule("GIP702")
def fee_by_the_tariff(subject: Subject) -> Iterator[Finding]:
    """Expect a multiple of 10 元, as every step of the tariff is one (国办函〔2020〕109号, articles 4 and 5)."""
    amount = subject.report.fee[1]
    if amount and amount % STEP:
        yield _about_amount(subject, "GIP702", {"amount": f"{amount:f}"})


@rule("GIP703", "GIP704")
def fee_for_its_requests(subject: Subject) -> Iterator[Finding]:
    """Hold number and amount against each other: both or neither, and for each request what the tariff can come to."""
    number, amount = subject.report.fee
    if number is None or amount is None or number < 0 or amount < 0:
        return
    words: dict[str, object] = {"number": number, "amount": f"{amount:f}"}
    if bool(number) != bool(amount):
        yield _about_amount(subject, "GIP703", words)
    elif number and not amount % STEP and not number * STEP <= amount <= number * MOST:
        yield _about_amount(subject, "GIP704", {**words, "least": number * STEP, "each": f"{amount / number:.0f}"})


@rule("GIP705")
def fee_within_the_charges(subject: Subject) -> Iterator[Finding]:
    """Expect the fee within all the agency's charges, of which it is one; digits that they leave out may hold it."""
    charges, amount = _charges(subject.report), subject.report.fee[1]
    if charges is None or amount is None:
        return
    cell, value = charges
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if amount > (value + Decimal(5).scaleb(exponent - 1)) * TEN_THOUSAND:
        words: dict[str, object] = {"amount": f"{amount:f}", "charges": f"{value:f}", "name": cell.row_name}
        yield _about_amount(subject, "GIP705", words)


@rule("GIP706")
def charges_for_the_level(subject: Subject) -> Iterator[Finding]:
    """Ask for the unit of charges that are more than an agency of that level takes; most are in 元 by mistake."""
    charges, most = _charges(subject.report), PLAUSIBLE.get(subject.report.level)
    if charges and most and charges[1] > most:
        cell, value = charges
        place = subject.draft.place_of(cell)
        words = {"value": f"{value:f}", "unit": cell.unit, "yuan": f"{(value * TEN_THOUSAND).normalize():f}"}
        yield Finding("GIP706", place, words, cell.path, cell.label, actual=f"{value:f}")


def _charges(report: Report) -> tuple[Cell, Decimal] | None:
    """Return the sum of the charges of article 20 (8), in 万元; a form may count them instead."""
    for cell, value in zip(report.form.cells, report.written, strict=True):
        if cell.path == CHARGES and cell.kind == "money" and isinstance(value, Decimal):
            return cell, value
    return None


def _about_amount(subject: Subject, id_: str, words: dict[str, object]) -> Finding:
    field = load_envelope().field("processing_fee")
    path = (field.id, "amount")
    label = f"{field.label} › {field.field('amount').label}"
    return Finding(id_, subject.draft.spot(path).value, words, path, label)


def _section(form: Form, field: Field) -> Section:
    """Return the section whose hint names the fee, else the last one of prose."""
    return next((section for section in form.prose if field.label in section.hint), form.prose[-1])


def _figures(report: Report, section: Section) -> set[Decimal]:
    """Return the figures in a section, in 元 also where they are told in 万元."""
    (part,) = (part for part in report.parts if part.section is section)
    found = _FIGURE.findall(normalize("NFKC", "\n".join(block_texts(part.blocks))))
    return {Decimal(digits.replace(",", "")) * (10_000 if unit else 1) for digits, unit in found}
