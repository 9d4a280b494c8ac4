"""The tokens of a text in Markdown → paragraphs and grids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from gipgen.readers.document import Block, Cell, Document, Dropped, Grid, Origin, Paragraph
from gipgen.readers.html.gaps import PLAIN, folded, kept, paragraphs
from gipgen.readers.html.page import read_page
from gipgen.readers.markdown.inlines import Pieces, pieces_of, shown
from gipgen.readers.markdown.parser import DEEPEST, parser
from gipgen.words import Say


def read_text(text: str) -> Document:
    """Read a text in Markdown."""
    reader = _Reader(parser().parse(text), re.split(r"\r\n?|\n", text))
    blocks = tuple(reader.blocks())
    return Document(blocks, tuple(reader.tags), tuple(reader.dropped))


class _List(Struct):
    """An open list: the number of its next item, 0 for one without numbers, and what stands behind numbers."""

    next: int
    suffix: str

    def marker(self) -> str:
        """Return the marker of the next item."""
        self.next += 1
        return f"{self.next - 1}{self.suffix}" if self.suffix else "-"


class _Reader(Struct):
    tokens: list[Token]
    lines: list[str]
    at: int = 0
    table: int = 0
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    level: int = 0
    dropped: list[Dropped] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, in order."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.level >= DEEPEST - 1:
                self.dropped.append(
                    Dropped(Say("嵌套太深的列表或引用", "lists or quotes nested too deeply"), _at(token))
                )
            elif token.type == "table_open":
                yield self._grid()
            elif token.type == "html_block":
                yield from self._page(token)
            elif token.type == "inline":
                yield from self._paragraphs(pieces_of(token, _at(token), self.dropped), _at(token))
            elif token.type == "fence":
                yield from self._paragraphs([(PLAIN, kept(folded(token.content)))], _at(token))
            elif token.tag in {"ul", "ol", "li"} or token.type.startswith("heading"):
                self._surround(token)

    def _surround(self, token: Token) -> None:
        """Note the lists and the heading that open and close around paragraphs."""
        if token.type.startswith("heading"):
            self.level = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.tag == "li":
            self.marker = self.lists[-1].marker() if token.nesting > 0 else ""
        elif token.nesting > 0:
            self.lists.append(_List(int(token.attrs.get("start", 1)), "" if token.tag == "ul" else token.markup))
        else:
            self.lists.pop()

    def _paragraphs(self, pieces: Pieces, origin: Origin) -> Iterator[Paragraph]:
        for runs in paragraphs(pieces) if pieces else ():
            yield Paragraph(runs, origin, self.level, self.marker, max(0, len(self.lists) - 1))
            self.marker = ""

    def _grid(self) -> Grid:
        """Read a table; each row has the cells that are written, though GitHub shows as many as the head has."""
        self.table += 1
        line = _at(self.tokens[self.at - 1]).line
        cells: list[Cell] = []
        row: list[Token] = []
        sides: dict[int, str] = {}
        rows = 0
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "tr_open":
                line, row = _at(token).line, []
            elif token.type == "th_open":
                sides[len(sides) + 1] = _side(token)
            elif token.type == "inline":
                row.append(token)
            elif token.type == "tr_close":
                rows += 1
                row = self._written(line, row) if rows > 1 else row
                for column, inline in enumerate(row, 1):
                    origin = Origin(line=line, table=self.table, row=rows, column=column)
                    cells.append(self._cell(inline, origin, sides.get(column, "")))
        self.at += 1
        return Grid(tuple(cells), cells[0].origin._replace(row=0, column=0))

    def _written(self, line: int, row: Sequence[Token]) -> list[Token]:
        parts = re.split(r"(?<!\\)\|", self.lines[line - 1].lstrip(" \t>").rstrip().removeprefix("|"))
        count = len(parts) if parts[-1].strip() else len(parts) - 1
        beyond = (parser().parseInline(part.strip().replace("\\|", "|"))[0] for part in parts[len(row) : count])
        return [*row[:count], *beyond]

    def _cell(self, token: Token, origin: Origin, align: str) -> Cell:
        text, runs = shown(pieces_of(token, origin, self.dropped))
        return Cell(origin.row - 1, origin.column - 1, text, origin=origin, align=align, runs=runs)

    def _page(self, token: Token) -> Iterator[Block]:
        """Read a block of HTML, with what stands between the parts of a table that empty lines cut."""
        start = self.at - 1
        open_ = _open_tables(token)
        while open_ > 0 and self.at < len(self.tokens):
            open_ += _open_tables(self.tokens[self.at])
            self.at += 1
        html = parser().renderer.render(self.tokens[start : self.at], parser().options, {})
        page = read_page(html, self.table)
        line = _at(token).line
        self.tags += page.tags
        self.dropped += [Dropped(what, origin._replace(line=line)) for what, origin in page.dropped]
        for block in page.blocks:
            self.table += isinstance(block, Grid)
            yield replace(block, origin=block.origin._replace(line=line))


def _open_tables(token: Token) -> int:
    content = token.content.lower() if token.type == "html_block" else ""
    return content.count("<table") - content.count("</table")


def _at(token: Token) -> Origin:
    return Origin(line=token.map[0] + 1) if token.map else Origin()


def _side(token: Token) -> str:
    """Return the side to which a column is set; the left one is where all text stands."""
    return str(token.attrs.get("style", "")).removeprefix("text-align:").replace("left", "")
