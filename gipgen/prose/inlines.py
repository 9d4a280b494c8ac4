"""Inline tokens → inline content: marks, links, pictures, and the figures that references name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import cast

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from msgspec import Struct, field

from gipgen.patterns import regex
from gipgen.prose.blocks import Break, Emphasis, Inline, Link, Strong, Text, plain_text
from gipgen.prose.markdown import WIDE
from gipgen.prose.misread import changed, link_slips, stray_stars
from gipgen.prose.parsed import Figures, Files, Pictures
from gipgen.prose.pictures import PictureError
from gipgen.prose.problem import BRACES, Problem
from gipgen.words import Say

_UNCLOSED = Say("缺少结尾的 }}。", "The closing braces are missing. ")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE = ("http://", "https://", "mailto:")
_TARGET = regex(r"\]\([^()\s]*$")
"""Text behind which an address would stand, had it no space in it."""
_NO_SPACE = regex(rf"[{WIDE}]\n[{WIDE}0-9A-Za-z]|[0-9A-Za-z]\n[{WIDE}]")


class Inlines(Struct):
    """Reads the inline content of one piece of prose and notes its problems."""

    figures: Figures
    pictures: Pictures
    files: Files
    note: Callable[[Problem], None]
    references: list[str] = field(default_factory=list)
    """Those that were replaced by a figure."""

    def read(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Turn the tokens of one paragraph, heading or cell into inline content.

        A mark inside the same mark says nothing more and is left out; so content is never nested deeper than there are
        marks, however deep the tokens are.
        """
        texts = [self._text(token, tokens[place - 1] if place else None) for place, token in enumerate(tokens)]
        open_ = [_Span("", None)]
        for place, token in enumerate(tokens):
            if token.nesting > 0:
                known = any(span.tag == token.tag for span in open_)
                before = ((place and texts[place - 1]) or "")[-1:]
                open_.append(_Span(token.tag, token, open_[-1].children if known else [], before, known=known))
            elif token.nesting < 0:
                span = open_.pop()
                if not span.known:
                    open_[-1].children.extend(self._closed(span))
            elif token.type == "hardbreak":
                open_[-1].children.append(Break())
            elif token.type == "image":
                open_[-1].children.append(self._picture(token))
            elif text := _joint(texts, place) if token.type == "softbreak" else texts[place]:
                open_[-1].children.append(Text(text))
        return tuple(_merged(open_[0].children))

    def _text(self, token: Token, before: Token | None) -> str | None:
        """Return the characters of a token, a space for a break or picture, None for a mark."""
        if token.type == "figure":
            return self._reference(token, before)
        if token.nesting:
            return None
        if token.info == "entity":
            self.note(changed(token.markup, Say(f"“{token.content}”", f"“{token.content}”"), "\\" + token.markup))
        return token.content if token.type in {"text", "text_special"} else " "

    def _closed(self, span: _Span) -> Iterable[Inline]:
        children = tuple(_merged(span.children))
        assert span.token is not None
        if span.tag in {"strong", "em"}:
            if problem := stray_stars(span.token.markup, span.before, plain_text(children)):
                self.note(problem)
            return [Strong(children) if span.tag == "strong" else Emphasis(children)]
        href = str(span.token.attrs.get("href", "")).strip()  # the parser takes a line end into <…>
        self._target(span.token, href)
        if _safe(href):
            seen = any(not isinstance(child, Text) or child.text.strip() for child in children)
            for problem in link_slips(href, span.before, self.files, seen=seen):
                self.note(problem)
            return [Link(normalizeLink(href), children)]
        self.note(Problem("GIP405", href, {"text": href}))
        return children

    def _reference(self, token: Token, before: Token | None) -> str:
        if before is not None and before.type == "text" and _TARGET.search(before.content):
            self.note(Problem("GIP413", token.content, {"text": token.content}))
            return token.content
        if not token.meta["closed"]:
            self.note(Problem("GIP402", token.content, {"text": token.content, "slip": _UNCLOSED}))
            return token.content
        answer = self.figures(token.content)
        if isinstance(answer, Problem):
            self.note(answer)
            return token.content
        self.references.append(token.content)
        return answer

    def _picture(self, token: Token) -> Inline:
        source = str(token.attrs.get("src", ""))
        self._target(token, source)
        alt = plain_text(self.read(token.children or []))
        try:
            return self.pictures(source, alt)
        except PictureError as error:
            self.note(Problem("GIP404", source, {"text": source, "reason": error.reason}))
            return Text(alt)

    def _target(self, token: Token, address: str) -> None:
        """Note what stands with the address of a link or picture and would be lost or printed as it is."""
        if title := str(token.attrs.get("title", "")):
            self.note(Problem("GIP412", title, {"text": title}))
        if braces := BRACES.search(address):
            self.note(Problem("GIP413", braces[0], {"text": braces[0]}))


class _Span(Struct):
    """A mark that is open, and what stands in it; `known` when the same mark is open around it."""

    tag: str
    token: Token | None
    children: list[Inline] = field(default_factory=list)
    before: str = ""
    """The character before it."""
    known: bool = False


def _safe(href: str) -> bool:
    bare = re.sub(r"[\x00-\x20]", "", href)
    return bare.lower().startswith(_SAFE) or not (_SCHEME.match(bare) or bare.startswith(("//", "\\")))


def _merged(children: Iterable[Inline]) -> Iterator[Inline]:
    """Join neighbouring texts, and neighbours with the same mark."""
    for kind, group in groupby(children, type):
        if kind is Text:
            yield Text("".join(child.text for child in cast("Iterable[Text]", group)))
        elif kind in (Strong, Emphasis):
            inner = chain.from_iterable(child.children for child in cast("Iterable[Strong | Emphasis]", group))
            yield kind(tuple(_merged(inner)))
        else:
            yield from group


def _joint(texts: Sequence[str | None], place: int) -> str:
    """Return what a line end becomes: nothing beside an ideograph, elsewhere a space; marks between make no difference."""
    left, right = place - 1, place + 1
    while left >= 0 and not texts[left]:
        left -= 1
    while right < len(texts) and not texts[right]:
        right += 1
    before = (texts[left] or "")[-1:] if left >= 0 else ""
    after = (texts[right] or "")[:1] if right < len(texts) else ""
    return "" if _NO_SPACE.fullmatch(f"{before}\n{after}") else " "
