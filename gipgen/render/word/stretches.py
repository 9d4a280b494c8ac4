"""Stretches of a template in which nothing but figures changes: each is put together at once, without Jinja."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from markupsafe import Markup

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch by the name that stands for it; `between` are the texts between its figures, one fewer than these."""

    name: str
    figures: tuple[str, ...]
    between: tuple[str, ...]

    def filled(self, figures: Mapping[str, str]) -> Markup:
        """Return the stretch with figures by their dotted paths; they are digits and signs."""
        written = map(figures.__getitem__, self.figures)
        return Markup("".join(chain.from_iterable(zip_longest(written, self.between, fillvalue=""))))  # noqa: S704


def cut(source: str, figures: Collection[str]) -> tuple[str, tuple[Stretch, ...]]:
    """Put names in the place of the stretches of a Jinja template in which all tags name figures."""
    word = "stretch"
    while word in source:
        word += "_"
    pieces: list[str] = []
    stretches: list[Stretch] = []
    end = 0
    for run in _runs(source, figures):
        name = f"{word}{len(stretches)}"
        between = tuple(source[left.end() : right.start()] for left, right in pairwise(run))
        stretches.append(Stretch(name, tuple(_NAME.sub(r"\1", tag[0]) for tag in run), between))
        pieces += [source[end : run[0].start()], f"{{{{ {name} }}}}"]
        end = run[-1].end()
    return "".join([*pieces, source[end:]]), tuple(stretches)


def _runs(source: str, figures: Collection[str]) -> Iterator[list[re.Match[str]]]:
    """Yield the tags of each stretch."""
    run: list[re.Match[str]] = []
    for tag in TAG.finditer(source):
        named = _NAME.fullmatch(tag[0])
        if named and named[1] in figures:
            run.append(tag)
        elif run:
            yield run
            run = []
    if run:
        yield run
