"""Stretches of a Word template in which nothing but figures changes: each is put together at once, without Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from gipgen.patterns import regex
from gipgen.render.stretch import Stretch

TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_END = regex(rf"{TAG.pattern}|\{{_[{{%]|[%}}]_\}}", re.DOTALL)
"""A tag, or what docxtpl writes as a sign of tags: a stretch is not looked at again, so it can hold none."""
_NAME = regex(r"\{\{\s*([\w.]+)\s*\}\}")


def cut(source: str, figures: Mapping[str, int]) -> tuple[str, str, tuple[Stretch, ...]]:
    """Put names in the place of the stretches of a Jinja template, in which all tags name figures.

    Returns the template, the word with which the names begin, before the numbers of the stretches, and these.
    """
    word = "stretch"
    while word in source:
        word += "_"
    pieces: list[str] = []
    stretches: list[Stretch] = []
    end = 0
    for run in _runs(source, figures):
        between = (source[left.end() : right.start()] for left, right in pairwise(run))
        cells = tuple(figures[_NAME.sub(r"\1", tag[0])] for tag in run)
        pieces += [source[end : run[0].start()], f"{{{{ {word}{len(stretches)} }}}}"]
        stretches.append(Stretch(("", *between, ""), cells))
        end = run[-1].end()
    return "".join([*pieces, source[end:]]), word, tuple(stretches)


def _runs(source: str, figures: Mapping[str, int]) -> Iterator[list[re.Match[str]]]:
    """Yield the tags of each stretch."""
    run: list[re.Match[str]] = []
    for tag in _END.finditer(source):
        named = _NAME.fullmatch(tag[0])
        if named and named[1] in figures:
            run.append(tag)
        elif run:
            yield run
            run = []
    if run:
        yield run
