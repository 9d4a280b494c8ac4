"""What is wrong with a data file, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gipgen.source import Place


@dataclass(frozen=True, slots=True)
class Fix:
    """The one cell whose change mends everything connected with a finding."""

    path: tuple[str, ...]
    label: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `words` fill the message of its rule; `path` is in ids, `label` in the form's words."""

    rule: str
    place: Place
    words: Mapping[str, object] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    label: str = ""
    expected: str | None = None
    actual: str | None = None
    fix: Fix | None = None
    waived: str | None = None
    file: str = ""
