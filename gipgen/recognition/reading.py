"""A statutory table while it is read: its rows that were found, and what is known of its columns."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from gipgen.form import Line
from gipgen.readers import Cell
from gipgen.recognition.across import Across
from gipgen.recognition.columns import Columns
from gipgen.recognition.imported import Found, Remarks
from gipgen.recognition.vocabulary import Vocabulary


class Written(Struct):
    """A row of a document that a row of the form was found to be."""

    line: Line
    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    columns: Columns
    drawn: bool


class Reading(Struct):
    """A table while it is read."""

    vocabulary: Vocabulary
    remarks: Remarks
    written: list[Written] = field(default_factory=list)
    figures: dict[int, Found] = field(default_factory=dict)
    exact: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How often the label of some lines is printed exactly, so that no other text is taken for it."""
    across: list[Across] = field(default_factory=list)
    empty: list[Cell] = field(default_factory=list)
    """The first cells of rows without anything in them that stand below heads."""
    taken: set[str] = field(default_factory=set)
    """The keys of the lines that were found."""
    columns: dict[int, Columns] = field(default_factory=dict)
    """By place of the block what is known of its columns."""
