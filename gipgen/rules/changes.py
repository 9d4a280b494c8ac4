"""Changes in percent: computed when both figures stand in the sentence, else whether any figure before could give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gipgen.patterns import regex
from gipgen.rules.numerals import NUMBER, numeral
from gipgen.words import Say

UNIT = r"(?:件次|件|条|篇|项|个|人次|次|宗|份|起|例)"
PERCENT = r"(?P<percent>[0-9]{1,4}(?:\.[0-9]{1,4})?)%"
MOST = 500
"""How many figures of prose are looked at; a real report tells of fewer than a hundred."""

_EXACT = r"(?<![0-9.,近约超逾])"
_RATE = (
    r"(?:同比|环比)?(?:(?P<up>增长|上升|提高|增加|增幅)|下降|减少|降低|降幅)(?:率|幅度)?(?:了|为|达到?)?"
    rf"{PERCENT}(?!左右|以上|以下|多)"
)
_LAST = r"(?:上一?年度?|去年|(?P<before>20[0-9]{2})年度?)(?:同期)?"
_NOW = r"(?:今年|本年度?|(?P<after>20[0-9]{2})年度?)"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}"
_COMPARED = regex(
    rf"{_EXACT}(?P<n>{NUMBER}){UNIT}[，,、（(]?(?:同比|环比|(?:较|比|与|同)(?:前年|{_LAST})(?:相比|比较)?[，,]?)"
    rf"(?:(?P<up>增长|上升|提高|增加)|下降|减少|降低)了?{PERCENT}"
)
_COMPARING = (
    rf"{_EXACT}(?P<now>{_NUMBER})(?P<unit>{UNIT})[，,、（(]?(?:较|比|与|同)?{_LAST}[的为是（(]?(?P<then>{_NUMBER})(?P=unit)"
    rf"[）)]?(?:相比|比较|的)?[，,、]?(?:(?:[增减]加?|[多减]少?|下降)了?[0-9,]{{1,15}}{UNIT})?"
)
_FROM_TO = (
    rf"[由从](?:{_LAST})?的?(?P<then>{_NUMBER})(?P<unit>{UNIT})?"
    rf"(?:增加|增长|上升|提高|下降|减少|降低|[增升降减])[到至为]{_NOW}?的?(?P<now>{_NUMBER})(?(unit)(?P=unit)|{UNIT})"
)
_IN_TURN = (
    rf"{_LAST}(?P<what>[^，,。；;0-9%]{{0,20}}){_EXACT}(?P<then>{_NUMBER})(?P<unit>{UNIT})[，,；;]"
    rf"{_NOW}(?P=what)(?P<now>{_NUMBER})(?P=unit)"
)
_BOTH = tuple(regex(rf"{words}[，,、]?{_RATE}") for words in (_COMPARING, _FROM_TO, _IN_TURN))
"""A figure and the one of the year before, told in one sentence, and by how much of a hundred it has changed."""
_DIFFERENCE = regex(r"(?:增加|减少|增长|上升|下降|增|减|多|少)了?$")


def changes(text: str) -> Iterator[tuple[int, int, Say]]:
    """Yield the changes that are wrong: where they stand, and why."""
    computed = [found for words in _BOTH for found in list(words.finditer(text))[:MOST] if _a_year_apart(found)]
    for found in computed:
        if why := _wrong(found):
            yield *found.span(), why
    for found in list(_COMPARED.finditer(text))[:MOST]:
        now = numeral(found["n"])
        apart = _DIFFERENCE.search(text[max(0, found.start() - 3) : found.start()])
        possible = _differs if apart else _rose if found["up"] else _fell
        known = any(other.start() < found.end() and found.start() < other.end() for other in computed)
        if now is not None and not now.step and not known and not possible(now.value, found["percent"]):
            yield *found.span(), no_figure(now.value, found["percent"])


def no_figure(value: Decimal, percent: str) -> Say:
    """Say that nothing gives a percentage."""
    return Say(
        f"报告里没有哪个数能使 {value:f} 算出 {percent}%",
        f"with no figure of the report does {value:f} give {percent}%",
    )


def rounds(exact: Decimal, told: str) -> bool:
    """Say whether a percentage can be told like this, rounded or cut off."""
    return abs(exact - Decimal(told)) < _step(told)


def _step(told: str) -> Decimal:
    return Decimal(1).scaleb(int(Decimal(told).as_tuple().exponent))


def _a_year_apart(found: re.Match[str]) -> bool:
    """Say whether the years, where both are told, follow each other."""
    years = found.groupdict()
    before, after = years.get("before"), years.get("after")
    return not (before and after) or int(before) + 1 == int(after)


def _wrong(found: re.Match[str]) -> Say | None:
    """Compute a change from its two figures; return what it is when it is told otherwise."""
    now, then = (Decimal(found[name].replace(",", "")) for name in ("now", "then"))
    if not then:
        return None
    change = 100 * (now - then) / then
    if rounds(change if found["up"] else -change, found["percent"]):
        return None
    share = abs(change).quantize(_step(found["percent"]), ROUND_HALF_UP)
    zh, en = ("增长", "a rise") if now >= then else ("下降", "a fall")
    return Say(f"从 {then:f} 到 {now:f} 是{zh} {share:f}%", f"from {then:f} to {now:f} is {en} of {share:f}%")


def _rose(now: Decimal, percent: str) -> bool:
    """Say whether some whole number before rose to this one by the percentage."""
    near = int(100 * now / (100 + Decimal(percent)))
    return any(before <= now and rounds(100 * (now - before) / before, percent) for before in _near(near))


def _fell(now: Decimal, percent: str) -> bool:
    """Say whether some whole number before fell to this one by the percentage."""
    if Decimal(percent) >= 100:
        return not now
    near = int(100 * now / (100 - Decimal(percent)))
    return any(before >= now and rounds(100 * (before - now) / before, percent) for before in _near(near))


def _differs(difference: Decimal, percent: str) -> bool:
    """Say whether a difference can be the percentage of some whole number."""
    near = int(100 * difference / Decimal(percent)) if Decimal(percent) else 0
    return any(rounds(100 * difference / before, percent) for before in _near(near))


def _near(near: int) -> range:
    return range(max(1, near - 1), near + 3)
