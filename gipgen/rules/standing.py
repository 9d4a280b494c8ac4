"""Which whole, or which part of it, a figure belongs to that a sentence tells behind others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from gipgen.form import FIGURE
from gipgen.patterns import regex
from gipgen.rules.masked import Masked
from gipgen.rules.scope import Scope
from gipgen.rules.told import Told

_UNIT = "件"
_MARKS = regex(
    r"(?P<opens>[（(])|(?P<closes>[）)])|(?P<among>中(?=[，,：:]))|(?P<whole>(?<!公)共(?![同享有])|合计|总计|[办处]理结果|答复结果)"
)
"""What between two figures says of what the next one is."""
LONGEST = 60
"""How many characters of a clause are read back."""
_BREAK = regex("[，,；;：:。！？（(\n]")
_NO_PART = regex(
    f"{FIGURE}|[在从的对按已]|办理|办结|答复|收到|受理|处理|新收|上述|所有|这些|本年度?|(?:政府)?信息公开|公开申请|依申请|公开|申请|事项|过程|工作|结果|情况"
)
"""Words before 中 that say nothing but: among all."""


class Part(Struct, frozen=True):
    """A part named before: its figure if it is told, and the words of a statement if they are known."""

    value: Decimal | None
    told: Told | None
    depth: int
    """In how many brackets."""


class Standing(Struct, frozen=True):
    """What stands before a figure in its sentence: the figure of a whole, and parts named since."""

    whole: Decimal | None
    parts: tuple[Part, ...]
    results: bool
    """Whether results were told since."""

    @property
    def of_the_whole(self) -> bool:
        """Say whether results are of the whole: no part was named, or all that make it up, one behind the other."""
        return not self.parts or sum((part.value or Decimal(0) for part in self.parts), Decimal(0)) == self.whole

    @property
    def listed(self) -> bool:
        """Say whether another part told here is plainly one of the whole: just known parts stand between."""
        return self.whole is not None and not self.results and all(part.told for part in self.parts)


class _Reader:
    """What was named so far while a sentence is read from figure to figure."""

    def __init__(self, text: str, start: int, scope: Scope) -> None:
        self.text, self.at, self.scope = text, start, scope
        self.depth = 0
        self.whole: Decimal | None = None
        self.parts: list[Part] = []
        self.results = False

    def standing(self, place: int, *, result: bool) -> Standing:
        """Read on to a place and say what stands before it; words such as 共 lead a result back to the whole."""
        for found in _MARKS.finditer(self.text, self.at, max(place, self.at)):
            self.depth += bool(found["opens"]) - bool(found["closes"])
            self.parts = [part for part in self.parts if part.depth <= self.depth]
            if found["among"] and self._narrows(found.start()):
                self._add(None, None)
            if found["whole"] and result:
                self.parts = []
        self.at = max(place, self.at)
        return Standing(self.whole, tuple(self.parts), self.results)

    def pass_by(self, value: Decimal, told: Told | None) -> None:
        """Remember a figure: a whole, a result, or a part."""
        role = told.statement.role if told else "part"
        if role == "part":
            self._add(value, told)
        elif role == "result":
            self.results = True
        else:
            self.whole, self.parts, self.results = value, [], False

    def _add(self, value: Decimal | None, told: Told | None) -> None:
        if self.results:  # parts apart from each other, each with its own results
            self.whole, self.parts, self.results = None, [], False
        alone = self.text[self.at - 1 : self.at] in "（(" and self.text[self.at + 1 : self.at + 2] in "）)"
        self.parts.append(Part(value, told, self.depth - alone))

    def _narrows(self, at: int) -> bool:
        """Say whether the clause before 中 names a part: 上年结转的6件中, not 已办结的115件中."""
        clause = _BREAK.split(self.text[max(0, at - LONGEST) : at])[-1]
        return bool(_NO_PART.sub("", self.scope.telling(clause)))


def standings(masked: Masked, inside: list[Told], span: tuple[int, int], scope: Scope) -> Iterator[Standing]:
    """Yield what stands before each statement of a sentence; a figure that tells nothing known is one of a part."""
    reader = _Reader(masked.text, span[0], scope)
    unknown = deque(unknown_figures(masked, inside, span))
    last: int | None = None
    for told in inside:
        while unknown and unknown[0] < told.start:
            reader.standing(unknown[0], result=False)
            reader.pass_by(masked.figures[unknown.popleft()][0].value, None)
        yield reader.standing(told.start, result=told.statement.role == "result")
        if told.figure != last:
            reader.pass_by(told.value.value, told)
            last = told.figure


def unknown_figures(masked: Masked, inside: list[Told], span: tuple[int, int]) -> list[int]:
    """Return the places of the figures in a sentence that no statement tells."""
    known = {place for told in inside for place in masked.between(told.start, told.end)}
    return [place for place in masked.between(*span) if place not in known and masked.figures[place][1] == _UNIT]
