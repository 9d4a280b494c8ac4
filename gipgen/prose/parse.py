"""Markdown → blocks, by markdown-it-py with raw HTML, code, quotes and rules switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from gipgen.prose.blocks import Block, Break, Heading, Inline, Items, Paragraph, ProseTable, Text
from gipgen.prose.inlines import Figures, Inlines, Pictures
from gipgen.prose.markdown import markdown
from gipgen.prose.problem import Problem
from gipgen.prose.slips import SHOWN, slips

FIRST_HEADING = 3
"""The level of the first headings inside a section; # and ## are the title's and the sections' own."""
DEEPEST = 9
"""The most lists inside each other; Word knows no more levels."""


def parse(text: str, figures: Figures, pictures: Pictures) -> tuple[tuple[Block, ...], list[Problem]]:
    """Parse prose into blocks.

    `figures` answers a reference with its text or a problem; `pictures` loads a picture by path and
    alternative text or raises PictureError.
    """
    reader = _Reader(figures, pictures, text.split("\n"))
    tokens = iter(markdown().parse(text))
    blocks = tuple(reader.blocks(tokens, ""))
    return blocks, [*reader.problems, *slips(text)]


@dataclass
class _Reader:
    figures: Figures
    pictures: Pictures
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    line: int = 0
    depth: int = 0
    """How many lists are open."""

    def __post_init__(self) -> None:
        self.inlines = Inlines(self.figures, self.pictures, self._note)

    def _note(self, problem: Problem) -> None:
        self.problems.append(replace(problem, line=self.line))

    def blocks(self, tokens: Iterator[Token], close: str) -> Iterator[Block]:
        """Yield the blocks up to the token that closes what is open."""
        for token in tokens:
            if token.type == close:
                return
            self.line = token.map[0] if token.map else self.line
            if token.type == "heading_open":
                yield self._heading(token, next(tokens))
                next(tokens)
            elif token.type == "paragraph_open":
                children = _ended(self._inlines(next(tokens)))
                next(tokens)
                if children:
                    yield Paragraph(children)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._items(token, tokens)
            elif token.type == "table_open":
                yield self._table(tokens)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        return self.inlines.read(token.children or [])

    def _heading(self, token: Token, inline: Token) -> Heading:
        level = int(token.tag[1:])
        if level < FIRST_HEADING:
            self._note(Problem("GIP403", inline.content, {"text": inline.content, "marks": "#" * level}))
        return Heading(max(level, FIRST_HEADING), self._inlines(inline))

    def _items(self, token: Token, tokens: Iterator[Token]) -> Items:
        self.depth += 1
        if self.depth == DEEPEST + 1:
            self._note(Problem("GIP411", self._shown(), {"text": self._shown(), "limit": DEEPEST}))
        marks, items = [], []
        for inner in tokens:
            if inner.type != "list_item_open":
                break
            marks.append((inner.info, inner.map[0] if inner.map else self.line))
            items.append(tuple(self.blocks(tokens, "list_item_close")))
        self.depth -= 1
        if token.type == "bullet_list_open":
            return Items(None, tuple(items))
        start = int(token.attrs.get("start", 1))
        self._numbers(marks, start, token.markup)
        return Items(start, tuple(items), token.markup)

    def _numbers(self, marks: list[tuple[str, int]], start: int, delimiter: str) -> None:
        """Note the first number of a list that is not printed as it is written.

        The same number before each of several items is how Markdown asks for numbers to be given.
        """
        if len(marks) > 1 and len({number for number, _ in marks}) == 1:
            return
        for place, (written, line) in enumerate(marks):
            if written != str(start + place):
                printed = f"{start + place}{delimiter}"
                words: dict[str, object] = {"text": written + delimiter, "place": place + 1, "printed": printed}
                self.line = line
                self._note(Problem("GIP410", written + delimiter, words))
                return

    def _table(self, tokens: Iterator[Token]) -> ProseTable:
        rows: list[list[tuple[Inline, ...]]] = []
        align: list[str] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                self.line = token.map[0] if token.map else self.line
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                if len(rows) == 1:
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                rows[-1].append(self._inlines(next(tokens)))
            elif token.type == "tr_close":
                self._whole_row(len(align))
        return ProseTable(tuple(align), tuple(map(tuple, rows)))

    def _whole_row(self, expected: int) -> None:
        """Note a row with more cells than the head, the last of which Markdown drops."""
        cells = escapedSplit(self.lines[self.line].strip())
        cells = cells[not cells[0] :]
        actual = len(cells) - (bool(cells) and not cells[-1])
        if actual > expected:
            words: dict[str, object] = {"actual": actual, "expected": expected}
            self._note(Problem("GIP407", self._shown(), words))

    def _shown(self) -> str:
        """Return the beginning of the present line."""
        return self.lines[self.line].strip()[:SHOWN]


def _ended(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Leave out spaces and line breaks that nothing follows."""
    while children and (isinstance(last := children[-1], Break) or (isinstance(last, Text) and last.text.isspace())):
        children = children[:-1]
    return children
