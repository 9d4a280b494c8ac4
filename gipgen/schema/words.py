"""The way to a part of a report in the form's own words."""

from __future__ import annotations

from functools import lru_cache

from gipgen.form import Field, Form, load_envelope
from gipgen.words import Say

Steps = tuple[str, ...]
ENTRY = "第 {} 项"
"""What an entry of a list is called."""


@lru_cache(maxsize=4096)
def describe(form: Form, path: tuple[str | int, ...]) -> tuple[Steps, str]:
    """Return a part's ids, one a step, and its label path, such as 三 › 不予公开 › 属于国家秘密 › 自然人.

    The one figure of a row is called by its row; entries of lists are counted from 1 in both.
    """
    steps = tuple(step for part in path for step in steps_of(part))
    known = _labels(form)
    if steps[:-1] in known.single:
        steps = steps[:-1]
    names = [known.names.get(_plain(steps[: end + 1]), "") or ENTRY.format(steps[end]) for end in range(len(steps))]
    if len(steps) == 1:
        return steps, known.alone.get(steps[0], names[0])
    return steps, " › ".join(names) if steps else "年报"


def steps_of(part: str | int) -> Steps:
    """Return a part of a path in ids: the key of a row has those of its heads in it, an entry of a list is a number."""
    return (str(part + 1),) if isinstance(part, int) else tuple(part.split("."))


def choices_of(field: Field) -> Say:
    """List the choices of a field, each in its first spelling."""
    return Say("、".join(names[0] for _, names in field.choices), ", ".join(id_ for id_, _ in field.choices))


def _plain(steps: Steps) -> Steps:
    """Leave the numbers of list items out, except where the step itself is one."""
    return tuple(step for step in steps[:-1] if not step.isdigit()) + steps[-1:]


class _Labels:
    """All names of a form: by id path, of sections standing alone, and which rows have one figure."""

    def __init__(self) -> None:
        self.names: dict[Steps, str] = {}
        self.alone: dict[str, str] = {}
        self.single: set[Steps] = set()


@lru_cache(maxsize=64)
def _labels(form: Form) -> _Labels:
    known = _Labels()
    for field in load_envelope().fields:
        _field_labels(known, field, ())
    for section in form.sections:
        known.names[section.id,] = section.number
        known.alone[section.id] = section.heading
    for line in form.lines:
        way: Steps = (line.section,)
        for row in (*line.heads, line.row):
            if not row.transparent:
                way = (*way, row.id)
                known.names[way] = row.name
        for cell in line.cells:
            known.names[*way, cell.column] = cell.column_name
        if len(line.cells) == 1:
            known.single.add(way)
    return known


def _field_labels(known: _Labels, field: Field, way: Steps) -> None:
    known.names[*way, field.id] = field.label
    for inner in field.fields:
        _field_labels(known, inner, (*way, field.id))
