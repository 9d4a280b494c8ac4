"""Where a paragraph has the words of a form's statements, with the figures they tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from gipgen.form import FIGURE, Form, Statement
from gipgen.patterns import regex
from gipgen.rules.masked import Masked
from gipgen.rules.needed import Needed
from gipgen.rules.numerals import Numeral
from gipgen.rules.scope import BACK

MOST = 1000
"""How many figures of a paragraph are looked at; a real one tells of a few dozen."""
NONE = Numeral(Decimal(0))
"""What words such as 没有收到 tell."""
_END = regex(r"[。！？!?\n]")


class Told(Struct, frozen=True):
    """Words of a statement in masked text; `figure` is the place of the figure, or of the end when they say none."""

    start: int
    end: int
    figure: int
    statement: Statement
    value: Numeral


Search = Callable[[Masked, Statement, re.Pattern[str]], Iterator[Told]]
"""Looks for one kind of a statement's words by their pattern; of parts that are summed, by that of the first."""


def told_in(masked: Masked, form: Form) -> list[Told]:
    """Return the statements of a form in their order, of those that begin together the longest first."""
    likely = _searches(form).likely(masked.text)
    found = [told for search, statement, pattern in likely for told in search(masked, statement, pattern)]
    return sorted(found, key=lambda told: (told.start, -told.end))[:MOST]


@lru_cache(maxsize=64)
def _searches(form: Form) -> Needed[tuple[Search, Statement, re.Pattern[str]]]:
    return Needed(
        (pattern.pattern, (search, statement, pattern))
        for statement in form.statements
        for search, pattern in (
            (_figures, statement.told),
            (_none, statement.none),
            (_sums, next(iter(statement.parts), None)),
        )
        if pattern
    )


def _figures(masked: Masked, statement: Statement, pattern: re.Pattern[str]) -> Iterator[Told]:
    for found in pattern.finditer(masked.text):
        place = found.start() + found[0].rindex(FIGURE)
        figure, unit = masked.figures[place]
        if unit == statement.unit:
            yield Told(found.start(), found.end(), place, statement, figure)


def _none(masked: Masked, statement: Statement, pattern: re.Pattern[str]) -> Iterator[Told]:
    for found in pattern.finditer(masked.text):
        yield Told(found.start(), found.end(), found.end(), statement, NONE)


def _sums(masked: Masked, statement: Statement, pattern: re.Pattern[str]) -> Iterator[Told]:
    """Yield the sums of parts that stand one behind the other in a sentence."""
    for found in pattern.finditer(masked.text):
        places, end = [found.start() + found[0].index(FIGURE)], found.end()
        for part in statement.parts[1:]:
            behind = part.search(masked.text, end, end + BACK)
            if behind is None or _END.search(masked.text, end, behind.start()):
                break
            places.append(behind.start() + behind[0].index(FIGURE))
            end = behind.end()
        figures = [masked.figures[place] for place in places]
        if len(places) == len(statement.parts) and {unit for _, unit in figures} == {statement.unit}:
            whole = Numeral(sum((figure.value for figure, _ in figures), Decimal(0)))
            yield Told(found.start(), end, end, statement, whole)
