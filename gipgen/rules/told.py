"""Where a paragraph has the words of a form's statements, with the figures they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from gipgen.form import FIGURE, Statement
from gipgen.patterns import regex
from gipgen.rules.masked import Masked
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


def told_in(masked: Masked, statements: Iterable[Statement]) -> list[Told]:
    """Return the statements in their order, of those that begin together the longest first."""
    found = (told for statement in statements for told in _told(masked, statement))
    return sorted(found, key=lambda told: (told.start, -told.end))[:MOST]


def _told(masked: Masked, statement: Statement) -> Iterator[Told]:
    for found in statement.told.finditer(masked.text) if statement.told else ():
        place = found.start() + found[0].rindex(FIGURE)
        figure, unit = masked.figures[place]
        if unit == statement.unit:
            yield Told(found.start(), found.end(), place, statement, figure)
    for found in statement.none.finditer(masked.text) if statement.none else ():
        yield Told(found.start(), found.end(), found.end(), statement, NONE)
    yield from _sums(masked, statement)


def _sums(masked: Masked, statement: Statement) -> Iterator[Told]:
    """Yield the sums of parts that stand one behind the other in a sentence."""
    if not statement.parts:
        return
    first, *others = statement.parts
    for found in first.finditer(masked.text):
        places, end = [found.start() + found[0].index(FIGURE)], found.end()
        for part in others:
            behind = part.search(masked.text, end, end + BACK)
            if behind is None or _END.search(masked.text, end, behind.start()):
                break
            places.append(behind.start() + behind[0].index(FIGURE))
            end = behind.end()
        figures = [masked.figures[place] for place in places]
        if len(places) == len(statement.parts) and {unit for _, unit in figures} == {statement.unit}:
            whole = Numeral(sum((figure.value for figure, _ in figures), Decimal(0)))
            yield Told(found.start(), end, end, statement, whole)
