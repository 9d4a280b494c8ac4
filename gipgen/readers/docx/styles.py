"""What the styles of a Word file say of a paragraph or a run: how it looks, whether it is a heading, or of a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import _Element

from gipgen.patterns import regex
from gipgen.readers.docx.names import Properties, Sayings, W, child, number, switched, value

_HEADING = regex(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
"""Names of heading styles, and their ids where a file does not define the style itself."""
_EMPHASIS = "Emphasis"
"""The style of emphasis, which Chinese templates set in another font and not aslant."""
_BODY_TEXT = 9
"""The outline level of what is no heading."""
_SIDES = {"center": "center", "right": "right", "end": "right"}


class Numbered(NamedTuple):
    """A list, and the level of an item in it, None where that is left to the definition of the list."""

    list: str = ""
    level: int | None = None


_UNNUMBERED = Numbered()


class Style(NamedTuple):
    """What a style says, None and empty where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    outline: int | None = None
    numbered: Numbered = _UNNUMBERED
    align: str | None = None

    def over(self, base: Style) -> Style:
        """Fill in what this style does not say from the one it is based on."""
        return Style(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.outline if self.outline is None else self.outline,
            self.numbered if self.numbered.list else base.numbered,
            base.align if self.align is None else self.align,
        )


_PLAIN = Style()


class Styles:
    """The styles by id, each with what it inherits."""

    def __init__(self, part: _Element | None) -> None:
        """Read the definitions; without a part there are none."""
        self._elements = {} if part is None else {value(style, "styleId"): style for style in part.iter(W + "style")}
        self._found: dict[str, Style] = {}
        self._default = next(
            (
                id_
                for id_, style in self._elements.items()
                if value(style, "type") == "paragraph" and switched_on(value(style, "default"))
            ),
            "",
        )

    def paragraph(self, id_: str) -> Style:
        """Return the style of a paragraph; without an id it is the default one."""
        return self.style(id_ or self._default)

    def style(self, id_: str) -> Style:
        """Return a style; one that is not defined may be a heading by its id, else it says nothing."""
        chain: dict[str, None] = {}
        while id_ and id_ not in self._found and id_ not in chain:
            chain[id_] = None
            id_ = self._base(id_)
        found = self._found.get(id_, _PLAIN)
        for one in reversed(chain):
            found = self._found[one] = self._own(one).over(found)
        return found

    def _base(self, id_: str) -> str:
        element = self._elements.get(id_)
        return "" if element is None else value(child(element, "basedOn"))

    def _own(self, id_: str) -> Style:
        """Return what a style itself says."""
        element = self._elements.get(id_)
        if element is None:
            return Style(outline=_named(id_))
        sayings, name = Sayings(element), value(child(element, "name"))
        look, shape = sayings.of(element, "rPr"), sayings.of(element, "pPr")
        outline, italic = outline_of(shape), switched(look, "i")
        return Style(
            bold=switched(look, "b"),
            italic=name == _EMPHASIS or None if italic is None else italic,
            hidden=switched(look, "vanish"),
            outline=_named(name) if outline is None else outline,
            numbered=numbered_of(shape),
            align=align_of(shape),
        )


def switched_on(text: str) -> bool:
    """Read an attribute that is on or off."""
    return text in {"1", "true", "on"}


def outline_of(said: Properties) -> int | None:
    """Return the outline level that properties of a paragraph say: 1 the highest, 0 for body text."""
    element = said.get(W + "outlineLvl")
    if element is None:
        return None
    level = number(element, _BODY_TEXT)
    return level + 1 if 0 <= level < _BODY_TEXT else 0


def numbered_of(said: Properties) -> Numbered:
    """Return the list that properties of a paragraph name."""
    element = said.get(W + "numPr")
    if element is None:
        return _UNNUMBERED
    level = child(element, "ilvl")
    return Numbered(value(child(element, "numId")), None if level is None else number(level))


def align_of(said: Properties) -> str | None:
    """Return the side to which properties of a paragraph set it; empty for the left one and for both."""
    element = said.get(W + "jc")
    return None if element is None else _SIDES.get(value(element), "")


def _named(name: str) -> int | None:
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else None
