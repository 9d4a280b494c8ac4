"""What sentences plainly tell of a figure; sentences about anything else are left alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator

from msgspec import Struct

from gipgen.form import Statement
from gipgen.patterns import regex
from gipgen.report import Report
from gipgen.report.model import Value
from gipgen.rules.accounts import Accounts
from gipgen.rules.cells_meant import Sums, meant, total
from gipgen.rules.masked import Masked, mask
from gipgen.rules.numerals import Numeral
from gipgen.rules.scope import BACK, Scope, begins_with_the_year, scope_of
from gipgen.rules.standing import standings
from gipgen.rules.stretches import Stretch
from gipgen.rules.subject import Subject
from gipgen.rules.told import NONE, Told, told_in
from gipgen.source import Place

_NEGATED = regex("[未没无]")
_PART = "其中"


class Claim(Struct, frozen=True):
    """A figure as told in a stretch; `right` says whether the tables show it, None when they cannot tell."""

    statement: Statement
    cells: tuple[int, ...]
    """Whose sum it should be: those of the statement, or of the part of them that the sentence is about."""
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
            yield from _in_stretch(stretch, report, scope, lead)
        lead = stretch.text[-BACK:] if stretch.text[-1] in "：:" else lead
        last = stretch


def _in_stretch(stretch: Stretch, report: Report, scope: Scope, lead: str) -> Iterator[Claim]:
    masked = mask(stretch, report.year)
    if not masked.figures and not _NEGATED.search(masked.text):
        return
    known = told_in(masked, report.form)
    if not known:
        return
    sentences = tuple(scope.sentences(masked.text))
    by_sentence: dict[int, list[Told]] = {}
    for told in known:
        by_sentence.setdefault(bisect_right(sentences, (told.start, len(masked.text))) - 1, []).append(told)
    for number in _of_the_agency(masked.text, sentences, by_sentence, scope, f"{stretch.head}\n{lead}"):
        yield from _in_sentence(stretch, masked, by_sentence[number], sentences[number], report, scope, lead)


def _of_the_agency(
    text: str, sentences: tuple[tuple[int, int], ...], telling: Collection[int], scope: Scope, above: str
) -> Iterator[int]:
    """Yield which of the sentences that tell of figures do not go on about others.

    Behind words about others the name of the agency must begin a sentence; behind figures of others the year will do.
    """
    of_others, going_on, back = scope.of_others(above), False, 0
    for number, (start, end) in enumerate(sentences):
        sentence = text[start:end]
        if scope.opens(sentence):
            of_others, going_on, back = False, False, start
        if begins_with_the_year(sentence):
            going_on = False
        if number in telling:
            of_others = of_others or scope.of_others(text[max(back, start - BACK) : start])
            if not of_others and not going_on:
                yield number
            going_on = going_on or scope.told_for_others(sentence)


def _in_sentence(
    stretch: Stretch,
    masked: Masked,
    inside: list[Told],
    span: tuple[int, int],
    report: Report,
    scope: Scope,
    lead: str,
) -> Iterator[Claim]:
    """Yield the claims of one sentence; a figure behind one of another scope, or a part of a wrong one, is left alone."""
    text, anchor, seen = masked.text, "", set[int]()
    inside = [told for told in inside if not _elsewhere(told.statement, stretch, _before(text, span[0], told, lead))]
    accounts = Accounts(masked, inside, span)
    for told, standing in zip(inside, standings(masked, inside, span, scope), strict=True):
        before, statement = _before(text, span[0], told, lead), told.statement
        if not scope.holds(before):
            return
        behind = anchor.startswith(statement.within) if statement.within else anchor or _PART not in before
        if told.figure in seen or not behind:
            continue
        seen.add(told.figure)
        sums = meant(told, standing, report)
        right = _right(told.value, sums, report.values)
        if not sums or (right is False and accounts.explain(told, total(report.values[cell] for cell in sums[0]))):
            continue
        if right and not statement.within:
            anchor = statement.figure
        yield Claim(statement, sums[0], stretch, *masked.span(told.start, told.end), told.value, right)


def _before(text: str, start: int, told: Told, lead: str) -> str:
    return lead + text[max(start, told.start - BACK) : told.start]


def _elsewhere(statement: Statement, stretch: Stretch, before: str) -> bool:
    """Say whether the same words are about something else here."""
    near, apart = statement.near, statement.apart
    return bool((near and not near.search(stretch.head + stretch.text)) or (apart and apart.search(before)))


def _right(told: Numeral, sums: Sums, values: tuple[Value, ...]) -> bool | None:
    found = [total(values[cell] for cell in cells) for cells in sums if cells]
    if not found or found[0] is None:
        return None
    return any(value is not None and told.means(value) for value in (found if told is not NONE else found[:1]))
