"""Findings about one-line texts, such as agency and title, which are printed character by character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from gipgen.form import Field, load_envelope
from gipgen.prose import BRACES, Problem
from gipgen.report.notes import Notes, Path
from gipgen.source.characters import character_name
from gipgen.words import UNSEEN


def check_texts(notes: Notes) -> None:
    """Note what YAML did to a text unseen, references that nobody resolves, and characters that nobody sees."""
    for path, text in _texts(load_envelope(), notes.draft.data, ()):
        written = notes.written(path)
        if written.joined:
            notes.add("GIP117", path, written.place)
        elif lost := written.swallowed(glued=True):
            notes.add("GIP414", path, lost, {"text": written.words(lost)})
        braces = [Problem("GIP413", found, {"text": found}) for found in BRACES.findall(text)]
        notes.add_problems([*braces, *unseen(text)], path, written)


def unseen(text: str) -> Iterator[Problem]:
    """Yield each kind of character in a text that readers do not see or see differently, where it stands first."""
    for character, count in Counter(UNSEEN.findall(text)).items():
        line = text.count("\n", 0, text.index(character))
        yield Problem("GIP415", character, {"character": character_name(character), "count": count}, line)


def _texts(field: Field, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the one-line texts in the value of a field, with their paths."""
    if field.kind == "text" and isinstance(value, str):
        yield path, value
    elif isinstance(value, list) and field.kind == "list":
        for number, item in enumerate(value):
            for inner in field.fields:
                yield from _texts(inner, (item or {}).get(inner.id), (*path, number, inner.id))
    elif isinstance(value, dict):
        for inner in field.fields:
            yield from _texts(inner, value.get(inner.id), (*path, inner.id))
