"""The processing fee, which section six tells (《政府信息公开信息处理费管理办法》) and no table shows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.form import Cell, Section, load_envelope
from gipgen.patterns import regex
from gipgen.prose import block_texts
from gipgen.report import Report
from gipgen.rules.fee import TEN_THOUSAND, fee_section, fees, told_fees
from gipgen.rules.numerals import NUMBER, Numeral, numeral
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject

_FIGURE = regex(rf"(?<![0-9.,])(?:{NUMBER})")

STEP = 10
"""元; what one request costs at least, and what every amount is a multiple of."""
MOST = 100_000
"""元; one request costs more only for 2,600 pages, or for ten thousand requests of one person in one month."""
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
    section = fee_section(report.form, field)
    plain = [fee for fee in told_fees(subject) if fee.amount != amount]
    if not any(told.means(figure) for told in _figures(report, section)) and not plain:
        told = [
            f"{Decimal(value):f} {inner.unit}" for value, inner in zip(report.fee, field.fields, strict=True) if value
        ]
        words: dict[str, object] = {"told": "、".join(told), "section": section.label}
        place = shape.draft.spot((field.id,)).head
        yield Finding("GIP701", place, words, (field.id,), field.label)


@rule("GIP708")
def fee_as_told(subject: Subject) -> Iterator[Finding]:
    """Hold the fee that prose plainly tells against the field."""
    amount = subject.report.fee[1]
    for fee in told_fees(subject) if amount is not None else ():
        if fee.amount is not None and fee.amount != amount:
            yield fee.finding("GIP708", {"told": f"{fee.amount:f}", "amount": f"{amount:f}"})


@rule("GIP702")
def fee_by_the_tariff(subject: Subject) -> Iterator[Finding]:
    """Expect a multiple of 10 元, as every step of the tariff is one (国办函〔2020〕109号, articles 4 and 5)."""
    for fee in fees(subject):
        if fee.amount and fee.amount % STEP:
            yield fee.finding("GIP702", {"amount": f"{fee.amount:f}"})


@rule("GIP703", "GIP704")
def fee_for_its_requests(subject: Subject) -> Iterator[Finding]:
    """Hold number and amount against each other: both or neither, and for each request what the tariff can come to."""
    for fee in fees(subject):
        number, amount = fee.number, fee.amount
        if number is None or amount is None or number < 0 or amount < 0:
            continue
        words: dict[str, object] = {"number": number, "amount": f"{amount:f}"}
        if bool(number) != bool(amount):
            yield fee.finding("GIP703", words)
        elif number and not amount % STEP and not number * STEP <= amount <= number * MOST:
            yield fee.finding("GIP704", {**words, "most": MOST, "each": f"{amount / number:.0f}"})


@rule("GIP705", "GIP709")
def fee_within_the_charges(subject: Subject) -> Iterator[Finding]:
    """Expect the fee within all the agency's charges, of which it is one; digits that they leave out may hold it."""
    charges = _charges(subject.report)
    for fee in fees(subject) if charges else ():
        assert charges
        cell, value = charges
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        amount = fee.amount or Decimal(0)
        words: dict[str, object] = {"amount": f"{amount:f}", "charges": f"{value:f}", "name": cell.row_name}
        if amount > (value + Decimal(5).scaleb(exponent - 1)) * TEN_THOUSAND:
            yield fee.finding("GIP705", words)
        elif amount and not value:
            yield fee.finding("GIP709", {**words, "wan": f"{(amount / TEN_THOUSAND).normalize():f}"})


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


def _figures(report: Report, section: Section) -> Iterator[Numeral]:
    """Yield the figures in a section, in 元 also where they are told in 万元."""
    (part,) = (part for part in report.parts if part.section is section)
    text = "".join(normalize("NFKC", "\n".join(block_texts(part.blocks))).split())
    for found in _FIGURE.finditer(text):
        if told := numeral(found[0]):
            yield told
