"""Markdown → blocks, by markdown-it-py with raw HTML, code, quotes and rules switched off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from gipgen.prose.blocks import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Picture,
    ProseTable,
    Strong,
    Text,
    plain_text,
)
from gipgen.prose.markdown import WIDE, markdown
from gipgen.prose.pictures import PictureError
from gipgen.prose.problem import Problem
from gipgen.prose.slips import slips
from gipgen.words import Say

FIRST_HEADING = 3
"""The level of the first headings inside a section; # and ## are the title's and the sections' own."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAR = re.compile(r"(?<!\\)\|")
_SAFE = ("http://", "https://", "mailto:")


_UNCLOSED = Say("缺少结尾的 }}。", "The closing braces are missing. ")

Figures = Callable[[str], "str | Problem"]
Pictures = Callable[[str, str], Picture]


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
    open: list[str] = field(default_factory=list)
    line: int = 0

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
                children = self._inlines(next(tokens))
                next(tokens)
                if children:
                    yield Paragraph(children)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._items(token, tokens)
            elif token.type == "table_open":
                yield self._table(tokens)

    def _heading(self, token: Token, inline: Token) -> Heading:
        level = int(token.tag[1:])
        if level < FIRST_HEADING:
            self._note(Problem("GIP403", inline.content, {"text": inline.content, "marks": "#" * level}))
        return Heading(max(level, FIRST_HEADING), self._inlines(inline))

    def _items(self, token: Token, tokens: Iterator[Token]) -> Items:
        items = []
        for inner in tokens:
            if inner.type == "list_item_open":
                items.append(tuple(self.blocks(tokens, "list_item_close")))
            else:
                break
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        return Items(start, tuple(items))

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
        line = self.lines[self.line].strip() if self.line < len(self.lines) else ""
        actual = len(_BAR.findall(line.removeprefix("|").removesuffix("|"))) + 1
        if actual > expected and not line.endswith("\\|"):
            words: dict[str, object] = {"actual": actual, "expected": expected}
            self._note(Problem("GIP407", line[:12], words))

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        return tuple(_merged(self._children(iter(token.children or []), "")))

    def _children(self, tokens: Iterator[Token], close: str) -> Iterator[Inline]:
        for token in tokens:
            if token.type == close:
                return
            if token.type in {"text", "text_special"}:
                yield Text(token.content)
            elif token.type == "softbreak":
                yield Text("\n")
            elif token.type == "hardbreak":
                yield Break()
            elif token.type == "figure":
                yield Text(self._reference(token))
            elif token.type == "image":
                yield from self._picture(token)
            else:
                yield from self._span(token, tokens)

    def _span(self, token: Token, tokens: Iterator[Token]) -> Iterator[Inline]:
        already = token.tag in self.open
        self.open.append(token.tag)
        children = tuple(_merged(self._children(tokens, token.type.replace("_open", "_close"))))
        self.open.pop()
        if already:  # bold in bold says nothing more, and CommonMark cannot write italic in italic beside Chinese
            yield from children
        elif token.type == "strong_open":
            yield Strong(children)
        elif token.type == "em_open":
            yield Emphasis(children)
        else:
            href = str(token.attrs.get("href", ""))
            if _safe(href):
                yield Link(normalizeLink(href), children)
            else:
                self._note(Problem("GIP405", href, {"text": href}))
                yield from children

    def _reference(self, token: Token) -> str:
        if not token.meta["closed"]:
            self._note(Problem("GIP402", token.content, {"text": token.content, "slip": _UNCLOSED}))
            return token.content
        answer = self.figures(token.content)
        if isinstance(answer, Problem):
            self._note(answer)
            return token.content
        return answer

    def _picture(self, token: Token) -> Iterator[Inline]:
        source = str(token.attrs.get("src", ""))
        alt = plain_text(_merged(self._children(iter(token.children or []), "")))
        try:
            yield self.pictures(source, alt)
        except PictureError as error:
            words: dict[str, Any] = {"text": source, "reason": error.reason}
            self._note(Problem("GIP404", source, words))
            yield Text(alt)


def _safe(href: str) -> bool:
    bare = re.sub(r"[\x00-\x20]", "", href)
    return bare.lower().startswith(_SAFE) or not (_SCHEME.match(bare) or bare.startswith(("//", "\\")))


def _merged(children: Iterator[Inline]) -> Iterator[Inline]:
    """Join neighbouring texts; a line end between two ideographs joins them, elsewhere it is a space."""
    held = ""
    for child in children:
        if isinstance(child, Text):
            held += child.text
            continue
        if held:
            yield Text(_joined(held))
            held = ""
        yield child
    if held:
        yield Text(_joined(held))


_LINE_END = re.compile(rf"(?<=[{WIDE}])\n(?=[{WIDE}0-9A-Za-z])|(?<=[0-9A-Za-z])\n(?=[{WIDE}])")


def _joined(text: str) -> str:
    return _LINE_END.sub("", text).replace("\n", " ")
