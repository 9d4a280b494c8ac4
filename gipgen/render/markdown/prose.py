"""Blocks → Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.prose import Block, Heading, Items, Paragraph, ProseTable
from gipgen.render.markdown.inlines import write_inlines
from gipgen.render.markdown.text import close, guard

_ALIGN = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_LAST_NUMBER = 999_999_999
"""The highest number of an item that CommonMark reads; only the first one counts."""


def to_markdown(blocks: Sequence[Block], pictures: str) -> str:
    """Write blocks one below the other, an empty line between two."""
    return "\n\n".join(_written(blocks, pictures))


def _written(blocks: Sequence[Block], pictures: str, taken: str = "") -> Iterator[str]:
    """Write each block; a list right behind another, or with its first item on the line of another, has its own mark."""
    for block in blocks:
        if isinstance(block, Items):
            taken = _mark(block, taken)
            yield _items(block, pictures, taken)
        else:
            taken = ""
            yield _block(block, pictures)


def _block(block: Heading | Paragraph | ProseTable, pictures: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {close(write_inlines(block.children, pictures))}"
    if isinstance(block, Paragraph):
        return guard(write_inlines(block.children, pictures))
    return _table(block, pictures)


def _mark(block: Items, taken: str) -> str:
    """Return the sign before each item or behind its number, which tells a list from its neighbour."""
    if block.start is None:
        return "+" if taken == "-" else "-"
    return {".": ")", ")": "."}[taken] if taken == block.delimiter else block.delimiter


def _items(block: Items, pictures: str, mark: str) -> str:
    loose = any(_apart(inner) for item in block.items for inner in item[1:])
    gap = "\n\n" if loose else "\n"
    written = []
    for number, item in enumerate(block.items):
        sign = mark if block.start is None else f"{min(block.start + number, _LAST_NUMBER)}{mark}"
        first, *more = gap.join(_written(item, pictures, mark)).split("\n")
        indented = [line and " " * (len(sign) + 1) + line for line in more]
        written.append("\n".join([f"{sign} {first}".rstrip(" "), *indented]))
    return gap.join(written)


def _apart(block: Block) -> bool:
    """Say whether a block needs an empty line above it: all but lists that can break into a paragraph."""
    return not (isinstance(block, Items) and block.start in {None, 1} and block.items[0])


def _table(block: ProseTable, pictures: str) -> str:
    lines = [[write_inlines(cell, pictures).replace("\\\n", " ") for cell in row] for row in block.rows]
    rule = [_ALIGN[align] for align in block.align]
    return "\n".join("| " + " | ".join(line) + " |" for line in [lines[0], rule, *lines[1:]])
