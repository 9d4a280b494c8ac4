"""Documents made of drafts: each kind of mischief in each format, and mixtures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tests.hostile import around, figures, layouts, shapes, wrecks
from tests.hostile.as_html import write_html
from tests.hostile.as_text import write_markdown, write_text
from tests.hostile.as_word import write_word
from tests.hostile.draft import FORMATS, KINDS, Draft, ImpossibleError, kind
from tests.hostile.material import plain_draft

__all__ = ["Hostile", "documents", "make"]

WRITERS: dict[str, Callable[[Draft, Random], bytes]] = {
    "docx": write_word,
    "html": write_html,
    "txt": write_text,
    "md": write_markdown,
}
MIXTURE = "several of them"
STREAM = "nothing between the cells of tables"
"""What is repeated in such a copy could be told from nothing."""
FLAT = {"spans repeated", "spans left blank", "spans lost"}
MIXED, WRONG = "two forms in one report", "the form of another year"
_ORDER = [figures.__name__, wrecks.__name__, shapes.__name__, layouts.__name__, around.__name__]


@kind(MIXED)
def mixed(draft: Draft, rng: Random) -> None:
    """Print table 三 of 2019 in a report on the form of 2021, as 洪泽 did; the draft is made so."""


@kind(WRONG)
def wrong_form(draft: Draft, rng: Random) -> None:
    """Use the form of 2019 for 2022."""
    for one in draft.texts("title"):
        one.text = one.text.replace(str(draft.year), "2022")
    draft.year = 2022


@dataclass(frozen=True)
class Hostile:
    """A document, what was done to it, and what must come out."""

    kinds: tuple[str, ...]
    format: str
    draft: Draft
    data: bytes

    @property
    def name(self) -> str:
        """The kind that it is counted under."""
        return self.kinds[0] if len(self.kinds) == 1 else MIXTURE


def make(kinds: tuple[str, ...], format_: str, seed: int) -> Hostile:
    """Make a document; raises ImpossibleError."""
    rng = Random(f"{'+'.join(kinds)} {format_} {seed}")
    form = (
        "2021" if MIXED in kinds else "2019" if {WRONG, "signed figures"} & set(kinds) else rng.choice(["2019", "2021"])
    )
    draft = plain_draft(form, rng, other="2019" if MIXED in kinds else "")
    draft.style["format"] = format_
    for name in sorted(kinds, key=_rank):
        KINDS[name].apply(draft, rng)
    return Hostile(kinds, format_, draft, WRITERS[format_](draft, rng))


def _rank(name: str) -> tuple[int, bool, int]:
    module = KINDS[name].apply.__module__
    return (_ORDER.index(module) if module in _ORDER else -1, name in FLAT, list(KINDS).index(name))


def documents(each: int, mixtures: int) -> Iterator[Hostile]:
    """Give `each` documents of every kind and format, and so many mixtures in every format."""
    for one in KINDS.values():
        for format_ in one.formats:
            for seed in range(each * 4):
                with suppress(ImpossibleError):
                    yield make((one.name,), format_, seed)
                    if seed + 1 >= each:
                        break
    for seed in range(mixtures):
        for format_ in FORMATS:
            with suppress(ImpossibleError):
                yield make(_several(seed, format_), format_, seed)


def _several(seed: int, format_: str) -> tuple[str, ...]:
    """Choose kinds that can meet in one document: one that changes the shape of a table or destroys figures, one of lost spans, any others."""
    rng = Random(f"kinds {format_} {seed}")
    never = {
        "signed figures",
        WRONG,
        "prose behind its heading",
        "table left out",
        "headings that the program numbers",
        "the heads of table 三 left out",
    }
    able = [one.name for one in KINDS.values() if format_ in one.formats and one.name not in FLAT | never]
    shape, wreck = ([name for name in able if _rank(name)[0] in ranks] for ranks in ({2, 3}, {1}))
    others = [name for name in able if _rank(name)[0] not in {1, 2, 3}]
    one_of = rng.choice([[], rng.sample(shape, 1), rng.sample(wreck, 1)])
    chosen = [*rng.sample(others, rng.randint(2, 4)), *one_of]
    spans = [] if STREAM in chosen else rng.sample(sorted(FLAT), rng.randint(0, 1))
    return (*chosen, *spans)
