"""Blocks → the parts of a report, found by the headings that the statute gives its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gipgen.form import Form, Forms, Section
from gipgen.readers import Block, Grid, Paragraph, Run
from gipgen.recognition.labels import alike, bare

_NUMBERED = re.compile(r"\s*(?:第?([一二三四五六七八九十]{1,3})(?:部分)?|([0-9]{1,2}))[、.．,，]\s*(\S.*)")
_DIGITS = "零一二三四五六七八九十"
_RUN_IN = re.compile(r"([^。：:]{2,30})[。：:]\s*(\S.*)", re.DOTALL)
_LEADERS = re.compile(r"[.…·\s]+[0-9]+$")
_EXACT = 2
"""How much more a heading counts that is spelled exactly than one that is only like it."""
_SHORT = 40
"""Characters that a heading has at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section where it stands among the blocks; `rest` is what follows it in its own paragraph."""

    at: int
    section: str
    rest: Paragraph | None = None
    weight: int = 0
    """How surely it is one: spelled exactly, with its own number, and over a table if its section is one."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report: what stands before its first section, in each, and under headings of its own after the last."""

    before: tuple[Block, ...]
    sections: Mapping[str, tuple[Block, ...]]
    extra: tuple[tuple[Paragraph, tuple[Block, ...]], ...]
    headings: tuple[Heading, ...]


def outline(blocks: Sequence[Block], forms: Forms) -> Outline:
    """Find the sections; a report's headings follow each other, those of a table of contents have nothing between."""
    labels = _labels(forms)
    form = forms.get(forms.ids[-1])
    chosen = _chain(list(_candidates(blocks, labels, form)), [section.id for section in form.sections])
    before = tuple(blocks[: chosen[0].at]) if chosen else tuple(blocks)
    ends = [*(heading.at for heading in chosen[1:]), len(blocks)][: len(chosen)]
    sections: dict[str, tuple[Block, ...]] = {}
    extra: list[tuple[Paragraph, tuple[Block, ...]]] = []
    for heading, end in zip(chosen, ends, strict=True):
        inside = [*([heading.rest] if heading.rest else []), *blocks[heading.at + 1 : end]]
        if heading is chosen[-1]:
            inside, extra = _further(inside, blocks[heading.at])
        sections[heading.section] = tuple(inside)
    return Outline(before, sections, tuple(extra), tuple(chosen))


def ordinal(text: str) -> int:
    """Return the number that a heading begins with, such as 七、 or 7.; 0 when it has none."""
    found = _NUMBERED.fullmatch(text)
    if not found:
        return 0
    return int(found[2]) if found[2] else chinese(found[1])


def chinese(text: str) -> int:
    """Return a number up to 99 that is written as 十七."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.index(text) if len(text) == 1 else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


@lru_cache(maxsize=4)
def _labels(forms: Forms) -> dict[str, str]:
    """Return by reduced label the id of a section, whichever form calls it so."""
    return {
        bare(spelling): section.id
        for id_ in forms.ids
        for section in forms.get(id_).sections
        for spelling in (section.label, *_long(section))
    }


def _long(section: Section) -> Iterator[str]:
    """Yield the spellings that are no abbreviations: what a heading is called, not a key."""
    yield from (spelling for spelling in section.spellings if not spelling.isascii() and len(spelling) > 4)


def _candidates(blocks: Sequence[Block], labels: Mapping[str, str], form: Form) -> Iterator[Heading]:
    numbers = {section.id: chinese(section.number) for section in form.sections}
    tables = {section.id for section, _ in form.tables}
    for at, block in enumerate(blocks):
        if isinstance(block, Grid) or not block.text.strip():
            continue
        text = _LEADERS.sub("", block.text.strip())
        if len(text) <= _SHORT and bare(text) in labels:
            found, rest, weight = labels[bare(text)], None, _EXACT
        elif (parts := _RUN_IN.fullmatch(text)) and ordinal(parts[1]) and bare(parts[1]) in labels:
            found, weight = labels[bare(parts[1])], _EXACT
            rest = replace(block, runs=(Run(parts[2]),), level=0, marker="")
        elif len(text) <= _SHORT and (block.level or ordinal(text)) and (like := alike(bare(text), labels)):
            found, rest, weight = labels[like], None, 0
        else:
            continue
        weight += ordinal(f"{block.marker}{text}") == numbers[found]
        weight += found in tables and any(isinstance(other, Grid) for other in blocks[at + 1 : at + 4])
        yield Heading(at, found, rest, weight)


def _chain(found: list[Heading], order: Sequence[str]) -> list[Heading]:
    """Choose headings in the order of the form: as many as can be, the surest of them, and of equal ways the last."""
    best: list[tuple[tuple[int, int, int], list[Heading]]] = []
    for number, heading in enumerate(found):
        before = (
            best[other] for other in range(number) if order.index(found[other].section) < order.index(heading.section)
        )
        (count, weight, start), chain = max(before, key=lambda pair: pair[0], default=((0, 0, heading.at), []))
        best.append(((count + 1, weight + heading.weight, start), [*chain, heading]))
    return max(reversed(best), key=lambda pair: pair[0])[1] if best else []


def _further(inside: list[Block], heading: Block) -> tuple[list[Block], list[tuple[Paragraph, tuple[Block, ...]]]]:
    """Part what follows the last statutory section at headings that go on counting: 七、附件."""
    expected = (ordinal(heading.text) if isinstance(heading, Paragraph) else 0) + 1
    starts = []
    for at, block in enumerate(inside):
        if (
            isinstance(block, Paragraph)
            and len(block.text) <= _SHORT
            and expected > 1
            and ordinal(block.text) == expected
        ):
            starts.append(at)
            expected += 1
    if not starts:
        return inside, []
    ends = [*starts[1:], len(inside)]
    extra = [(inside[start], tuple(inside[start + 1 : end])) for start, end in zip(starts, ends, strict=True)]
    return inside[: starts[0]], extra  # type: ignore[return-value]
