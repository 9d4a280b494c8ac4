"""What stands on a page while it is read: paragraphs, tables without numbers, and what may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from gipgen.readers.document import Dropped, Paragraph, Run, only_runs
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

    @property
    def text(self) -> str:
        """The text as one line; the numbers of a list belong to it."""
        return joined(_lines(self.items))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The same text in its styles, where it is one paragraph in one line."""
        return only_runs([item.runs for item in plain(self.items) if isinstance(item, Paragraph)], self.text)

    @property
    def align(self) -> str:
        """The side to which its first paragraph is set."""
        return next((item.align for item in plain(self.items) if isinstance(item, Paragraph)), "")


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


def plain(items: Iterable[Item]) -> Iterator[Paragraph | Dropped]:
    """Yield the paragraphs in what stands in a cell, those of tables in it as well."""
    open_ = [iter(items)]
    while open_:
        item = next(open_[-1], None)
        if item is None:
            open_.pop()
        elif isinstance(item, Table):
            open_.append(inner for part in (item.caption, *(place.items for place in item.places)) for inner in part)
        elif isinstance(item, Aside):
            if item.kind != "hidden":
                open_.append(iter(item.items))
            elif item.words:
                yield left_out(item)
        else:
            yield item


def left_out(aside: Aside) -> Dropped:
    """Say what is left out, with the beginning of its text."""
    text = joined(_lines(aside.items))
    name = KINDS[aside.kind]
    return Dropped(Say(f"{name.zh}“{quote(text)}”", f"{name.en} “{quote(text)}”"))


def _lines(items: Iterable[Item]) -> Iterator[str]:
    for item in plain(items):
        if isinstance(item, Paragraph):
            marker = "" if item.marker == "-" else item.marker
            yield from (marker + item.text).split("\n")
