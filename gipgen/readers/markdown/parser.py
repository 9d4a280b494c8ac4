"""The parser of Markdown: CommonMark with GitHub's tables and struck text."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from gipgen.patterns import regex

DEEPEST = 100
"""Lists and quotes in each other; deeper ones are not read."""
_MARKS = regex(r"[\\`*_~!\[\]<&\n]")
"""What marks inside a text begin with; line ends are among them because they end lines."""


@cache
def parser() -> MarkdownIt:
    """Return the parser, which keeps nothing of what it has parsed."""
    found = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"]).disable("code")
    found.core.ruler.at("inline", _inlines)
    return found


def _inlines(state: StateCore) -> None:
    """Look for marks only where one may begin: most texts have none, and looking costs ten times as much as reading on."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if _MARKS.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))
