"""Paragraphs and grids of a section → blocks of prose: sub-headings, lists, emphasis, links and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from gipgen.patterns import regex
from gipgen.prose import (
    Block as Prose,
)
from gipgen.prose import (
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    ProseTable,
    Strong,
)
from gipgen.prose import (
    Paragraph as Text,
)
from gipgen.prose.blocks import Text as Characters
from gipgen.readers import Block, Grid, Origin, Paragraph, Run
from gipgen.recognition.imported import Remarks
from gipgen.words import Say

_HIGHEST = 3
"""The level of a heading right below that of a section."""
_BRACKETED = regex(r"\s*[（(][一二三四五六七八九十]{1,3}[）)].{1,40}")
_ENDS = "。；;，,：:、！？"
_RESIDUE = regex(r"\[bookmark:[^\]]*\]|\[(?:image|object|图片)[0-9]*[:：]?\]|\(cid:[0-9]+\)")
"""What converters of Word files leave in a text."""
_WEB = regex(r"(?:https?://|mailto:|/|#|\./|\.\./)\S+", re.IGNORECASE)
_DEEPEST = 6


def to_prose(blocks: Sequence[Block], remarks: Remarks) -> tuple[Prose, ...]:
    """Turn blocks of a document into prose."""
    levels = sorted({block.level for block in blocks if isinstance(block, Paragraph) and block.level})
    return tuple(_prose(blocks, levels, remarks))


def _prose(blocks: Sequence[Block], levels: Sequence[int], remarks: Remarks) -> Iterator[Prose]:
    for kind, run in groupby(blocks, key=lambda block: isinstance(block, Paragraph) and _listed(block)):
        if kind:
            yield from _lists([block for block in run if isinstance(block, Paragraph)], 0, remarks)
            continue
        for block in run:
            if isinstance(block, Grid):
                yield _table(block, remarks)
            elif children := _inlines(block, remarks):
                level = _level(block, levels)
                yield Heading(level, _unmarked(children)) if level else Text(children)


def _listed(block: Paragraph) -> bool:
    """Say whether a paragraph is an item of a list that Markdown has too: with a dot or a bracket, or a bullet."""
    return bool(re.fullmatch(r"-|[0-9]{1,9}[.)]", block.marker)) and not block.level


def _level(block: Paragraph, levels: Sequence[int]) -> int:
    """Return the level of a sub-heading, by the document's own levels or by its number in brackets; 0 for text."""
    text = f"{block.marker}{block.text}".strip()
    if block.level:
        return min(_HIGHEST + levels.index(block.level), _DEEPEST)
    return _HIGHEST if _BRACKETED.fullmatch(text) and text[-1] not in _ENDS and "\n" not in text else 0


def _lists(items: Sequence[Paragraph], depth: int, remarks: Remarks) -> Iterator[Prose]:
    """Nest items in lists, one for each run of the same kind of mark."""
    groups: list[tuple[str, list[list[Paragraph]]]] = []
    for item in items:
        kind = item.marker[-1]
        if item.depth > depth and groups:
            groups[-1][1][-1].append(item)
        elif groups and groups[-1][0] == kind:
            groups[-1][1].append([item])
        else:
            groups.append((kind, [[item]]))
    for kind, entries in groups:
        first = entries[0][0].marker
        made = tuple(
            (Text(_inlines(one, remarks, marked=False)), *_lists(below, depth + 1, remarks)) for one, *below in entries
        )
        yield Items(int(first[:-1]) if kind in ".)" else None, made, kind if kind in ".)" else ".")


def _inlines(block: Paragraph, remarks: Remarks, *, marked: bool = True) -> tuple[Inline, ...]:
    runs = list(block.runs)
    if marked and block.marker:
        runs.insert(0, Run(f"{block.marker} " if block.marker.isascii() else block.marker))
    return _written(runs, block.origin, remarks)


def _written(runs: Sequence[Run], origin: Origin, remarks: Remarks) -> tuple[Inline, ...]:
    children: list[Inline] = []
    for run in _trimmed(runs):
        text = _RESIDUE.sub("", run.text)
        if text != run.text:
            dropped = "、".join(_RESIDUE.findall(run.text))
            remarks.add("GIP656", origin, what=Say(f"转换时留下的 {dropped}", f"{dropped}, left by a converter"))
        children += _styled(run, text)
    return tuple(children)


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """Join neighbours of one style and take the spaces off the ends of the whole."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[0] = joined[0]._replace(text=joined[0].text.lstrip())
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip())
    return joined


def _styled(run: Run, text: str) -> list[Inline]:
    lines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        lines += [Break()] if number else []
        lines += [Characters(line)] if line else []
    if not text.strip():
        return lines
    if run.link and _WEB.fullmatch(run.link):
        lines = [Link(run.link, tuple(lines))]
    if run.italic:
        lines = [Emphasis(tuple(lines))]
    return [Strong(tuple(lines))] if run.bold else lines


def _unmarked(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Leave out the bold of a heading, which is bold as it is."""
    return tuple(inner for child in children for inner in (child.children if isinstance(child, Strong) else (child,)))


def _table(grid: Grid, remarks: Remarks) -> ProseTable:
    """Write a grid as a table of prose; of a merged cell the first place has the text."""
    bold = all(run.bold for cell in grid.rows[0] for run in cell.runs)
    width = max(cell.column + cell.columns for cell in grid.cells)
    rows = []
    for cells in grid.rows:
        row: list[tuple[Inline, ...]] = [()] * width
        for cell in cells:
            runs = cell.runs or (Run(cell.text.replace("\n", " ")),)
            children = _written(runs, cell.origin, remarks) if cell.text else ()
            row[cell.column] = _unmarked(children) if bold and not cell.row else children
        rows.append(tuple(row))
    return ProseTable(tuple(_side(grid, column) for column in range(width)), tuple(rows))


def _side(grid: Grid, column: int) -> str:
    """Return the side to which all cells of a column with a text are set, its head not counted; empty without one."""
    below = {cell.align for cell in grid.cells if cell.column == column and cell.row and cell.text}
    return below.pop() if len(below) == 1 else ""
