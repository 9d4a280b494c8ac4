"""Lines of a data file that is being written, with the notes behind them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct, field

from gipgen.form import Field, LocalAddition, Row, Section
from gipgen.patterns import regex
from gipgen.words import Say, columns

_PLAIN = regex(r"[^\W\d_][\w（）·、，。/.-]*")
"""Texts that YAML reads as they are: they begin with a letter and hold nothing that means something."""
_WORDS = regex(r"(?i)y|n|yes|no|on|off|true|false|null")


class Written(NamedTuple):
    """A line of the file, and the note behind it."""

    text: str
    note: str = ""


class Style(Struct, frozen=True):
    """In which language keys and notes are written: Chinese, or ids and English."""

    english: bool = False
    additions: tuple[LocalAddition, ...] = ()
    """The local additions that go with the form, in use or not."""

    def say(self, zh: str, en: str) -> str:
        """Return words in the language of the keys."""
        return Say(zh, en).spoken("en" if self.english else "zh")

    def key(self, thing: Field | Section | Row | LocalAddition) -> str:
        """Return the key of a thing, which is also what other keys call it."""
        return thing.id if self.english else thing.name if isinstance(thing, (Section, Row)) else thing.label


class Contents(Struct, frozen=True):
    """What is known of a report: fields by id, Markdown by the id of a section, the texts of figures by cell.

    Without `figures` every row is 0. A field of several keys is a mapping, a list of them a sequence of mappings.
    """

    fields: dict[str, object] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    figures: dict[int, str] | None = None


def aligned(lines: Sequence[Written]) -> Iterator[str]:
    """Put the notes of neighbouring lines one below the other."""
    for noted, run in groupby(lines, key=lambda line: bool(line.note)):
        block = list(run)
        width = max(columns(line.text) for line in block)
        for text, note in block:
            yield f"{text}{' ' * (width - columns(text))}  # {note}" if noted else text


def plain(text: str) -> str:
    """Write a text such that YAML reads it as it is."""
    return (
        text
        if not text or (_PLAIN.fullmatch(text) and not _WORDS.fullmatch(text))
        else json.dumps(text, ensure_ascii=False)
    )


def bar(text: str) -> str:
    """Return the mark over text of several lines; its indentation is told when the first line does not show it."""
    return "|2" if text.lstrip("\n")[:1] in {" ", "\t"} else "|"


def block(text: str, indent: str) -> Iterator[Written]:
    """Write text of several lines below a `|`."""
    for line in text.rstrip("\n").split("\n"):
        yield Written(f"{indent}{line}" if line else "")
