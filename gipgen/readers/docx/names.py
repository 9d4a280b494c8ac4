"""Names of WordprocessingML, and how its elements are asked for values and children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_OFF = {"0", "false", "off"}
_LARGEST = 1_000_000
_ALTERNATE = MC + "AlternateContent"
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")} | {_ALTERNATE}

Properties = Mapping[str, _Element]
"""What an element such as w:pPr says of what matters: by tag the first child that has it."""
NONE: Properties = MappingProxyType({})


def value(element: _Element | None, name: str = "val") -> str:
    """Return an attribute, empty when there is none, or no element."""
    return "" if element is None else element.get(W + name, "")


def number(element: _Element | None, default: int = 0, name: str = "val") -> int:
    """Return an attribute that is a whole number; what is none, or beyond reason, is the default."""
    text = value(element, name)
    if not (text.removeprefix("-").isdecimal() and len(text) < 12):
        return default
    found = int(text)
    return found if abs(found) <= _LARGEST else default


def child(parent: _Element | None, name: str) -> _Element | None:
    """Return the first child of a name, None without one or without a parent; three times as fast as `find`."""
    return None if parent is None else next(parent.iterchildren(W + name), None)


_MATTERING = (
    *("pStyle", "outlineLvl", "numPr", "jc", "rPr"),
    *("rStyle", "b", "i", "vanish", "strike", "dstrike", "vertAlign"),
    *("gridBefore", "gridAfter", "wBefore", "hidden", "del"),
    *("gridSpan", "hMerge", "vMerge"),
)
"""What paragraphs, runs, rows and cells may say that matters to a reader of text."""


class Sayings:
    """What the elements of a part say that matters, found in one walk: most of them say much else."""

    def __init__(self, root: _Element) -> None:
        self._found: dict[_Element | None, dict[str, _Element]] = {}
        for one in root.iter(*(W + name for name in _MATTERING)):
            self._found.setdefault(one.getparent(), {}).setdefault(one.tag, one)

    def of(self, parent: _Element, name: str) -> Properties:
        """Return what the first child of a name says; it mostly comes first."""
        tag = W + name
        for element in parent:
            if element.tag == tag:
                return self._found.get(element, NONE)
        return NONE


def switched(said: Properties, name: str) -> bool | None:
    """Return whether a property is switched on or off, None when nothing is said."""
    element = said.get(W + name)
    return None if element is None else value(element) not in _OFF


def chosen(alternate: _Element) -> _Element | None:
    """Return the content that counts of mc:AlternateContent; the others show the same to older programs."""
    first = alternate.find(MC + "Choice")
    return alternate.find(MC + "Fallback") if first is None else first


def children(parent: _Element) -> Iterator[_Element]:
    """Yield the children of an element, and those of content controls and insertions in their place."""
    for element in parent:
        if element.tag not in _WRAPPERS:
            yield element
        elif element.tag == _ALTERNATE:
            content = chosen(element)
            yield from () if content is None else children(content)
        else:
            yield from children(element)
