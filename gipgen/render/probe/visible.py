"""An output → the text that a reader sees, in its order and without white space."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any

import lxml.html
from docx import Document
from msgspec import Struct

from gipgen.patterns import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {"script", "style", "template", "title", "noscript"}
_INLINE = {"a", "b", "br", "em", "i", "s", "small", "span", "strong", "sub", "sup", "time", "u"}
_EDGE = "\x1f"
HIDING = regex(r"display:none|visibility:hidden|opacity:0(?![.\d])|font-size:0(?![.\d])")
"""Styles, without white space, that hide what they are set on."""
_SMALLEST = 8
"""Half points: below 4 pt nobody reads."""
_UNSHOWN = regex(r"<!--.*?-->|^(```|~~~).*?^\1|^\[[^\]\n]+\]:[^\n]*", re.DOTALL | re.MULTILINE)
"""Comments, code and link definitions: nothing of a report stands in them."""
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_SPACE = regex(r"\s+")


class Text(Struct, frozen=True):
    """What a reader sees, without white space; at the `edges` a paragraph or a cell begins or ends."""

    text: str
    edges: frozenset[int]

    @classmethod
    def of(cls, chunks: Iterable[str]) -> Text:
        """Join the texts of paragraphs and cells."""
        bare = [_SPACE.sub("", chunk) for chunk in chunks]
        return cls("".join(bare), frozenset(accumulate(map(len, bare), initial=0)))

    def places(self, wanted: str, *, whole: bool = False) -> list[int]:
        """Return where a text stands; as a whole, where it has a paragraph or cell for itself."""
        bare = re.escape(_SPACE.sub("", wanted))
        found = (match.start() for match in re.finditer(f"(?={bare})", self.text))
        return [at for at in found if not whole or {at, at + len(wanted)} <= self.edges]


class Page(Struct, frozen=True):
    """The text of an output, and those texts of which each must say that a draft is one."""

    body: Text
    marked: tuple[str, ...]


def visible(name: str, data: bytes) -> Page:
    """Read an output of the format `name`."""
    return _READERS[name](data)


def _markdown(data: bytes) -> Page:
    text = _UNSHOWN.sub("", data.decode())
    body = Text.of(_ESCAPE.sub(r"\1", chunk) for chunk in re.split(r"(?<!\\)\||\n", text))
    return Page(body, (body.text,))


def _html(data: bytes) -> Page:
    root = lxml.html.document_fromstring(data.decode())
    body = root.find("body")
    chunks = "".join(_seen(root if body is None else body)).split(_EDGE)
    text = Text.of(chunks)
    return Page(text, (text.text,))


def _seen(element: Any) -> Iterator[str]:
    style = _SPACE.sub("", element.get("style", "")) if isinstance(element.tag, str) else ""
    hidden = not isinstance(element.tag, str) or element.tag in _UNSEEN or element.get("hidden") is not None
    if not (hidden or HIDING.search(style)):
        edge = "" if element.tag in _INLINE else _EDGE
        yield edge + (element.text or "")
        for child in element:
            yield from _seen(child)
            yield child.tail or ""
        yield edge


def _word(data: bytes) -> Page:
    """Read the body, and the header and footer of each kind of page."""
    document = Document(io.BytesIO(data))
    hidden = _hiding_styles(document.styles.element)
    margins = tuple(_SPACE.sub("", text) for text in _margins(document, hidden))
    return Page(Text.of(_paragraphs(document.element.body, hidden)), margins)


def _margins(document: Any, hidden: frozenset[str]) -> Iterator[str]:
    """Yield the text of header and footer together, for each kind of page."""
    settings = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        kinds = [
            "",
            *(["first_page_"] if section.different_first_page_header_footer else []),
            *(["even_page_"] if settings else []),
        ]
        for kind in kinds:
            parts = (getattr(section, f"{kind}{side}").part.element for side in ("header", "footer"))
            yield "".join(text for part in parts for text in _paragraphs(part, hidden))


def _paragraphs(root: Any, hidden: frozenset[str]) -> Iterator[str]:
    """Yield the text of each paragraph, of what Word keeps twice for old programs only once."""
    for paragraph in root.iter(_W + "p"):
        if not any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            runs = (run for run in paragraph.iter(_W + "r") if next(run.iterancestors(_W + "p")) is paragraph)
            yield "".join(
                text.text or "" for run in runs if not _hides(run, paragraph, hidden) for text in run.iter(_W + "t")
            )


def _hides(run: Any, paragraph: Any, hidden: frozenset[str]) -> bool:
    """Say whether a run is hidden text, by itself, by its style or by that of its paragraph."""
    own, style = run.find(_W + "rPr"), paragraph.find(f"{_W}pPr/{_W}pStyle")
    styles = [found for found in (style, None if own is None else own.find(_W + "rStyle")) if found is not None]
    return _vanished(own) or any(found.get(_W + "val") in hidden for found in styles)


def _hiding_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, also those that are based on others and change nothing in it."""
    properties = {style.get(_W + "styleId"): style.find(_W + "rPr") for style in styles.iter(_W + "style")}
    bases = {base.getparent().get(_W + "styleId"): base.get(_W + "val") for base in styles.iter(_W + "basedOn")}
    hidden = set()
    for id_ in properties:
        at, seen = id_, {id_}
        while not _decides(properties.get(at)) and bases.get(at) not in {None, *seen}:
            at = bases[at]
            seen.add(at)
        if _vanished(properties.get(at)):
            hidden.add(id_)
    return frozenset(hidden)


def _decides(properties: Any) -> bool:
    return properties is not None and any(properties.find(_W + name) is not None for name in ("vanish", "sz"))


def _vanished(properties: Any) -> bool:
    """Say whether properties of characters hide them, or make them so small that nobody can read them."""
    if properties is None:
        return False
    mark, size = properties.find(_W + "vanish"), properties.find(_W + "sz")
    return (mark is not None and mark.get(_W + "val", "1") not in {"0", "false", "off"}) or (
        size is not None and int(size.get(_W + "val")) < _SMALLEST
    )


_READERS: dict[str, Callable[[bytes], Page]] = {"md": _markdown, "html": _html, "docx": _word}
