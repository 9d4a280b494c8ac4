"""The processing fee of a report: as its own field has it, and as sentences of the section on it tell it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import Field, Form, Section, load_envelope
from gipgen.patterns import regex
from gipgen.rules.masked import Masked, mask
from gipgen.rules.scope import scope_of
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject

TEN_THOUSAND = 10_000
_SENTENCE = regex(r"[^。！？!?；;\n]+")
_FEE, _YUAN = "处理费", "元"
_OTHERWISE = regex(
    r"每[件页次]|[件页]以[上下]|标准|规定|减免|免[收除]|退|上年|去年|同期|较|比|其中|应收|未缴|不再处理|以来|期间|20[0-9]{2}年|事业性"
)
"""What makes the figures of a sentence on the fee something else than what was charged in the year."""


class Fee(Struct, frozen=True):
    """Requests charged (件) and what was received (元), each if it is told; where, and in which words."""

    subject: Subject
    number: int | None
    amount: Decimal | None
    stretch: Stretch | None = None
    span: tuple[int, int] = (0, 0)

    def finding(self, rule: str, words: dict[str, object]) -> Finding:
        """Return a finding about the amount."""
        if self.stretch:
            return self.stretch.finding(rule, *self.span, words)
        field = load_envelope().field("processing_fee")
        path, label = (field.id, "amount"), f"{field.label} › {field.field('amount').label}"
        return Finding(rule, self.subject.draft.spot(path).value, words, path, label)


def fees(subject: Subject) -> Iterator[Fee]:
    """Yield the fee of the field, and those that prose tells otherwise."""
    number, amount = subject.report.fee
    yield Fee(subject, number, amount)
    for fee in told_fees(subject):
        if (fee.number, fee.amount) != (number, amount) and fee.amount != amount:
            yield fee


def told_fees(subject: Subject) -> Iterator[Fee]:
    """Yield what sentences plainly tell of the fee, each with one amount and at most one number of requests."""
    section = fee_section(subject.report.form, load_envelope().field("processing_fee"))
    scope = scope_of(subject.report.agency, subject.report.type)
    for stretch in subject.stretches:
        if stretch.passage.path != (section.id,) or not (_FEE in stretch.text and _YUAN in stretch.text):
            continue
        masked = mask(stretch, subject.report.year)
        for found in _SENTENCE.finditer(masked.text):
            if _FEE in found[0] and not _OTHERWISE.search(found[0]) and not scope.of_others(found[0]):
                yield from _told(subject, stretch, masked, found.span())


def _told(subject: Subject, stretch: Stretch, masked: Masked, span: tuple[int, int]) -> Iterator[Fee]:
    places = masked.between(*span)
    figures = [masked.figures[place] for place in places]
    amounts = [figure.times(Decimal(TEN_THOUSAND)) for figure, unit in figures if unit == "万元"]
    numbers = [figure for figure, unit in figures if unit == "件"]
    if len(amounts) == 1 and len(numbers) <= 1 and len(figures) == len(amounts) + len(numbers) and not amounts[0].step:
        start, end = masked.span(places[0], places[-1] + 1)
        number = int(numbers[0].value) if numbers else None
        yield Fee(subject, number, amounts[0].value.normalize(), stretch, (start, end))


def fee_section(form: Form, field: Field) -> Section:
    """Return the section whose hint names the fee, else the last one of prose."""
    return next((section for section in form.prose if field.label in section.hint), form.prose[-1])
