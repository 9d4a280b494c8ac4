"""Lines of a text, the entries and rows found in them, and what the look of a line tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gipgen.patterns import regex
from gipgen.readers.unseen import seen

SPACES = " \t\u3000\u00a0\f"

_ENDS = regex("\r\n|\r|\n")
_NUMBER = regex(r"[-+−－]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[%％]?")
_ENUMERATOR = regex(r"\s*(?:[一二三四五六七八九十]{1,3}、|#{1,6} |\*\*)")
_QUOTED = regex(r'(?:^|(?<=\t))"((?:[^"\t]|""){0,400})"(?=\t|$)', re.MULTILINE)
_BREAK = "\x1f"
"""A line end inside a cell; no text holds this sign, decoding has seen to that."""
_FAR = 80
"""The most characters of a cell; the longest label of the forms has fewer."""


class Line(NamedTuple):
    """A line by its number, counted from 1, without its end."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Say whether nothing stands in the line; a lone tab is a cell without text."""
        return "\t" not in self.text and not self.text.strip(SPACES)


class Entry(NamedTuple):
    """A cell as it stands in the text: the pieces of lines it is broken over, and the number of the first line."""

    line: int
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text of the cell."""
        return joined(self.texts)


Row = tuple[Entry, ...]


class Table(NamedTuple):
    """Rows found in the lines from index `start` to before `stop`."""

    start: int
    stop: int
    rows: tuple[Row, ...]


def lines_of(text: str) -> list[Line]:
    """Split a text at the line ends of any system, without characters that nobody sees.

    Workbooks quote a cell of several lines when they copy it; its lines stay together.
    """
    text = _ENDS.sub("\n", seen(text))
    return list(_numbered(_QUOTED.sub(_unquoted, text).split("\n")))


def _unquoted(cell: re.Match[str]) -> str:
    beside_tab = (
        cell.string[cell.start() - 1 : cell.start()] == "\t" or cell.string[cell.end() : cell.end() + 1] == "\t"
    )
    return cell[1].replace('""', '"').replace("\n", _BREAK) if beside_tab and "\n" in cell[1] else cell[0]


def _numbered(texts: Iterable[str]) -> Iterator[Line]:
    number = 1
    for text in texts:
        yield Line(number, text)
        number += 1 + text.count(_BREAK)


def joined(texts: Iterable[str]) -> str:
    """Join what is broken over lines: with a space between letters or digits, with nothing beside Chinese."""
    whole = ""
    for piece in (part for text in texts for part in re.split(f"[\v{_BREAK}]", text)):
        text = piece.strip(SPACES)
        between = (
            " " if whole and text and all(one.isascii() or one.isdecimal() for one in (whole[-1], text[0])) else ""
        )
        whole += between + text
    return whole.replace("\t", " ")


def is_number(text: str) -> bool:
    """Say whether a text is one number and nothing else."""
    return _NUMBER.fullmatch(text.strip(SPACES)) is not None


def is_figure(text: str) -> bool:
    """Say whether a text is what stands in a cell of figures: a number, a stroke, nothing."""
    return text.strip(SPACES) in {"", "/", "-", "—", "——"} or is_number(text)


def heads(text: str) -> bool:
    """Say whether a line begins as a heading does: with a Chinese number or with a mark of Markdown."""
    return _ENUMERATOR.match(text) is not None


def tells(text: str) -> bool:
    """Say whether a text is prose: whole sentences, or longer than any cell."""
    return "。" in text or len(text.strip(SPACES)) > _FAR
