"""What paragraphs of a Word file say of themselves, directly and by their styles."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from gipgen.readers.docx.names import NONE, Properties, Sayings, W, child, value
from gipgen.readers.docx.styles import Numbered, Style, Styles, align_of, numbered_of, outline_of

_STYLE = W + "pStyle"
_TOLD = frozenset(W + name for name in ("outlineLvl", "numPr", "jc", "rPr"))
"""What a paragraph may say that matters here besides its style."""


class Head(NamedTuple):
    """What a paragraph says of itself; a heading is not called bold because all headings are."""

    style_id: str
    style: Style
    level: int
    """As a heading, 0 for none."""
    numbered: Numbered
    """The list that it names itself."""
    align: str
    goes_on: bool
    """Whether a revision has deleted or moved its mark, so that the next one continues it."""


class Heads:
    """Reads what paragraphs say; most say no more than their style, and are alike when that is the same."""

    def __init__(self, styles: Styles, sayings: Sayings) -> None:
        self._styles, self._sayings = styles, sayings
        self._usual: dict[str, Head] = {}

    def of(self, paragraph: _Element) -> Head:
        """Return what a paragraph says of itself."""
        said = self._sayings.of(paragraph, "pPr")
        style_id = value(said.get(_STYLE))
        if not _TOLD.isdisjoint(said):
            return self._head(style_id, said)
        if style_id not in self._usual:
            self._usual[style_id] = self._head(style_id, NONE)
        return self._usual[style_id]

    def _head(self, style_id: str, said: Properties) -> Head:
        style, outline, align = self._styles.paragraph(style_id), outline_of(said), align_of(said)
        level = (style.outline or 0) if outline is None else outline
        return Head(
            style_id,
            style._replace(bold=None, italic=None) if level else style,
            level,
            numbered_of(said),
            (style.align or "") if align is None else align,
            _goes_on(said.get(W + "rPr")),
        )


def _goes_on(mark: _Element | None) -> bool:
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None
