"""What Word counts by itself: the number before a paragraph, from the definitions of lists and the paragraphs before."""

from __future__ import annotations

import re

from lxml.etree import _Element
from msgspec import Struct, field

from gipgen.patterns import regex
from gipgen.readers.document import BULLET
from gipgen.readers.docx.counting import written
from gipgen.readers.docx.names import MC, W, child, number, value
from gipgen.readers.docx.styles import Numbered, Styles, switched_on

_LEVELS = 9
_PLACE = regex("%([1-9])")
_LONGEST = 100
"""Characters before a paragraph; files made to do harm repeat long ones."""


class _Level(Struct, frozen=True):
    """How one level of a list counts."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    figures: bool = False
    """Whether numbers of higher levels are figures here, whatever they are there."""
    restart: int | None = None
    """The level, counted from 1, after which this one begins anew; 0 for never, None for any higher one."""
    paragraph_style: str = ""


class _List(Struct):
    """A list that paragraphs name: its levels, and the counts that it may share with other lists."""

    levels: dict[int, _Level]
    counts: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)
    """Numbers with which levels begin when this list is first used."""


class Numbering:
    """The lists of a document while its paragraphs are read one after the other."""

    def __init__(self, part: _Element | None, styles: Styles) -> None:
        """Read the definitions; without a part there are none."""
        self._lists: dict[str, _List] = {}
        if part is not None:
            self._define(part, styles)

    def marker(self, own: Numbered, style_id: str, styled: Numbered) -> tuple[str, int]:
        """Count a paragraph; return what stands before it, and how deep its list is nested.

        `own` is what the paragraph says, `styled` what its style says.
        """
        found = self._lists.get(own.list or styled.list)
        if found is None:
            return "", 0
        level = own.level
        if level is None:
            level = 0 if own.list else _level_of(found, style_id, styled)
        level = min(max(level, 0), _LEVELS - 1)
        _advance(found, level)
        marker = _shown(found, level)
        return marker, level if marker else 0

    def _define(self, part: _Element, styles: Styles) -> None:
        abstracts = {value(one, "abstractNumId"): one for one in part.iter(W + "abstractNum")}
        nums = {value(one, "numId"): one for one in part.iter(W + "num")}
        used = {id_: value(child(one, "abstractNumId")) for id_, one in nums.items()}
        links = {id_: value(child(one, "numStyleLink")) for id_, one in abstracts.items()}
        shared: dict[str, tuple[dict[int, _Level], list[int | None]]] = {}
        for id_, num in nums.items():
            abstract, link = used[id_], links.get(used[id_], "")
            if link:
                abstract = used.get(styles.style(link).numbered.list, abstract)
            if id_ == "0" or abstract not in abstracts:
                continue
            if abstract not in shared:
                shared[abstract] = (_levels(abstracts[abstract]), [None] * _LEVELS)
            self._lists[id_] = _overridden(num, *shared[abstract])


def _overridden(num: _Element, levels: dict[int, _Level], counts: list[int | None]) -> _List:
    """Make a list of its definition and of what it overrides."""
    found = _List(levels, counts)
    for override in num.iter(W + "lvlOverride"):
        level = number(override, 0, "ilvl")
        found.levels = found.levels | _levels(override)
        start = child(override, "startOverride")
        if start is not None:
            found.starts[level] = number(start, 1)
    return found


def _levels(parent: _Element) -> dict[int, _Level]:
    levels = ((number(one, 0, "ilvl"), one) for one in parent.iter(W + "lvl"))
    return {level: _level(one) for level, one in levels if 0 <= level < _LEVELS}


def _level(element: _Element) -> _Level:
    style = child(element, "numFmt")
    if style is None:
        style = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    restart, figures = child(element, "lvlRestart"), child(element, "isLgl")
    return _Level(
        start=number(child(element, "start"), 0),
        style=value(style) or "decimal",
        text=value(child(element, "lvlText"))[:_LONGEST],
        figures=figures is not None and (not value(figures) or switched_on(value(figures))),
        restart=None if restart is None else number(restart),
        paragraph_style=value(child(element, "pStyle")),
    )


def _level_of(found: _List, style_id: str, styled: Numbered) -> int:
    """Return the level that belongs to a style of paragraphs."""
    linked = [level for level, one in found.levels.items() if one.paragraph_style and one.paragraph_style == style_id]
    return linked[0] if linked else styled.level or 0


def _advance(found: _List, level: int) -> None:
    """Count one more item; levels below begin anew."""
    start = found.starts.pop(level, None)
    count = found.counts[level]
    if start is not None:
        found.counts[level] = start
    elif count is None:
        found.counts[level] = _defined(found, level).start
    else:
        found.counts[level] = count + 1
    for lower in range(level + 1, _LEVELS):
        restart = _defined(found, lower).restart
        if restart is None or level < restart:
            found.counts[lower] = None


def _shown(found: _List, level: int) -> str:
    own = _defined(found, level)
    if own.style == "bullet":
        return BULLET

    def count(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        defined, reached = _defined(found, which), found.counts[which]
        style = "decimal" if own.figures else defined.style
        return written(defined.start if reached is None else reached, style)

    return _PLACE.sub(count, own.text).strip()


def _defined(found: _List, level: int) -> _Level:
    return found.levels.get(level, _Level())
