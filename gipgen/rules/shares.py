"""Percentages beside the figures that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.cells_meant import total
from gipgen.rules.changes import MOST, PERCENT, UNIT, changes, no_figure, rounds
from gipgen.rules.numerals import NUMBER, numeral
from gipgen.rules.registry import rule
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject

_WHOLE = r"(?:总件数|总数|总量|全部|(?:全年|年度|本年度?)?(?:新收|收到|受理|办理|办结)?(?:政府信息)?(?:公开)?申请(?:总数|总量|数量|件数|量)?|(?:公开|信息)总[数量])"
_SHARE = regex(
    rf"(?<![0-9.,近约超逾])(?P<n>{NUMBER}){UNIT}[，,、（(]?占(?:比|{_WHOLE}的?(?:比重|比例)?)?(?:为|达到?|[：:])?{PERCENT}"
)
_FIGURE = regex(rf"(?<![0-9.,])(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}}){UNIT}")
_ENDS = regex(r"[。！？!?\n]")
REACH = 200
"""How far a sentence reaches to either side of a figure."""


@rule("GIP422")
def shares_can_be_computed(subject: Subject) -> Iterator[Finding]:
    """Look for a share that its figure is of none of the report's figures, and a change that its figures do not give."""
    wholes = _wholes(subject)
    for stretch in subject.stretches:
        if "%" not in stretch.text:
            continue
        for found in list(_SHARE.finditer(stretch.text))[:MOST]:
            part = numeral(found["n"])
            own = _FIGURE.findall(_around(stretch, found.start()))
            inside = [Decimal(figure.replace(",", "")) for figure in own]
            if part is None or part.step or not part.value:
                continue
            sums = {sum(inside), *(part.value + other for other in inside)}
            if not any(rounds(100 * part.value / whole, found["percent"]) for whole in wholes | sums if whole):
                why = no_figure(part.value, found["percent"])
                yield stretch.finding("GIP422", *found.span(), {"why": why})
        for start, end, why in changes(stretch.text):
            yield stretch.finding("GIP422", start, end, {"why": why})


def _wholes(subject: Subject) -> frozenset[Decimal]:
    """Return all figures of the tables, the sums below each head, what there was to do, and all figures of prose."""
    form, values = subject.report.form, subject.report.values
    found = {Decimal(value) for value in values if value}
    for statement in form.statements:
        for cells in (statement.cells, *statement.also):
            value = total(values[cell] for cell in cells) if cells else None
            found |= {Decimal(value)} if value else set()
    told = [figure for stretch in subject.stretches for figure in _FIGURE.findall(stretch.text)[:MOST]]
    return frozenset(found | {Decimal(figure.replace(",", "")) for figure in told[:MOST]})


def _around(stretch: Stretch, at: int) -> str:
    """Return the sentence around a place, as far as a sentence goes."""
    start = max(0, at - REACH)
    before = _ENDS.split(stretch.text[start:at])[-1]
    return before + _ENDS.split(stretch.text[at : at + REACH])[0]
