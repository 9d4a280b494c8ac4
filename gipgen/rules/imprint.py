"""The imprint of a text: enough to tell whether two are much alike, without the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from rensa import RMinHash

from gipgen.form import load_envelope
from gipgen.rules.passages import REFERENCE, Passage
from gipgen.schema.draft import Path

LEAST = 150
"""Texts of fewer characters are alike by chance: 全年没有收到申请."""
HASHES = 128
"""So many figures tell the likeness of two texts within 0.04 of what it is (Broder, 1997)."""
GRAM = 5
_FIGURE = re.compile(rf"[0-9{REFERENCE}]+(?:[.,][0-9]+)*%?")
_STANDARD = (("preamble",),)
"""Texts that tell of the statute in its own words."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint of the prose at a path."""

    path: Path
    sketch: RMinHash

    def likeness(self, other: Imprint) -> float:
        """Estimate the share of 5-character stretches that two texts have in common, of all that either has."""
        return float(self.sketch.jaccard(other.sketch))


def imprints(prose: Iterable[Passage], agency: str) -> tuple[Imprint, ...]:
    """Take the imprints of all texts that are long enough, the preamble apart."""
    found = []
    for passage in prose:
        text = essence(passage, agency) if passage.path not in _STANDARD else ""
        if len(text) >= LEAST:
            sketch = RMinHash(num_perm=HASHES, seed=1)
            sketch.update(list(grams(text)))
            found.append(Imprint(passage.path, sketch))
    return tuple(found)


def essence(passage: Passage, agency: str) -> str:
    """Return what is a text's own: without figures, spaces, the agency's name, and sentences on laws and on the fee.

    Those sentences are the same in most reports, as notices prescribe them.
    """
    fee = load_envelope().field("processing_fee").label
    own = [sentence for sentence in passage.sentences if "《" not in sentence and fee not in sentence]
    text = "".join(normalize("NFKC", "".join(own)).split())
    return _FIGURE.sub("0", text.replace(agency, "") if agency else text)


def grams(text: str) -> set[str]:
    """Return all stretches of five characters."""
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
