"""The texts of a document as one, in which those of a report are looked for one behind the other."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container, Iterator

from gipgen.importing.told import bare
from gipgen.readers import NOWHERE, Document, Origin, Paragraph

_BETWEEN = ":：】]）)|"
"""What may stand between a label of the catalogue header and its entry."""


class Stream:
    """All texts of a document but those of the tables of given numbers, and where it has been read to."""

    def __init__(self, document: Document, tables: Container[int]) -> None:
        self.parts: list[tuple[int, str, Origin]] = []
        self.tables: dict[int, int] = {}
        """By number where a table left out stands."""
        self.at = end = 0
        for block in document.blocks:
            if isinstance(block, Paragraph):
                found = [(bare(block.marker, block.text), block.origin)]
            elif block.origin.table in tables:
                self.tables[block.origin.table] = end
                continue
            else:
                found = [(bare("", cell.text), cell.origin) for cell in block.cells]
            for text, origin in found:
                self.parts.append((end, text, origin))
                end += len(text)
        self.whole = "".join(text for _, text, _ in self.parts)
        self.starts = frozenset((start, text) for start, text, _ in self.parts)

    def passes(self, text: str, *, whole: bool = False) -> bool:
        """Read on to behind the next place of a text, as a paragraph of its own if it must be whole; else stay."""
        place = self.whole.find(text, self.at)
        while whole and place >= 0 and (place, text) not in self.starts:
            place = self.whole.find(text, place + 1)
        if place >= 0:
            self.at = place + len(text)
        return place >= 0

    def ahead(self, length: int) -> str:
        """Return what is read next."""
        return self.whole[self.at : self.at + length]

    def follows(self, texts: Container[str]) -> bool:
        """Say whether one of some texts is a paragraph of its own further on."""
        return any(text in texts for start, text, _ in reversed(self.parts) if start >= self.at)

    def origin(self) -> Origin:
        """Return where it has been read to."""
        number = bisect(self.parts, self.at, key=lambda part: part[0])
        return self.parts[number - 1][2] if number else NOWHERE

    def entries(self, label: str, length: int) -> Iterator[str]:
        """Yield what stands right behind each place of a label."""
        at = self.whole.find(label)
        while at >= 0:
            behind = self.whole[at + len(label) : at + len(label) + length + len(_BETWEEN)]
            yield behind.lstrip(_BETWEEN)[:length]
            at = self.whole.find(label, at + 1)
