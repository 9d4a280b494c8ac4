"""Characters that nobody sees → nothing, for every reader; what turns the direction of writing is told."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from gipgen.patterns import regex
from gipgen.readers.document import Cell, Document, Dropped, Origin, Paragraph
from gipgen.words import WITHOUT_WIDTH, Say, quote

_TURNING = "\u202b\u202e\u2067"
"""What sets the text behind it from right to left: 12 is seen as 21."""
_TURNED = regex(f"[{_TURNING}]")
_UNSEEN = regex(f"(?![{_TURNING}])[{WITHOUT_WIDTH}]")
_LINES = regex("[\u2028\u2029]")
_ANY = regex(f"[{WITHOUT_WIDTH}\u2028\u2029]")
"""Most texts have none of all these, and are done with one search."""


def seen(text: str) -> str:
    """Leave out what has no width but what turns the direction, which is told later; separators of lines are line ends."""
    return _LINES.sub("\n", _UNSEEN.sub("", text)) if not text.isascii() and _ANY.search(text) else text


def straight(text: str) -> str:
    """Leave out what turns the direction."""
    return _TURNED.sub("", text)


def straightened(document: Document) -> Document:
    """Leave out of a document what turns the direction, and tell where it stood."""
    if not any(map(_TURNED.search, _texts(document))):
        return document
    told: list[Dropped] = []

    def text_of(text: str, origin: Origin) -> str:
        if not _TURNED.search(text):
            return text
        found = quote(straight(text))
        what = Say(
            f"使文字从右向左排的控制符，看到的与读到的“{found}”可能不同",
            f"signs that set text from right to left; what is seen may differ from what is read: {found}",
        )
        told.append(Dropped(what, origin))
        return straight(text)

    def cell_of(cell: Cell) -> Cell:
        text = text_of(cell.text, cell.origin)
        return cell if text is cell.text else replace(cell, text=text)

    blocks = tuple(
        replace(block, runs=tuple(run._replace(text=text_of(run.text, block.origin)) for run in block.runs))
        if isinstance(block, Paragraph)
        else replace(block, cells=tuple(map(cell_of, block.cells)))
        for block in document.blocks
    )
    return replace(document, blocks=blocks, dropped=(*document.dropped, *told))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield "".join(
            [run.text for run in block.runs] if isinstance(block, Paragraph) else [one.text for one in block.cells]
        )
