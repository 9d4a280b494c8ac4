"""Paragraphs → headings of sections, by the form's own words, by words like them, or by number and topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from gipgen.form import Form, Forms, Section
from gipgen.patterns import regex
from gipgen.readers import Block, Grid, Paragraph, Run
from gipgen.recognition.labels import alike, bare
from gipgen.recognition.numbers import chinese, numbered

Labels = Mapping[str, str]
"""By reduced heading the id of its section."""

LEADERS = regex(r"(?:\s*[.…·]{2,}[.…·\s]*|[.…·\s]+(?=[0-9第—-]))(?:第?\s*[—-]?\s*[0-9]*\s*[—-]?\s*页?)$")
"""What a table of contents has behind its headings."""
SHORT = 40
"""Characters that a heading has at most."""

_RUN_IN = regex(r"([^。：:]{2,30})[。：:]\s*(\S.*)", re.DOTALL)
_JOINING = regex(r"以及|[及和与的、，,]")
"""What headings are joined with in one way or another: 问题及改进, 问题和改进."""
_EXACT = 4
"""How much more a heading counts that is spelled exactly than one that is only like it."""
_TOPIC = 2
"""How many pairs of characters of its section's own a heading by number and topic has."""


class Heading(Struct, frozen=True):
    """A heading of a section where it stands among the blocks; `rest` is what follows it in its own paragraph."""

    at: int
    section: str
    rest: Paragraph | None = None
    told: bool = False
    """Whether something stands between it and the next; in a table of contents nothing does."""
    weight: int = 0
    """How surely it is one: spelled exactly, with its own number, and over a table if its section is one."""
    exact: bool = True


@lru_cache(maxsize=4)
def section_labels(forms: Forms) -> Labels:
    """Return by reduced label the id of a section, whichever form calls it so."""
    return {
        _reduced(spelling): section.id
        for id_ in forms.ids
        for section in forms.get(id_).sections
        for spelling in (section.label, *section.printed, *_long(section))
    }


def titled_by(name: str, labels: Labels) -> str | None:
    """Return the section that a heading without its number is of, word by word."""
    return labels.get(_reduced(name))


def _reduced(text: str) -> str:
    return _JOINING.sub("", bare(text))


def _long(section: Section) -> Iterator[str]:
    """Yield the spellings that are no abbreviations: what a heading is called, not a key."""
    yield from (spelling for spelling in section.spellings if not spelling.isascii() and len(spelling) > 4)


def headings(blocks: Sequence[Block], labels: Labels, form: Form) -> list[Heading]:
    """Return all that may be headings; those in other words only in the style of numbers of the exact ones."""
    numbers = {section.id: chinese(section.number) for section in form.sections}
    tables = {section.id for section, _ in form.tables}
    found: list[tuple[int, Heading]] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.strip() and (heading := _heading(at, block, labels, numbers)):
            style, number, _ = numbered(f"{block.marker}{block.text}")
            over = any(isinstance(other, Grid) for other in blocks[at + 1 : at + 4])
            more = (number == numbers[heading.section]) + (heading.section in tables and over)
            found.append((style, replace(heading, weight=heading.weight + more)))
    styles = {style for style, heading in found if heading.weight > _EXACT}
    return [heading for style, heading in found if heading.exact or not styles or style in styles]


def _heading(at: int, block: Paragraph, labels: Labels, numbers: Mapping[str, int]) -> Heading | None:
    text = LEADERS.sub("", block.text.strip())
    parts = _RUN_IN.fullmatch(text)
    _, number, name = numbered(f"{block.marker}{text}")
    if len(text) <= SHORT and (section := titled_by(name, labels)):
        return Heading(at, section, weight=_EXACT)
    if parts and number and (section := titled_by(numbered(parts[1])[2], labels)):
        rest = replace(block, runs=(Run(parts[2]),), level=0, marker="")
        return Heading(at, section, rest, weight=_EXACT)
    if len(text) > SHORT or re.search("[。；;：:]", text[:-1]) or not (block.level or number):
        return None
    if like := alike(_reduced(name), labels):
        return Heading(at, labels[like], exact=False)
    section = _by_topic(_reduced(name), labels)
    return Heading(at, section, exact=False) if section and numbers[section] == number else None


def _by_topic(name: str, labels: Labels) -> str | None:
    """Return the section of whose own pairs of characters a heading has most, and twice as many as of another."""
    own = _own_pairs(tuple(labels.items()))
    counts = sorted(((len(_pairs(name) & pairs), section) for section, pairs in own.items()), reverse=True)
    return counts[0][1] if counts[0][0] >= max(_TOPIC, 2 * counts[1][0]) else None


@lru_cache(maxsize=4)
def _own_pairs(labels: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    """Return by section the pairs of characters that the headings of no other have."""
    own: dict[str, set[str]] = {section: set() for _, section in labels}
    for label, section in labels:
        own[section] |= _pairs(label)
    return {
        section: pairs - set().union(*(more for other, more in own.items() if other != section))
        for section, pairs in own.items()
    }


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
