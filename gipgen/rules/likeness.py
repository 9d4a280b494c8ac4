"""Prose taken over from last year's report, or from another agency's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.rules.imprint import HASHES, SHARED, Imprint, agreed, essence, grams, same
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
    """A report with a text that others have too, it seems: those of the agency itself first, the likest first."""

    kept: Kept
    path: Path
    others: tuple[Kept, ...]


@run_rule(GIP440=Run.has_last_year, GIP441=Run.has_others)
def alike(run: Run) -> Iterator[Finding]:
    """Find texts that are mostly those of an earlier report; candidates by MinHash, then read and compared."""
    sections: dict[Path, list[tuple[Kept, Imprint]]] = defaultdict(list)
    for kept in sorted(run.reports, key=lambda kept: kept.year):
        for imprint in kept.imprints:
            sections[imprint.path].append((kept, imprint))
    suspects = [suspect for path, texts in sections.items() for suspect in _suspects(path, texts)]
    order = {id(kept): number for number, kept in enumerate(run.reports)}
    for suspect in sorted(suspects, key=lambda suspect: order[id(suspect.kept)]):
        found = (_compared(run, suspect, other) for other in suspect.others)
        yield from [finding for finding in found if finding][:1]


def _suspects(path: Path, texts: list[tuple[Kept, Imprint]]) -> Iterator[_Suspect]:
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
        if others := tuple(texts[other][0] for other in (*mine, *ranked)):
            yield _Suspect(kept, path, others)
        if imprint.sketch and not any(agreeing >= _ALIKE for agreeing in near.values()):
            index.add(number, imprint.sketch)


def _compared(run: Run, suspect: _Suspect, other: Kept) -> Finding | None:
    """Compare two texts exactly; the finding stands at their longest common passage."""
    kept = suspect.kept
    here, there = run.passage(kept, suspect.path), run.passage(other, suspect.path)
    if here is None or there is None:
        return None
    share = _share(here, kept, there, other)
    if share < SHARE:
        return None
    start, end = _longest(here, there)
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


def _share(here: Passage, kept: Kept, there: Passage, other: Kept) -> float:
    """Return how much of what two texts say is said in both; all of it when nothing but names and figures differs."""
    if same(here, kept.names, there, other.names):
        return 1.0
    ours, theirs = grams(essence(here, kept.agency)), grams(essence(there, other.agency))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _longest(here: Passage, there: Passage) -> tuple[int, int]:
    """Return the longest passage that two texts have in common."""
    if here.text == there.text:
        return 0, len(here.text)
    from difflib import SequenceMatcher  # only for texts that are alike

    text = here.text[:_COMPARED]
    found = SequenceMatcher(None, text, there.text[:_COMPARED], autojunk=False).find_longest_match()
    common = text[found.a : found.a + found.size]
    start = found.a + len(common) - len(common.lstrip())
    return start, start + len(common.strip())
