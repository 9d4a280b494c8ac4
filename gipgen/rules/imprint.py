"""The imprint of a text: enough to tell whether two are much alike, without the texts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from math import ceil
from operator import eq
from unicodedata import normalize

from msgspec import Struct
from rensa import RMinHash

from gipgen.form import load_envelope
from gipgen.patterns import regex
from gipgen.rules.own import Own
from gipgen.rules.passages import REFERENCE, Passage
from gipgen.schema.draft import Path

LEAST = 150
"""Texts of fewer characters are mostly alike by chance: 全年没有收到申请."""
TELLING = 40
"""From how many telling characters on a text that is wholly the same as another is taken over."""
SHARED = 80
"""From how many characters in all, when the other is another agency's: both may do what every agency does."""
HASHES = 256
"""So many figures tell the likeness of two texts within 0.03 of what it is (Broder, 1997)."""
KINDS = 16
"""Of each figure no more is kept than which of so many it is, as a sixteenth agrees by chance (Li and König, 2010)."""
GRAM = 5
_FIGURE = regex(rf"[0-9{REFERENCE}]+(?:[.,][0-9]+)*%?")
_WIDE = "，；：（）？！"
_STANDARD = (("preamble",),)
"""Texts that tell of the statute in its own words."""
_CLAUSE = regex(r"[^，,、：:；;。！？!?\n]+")
_NOTHING = regex("[没未无]|不存在|不涉及")
"""What tells of nothing, as is right in many reports: 没有其他需要报告的事项."""


class Imprint(Struct, frozen=True):
    """The imprint of the prose at a path: the hash of the whole and its length, and of a long one its sketch, else nothing."""

    path: Path
    whole: bytes
    length: int
    sketch: bytes

    def agreeing(self, other: Imprint) -> int:
        """Return at how many places two sketches agree; all of them when the whole texts are the same."""
        return HASHES if self.whole == other.whole else sum(map(eq, self.sketch, other.sketch))


def agreed(share: float) -> int:
    """Return at how many places two sketches agree when so much of all 5-character stretches of two texts is in both."""
    return ceil(HASHES * (share + (1 - share) / KINDS))


def imprints(prose: Iterable[Passage], agency: str, names: Own) -> tuple[Imprint, ...]:
    """Take the imprints of all texts that tell enough, the preamble apart."""
    found = []
    for passage in prose:
        text = essence(passage, agency) if passage.path not in _STANDARD else ""
        long = len(text) >= LEAST
        if long or _telling(text) >= TELLING:
            bare = _bare(passage, names)
            found.append(Imprint(_shared(passage.path), _hash(bare), len(bare), _sketch(text) if long else b""))
    return tuple(found)


@lru_cache(maxsize=256)
def _shared(path: Path) -> Path:
    """Return the same path each time, not one of its own for each report."""
    return path


def _bare(passage: Passage, names: Own) -> str:
    """Return a whole text without spaces, figures and the names of its agency."""
    return _FIGURE.sub("0", names.hidden(_one_width(passage.text)))


def _sketch(text: str) -> bytes:
    found = RMinHash(num_perm=HASHES, seed=1)
    found.update(grams(text))
    return bytes(figure % KINDS for figure in found.digest())


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _telling(text: str) -> int:
    """Count the characters of the clauses that tell of something."""
    return sum(len(clause) for clause in _CLAUSE.findall(text) if not _NOTHING.search(clause))


def essence(passage: Passage, agency: str) -> str:
    """Return what is a text's own: without figures, spaces, the agency's name, and sentences on laws and on the fee.

    Those sentences are the same in most reports, as notices prescribe them.
    """
    fee = load_envelope().field("processing_fee").label
    own = [sentence for sentence in passage.sentences if "《" not in sentence and fee not in sentence]
    text = _one_width("".join(own))
    return _FIGURE.sub("0", text.replace(agency, "") if agency else text)


def grams(text: str) -> list[str]:
    """Return all stretches of five characters."""
    return [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]


def _one_width(text: str) -> str:
    """Return a text as NFKC has it, without spaces; what it makes of the common marks is put in first, as it is slow at that."""
    for mark in _WIDE:
        text = text.replace(mark, chr(ord(mark) - 0xFEE0))
    return "".join(normalize("NFKC", text).split())
