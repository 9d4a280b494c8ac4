"""Text of a page as it is read: pieces in their styles, which become paragraphs."""

from __future__ import annotations

from gipgen.readers.document import Dropped, Paragraph
from gipgen.readers.html.gaps import LINE, PLAIN, Style, folded, joined, kept, paragraphs
from gipgen.readers.html.items import Aside, Item
from gipgen.readers.html.tags import struck
from gipgen.words import Say

LINKS = 4
"""Links from which a list of nothing else leads through the site."""
SHARE = 0.9
"""Part of the text that such a list has in links."""
LISTS = Dropped(Say("只有链接的列表", "lists of nothing but links"))

_SIGNS = " \t\r\n\f\xa0\u2003\u3000|·>»›/-—"


class Flow:
    """What was read so far, and how the next text looks."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.pieces: list[tuple[Style, str]] = []
        self.style: Style = PLAIN
        self.level = 0
        self.marker = ""
        self.depth = 0
        self.align = ""
        self.preformatted = False
        self.struck = False
        self.leads = False
        """Whether the text stands in a link, even one of a script."""
        self.words = 0
        """Characters outside links."""
        self.linked = 0
        self.links = 0

    def text(self, text: str) -> None:
        """Add text."""
        if not self.pieces and text.isspace():
            return
        text = folded(text)
        if self.struck:
            self.items += [struck(text.strip())] if text.strip() else []
            return
        seen = len(text.strip(_SIGNS))
        if self.leads:
            self.linked += seen
        else:
            self.words += seen
        self.pieces.append((self.style, kept(text) if self.preformatted else text))

    def line(self) -> None:
        """Add a line break."""
        self.pieces.append((self.style, LINE))

    def flush(self) -> None:
        """End the paragraph."""
        if not self.pieces:
            return
        for runs in paragraphs(self.pieces):
            self.items.append(Paragraph(runs, level=self.level, marker=self.marker, depth=self.depth, align=self.align))
            self.marker = ""
        self.pieces = []

    def aside(self, kind: str) -> Aside:
        """Collect what follows by itself, until it is closed."""
        aside = Aside(kind, self.items, self.words)
        self.items = []
        return aside

    def close(self, aside: Aside) -> None:
        """End what was collected by itself."""
        outer, aside.items = aside.items, self.items
        aside.words = self.words - aside.words
        self.items = outer
        if aside.items:
            self.items.append(aside)

    def count(self) -> tuple[int, int, int, int]:
        """Return how much there is, for `thin_out`."""
        return len(self.items), self.words, self.linked, self.links

    def thin_out(self, before: tuple[int, int, int, int]) -> None:
        """Drop what was added since, when it is a list of links."""
        start, words, linked, links = before
        words, linked = self.words - words, self.linked - linked
        if self.links - links >= LINKS and linked >= SHARE * (words + linked):
            self.items[start:] = [LISTS]
            self.words, self.linked, self.links = before[1:]

    def captured(self) -> str:
        """Take the text that was collected and has not become a paragraph."""
        texts = [run.text for runs in paragraphs(self.pieces) for run in runs] if self.pieces else []
        self.pieces = []
        return joined(texts)
