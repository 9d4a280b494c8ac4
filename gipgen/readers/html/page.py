"""Characters of a page → what stands on it, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from gipgen.readers.document import Block, Cell, Document, Dropped, Grid, Origin, Paragraph, only_runs
from gipgen.readers.html.elements import Elements
from gipgen.readers.html.items import Aside, Item, Table, left_out, one_line, plain
from gipgen.readers.html.kinds import Leave
from gipgen.readers.html.parse import parse

MAIN = 0.3
"""Part of the text from which a head, a foot or something hidden is what the page is about."""


def read_page(text: str, table: int = 0) -> Document:
    """Read a page, or a piece of one, whose tables count on from `table`; raises DocumentError."""
    root = parse(text)
    elements = Elements()
    _walk(root, elements)
    elements.flow.flush()
    items = _chosen(elements.flow.items, elements.flow.words)
    blocks = tuple(_numbered(items, table))
    found = [item for item in blocks if isinstance(item, Dropped)]
    tags = ((node.attributes.get("name"), node.attributes.get("content")) for node in root.css("meta[name][content]"))
    return Document(
        tuple(item for item in blocks if not isinstance(item, Dropped)),
        tuple((name, content.strip()) for name, content in tags if name and content),
        tuple(dict.fromkeys(found)),
    )


def _walk(root: LexborNode, elements: Elements) -> None:
    """Visit the tree without recursion: pages nest as deep as they like."""
    path: list[tuple[LexborNode, Leave]] = []
    node = root.first_child
    while node is not None or path:
        if node is None:
            parent, leave = path.pop()
            leave()
            node = parent.next
        elif node.is_element_node and (enter := elements.enter(node)):
            path.append((node, enter))
            node = node.first_child
        else:
            if node.is_text_node:
                elements.flow.text(node.text_content or "")
            node = node.next


def _chosen(items: Iterable[Item], words: int) -> Iterator[Item]:
    """Leave out what frames the page, unless it holds much of the text or a heading of its own."""
    for item in items:
        if not isinstance(item, Aside):
            yield item
        elif item.words and (item.words >= MAIN * words or (item.kind == "header" and _has_heading(item.items))):
            yield from _chosen(item.items, words)
        elif item.words and item.kind != "nav":
            yield left_out(item)


def _has_heading(items: list[Item]) -> bool:
    """Say whether there is a heading that is no link."""
    return any(item.level and not item.runs[0].link for item in plain(items) if isinstance(item, Paragraph))


def _numbered(items: Iterable[Item], number: int) -> Iterator[Block | Dropped]:
    """Give the tables their numbers; a caption that repeats the heading over it is left out."""
    heading = ""
    for item in items:
        if isinstance(item, Table):
            number += 1
            for part in plain(item.caption):
                if isinstance(part, Dropped):
                    yield part
                elif not heading.endswith(part.text):
                    yield Paragraph(part.runs, Origin(table=number))
            yield from _cells(item, number)
        elif not isinstance(item, Aside):
            heading = item.text if isinstance(item, Paragraph) and item.level else heading
            yield item


def _cells(table: Table, number: int) -> Iterator[Block | Dropped]:
    """Yield a table, then what its cells hold besides text."""
    cells = []
    for place in sorted(table.places, key=lambda place: (place.row, place.column)):
        origin = Origin(table=number, row=place.row + 1, column=place.column + 1)
        parts = list(plain(place.items))
        text, held = one_line(parts), [part for part in parts if isinstance(part, Paragraph)]
        align, runs = held[0].align if held else "", only_runs([part.runs for part in held], text)
        cells.append(Cell(place.row, place.column, text, place.rows, place.columns, origin, align, runs))
        for part in parts:
            if isinstance(part, Dropped):
                yield Dropped(part.what, origin)
    yield Grid(tuple(cells), Origin(table=number))
