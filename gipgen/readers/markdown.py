"""Markdown → paragraphs and grids: CommonMark with GitHub's tables, whose HTML the reader of pages takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markdown_it.token import Token

from gipgen.readers.commonmark import DEEPEST, parser
from gipgen.readers.document import (
    Block,
    Cell,
    Document,
    DocumentError,
    Dropped,
    Grid,
    Origin,
    Paragraph,
    Run,
    only_runs,
)
from gipgen.readers.html.encoding import decode
from gipgen.readers.html.gaps import LINE, PLAIN, Style, folded, joined, kept, paragraphs
from gipgen.readers.html.page import read_page
from gipgen.readers.html.tags import struck as struck_out
from gipgen.words import Say, quote

LARGEST = 200_000
"""Characters; a report has a tenth of it, and the parser takes seconds for them at worst."""


def read(data: bytes) -> Document:
    """Read a text in Markdown; raises DocumentError."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("GIP651", reason=Say("这不是文本文件", "it is not a text file"))
    text = decode(data)
    if len(text) > LARGEST:
        size, limit = (Say(f"{count} 字", f"{count} characters") for count in (len(text), LARGEST))
        raise DocumentError("GIP653", size=size, limit=limit)
    reader = _Reader(parser().parse(text), re.split(r"\r\n?|\n", text))
    blocks = tuple(reader.blocks())
    return Document(blocks, tuple(reader.tags), tuple(reader.dropped))


SHORT = 60
"""Characters of a cell up to which what it shows is kept: labels and small figures come again and again."""


@dataclass
class _List:
    """An open list: the number of its next item, 0 for one without numbers, and what stands behind numbers."""

    next: int
    suffix: str

    def marker(self) -> str:
        """Return the marker of the next item."""
        self.next += 1
        return f"{self.next - 1}{self.suffix}" if self.suffix else "-"


@dataclass
class _Reader:
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
                yield from self._paragraphs(self._pieces(token, _at(token)), _at(token))
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

    def _paragraphs(self, pieces: Sequence[tuple[Style, str]], origin: Origin) -> Iterator[Paragraph]:
        for runs in paragraphs(pieces) if pieces else ():
            yield Paragraph(runs, origin, self.level, self.marker, max(0, len(self.lists) - 1))
            self.marker = ""

    def _pieces(self, token: Token, origin: Origin) -> list[tuple[Style, str]]:
        """Return text in its styles; an indented line begins a new paragraph."""
        styles = [PLAIN]
        pieces: list[tuple[Style, str]] = []
        struck: list[int] = []
        for child in token.children or []:
            if child.type == "s_open":
                struck.append(len(pieces))
            elif child.type == "s_close":
                start = struck.pop()
                self.dropped.append(struck_out("".join(text for _, text in pieces[start:]))._replace(origin=origin))
                del pieces[start:]
            elif child.nesting > 0:
                change = STYLES.get(child.type)
                styles.append(change(styles[-1], child) if change else styles[-1])
            elif child.nesting < 0:
                styles.pop()
            elif child.type == "image":
                self._drop(child, origin)
            else:
                text = _text(child)
                if pieces and pieces[-1][1] == "\n" and text.startswith(INDENTS):
                    pieces[-1] = (styles[-1], LINE)
                pieces.append((styles[-1], text))
        return pieces

    def _drop(self, image: Token, origin: Origin) -> None:
        name = image.content or str(image.attrs.get("src", ""))
        self.dropped.append(Dropped(Say(f"图片“{quote(name)}”", f"a picture “{quote(name)}”"), origin))

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
        pieces = self._pieces(token, origin)
        short = len(pieces) == 1 and pieces[0][0] is PLAIN and len(pieces[0][1]) <= SHORT
        text, runs = _shown_short(pieces[0][1]) if short else _shown(pieces)
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


def _shown(pieces: Sequence[tuple[Style, str]]) -> tuple[str, tuple[Run, ...]]:
    """Return what a cell shows as one line, and in its styles where it is one paragraph."""
    found = list(paragraphs(pieces)) if pieces else []
    texts = ["".join([run.text for run in runs]) for runs in found]
    text = joined("\n".join(texts).split("\n"))
    return text, only_runs(found, text)


@lru_cache(maxsize=2048)
def _shown_short(text: str) -> tuple[str, tuple[Run, ...]]:
    return _shown([(PLAIN, text)])


def _open_tables(token: Token) -> int:
    content = token.content.lower() if token.type == "html_block" else ""
    return content.count("<table") - content.count("</table")


def _at(token: Token) -> Origin:
    return Origin(line=token.map[0] + 1) if token.map else Origin()


def _side(token: Token) -> str:
    """Return the side to which a column is set; the left one is where all text stands."""
    return str(token.attrs.get("style", "")).removeprefix("text-align:").replace("left", "")


def _text(child: Token) -> str:
    """Return what a leaf shows; tags of HTML between words show nothing but their line breaks."""
    if child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith(("<br", "</br"))):
        return LINE
    if child.type == "softbreak":
        return "\n"
    return "" if child.type == "html_inline" else folded(child.content)


INDENTS = ("\u3000", "\u2003", "\xa0\xa0")

STYLES: dict[str, Callable[[Style, Token], Style]] = {
    "strong_open": lambda style, _: style._replace(bold=True),
    "em_open": lambda style, _: style._replace(italic=True),
    "link_open": lambda style, token: style._replace(link=str(token.attrs.get("href", ""))),
}
"""What changes the style of the text in it."""
