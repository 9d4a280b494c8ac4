"""Where a report and a document disagree."""

from __future__ import annotations

from msgspec import Struct

from gipgen.readers import NOWHERE, Origin
from gipgen.words import Say


class Difference(Struct, frozen=True):
    """A figure by its path, or a text; empty is what is not there."""

    path: tuple[str, ...]
    label: Say
    ours: str
    theirs: str
    origin: Origin = NOWHERE
    figure: bool = False
