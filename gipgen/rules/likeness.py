"""Prose taken over from last year's report, or from another agency's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.rules.imprint import HASHES, SHARED, Imprint, agreed, essence, grams
from gipgen.rules.passages import Passage
from gipgen.rules.registry import run_rule
from gipgen.rules.run import Kept, Run
from gipgen.rules.sketches import Sketches
from gipgen.schema.draft import Path

SHARE = 0.8
"""From which share of what both texts say they are called the same."""
_LEAST = agreed(0.57)
"""The least estimate worth a look: a share of 0.8 is a Jaccard index of 2/3, less three times the error of estimates."""
_ALIKE = agreed(0.95)
"""From which estimate a text stands for another, so that a hundred copies are not compared with each other."""
_FIRST = 2
"""How many of the agencies with the same text are remembered: the first, and one for the copies of the first itself."""
_TRIED = 3
"""How many candidates are read again."""
_COMPARED = 5000
"""How many characters the longest common passage is looked for in."""


class _Suspect(Struct, frozen=True):
    """A text that others have too, it seems: those of the agency itself first, the likest first."""

    kept: Kept
    imprint: Imprint
    others: tuple[tuple[Kept, Imprint], ...]


@run_rule(GIP440=Run.has_last_year, GIP441=Run.has_others)
def alike(run: Run) -> Iterator[Finding]:
    """Find texts that are mostly those of an earlier report; candidates by MinHash, then read and compared."""
    sections: dict[Path, list[tuple[Kept, Imprint]]] = defaultdict(list)
    for kept in sorted(run.reports, key=lambda kept: kept.year):
        for imprint in kept.imprints:
            sections[imprint.path].append((kept, imprint))
    suspects = [suspect for texts in sections.values() for suspect in _suspects(texts)]
    order = {id(kept): number for number, kept in enumerate(run.reports)}
    for suspect in sorted(suspects, key=lambda suspect: order[id(suspect.kept)]):
        yield from islice(_compared(run, suspect), 1)


def _suspects(texts: list[tuple[Kept, Imprint]]) -> Iterator[_Suspect]:
    """Yield the texts that may be alike to one before them, in the order of years and files."""
    index = Sketches()
    own: dict[str, list[int]] = defaultdict(list)
    whole: dict[bytes, tuple[int, ...]] = {}
    for number, (kept, imprint) in enumerate(texts):
        before = [other for other in own[kept.agency] if texts[other][0].year < kept.year][-1:]
        own[kept.agency].append(number)
        held = whole.get(imprint.whole, ())
        equal = [other for other in held if texts[other][0].agency != kept.agency][:1]
        if imprint.length >= SHARED and len(held) < _FIRST and len(equal) == len(held):
            whole[imprint.whole] = (*held, number)
        similar = index.likest(imprint.sketch, _LEAST) if imprint.sketch else ()
        strange = (found for found in similar if texts[found[0]][0].agency != kept.agency)
        near = dict(islice(strange, _TRIED)) | dict.fromkeys(equal, HASHES)
        ranked = sorted(near, key=lambda other: (-near[other], other))[:_TRIED]
        mine = [other for other in before if imprint.agreeing(texts[other][1]) >= _LEAST]
        if others := tuple(texts[other] for other in (*mine, *ranked)):
            yield _Suspect(kept, imprint, others)
        if imprint.sketch and not any(agreeing >= _ALIKE for agreeing in near.values()):
            index.add(number, imprint.sketch)


def _compared(run: Run, suspect: _Suspect) -> Iterator[Finding]:
    """Compare a text exactly with each of the others; a finding stands at their longest common passage."""
    kept, path = suspect.kept, suspect.imprint.path
    here = run.passage(kept, path)
    ours = set(grams(essence(here, kept.agency))) if here else set()
    for other, imprint in suspect.others:
        there = run.passage(other, path)
        if here and there:
            same = imprint.whole == suspect.imprint.whole
            share = 1.0 if same else _share(ours, set(grams(essence(there, other.agency))))
            if share >= SHARE:
                yield _finding(here, kept, there, other, share)


def _share(ours: set[str], theirs: set[str]) -> float:
    """Return how much of what two texts say is said in both."""
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _finding(here: Passage, kept: Kept, there: Passage, other: Kept, share: float) -> Finding:
    start, end = _longest(here.text, there.text)
    words: dict[str, object] = {
        "other": other.file,
        "agency": other.agency,
        "year": other.year,
        "share": int(share * 100),
        "length": sum(not character.isspace() for character in here.text[start:end]),
        "text": here.text[start:end],
    }
    id_ = "GIP440" if other.agency == kept.agency else "GIP441"
    return here.finding(id_, here.place(start, end), words, file=kept.file)


def _longest(here: str, there: str) -> tuple[int, int]:
    """Return the longest passage that two texts have in common, without spaces at its ends."""
    if here == there:
        return 0, len(here)
    start, size = longest(here[:_COMPARED], there[:_COMPARED])
    common = here[start : start + size]
    start += len(common) - len(common.lstrip())
    return start, start + len(common.strip())


def longest(one: str, other: str) -> tuple[int, int]:
    """Return start and length of the first of the longest parts of a text that another has too."""
    start = size = 0
    for at in range(len(one)):
        while at + size < len(one) and one[at : at + size + 1] in other:
            start, size = at, size + 1
    return start, size
