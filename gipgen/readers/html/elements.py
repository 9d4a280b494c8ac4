"""What each element of a page does to the text in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from selectolax.lexbor import LexborNode

from gipgen.readers.document import RAISED
from gipgen.readers.html.gaps import Style
from gipgen.readers.html.kinds import KINDS, Leave, State, nothing
from gipgen.readers.html.style import (
    Attributes,
    is_bold,
    is_hidden,
    is_italic,
    is_struck,
    link,
    properties,
    side,
)
from gipgen.readers.html.tags import (
    BLOCKS,
    BOLD,
    GROUPS,
    ITALIC,
    LOOKS,
    OBJECTS,
    PREFORMATTED,
    STRUCK,
    UNREAD,
    UNSHOWN,
    dropped,
)


class Elements(State):
    """Begins and ends elements."""

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
        return self._open(tag, attributes, shown, hidden=hidden)

    def _open(self, tag: str, attributes: Attributes, shown: Mapping[str, str], *, hidden: bool) -> Leave:
        """Set what an element changes; what ends it undoes that in turn."""
        looks = self._looks(tag, attributes, shown)
        leaves = [] if looks is nothing else [looks]
        if tag in BLOCKS:
            self.flow.flush()
            if tag in GROUPS:
                leaves.append(partial(self.flow.thin_out, self.flow.count()))
        if hidden and not self.hidden:
            leaves.append(self._hide())
        if tag in BLOCKS:
            leaves.append(self.flow.flush)
        if tag in KINDS:
            kind = KINDS[tag](self, tag, attributes, shown)
            leaves += [] if kind is nothing else [kind]
        elif shown.get("mso-list") == "ignore":
            leaves.append(self._mark())
        if tag == "sup" or shown.get("vertical-align") == "super":
            leaves.append(partial(self._raise, len(self.flow.pieces)))
        if len(leaves) < 2:
            return leaves[0] if leaves else nothing
        return partial(_leave, leaves[::-1])

    def _looks(self, tag: str, attributes: Attributes, shown: Mapping[str, str]) -> Leave:
        """Set how text looks; only what changes it costs anything."""
        flow = self.flow
        if not shown and tag not in LOOKS and "align" not in attributes:
            return nothing
        before = flow.style, flow.level, flow.depth, flow.align, flow.preformatted, flow.leads, flow.struck
        bold = is_bold(shown, tag in BOLD or flow.style.bold)
        italic = is_italic(shown, tag in ITALIC or flow.style.italic)
        flow.style = Style(bold, italic, link(attributes) if tag == "a" else flow.style.link)
        flow.struck = flow.struck or tag in STRUCK or is_struck(shown)
        flow.align = side(tag, attributes, shown, flow.align)
        if tag == "a" and "href" in attributes:
            flow.links += 1
            flow.leads = True
        if tag in PREFORMATTED or "white-space" in shown:
            flow.preformatted = tag in PREFORMATTED or shown["white-space"].startswith(("pre", "break-spaces"))

        def leave() -> None:
            flow.style, flow.level, flow.depth, flow.align, flow.preformatted, flow.leads, flow.struck = before

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


def _leave(leaves: list[Leave]) -> None:
    for leave in leaves:
        leave()
