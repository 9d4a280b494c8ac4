"""Blocks → the parts of a report, found by the headings that the statute gives its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gipgen.form import Forms
from gipgen.readers import Block, Paragraph
from gipgen.recognition.contents import contents
from gipgen.recognition.headings import SHORT, Heading, headings, section_labels
from gipgen.recognition.numbers import chinese, numbered


class Outline(Struct, frozen=True):
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
    found = _followed(headings(blocks, labels, form), blocks)
    chosen = _chain(found, [section.id for section in form.sections])
    start = chosen[0].at if chosen else len(blocks)
    listed = contents(blocks[:start], [heading.at for heading in found if heading.at < start], labels)
    before = tuple(block for at, block in enumerate(blocks[:start]) if at not in listed)
    ends = [*(heading.at for heading in chosen[1:]), len(blocks)][: len(chosen)]
    places = {heading.at: heading for heading in found}
    sections: dict[str, tuple[Block, ...]] = {}
    extra: list[tuple[Paragraph, tuple[Block, ...]]] = []
    for heading, end in zip(chosen, ends, strict=True):
        inside = [*([heading.rest] if heading.rest else []), *blocks[_below(heading, places) : end]]
        if heading is chosen[-1]:
            inside, extra = _further(inside, blocks[heading.at], chinese(form.sections[-1].number))
        sections[heading.section] = tuple(inside)
    return Outline(before, sections, tuple(extra), tuple(chosen), tuple(blocks[at] for at in listed), tuple(found))


def _followed(found: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Note which headings have something behind them; one may be repeated, as the caption of a table."""
    at = {heading.at: heading for heading in found}
    ends = {*at, len(blocks)}
    return [replace(heading, told=heading.rest is not None or _below(heading, at) not in ends) for heading in found]


def _below(heading: Heading, found: Mapping[int, Heading]) -> int:
    """Return where that begins which follows a heading, and the same heading again; `found` are those by their places."""
    at = heading.at + 1
    while (other := found.get(at)) and other.section == heading.section and other.exact and other.rest is None:
        at += 1
    return at


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
    short = isinstance(block, Paragraph) and len(block.text) <= SHORT
    return numbered(f"{block.marker}{block.text}") if short and isinstance(block, Paragraph) else (0, 0, "")
