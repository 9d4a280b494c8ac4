"""What stands on a page while it is read: paragraphs, tables without numbers, and what may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct, field

from gipgen.readers.document import Dropped, Paragraph
from gipgen.readers.html.gaps import joined
from gipgen.words import Say, quote

KINDS = {
    "hidden": Say("网页上不显示的文字", "text that the page does not show"),
    "nav": Say("网页导航", "navigation"),
    "header": Say("页眉", "the head of the page"),
    "footer": Say("页脚", "the foot of the page"),
    "aside": Say("边栏", "a side column"),
}


class Place(Struct):
    """A cell of a table with all that stands in it; row and column count from 0."""

    row: int
    column: int
    rows: int
    columns: int
    items: list[Item]
    head: bool = False


class Table(Struct):
    """A real table."""

    places: list[Place]
    caption: list[Item] = field(default_factory=list)


class Aside(Struct):
    """Part of a page that is not shown, or that frames it, unless what the page is about stands in it."""

    kind: str
    """One of KINDS."""
    items: list[Item]
    words: int
    """Characters of text outside links."""


Item = Paragraph | Table | Aside | Dropped
_PLAIN = Paragraph, Dropped


def plain(items: Iterable[Item]) -> Iterator[Paragraph | Dropped]:
    """Yield the paragraphs in what stands in a cell, those of tables in it as well."""
    open_ = [iter(items)]
    while open_:
        for item in open_[-1]:
            if isinstance(item, _PLAIN):
                yield item
            elif isinstance(item, Table):
                parts = (item.caption, *(place.items for place in item.places))
                open_.append(chain.from_iterable(parts))
                break
            elif item.kind != "hidden":
                open_.append(iter(item.items))
                break
            elif item.words:
                yield left_out(item)
        else:
            open_.pop()


def left_out(aside: Aside) -> Dropped:
    """Say what is left out, with the beginning of its text."""
    text = one_line(plain(aside.items))
    name = KINDS[aside.kind]
    return Dropped(Say(f"{name.zh}“{quote(text)}”", f"{name.en} “{quote(text)}”"))


def one_line(parts: Iterable[Paragraph | Dropped]) -> str:
    """Return the text of paragraphs as one line; the numbers of a list belong to it."""
    texts = [item.numbered for item in parts if isinstance(item, Paragraph)]
    return joined("\n".join(texts).split("\n"))
