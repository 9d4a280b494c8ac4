"""References in prose: names joined by dots → the figure of the report, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gipgen.findings import Say
from gipgen.form import Field, Form, Line, Section, load_envelope, normal
from gipgen.prose import Problem
from gipgen.schema.guess import did_you_mean
from gipgen.schema.keys import ColumnKey, Key, column_keys, field_keys, root_keys, table_key

_READABLE = ("agency", "year", "processing_fee")


class Figures:
    """Answers references such as {{ 申请.本年新收.总计 }} from the texts of a report's cells."""

    def __init__(self, form: Form, texts: Sequence[str], data: dict[str, Any]) -> None:
        self.form = form
        self.texts = texts
        self.data = data

    def __call__(self, reference: str) -> str | Problem:
        """Return the figure that a whole `{{ … }}` names, or the problem with it."""
        inner = reference[2:-2].strip()
        steps = [normal(step) for step in inner.split(".")]
        if not all(steps) or any(mark in inner for mark in "{}()[]|+*%'\""):
            return Problem("GIP402", reference, {"text": reference})
        part = root_keys(self.form, load_envelope()).get(steps[0])
        if isinstance(part, Section) and part.table:
            return self._in_table(reference, table_key(part), steps[1:])
        if isinstance(part, Field) and part.id in _READABLE:
            return self._in_envelope(reference, part, steps[1:])
        names = [section.name for section, _ in self.form.tables]
        names += [field.label for field in load_envelope().fields if field.id in _READABLE]
        return self._unknown(reference, inner, names)

    def _in_table(self, reference: str, key: Key, steps: list[str]) -> str | Problem:
        while steps and not key.line:
            child = key.children.get(steps[0])
            if child is None:
                return self._unknown(reference, steps[0], [key.name for key in key.listed()])
            key, steps = child, steps[1:]
        if key.line is None:
            return self._unknown(reference, "", [key.name for key in key.listed()])
        return self._in_line(reference, key.line, steps)

    def _in_line(self, reference: str, line: Line, steps: list[str]) -> str | Problem:
        if not steps and len(line.cells) == 1:
            return self.texts[line.cells[0].index]
        known = column_keys(line)
        column: ColumnKey | None = None
        for step in steps:
            column = known.get(step)
            if column is None:
                break
            known = column.children
        if column is None or column.position < 0:
            return self._unknown(reference, steps[-1] if steps else "", [leaf.name for leaf in line.block.leaves])
        return self.texts[line.cells[column.position].index]

    def _in_envelope(self, reference: str, field: Field, steps: list[str]) -> str | Problem:
        value = self.data.get(field.id)
        for step in steps:
            inner = field_keys(field).get(step)
            if inner is None:
                return self._unknown(reference, step, [member.label for member in field.fields])
            field, value = inner, (value or {}).get(inner.id)
        if field.fields:
            return self._unknown(reference, "", [member.label for member in field.fields])
        return "" if value is None else str(value)

    def _unknown(self, reference: str, word: str, names: list[str]) -> Problem:
        guess = (
            did_you_mean(word, names)
            if word
            else Say(f"还要写到具体的一格：{'、'.join(names)}。", f"Name one of: {', '.join(names)}.")
        )
        return Problem("GIP401", reference, {"text": reference, "guess": guess})
