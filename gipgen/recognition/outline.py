"""Blocks → the parts of a report, found by the headings that the statute gives its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gipgen.form import Form, Forms, Section
from gipgen.readers import Block, Grid, Paragraph, Run
from gipgen.recognition.labels import alike, bare

_N = "([一二三四五六七八九十]{1,3}|[0-9]{1,2})"
_NUMBERINGS = [
    re.compile(rf"\s*{number}\s*(\S.*)", re.DOTALL)
    for number in (rf"第{_N}部分[、.．,，：:]?", rf"[（(]{_N}[）)][、.．]?", rf"{_N}[、.．,，]", rf"{_N}(?=\s)")
]
"""第一部分, （一）, 一、 and a number before a space."""
_DIGITS = "零一二三四五六七八九十"
_RUN_IN = re.compile(r"([^。：:]{2,30})[。：:]\s*(\S.*)", re.DOTALL)
_LEADERS = re.compile(r"(?:\s*[.…·]{2,}|[.…·\s]+(?=[0-9]))[.…·\s]*[0-9]*$")
"""What a table of contents has behind its headings."""
_CONTENTS = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)
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
    told: bool = False
    """Whether something stands between it and the next; in a table of contents nothing does."""
    weight: int = 0
    """How surely it is one: spelled exactly, with its own number, and over a table if its section is one."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report: what stands before its first section, in each, and under headings of its own after the last."""

    before: tuple[Block, ...]
    sections: Mapping[str, tuple[Block, ...]]
    extra: tuple[tuple[Paragraph, tuple[Block, ...]], ...]
    headings: tuple[Heading, ...]
    contents: tuple[Block, ...] = ()
    """The table of contents, which is in none of the others."""
    named: tuple[Heading, ...] = ()
    """All that may be headings of sections, also those that were not chosen."""


def outline(blocks: Sequence[Block], forms: Forms) -> Outline:
    """Find the sections; a report's headings follow each other, those of a table of contents have nothing between."""
    labels = section_labels(forms)
    form = forms.get(forms.ids[-1])
    found = _followed(list(_candidates(blocks, labels, form)), blocks)
    chosen = _chain(found, [section.id for section in form.sections])
    start = chosen[0].at if chosen else len(blocks)
    contents = _contents(blocks[:start], [heading.at for heading in found if heading.at < start], labels)
    before = tuple(block for at, block in enumerate(blocks[:start]) if at not in contents)
    ends = [*(heading.at for heading in chosen[1:]), len(blocks)][: len(chosen)]
    sections: dict[str, tuple[Block, ...]] = {}
    extra: list[tuple[Paragraph, tuple[Block, ...]]] = []
    for heading, end in zip(chosen, ends, strict=True):
        inside = [*([heading.rest] if heading.rest else []), *blocks[heading.at + 1 : end]]
        if heading is chosen[-1]:
            inside, extra = _further(inside, blocks[heading.at], chinese(form.sections[-1].number))
        sections[heading.section] = tuple(inside)
    return Outline(before, sections, tuple(extra), tuple(chosen), tuple(blocks[at] for at in contents), tuple(found))


def numbered(text: str) -> tuple[int, int, str]:
    """Part a heading into the style of its number, the number and the text; without one into 0, 0 and all."""
    for style, pattern in enumerate(_NUMBERINGS, 1):
        if found := pattern.fullmatch(text):
            return style, int(found[1]) if found[1].isdecimal() else chinese(found[1]), found[2]
    return 0, 0, text


def chinese(text: str) -> int:
    """Return a number up to 99 that is written as 十七."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS.index(text) if len(text) == 1 else 0
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


@lru_cache(maxsize=4)
def section_labels(forms: Forms) -> dict[str, str]:
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
        parts = _RUN_IN.fullmatch(text)
        _, number, name = numbered(f"{block.marker}{text}")
        if len(text) <= _SHORT and bare(name) in labels:
            found, rest, weight = labels[bare(name)], None, _EXACT
        elif parts and number and bare(numbered(parts[1])[2]) in labels:
            found, weight = labels[bare(numbered(parts[1])[2])], _EXACT
            rest = replace(block, runs=(Run(parts[2]),), level=0, marker="")
        elif len(text) <= _SHORT and (block.level or number) and (like := alike(bare(name), labels)):
            found, rest, weight = labels[like], None, 0
        else:
            continue
        weight += number == numbers[found]
        weight += found in tables and any(isinstance(other, Grid) for other in blocks[at + 1 : at + 4])
        yield Heading(at, found, rest, weight=weight)


def _contents(before: Sequence[Block], named: Sequence[int], labels: Mapping[str, str]) -> range:
    """Return where the table of contents stands: from 目录, or the first heading, to the last with a page behind it."""
    grids = {at: _lists(block, labels) for at, block in enumerate(before) if isinstance(block, Grid)}
    lines = [*named, *(at for at, lists in grids.items() if lists)]
    if not lines or (len(lines) == 1 and lines[0] not in grids):
        return range(0)
    start, end = min(lines), max(lines) + 1
    while end < len(before) and isinstance(block := before[end], Paragraph) and _LEADERS.search(block.text.strip()):
        end += 1
    texts = [block.text.strip() if isinstance(block, Paragraph) else "" for block in before]
    start -= start > 0 and bool(_CONTENTS.fullmatch(texts[start - 1]))
    is_one = all(len(texts[at]) <= 2 * _SHORT and grids.get(at, True) for at in range(start, end))
    return range(start, end) if is_one else range(0)


def _lists(grid: Grid, labels: Mapping[str, str]) -> bool:
    """Say whether a grid is a table of contents that was copied as text."""
    names = [numbered(_LEADERS.sub("", cell.text))[2] for cell in grid.cells]
    return sum(bare(name) in labels for name in names) > len(grid.cells) / 3


def _followed(found: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Note which headings have something behind them."""
    ends = [heading.at for heading in found[1:]] + [len(blocks)]
    return [
        replace(heading, told=heading.rest is not None or end > heading.at + 1)
        for heading, end in zip(found, ends[: len(found)], strict=True)
    ]


def _chain(found: list[Heading], order: Sequence[str]) -> list[Heading]:
    """Choose headings in the order of the form.

    As many as can be that have something behind them, then as many as can be, the surest of them, the last.
    """
    best: list[tuple[tuple[int, int, int, int], list[Heading]]] = []
    for number, heading in enumerate(found):
        before = (
            best[other] for other in range(number) if order.index(found[other].section) < order.index(heading.section)
        )
        (told, count, weight, start), chain = max(before, key=lambda pair: pair[0], default=((0, 0, 0, heading.at), []))
        key = (told + heading.told, count + 1, weight + heading.weight, start)
        best.append((key, [*chain, heading]))
    return max(reversed(best), key=lambda pair: pair[0])[1] if best else []


def _further(
    inside: list[Block], heading: Block, last: int
) -> tuple[list[Block], list[tuple[Paragraph, tuple[Block, ...]]]]:
    """Part what follows the last statutory section at headings that go on counting: 七、附件.

    A section without a number is taken to have `last`, that of the form's last; sections before it may be left out.
    """
    style, number, _ = _numbered(heading)
    starts = []
    for at, block in enumerate(inside):
        styled, follows, _ = _numbered(block)
        if follows in {(number or last) + 1, last + 1} and styled == (style or styled):
            starts.append(at)
            style, number, last = styled, follows, follows
    if not starts:
        return inside, []
    ends = [*starts[1:], len(inside)]
    extra = [(inside[start], tuple(inside[start + 1 : end])) for start, end in zip(starts, ends, strict=True)]
    return inside[: starts[0]], extra  # type: ignore[return-value]


def _numbered(block: Block) -> tuple[int, int, str]:
    """Part a paragraph that is short enough for a heading."""
    short = isinstance(block, Paragraph) and len(block.text) <= _SHORT
    return numbered(f"{block.marker}{block.text}") if short and isinstance(block, Paragraph) else (0, 0, "")
