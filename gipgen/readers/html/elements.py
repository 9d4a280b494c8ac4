"""What each element of a page does to the text in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from selectolax.lexbor import LexborNode

from gipgen.readers.document import RAISED
from gipgen.readers.html.flow import Flow
from gipgen.readers.html.gaps import Style
from gipgen.readers.html.markers import Items, opened
from gipgen.readers.html.style import (
    Attributes,
    is_bold,
    is_hidden,
    is_italic,
    is_struck,
    link,
    number,
    properties,
    side,
)
from gipgen.readers.html.tables import Rows
from gipgen.readers.html.tags import (
    BLOCKS,
    BOLD,
    GROUPS,
    ITALIC,
    LOOKS,
    OBJECTS,
    PREFORMATTED,
    UNREAD,
    UNSHOWN,
    dropped,
    struck,
)

Leave = Callable[[], None]


def _nothing() -> None:
    """End an element that changes nothing."""


class Elements:
    """The elements that are open, and the text that they hold."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.lists: list[Items] = []
        self.tables: list[Rows] = []
        self.sheltered = 0
        """Open elements that hold an article."""
        self.framed = False
        self.hidden = False

    def enter(self, node: LexborNode) -> Leave | None:
        """Begin an element; returns what ends it, or None for one whose content is not read."""
        tag = node.tag or ""
        if tag in UNREAD:
            return None
        if tag == "br":
            self.flow.line()
            return None
        attributes = node.attributes
        shown = properties(attributes) if attributes else {}
        hidden = bool(attributes) and is_hidden(attributes, shown)
        if hidden and tag in UNSHOWN:
            return None
        if tag in OBJECTS:
            self.flow.items.append(dropped(node, tag, attributes))
            return None
        if is_struck(shown):
            self.flow.items.append(struck(node))
            return None
        return self._open(tag, attributes, shown, hidden=hidden)

    def _open(self, tag: str, attributes: Attributes, shown: Mapping[str, str], *, hidden: bool) -> Leave:
        """Set what an element changes; what ends it undoes that in turn."""
        leaves = [self._looks(tag, attributes, shown)]
        if tag in BLOCKS:
            self.flow.flush()
            if tag in GROUPS:
                leaves.append(partial(self.flow.thin_out, self.flow.count()))
        if hidden and not self.hidden:
            leaves.append(self._hide())
        if tag in BLOCKS:
            leaves.append(self.flow.flush)
        if tag in KINDS:
            leaves.append(KINDS[tag](self, tag, attributes, shown))
        elif shown.get("mso-list") == "ignore":
            leaves.append(self._mark())
        if tag == "sup" or shown.get("vertical-align") == "super":
            leaves.append(partial(self._raise, len(self.flow.pieces)))
        return leaves[0] if len(leaves) == 1 else partial(_leave, leaves[::-1])

    def _looks(self, tag: str, attributes: Attributes, shown: Mapping[str, str]) -> Leave:
        """Set how text looks; only what changes it costs anything."""
        flow = self.flow
        if not shown and tag not in LOOKS and tag not in KINDS and "align" not in attributes:
            return _nothing
        before = flow.style, flow.level, flow.depth, flow.align, flow.preformatted, flow.leads
        bold = is_bold(shown, tag in BOLD or flow.style.bold)
        italic = is_italic(shown, tag in ITALIC or flow.style.italic)
        flow.style = Style(bold, italic, link(attributes) if tag == "a" else flow.style.link)
        flow.align = side(tag, attributes, shown, flow.align)
        if tag == "a" and "href" in attributes:
            flow.links += 1
            flow.leads = True
        if tag in PREFORMATTED or "white-space" in shown:
            flow.preformatted = tag in PREFORMATTED or shown["white-space"].startswith(("pre", "break-spaces"))

        def leave() -> None:
            flow.style, flow.level, flow.depth, flow.align, flow.preformatted, flow.leads = before

        return leave

    def _hide(self) -> Leave:
        """Collect what is not shown by itself."""
        flow = self.flow
        pieces, marker = flow.pieces, flow.marker
        flow.pieces, flow.marker = [], ""
        aside = flow.aside("hidden")
        self.hidden = True

        def leave() -> None:
            flow.flush()
            flow.close(aside)
            flow.pieces, flow.marker = pieces, marker
            self.hidden = False

        return leave

    def _mark(self) -> Leave:
        """Take the marker of an item that Word counted."""
        flow = self.flow
        pieces, flow.pieces = flow.pieces, []

        def leave() -> None:
            text = flow.captured()
            if any(piece.strip() for _, piece in pieces):
                flow.pieces = [*pieces, (flow.style, text)]
            else:
                flow.pieces, flow.marker = pieces, text if any(map(str.isalnum, text[:-1])) else "-"

        return leave

    def _raise(self, start: int) -> None:
        """Write the digits of what ends as raised ones."""
        pieces = self.flow.pieces
        pieces[start:] = [(style, text.translate(RAISED)) for style, text in pieces[start:]]

    def frame(self, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Collect by itself what frames a page: navigation, head, foot, side column."""
        if self.sheltered or self.framed:
            return _nothing
        aside = self.flow.aside(tag)
        self.framed = True

        def leave() -> None:
            self.flow.flush()
            self.flow.close(aside)
            self.framed = False

        return leave

    def article(self, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Shelter head and foot of an article."""
        self.sheltered += 1

        def leave() -> None:
            self.sheltered -= 1

        return leave

    def heading(self, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Give the level."""
        self.flow.level = int(tag[1])
        return _nothing

    def list_(self, tag: str, attributes: Attributes, shown: Mapping[str, str]) -> Leave:
        """Open a list."""
        self.flow.marker = ""
        self.lists.append(opened(tag, attributes, shown))
        return self._end_list

    def _end_list(self) -> None:
        self.lists.pop()

    def item(self, _tag: str, attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Mark the next paragraph."""
        self.flow.marker = self.lists[-1].marker(attributes) if self.lists else "-"
        self.flow.depth = max(0, len(self.lists) - 1)
        return self._end_item

    def _end_item(self) -> None:
        self.flow.flush()
        self.flow.marker = ""

    def counted(self, _tag: str, _attributes: Attributes, shown: Mapping[str, str]) -> Leave:
        """Take the depth of a list from a paragraph that Word counted."""
        found = re.search(r"level([1-9])", shown.get("mso-list", ""))
        self.flow.depth = int(found[1]) - 1 if found else self.flow.depth
        return _nothing

    def table(self, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Collect rows."""
        rows = Rows()
        self.tables.append(rows)

        def leave() -> None:
            self.tables.pop()
            self.flow.items += rows.items()

        return leave

    def group(self, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Open a group of rows."""
        self.tables[-1].group(tag)
        return _nothing

    def row(self, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Open a row."""
        self.tables[-1].row()
        return _nothing

    def cell(self, tag: str, attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
        """Collect what stands in a cell, or in the caption."""
        flow, rows = self.flow, self.tables[-1]
        before = flow.items, self.lists, flow.marker
        flow.items, self.lists, flow.marker, flow.level, flow.depth = [], [], "", 0, 0
        count = flow.count()

        def leave() -> None:
            flow.flush()
            flow.thin_out(count)
            if tag == "caption":
                rows.caption += flow.items
            else:
                down, across = number(attributes, "rowspan", 1), number(attributes, "colspan", 1)
                rows.cell(flow.items, down if down >= 0 else 1, max(1, across), head=tag == "th")
            flow.items, self.lists, flow.marker = before

        return leave


KINDS = (
    dict.fromkeys(["nav", "header", "footer", "aside"], Elements.frame)
    | dict.fromkeys(["article", "main"], Elements.article)
    | dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], Elements.heading)
    | dict.fromkeys(["ul", "ol", "menu", "dir"], Elements.list_)
    | dict.fromkeys(["thead", "tbody", "tfoot"], Elements.group)
    | dict.fromkeys(["td", "th", "caption"], Elements.cell)
    | {"li": Elements.item, "p": Elements.counted, "table": Elements.table, "tr": Elements.row}
)
"""What elements mean beyond a paragraph's end or a look."""


def _leave(leaves: list[Leave]) -> None:
    for leave in leaves:
        leave()
