"""Percentages beside the figure that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gipgen.findings import Finding
from gipgen.rules.claims import total
from gipgen.rules.numerals import NUMBER, numeral
from gipgen.rules.registry import rule
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject

_UNIT = r"(?:件次|件|条|篇|项|个|人次|次|宗|份|起|例)"
_PERCENT = r"(?P<percent>[0-9]{1,4}(?:\.[0-9]{1,4})?)%"
_WHOLE = r"(?:总件数|总数|总量|全部|(?:全年|年度|本年度?)?(?:新收|收到|受理|办理|办结)?(?:政府信息)?(?:公开)?申请(?:总数|总量|数量|件数|量)?|(?:公开|信息)总[数量])"
_SHARE = re.compile(
    rf"(?<![0-9.,近约超逾])(?P<n>{NUMBER}){_UNIT}[，,、（(]?占(?:比|{_WHOLE}的?(?:比重|比例)?)?(?:为|达到?|[：:])?{_PERCENT}"
)
_CHANGE = re.compile(
    rf"(?<![0-9.,近约超逾])(?P<n>{NUMBER}){_UNIT}[，,、（(]?(?:同比|环比|(?:较|比|与|同)(?:上一?年度?|去年|前年|20\d\d年度?)(?:同期)?(?:相比|比较)?[，,]?)"
    rf"(?:(?P<up>增长|上升|提高|增加)|下降|减少|降低)了?{_PERCENT}"
)
_FIGURE = re.compile(rf"(?<![0-9.,])(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,12}}){_UNIT}")
_DIFFERENCE = re.compile(r"(?:增加|减少|增长|上升|下降|增|减|多|少)了?$")
_ENDS = re.compile(r"[。！？!?\n]")
REACH = 200
"""How far a sentence reaches to either side of a figure."""
MOST = 500
"""How many figures of prose can be the whole of a share; a real report tells of fewer than a hundred."""


@rule("GIP422")
def shares_can_be_computed(subject: Subject) -> Iterator[Finding]:
    """Look for a share that its figure is of none of the report's figures, and a change that no whole number gives."""
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
            if not any(_rounds(100 * part.value / whole, found["percent"]) for whole in wholes | sums if whole):
                yield _finding(stretch, found, part.value)
        for found in list(_CHANGE.finditer(stretch.text))[:MOST]:
            now = numeral(found["n"])
            apart = _DIFFERENCE.search(stretch.text[max(0, found.start() - 3) : found.start()])
            possible = _differs if apart else _rose if found["up"] else _fell
            if now is not None and not now.step and not possible(now.value, found["percent"]):
                yield _finding(stretch, found, now.value)


def _finding(stretch: Stretch, found: re.Match[str], value: Decimal) -> Finding:
    return stretch.finding("GIP422", *found.span(), {"figure": f"{value:f}", "percent": f"{found['percent']}%"})


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


def _rounds(exact: Decimal, told: str) -> bool:
    """Say whether a percentage can be told like this, rounded or cut off."""
    step = Decimal(1).scaleb(int(Decimal(told).as_tuple().exponent))
    return abs(exact - Decimal(told)) < step


def _rose(now: Decimal, percent: str) -> bool:
    """Say whether some whole number before rose to this one by the percentage."""
    near = int(100 * now / (100 + Decimal(percent)))
    return any(before <= now and _rounds(100 * (now - before) / before, percent) for before in _near(near))


def _fell(now: Decimal, percent: str) -> bool:
    """Say whether some whole number before fell to this one by the percentage."""
    if Decimal(percent) >= 100:
        return not now
    near = int(100 * now / (100 - Decimal(percent)))
    return any(before >= now and _rounds(100 * (before - now) / before, percent) for before in _near(near))


def _differs(difference: Decimal, percent: str) -> bool:
    """Say whether a difference can be the percentage of some whole number."""
    near = int(100 * difference / Decimal(percent)) if Decimal(percent) else 0
    return any(_rounds(100 * difference / before, percent) for before in _near(near))


def _near(near: int) -> range:
    return range(max(1, near - 1), near + 3)
