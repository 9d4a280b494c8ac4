"""The dialect of prose: CommonMark and tables, emphasis that knows Chinese, references to figures."""

from __future__ import annotations

import unicodedata
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis

from gipgen.patterns import regex

WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026\u2014"
"""Ideographs and the punctuation that goes with them, for a class of characters."""
_IS_WIDE = regex(f"[{WIDE}]")
_DEEP = 30
"""Levels that the parser reads, of which a list takes two; lists of more than nine levels are refused. The time for
brackets in brackets grows with it."""
_OFF = ["code", "fence", "blockquote", "reference", "lheading", "html_block", "html_inline", "backticks", "text_join"]
"""What is switched off; escaped characters are kept apart from text, so that they are not taken for slips."""


@cache
def markdown() -> MarkdownIt:
    """Return the parser of prose, made once: no raw HTML, code or quotes; figures are tokens of their own."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEP}).enable("table").disable(_OFF)
    parser.validateLink = lambda _url: True  # type: ignore[assignment]  # refused with a finding in parse
    parser.normalizeLink = str  # type: ignore[assignment]  # addresses are kept as written until they are checked
    parser.inline.ruler.before("escape", "figure", _figure)
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Let * open and close beside Chinese punctuation, where CommonMark 6.2 knows only spaces between words.

    Between letters and digits without a space, as in 2*3*4, it is a sign of its own.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if state.src[start] == "*" and (before + after).isascii() and before.isalnum() and after.isalnum():
        del state.delimiters[known:]
    elif state.src[start] == "*" and (_IS_WIDE.match(before) or _IS_WIDE.match(after)):
        for delimiter in state.delimiters[known:]:
            delimiter.open = not after.isspace() and (not _divides(after) or _splits(before))
            delimiter.close = not before.isspace() and (not _divides(before) or _splits(after))
    return True


def _divides(character: str) -> bool:
    """Say whether a character is punctuation that CommonMark means: not Chinese."""
    return unicodedata.category(character)[0] in "PS" and not _IS_WIDE.match(character)


def _splits(character: str) -> bool:
    return character.isspace() or _divides(character) or bool(_IS_WIDE.match(character))


def _figure(state: StateInline, silent: bool) -> bool:
    """Read {{ … }}; two braces that are never closed run to the end of their line."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos, state.posMax)
    line = state.src.find("\n", state.pos, state.posMax)
    if end < 0 or 0 <= line < end:
        end, closed = (line if line >= 0 else state.posMax), False
    else:
        end, closed = end + 2, True
    if not silent:
        token = state.push("figure", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"closed": closed}
    state.pos = end
    return True
