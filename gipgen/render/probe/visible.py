"""An output → the text that a reader sees, in its order and without white space."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html
from docx import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {"script", "style", "template", "title", "noscript"}
_HIDING = re.compile(r"display:none|visibility:hidden|opacity:0(?![.\d])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an output, and those texts of which each must say that a draft is one."""

    body: str
    marked: tuple[str, ...]


def visible(name: str, data: bytes) -> Page:
    """Read an output of the format `name`."""
    return _READERS[name](data)


def _markdown(data: bytes) -> Page:
    text = _bare(_ESCAPE.sub(r"\1", _COMMENT.sub("", data.decode())))
    return Page(text, (text,))


def _html(data: bytes) -> Page:
    root = lxml.html.document_fromstring(data.decode())
    body = root.find("body")
    text = _bare("".join(_seen(root if body is None else body)))
    return Page(text, (text,))


def _seen(element: Any) -> Iterator[str]:
    style = _SPACE.sub("", element.get("style", "")) if isinstance(element.tag, str) else ""
    hidden = not isinstance(element.tag, str) or element.tag in _UNSEEN or element.get("hidden") is not None
    if not (hidden or _HIDING.search(style)):
        yield element.text or ""
        for child in element:
            yield from _seen(child)
            yield child.tail or ""


def _word(data: bytes) -> Page:
    """Read the body, and the header and footer of each kind of page."""
    document = Document(io.BytesIO(data))
    return Page(_bare(_runs(document.element.body)), tuple(map(_bare, _margins(document))))


def _margins(document: Any) -> Iterator[str]:
    settings = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        kinds = [
            "",
            *(["first_page_"] if section.different_first_page_header_footer else []),
            *(["even_page_"] if settings else []),
        ]
        for kind in kinds:
            yield "".join(_runs(getattr(section, f"{kind}{side}").part.element) for side in ("header", "footer"))


def _runs(root: Any) -> str:
    """Join the texts of runs that are shown, once where Word keeps a second version for old programs."""
    return "".join(
        text.text or ""
        for text in root.iter(_W + "t")
        if not any(above.tag == _FALLBACK for above in text.iterancestors())
        and not _vanished(text.getparent().find(_W + "rPr"))
    )


def _vanished(properties: Any) -> bool:
    mark = None if properties is None else properties.find(_W + "vanish")
    return mark is not None and mark.get(_W + "val", "1") not in {"0", "false", "off"}


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


_READERS: dict[str, Callable[[bytes], Page]] = {"md": _markdown, "html": _html, "docx": _word}
