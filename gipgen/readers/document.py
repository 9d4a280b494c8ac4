"""What every reader makes of a document: paragraphs and grids in the order in which they are read, each with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from gipgen.words import Say


class Origin(NamedTuple):
    """Where something stands in a document; all numbers count from 1, and 0 is for what the format does not know."""

    page: int = 0
    line: int = 0
    """Of a text file."""
    table: int = 0
    """Which of the tables of the document, in the order in which they are read."""
    row: int = 0
    column: int = 0
    """Row and column of the grid, of a workbook those of its sheet."""
    sheet: str = ""

    def say(self) -> Say:
        """Name the place for people; empty when nothing of it is known."""
        in_grid = self.table and not self.sheet and not self.line
        told = [
            Say(f"工作表“{self.sheet}”", f"sheet {self.sheet}") if self.sheet else None,
            Say(f"第 {self.page} 页", f"page {self.page}") if self.page else None,
            Say(f"第 {self.line} 行", f"line {self.line}") if self.line else None,
            Say(f"第 {self.table} 个表格", f"table {self.table}") if in_grid else None,
            Say(f"第 {self.row} 行", f"row {self.row}") if self.row and not self.line else None,
            Say(f"第 {self.column} 格", f"cell {self.column}") if self.column else None,
        ]
        known = [one for one in told if one]
        return Say("".join(one.zh for one in known), ", ".join(one.en for one in known))

    def told(self) -> Say:
        """Name the place in brackets behind a sentence."""
        said = self.say()
        return Say(f"（{said.zh}）", f" ({said.en})") if said.zh else said


NOWHERE = Origin()

BULLET = "-"
"""What stands before an item of a list without numbers."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""How digits are written that a document raises, such as the mark of a note behind a figure."""


class Run(NamedTuple):
    """A stretch of text in one style; a line break inside a paragraph is a line end."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """Where it leads."""


class Paragraph(Struct, frozen=True):
    """A paragraph, a heading or an item of a list."""

    runs: tuple[Run, ...]
    origin: Origin = NOWHERE
    level: int = 0
    """Of a heading, 1 the highest, as the document's styles or tags say it; 0 for what they do not call a heading."""
    marker: str = ""
    """What stands before an item of a list that the program counts or marks by itself: `-`, or `3.`, `三、`, `（三）`."""
    depth: int = 0
    """How many lists that item's list is nested in."""
    align: str = ""
    """The side to which it is set, `center` or `right`; empty for the left one, and for what the document does not say."""

    @property
    def text(self) -> str:
        """The text without styles, and without the marker."""
        return "".join([run.text for run in self.runs])

    @property
    def numbered(self) -> str:
        """The text behind its number, which belongs to a text that is read by itself; a bullet does not."""
        return self.text if self.marker == BULLET else self.marker + self.text


class Cell(Struct, frozen=True):
    """One cell of a grid: the place of its upper left corner, counted from 0, its spans, and its text.

    Paragraphs inside a cell are joined without a space or a break where Chinese is split over lines; the text has no
    spaces at its ends.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    origin: Origin = NOWHERE
    align: str = ""
    """That of its first paragraph."""
    runs: tuple[Run, ...] = ()
    """The same text in its styles, where it is one paragraph in one line; else empty."""


class Grid(Struct, frozen=True):
    """A table, its cells row by row from left to right, each merged cell once.

    `drawn` says that places and spans are those of a real table; else the table was copied as text, the cells of a row
    are numbered as they come, merged cells may have left blanks or nothing, and only their order is sure.
    """

    cells: tuple[Cell, ...]
    origin: Origin = NOWHERE
    drawn: bool = True

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by the row in which each begins; rows without a cell of their own are empty."""
        found: list[list[Cell]] = [[] for _ in range(max((cell.row for cell in self.cells), default=-1) + 1)]
        for cell in self.cells:
            found[cell.row].append(cell)
        return tuple(map(tuple, found))


def only_runs(paragraphs: Sequence[tuple[Run, ...]], text: str) -> tuple[Run, ...]:
    """Return the runs of the only paragraph of a cell that has this text; none where its text was put together."""
    if len(paragraphs) != 1 or "".join([run.text for run in paragraphs[0]]) != text:
        return ()
    return paragraphs[0]


Block = Paragraph | Grid


class Dropped(NamedTuple):
    """Something that a reader leaves out and that may matter: a picture, a comment, a footnote, deleted text."""

    what: Say
    origin: Origin = NOWHERE


class Document(Struct, frozen=True):
    """A document as read: its blocks, what its head tells of it, and what was left out."""

    blocks: tuple[Block, ...]
    tags: tuple[tuple[str, str], ...] = ()
    """Names and contents of the `<meta>` tags of a page: ArticleTitle, PubDate, SiteIDCode."""
    dropped: tuple[Dropped, ...] = ()


class DocumentError(Exception):
    """A document that cannot be read, by the rule that says so."""

    def __init__(self, rule: str, **words: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.words = words
