"""Prose of a data file → blocks, with findings about what cannot be kept or was probably meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from gipgen.prose import Block, Picture, Problem, load_picture, parse
from gipgen.report.figures import Figures
from gipgen.report.notes import Notes
from gipgen.report.texts import unseen

_OF_LINES = frozenset({"GIP408", "GIP409"})
"""Rules that would only repeat GIP406, as they are about lines."""


class Prose(Struct, frozen=True):
    """Parses the prose of one data file; its pictures lie under `folder`, inside `root`."""

    notes: Notes
    figures: Figures
    folder: Path
    root: Path

    def blocks(self, *path: str | int) -> tuple[Block, ...]:
        """Return the blocks of the prose under a path; none when there is no prose."""
        text = self.notes.draft.value(path)
        if not isinstance(text, str):
            return ()
        parsed = parse(text, self.figures, self._picture, self._is_file)
        self.notes.referred.update(map(self.figures.root, parsed.references))
        problems: Sequence[Problem] = parsed.problems
        written = self.notes.written(path)
        if written.joined or written.beheaded:
            self.notes.add("GIP406", path, self.notes.draft.spot(path).head)
            problems = [problem for problem in problems if problem.rule not in _OF_LINES]
        elif lost := written.swallowed(glued=False):
            self.notes.add("GIP414", path, lost, {"text": written.words(lost)})
        self.notes.add_problems([*problems, *unseen(text)], path, written)
        return parsed.blocks

    def _picture(self, source: str, alt: str) -> Picture:
        return load_picture(source, alt, self.folder, self.root)

    def _is_file(self, address: str) -> bool:
        """Say whether an address leads to a file or folder beside the data file."""
        name = unquote(re.sub("[?#].*", "", address))
        try:
            return (self.folder / name).exists()
        except (OSError, ValueError):  # no name that a file could have
            return False
