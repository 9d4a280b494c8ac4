"""Markdown → blocks, by markdown-it-py with raw HTML, code and quotes switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token
from msgspec.structs import replace

from gipgen.prose.blocks import (
    DEEPEST,
    FIRST_HEADING,
    Block,
    Break,
    Heading,
    Inline,
    Items,
    Paragraph,
    ProseTable,
    Text,
)
from gipgen.prose.inlines import Inlines
from gipgen.prose.joints import run_ons
from gipgen.prose.markdown import markdown
from gipgen.prose.parsed import Figures, Files, Parsed, Pictures
from gipgen.prose.problem import Problem
from gipgen.prose.slips import SHOWN, line_slip, rule_slip, slips, unread
from gipgen.prose.tables import row_problem, table_slip


def read(text: str, figures: Figures, pictures: Pictures, files: Files) -> Parsed:
    """Read prose of any kind, as `parse` does."""
    reader = _Reader(figures, pictures, files, text.split("\n"))
    blocks = tuple(reader.blocks(iter(markdown().parse(text)), ""))
    return Parsed(blocks, tuple(reader.problems), tuple(reader.inlines.references))


class _Reader:
    """Reads one text; `depth` counts the lists that are open."""

    def __init__(self, figures: Figures, pictures: Pictures, files: Files, lines: list[str]) -> None:
        self.figures = figures
        self.lines = lines
        self.problems: list[Problem] = []
        self.line = 0
        self.depth = 0
        self.inlines = Inlines(figures, pictures, files, self._note)

    def _note(self, problem: Problem, below: int = 0) -> None:
        """Note a problem in the present line, or so many lines below."""
        self.problems.append(replace(problem, line=self.line + below))

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
                yield from self._paragraph(next(tokens))
                next(tokens)
            elif token.type == "hr":
                yield self._rule(token.markup[0])
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._items(token, tokens)
            elif token.type == "table_open":
                yield self._table(tokens)

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        for below, line in enumerate(unread(token.children or []).split("\n")):
            for problem in slips(line, self._names):
                self._note(problem, below)
        return self.inlines.read(token.children or [])

    def _names(self, words: str) -> bool:
        return isinstance(self.figures(f"{{{{{words}}}}}"), str)

    def _paragraph(self, token: Token) -> Iterator[Paragraph]:
        children = _ended(self._inlines(token))
        if children:
            self._lines(token)
            yield Paragraph(children)

    def _lines(self, token: Token) -> None:
        """Note the lines of a paragraph that were meant as something else, or as paragraphs of their own."""
        lines = token.content.split("\n")
        if found := table_slip(lines):
            self._note(found[1], found[0])
            return
        marked = set()
        for below, line in enumerate(unread(token.children or []).split("\n")):
            if problem := line_slip(line):
                marked.add(below)
                self._note(problem, below)
        for below in run_ons(lines):
            if not marked & {below - 1, below}:
                shown = lines[below].strip()[:SHOWN]
                self._note(Problem("GIP408", shown, {"text": shown}), below)

    def _rule(self, sign: str) -> Paragraph:
        """Print the line that Markdown would take for a rule."""
        found = re.search(rf"[{re.escape(sign)} \t]+$", self.lines[self.line])
        assert found is not None
        line = found[0].strip()
        self._note(rule_slip(line))
        return Paragraph((Text(line),))

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
            elif token.type == "tr_close" and (problem := row_problem(self.lines[self.line], len(align))):
                self._note(problem)
        return ProseTable(tuple(align), tuple(map(tuple, rows)))

    def _shown(self) -> str:
        """Return the beginning of the present line."""
        return self.lines[self.line].strip()[:SHOWN]


def _ended(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Leave out spaces and line breaks that nothing follows."""
    while children and (isinstance(last := children[-1], Break) or (isinstance(last, Text) and last.text.isspace())):
        children = children[:-1]
    return children
