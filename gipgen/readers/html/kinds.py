"""What elements of a page mean beyond a paragraph's end or a look: frames, headings, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from gipgen.readers.html.flow import Flow
from gipgen.readers.html.markers import Items, opened
from gipgen.readers.html.style import Attributes, number
from gipgen.readers.html.tables import Rows

Leave = Callable[[], None]
"""Ends an element."""


def nothing() -> None:
    """End an element that changes nothing."""


class State:
    """The elements that are open, and the text that they hold."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.lists: list[Items] = []
        self.tables: list[Rows] = []
        self.sheltered = 0
        """Open elements that hold an article."""
        self.framed = False
        self.hidden = False


def frame(state: State, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Collect by itself what frames a page: navigation, head, foot, side column."""
    if state.sheltered or state.framed:
        return nothing
    aside = state.flow.aside(tag)
    state.framed = True

    def leave() -> None:
        state.flow.flush()
        state.flow.close(aside)
        state.framed = False

    return leave


def article(state: State, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Shelter head and foot of an article."""
    state.sheltered += 1

    def leave() -> None:
        state.sheltered -= 1

    return leave


def heading(state: State, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Give the level."""
    state.flow.level = int(tag[1])
    return nothing


def list_(state: State, tag: str, attributes: Attributes, shown: Mapping[str, str]) -> Leave:
    """Open a list."""
    state.flow.marker = ""
    state.lists.append(opened(tag, attributes, shown))
    return partial(_end_list, state)


def _end_list(state: State) -> None:
    state.lists.pop()


def item(state: State, _tag: str, attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Mark the next paragraph."""
    state.flow.marker = state.lists[-1].marker(attributes) if state.lists else "-"
    state.flow.depth = max(0, len(state.lists) - 1)
    return partial(_end_item, state)


def _end_item(state: State) -> None:
    state.flow.flush()
    state.flow.marker = ""


def counted(state: State, _tag: str, _attributes: Attributes, shown: Mapping[str, str]) -> Leave:
    """Take the depth of a list from a paragraph that Word counted."""
    found = re.search(r"level([1-9])", shown.get("mso-list", ""))
    state.flow.depth = int(found[1]) - 1 if found else state.flow.depth
    return nothing


def table(state: State, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Collect rows."""
    rows = Rows()
    state.tables.append(rows)

    def leave() -> None:
        state.tables.pop()
        state.flow.items += rows.items()

    return leave


def group(state: State, tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Open a group of rows."""
    state.tables[-1].group(tag)
    return nothing


def row(state: State, _tag: str, _attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Open a row."""
    state.tables[-1].row()
    return nothing


def cell(state: State, tag: str, attributes: Attributes, _shown: Mapping[str, str]) -> Leave:
    """Collect what stands in a cell, or in the caption."""
    flow, rows = state.flow, state.tables[-1]
    before = flow.items, state.lists, flow.marker, flow.level, flow.depth
    flow.items, state.lists, flow.marker, flow.level, flow.depth = [], [], "", 0, 0
    count = flow.count()

    def leave() -> None:
        flow.flush()
        flow.thin_out(count)
        if tag == "caption":
            rows.caption += flow.items
        else:
            down, across = number(attributes, "rowspan", 1), number(attributes, "colspan", 1)
            rows.cell(flow.items, down if down >= 0 else 1, max(1, across), head=tag == "th")
        flow.items, state.lists, flow.marker, flow.level, flow.depth = before

    return leave


KINDS = (
    dict.fromkeys(["nav", "header", "footer", "aside"], frame)
    | dict.fromkeys(["article", "main"], article)
    | dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], heading)
    | dict.fromkeys(["ul", "ol", "menu", "dir"], list_)
    | dict.fromkeys(["thead", "tbody", "tfoot"], group)
    | dict.fromkeys(["td", "th", "caption"], cell)
    | {"li": item, "p": counted, "table": table, "tr": row}
)
"""By tag what opens an element."""
