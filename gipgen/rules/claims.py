"""What sentences plainly tell of a figure; sentences about anything else are left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gipgen.form import FIGURE, Statement
from gipgen.report.model import Value
from gipgen.rules.masked import Masked, mask
from gipgen.rules.numerals import Numeral
from gipgen.rules.scope import BACK, Scope, scope_of
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject
from gipgen.source import Place

MOST = 1000
"""How many figures of a paragraph are looked at; a real one tells of a few dozen."""
_END = re.compile(r"[。！？!?\n]")
_NEGATED = re.compile("[未没无]")
_PART = "其中"
_NONE = Numeral(Decimal(0))


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as told in a stretch; `right` says whether the tables show it, None when they cannot tell."""

    statement: Statement
    stretch: Stretch
    start: int
    end: int
    told: Numeral
    right: bool | None

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.stretch.place(self.start, self.end)

    @property
    def quote(self) -> str:
        """The words as written."""
        return self.stretch.quote(self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Told:
    """Words of a statement in masked text; `figure` is the place of the figure, or of the end when they say none."""

    start: int
    end: int
    figure: int
    statement: Statement
    told: Numeral


def claims(subject: Subject) -> Iterator[Claim]:
    """Yield what prose plainly tells of the figures of a report, in its order."""
    report = subject.report
    scope = scope_of(report.agency, report.type)
    lead = ""
    last: Stretch | None = None
    for stretch in subject.stretches:
        if last is None or stretch.passage is not last.passage or stretch.kind != "-":
            lead = ""
        if stretch.kind != "#":
            yield from _in_stretch(stretch, report.form.statements, report.values, scope, lead, report.year)
        lead = stretch.text[-BACK:] if stretch.text[-1] in "：:" else lead
        last = stretch


def _in_stretch(
    stretch: Stretch, statements: Iterable[Statement], values: tuple[Value, ...], scope: Scope, lead: str, year: int
) -> Iterator[Claim]:
    masked = mask(stretch, year)
    if not masked.figures and not _NEGATED.search(masked.text):
        return
    known = sorted(_told(masked, statements), key=lambda told: (told.start, -told.end))[:MOST]
    sentences = tuple(scope.sentences(masked.text))
    by_sentence: dict[int, list[_Told]] = {}
    for told in known:
        by_sentence.setdefault(bisect_right(sentences, (told.start, len(masked.text))) - 1, []).append(told)
    for number in _of_the_agency(masked.text, sentences, by_sentence, scope, f"{stretch.head}\n{lead}"):
        yield from _in_sentence(stretch, masked, by_sentence[number], sentences[number][0], values, scope, lead)


def _of_the_agency(
    text: str, sentences: tuple[tuple[int, int], ...], telling: Collection[int], scope: Scope, above: str
) -> Iterator[int]:
    """Yield which of the sentences that tell of figures do not go on about others.

    Behind words about others the name of the agency must begin a sentence; behind figures of others the year will do.
    """
    of_others, going_on, back = scope.of_others(above), False, 0
    for number, (start, end) in enumerate(sentences):
        sentence = text[start:end]
        if scope.opening.match(sentence):
            of_others, back = False, start
        if scope.anew.match(sentence):
            going_on = False
        if number in telling:
            of_others = of_others or scope.of_others(text[max(back, start - BACK) : start])
            if not of_others and not going_on:
                yield number
            going_on = going_on or scope.told_for_others(sentence)


def _in_sentence(
    stretch: Stretch,
    masked: Masked,
    inside: list[_Told],
    start: int,
    values: tuple[Value, ...],
    scope: Scope,
    lead: str,
) -> Iterator[Claim]:
    """Yield the claims of one sentence; a figure behind one of another scope, or a part of a wrong one, is left alone."""
    anchor, seen = "", set[int]()
    for told in inside:
        before = lead + masked.text[max(start, told.start - BACK) : told.start]
        if not scope.holds(before):
            return
        statement = told.statement
        if told.figure in seen or _excluded(statement, stretch, before, anchor):
            continue
        seen.add(told.figure)
        right = _right(statement, told.told, values)
        if right and not statement.within:
            anchor = statement.figure
        yield Claim(statement, stretch, *masked.span(told.start, told.end), told.told, right)


def _excluded(statement: Statement, stretch: Stretch, before: str, anchor: str) -> bool:
    return (
        (_PART in before and not anchor)
        or (bool(statement.within) and not anchor.startswith(statement.within))
        or (statement.near is not None and not statement.near.search(stretch.head + stretch.text))
        or (statement.apart is not None and bool(statement.apart.search(before)))
    )


def _right(statement: Statement, told: Numeral, values: tuple[Value, ...]) -> bool | None:
    sums = [total(values[cell] for cell in cells) for cells in (statement.cells, *statement.also) if cells]
    if not sums or sums[0] is None:
        return None
    return any(value is not None and told.means(value) for value in (sums if told is not _NONE else sums[:1]))


def _told(masked: Masked, statements: Iterable[Statement]) -> Iterator[_Told]:
    for statement in statements:
        for found in statement.told.finditer(masked.text) if statement.told else ():
            place = found.start() + found[0].rindex(FIGURE)
            figure, unit = masked.figures[place]
            if unit == statement.unit:
                yield _Told(found.start(), found.end(), place, statement, figure)
        for found in statement.none.finditer(masked.text) if statement.none else ():
            yield _Told(found.start(), found.end(), found.end(), statement, _NONE)
        yield from _sums(masked, statement)


def _sums(masked: Masked, statement: Statement) -> Iterator[_Told]:
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
            yield _Told(found.start(), end, end, statement, whole)


def total(values: Iterable[Value]) -> Value:
    """Add figures up; None when one is missing."""
    found: int | Decimal = 0
    for value in values:
        if value is None:
            return None
        found += value
    return found
