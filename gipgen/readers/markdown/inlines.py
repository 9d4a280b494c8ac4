"""What stands inside a paragraph or a cell of Markdown: text in its styles, line breaks, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it.token import Token

from gipgen.readers.document import Dropped, Origin, Run, only_runs
from gipgen.readers.html.gaps import LINE, PLAIN, Style, folded, joined, paragraphs
from gipgen.readers.html.tags import struck as struck_out
from gipgen.words import Say, quote

Pieces = list[tuple[Style, str]]

_SHORT = 60
"""Characters of a cell up to which what it shows is kept: labels and small figures come again and again."""


def pieces_of(token: Token, origin: Origin, dropped: list[Dropped]) -> Pieces:
    """Return text in its styles; an indented line begins a new paragraph. What is left out is told in `dropped`."""
    styles = [PLAIN]
    pieces: Pieces = []
    struck: list[int] = []
    for child in token.children or []:
        if child.type == "s_open":
            struck.append(len(pieces))
        elif child.type == "s_close":
            start = struck.pop()
            dropped.append(struck_out("".join(text for _, text in pieces[start:]))._replace(origin=origin))
            del pieces[start:]
        elif child.nesting > 0:
            change = STYLES.get(child.type)
            styles.append(change(styles[-1], child) if change else styles[-1])
        elif child.nesting < 0:
            styles.pop()
        elif child.type == "image":
            name = child.content or str(child.attrs.get("src", ""))
            dropped.append(Dropped(Say(f"图片“{quote(name)}”", f"a picture “{quote(name)}”"), origin))
        else:
            text = _text(child)
            if pieces and pieces[-1][1] == "\n" and text.startswith(INDENTS):
                pieces[-1] = (styles[-1], LINE)
            pieces.append((styles[-1], text))
    return pieces


def shown(pieces: Pieces) -> tuple[str, tuple[Run, ...]]:
    """Return what a cell shows as one line, and in its styles where it is one paragraph."""
    if len(pieces) == 1 and pieces[0][0] is PLAIN and len(pieces[0][1]) <= _SHORT:
        return _short(pieces[0][1])
    return _shown(pieces)


@lru_cache(maxsize=2048)
def _short(text: str) -> tuple[str, tuple[Run, ...]]:
    return _shown([(PLAIN, text)])


def _shown(pieces: Sequence[tuple[Style, str]]) -> tuple[str, tuple[Run, ...]]:
    found = list(paragraphs(pieces)) if pieces else []
    texts = ["".join([run.text for run in runs]) for runs in found]
    text = joined("\n".join(texts).split("\n"))
    return text, only_runs(found, text)


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
