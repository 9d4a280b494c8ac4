"""What a rule looks at."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from gipgen.report import Report
from gipgen.rules.passages import Passage, passages
from gipgen.rules.stretches import Stretch, stretches
from gipgen.schema import Draft, Shape
from gipgen.source import Source


class Subject(Struct, frozen=True, dict=True):
    """One data file: its report, what was read under which names and where, and its text."""

    report: Report
    shape: Shape
    source: Source

    @property
    def draft(self) -> Draft:
        """The data under the form's ids, with the place of every part."""
        return self.shape.draft

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts that the outputs show."""
        return passages(self.draft, self.source)

    @property
    def prose(self) -> tuple[Passage, ...]:
        """The texts that are prose."""
        return tuple(passage for passage in self.passages if passage.prose)

    @cached_property
    def lines(self) -> tuple[Stretch, ...]:
        """The paragraphs of all prose and the rows of its tables."""
        return tuple(stretches(self.prose))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The paragraphs alone."""
        return tuple(stretch for stretch in self.lines if stretch.kind != "|")

    def passage(self, *path: str | int) -> Passage | None:
        """Return the text at a path, if one is written."""
        return next((passage for passage in self.passages if passage.path == path), None)
