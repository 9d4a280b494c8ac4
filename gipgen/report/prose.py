"""Prose of a data file → blocks, with findings about what cannot be kept or was probably meant otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gipgen.prose import Block, load_picture, parse
from gipgen.report.figures import Figures
from gipgen.report.notes import Notes
from gipgen.report.texts import unseen

_OF_LINES = frozenset({"GIP408", "GIP409"})
"""Rules that would only repeat GIP406, as they are about lines."""


@dataclass(frozen=True)
class Prose:
    """Parses the prose of one data file; its pictures lie under `folder`, inside `root`."""

    notes: Notes
    figures: Figures
    folder: Path
    root: Path

    def blocks(self, *path: str | int) -> tuple[Block, ...]:
        """Return the blocks of the prose under a path; none when there is no prose."""
        text: Any = self.notes.draft.data
        for step in path:
            text = _inside(text, step)
        if not isinstance(text, str):
            return ()
        blocks, problems = parse(
            text, self.figures, lambda source, alt: load_picture(source, alt, self.folder, self.root)
        )
        written = self.notes.written(path)
        if written.joined or written.beheaded:
            self.notes.add("GIP406", path, self.notes.draft.spot(path).head)
            problems = [problem for problem in problems if problem.rule not in _OF_LINES]
        elif lost := written.swallowed(glued=False):
            self.notes.add("GIP414", path, lost, {"text": written.words(lost)})
        self.notes.add_problems([*problems, *unseen(text)], path, written)
        return blocks


def _inside(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[step] if isinstance(holder, list) and isinstance(step, int) else None
