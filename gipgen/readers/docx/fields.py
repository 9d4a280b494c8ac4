"""Fields of Word: what they compute is kept, their codes are not."""

from __future__ import annotations

import re

from gipgen.patterns import regex

_LINK = regex(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_PLACE = regex(r'\\l\s+"([^"]+)"', re.IGNORECASE)
_DRAWN = regex(r"\s*(EQ|SYMBOL|MACROBUTTON|FORMCHECKBOX|FORMDROPDOWN)\b", re.IGNORECASE)
"""Fields that show something and hold it nowhere but in their code."""


def link_of(code: str) -> str:
    """Return the address that a HYPERLINK field leads to, empty for other fields and for places in the document."""
    found = _LINK.match(code)
    if not found:
        return ""
    place = _PLACE.search(code, found.end())
    return f"{found[1]}#{place[1]}" if place else found[1]


class _Field:
    __slots__ = ("code", "link", "result")

    def __init__(self, link: str) -> None:
        self.code: list[str] = []
        self.link = link
        self.result = False


class Fields:
    """The fields that are open at a place of the text; they may reach over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._codes = 0

    @property
    def shown(self) -> bool:
        """Whether text at this place is seen: it stands in no code."""
        return not self._codes

    @property
    def link(self) -> str:
        """Where the text at this place leads."""
        return self._open[-1].link if self._open else ""

    def code(self, text: str) -> None:
        """Take a piece of a code."""
        if self._open:
            self._open[-1].code.append(text)

    def mark(self, kind: str) -> str:
        """Begin, separate or end a field; return the code of one that ends and shows what only its code holds."""
        if kind == "begin":
            self._open.append(_Field(self.link))
            self._codes += 1
        elif self._open and kind == "separate" and not self._open[-1].result:
            self._turn(self._open[-1])
        elif self._open and kind == "end":
            field = self._open.pop()
            code = "".join(field.code).strip()
            self._codes -= not field.result
            return code if not field.result and _DRAWN.match(code) else ""
        return ""

    def _turn(self, field: _Field) -> None:
        field.result = True
        field.link = link_of("".join(field.code)) or field.link
        self._codes -= 1
