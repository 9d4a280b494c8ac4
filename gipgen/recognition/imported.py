"""What was found in a document: the figures of a form with their origins, the prose, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct, field

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.prose import Block as Prose
from gipgen.readers import NOWHERE, Origin
from gipgen.source import FIRST, Place


class Found(NamedTuple):
    """A figure as printed in a document; `value` is None when nothing or no figure is printed there."""

    text: str
    value: int | Decimal | None
    origin: Origin


class Imported(Struct, frozen=True):
    """A report as a document tells it."""

    form: Form
    fields: dict[str, object]
    """By id the keys beside the form that the document tells, in the types of a data file."""
    figures: dict[int, Found]
    """By index of the form's cells what the document prints there; what is not printed is not in it."""
    prose: dict[str, tuple[Prose, ...]]
    """By the id of a section, and `preamble`."""
    extra: tuple[tuple[str, tuple[Prose, ...]], ...]
    """Heading and prose of the sections after the statutory ones."""
    findings: tuple[Finding, ...] = ()
    beside: Mapping[str, tuple[Prose, ...]] = field(default_factory=dict)
    """By the id of a section what stands beside its table, where a data file has no place for it."""
    markdown: Mapping[str, str] = field(default_factory=dict)
    """The same prose as it was typed, of documents in which prose is Markdown."""

    @property
    def by_path(self) -> dict[tuple[str, ...], Found]:
        """The same figures by the path of their cells, which forms share."""
        return {self.form.cells[index].path: found for index, found in self.figures.items()}


class Remarks(Struct):
    """Findings while a document is being read."""

    found: list[Finding] = field(default_factory=list)

    def add(
        self, rule: str, origin: Origin = NOWHERE, label: str = "", actual: str | None = None, **words: object
    ) -> None:
        """Note something at a place of the document."""
        place = Place(origin.line, 1, origin.line, 2) if origin.line else FIRST
        self.found.append(Finding(rule, place, {"where": origin.told(), **words}, label=label, actual=actual))
