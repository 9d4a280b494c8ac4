"""References in prose: names joined by dots → the figure of the report, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from gipgen.form import Field, Form, Line, Section, load_envelope, normal
from gipgen.patterns import regex
from gipgen.prose import Problem
from gipgen.schema.guess import did_you_mean
from gipgen.schema.keys import ColumnKey, Key, column_keys, field_keys, root_keys, table_key
from gipgen.words import Say

_READABLE = ("agency", "year", "processing_fee")
_NO_NAME = regex(r"[。·、，,{}()\[\]|+*%'\"<>=]|\s[-/]\s")


def _slip(inner: str) -> Say:
    """Name the slip of the hand in a reference that is none."""
    if any(mark in inner for mark in "。·、，,"):
        return Say("名称之间用半角的点“.”。", "Names are joined by a half-width dot.")
    return Say("", "")


def _steps(reference: str) -> tuple[str, list[str]]:
    """Return what stands between the braces, and the names in it."""
    inner = reference[2:-2].strip()
    return inner, [normal(step) for step in inner.split(".")]


def _shown(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value) if isinstance(value, (str, int)) else ""


class Figures:
    """Answers references such as {{ 申请.本年新收.总计 }} from the texts of a report's cells."""

    def __init__(self, form: Form, texts: Sequence[str], data: dict[str, Any]) -> None:
        self.form = form
        self.texts = texts
        self.data = data

    def __call__(self, reference: str) -> str | Problem:
        """Return the figure that a whole `{{ … }}` names, or the problem with it."""
        inner, steps = _steps(reference)
        if not all(steps) or _NO_NAME.search(inner):
            return Problem("GIP402", reference, {"text": reference, "slip": _slip(inner)})
        part = root_keys(self.form, load_envelope()).get(steps[0])
        if isinstance(part, Section) and part.table:
            return self._in_table(reference, table_key(part), steps[1:])
        if isinstance(part, Field) and part.id in _READABLE:
            return self._in_envelope(reference, part, steps[1:])
        names = [section.name for section, _ in self.form.tables]
        names += [field.label for field in load_envelope().fields if field.id in _READABLE]
        return self._unknown(reference, inner, names)

    def root(self, reference: str) -> str:
        """Return the id of the table or field to which a reference that has an answer belongs."""
        return root_keys(self.form, load_envelope())[_steps(reference)[1][0]].id

    def _in_table(self, reference: str, key: Key, steps: list[str]) -> str | Problem:
        while steps and not key.line:
            child = key.children.get(steps[0])
            if child is None:
                return self._unknown(
                    reference, steps[0], [key.name for key in key.listed()], [key.id for key in key.listed()]
                )
            key, steps = child, steps[1:]
        if key.line is None:
            return self._unknown(reference, "", [key.name for key in key.listed()])
        return self._in_line(reference, key.line, steps)

    def _in_line(self, reference: str, line: Line, steps: list[str]) -> str | Problem:
        if not steps and len(line.cells) == 1:
            return self._show(reference, line.cells[0].index)
        known = column_keys(line)
        column: ColumnKey | None = None
        names = [leaf.name for leaf in line.block.leaves]
        for step in steps:
            column = known.get(step)
            if column is None:
                return self._unknown(reference, step, names)
            known, names = column.children, [inner.name for inner in _once(column.children)] or names
        if column is None or column.position < 0:
            return self._unknown(reference, "", names)
        return self._show(reference, line.cells[column.position].index)

    def _in_envelope(self, reference: str, field: Field, steps: list[str]) -> str | Problem:
        value = self.data.get(field.id)
        for step in steps:
            inner = field_keys(field).get(step)
            if inner is None:
                return self._unknown(reference, step, [member.label for member in field.fields])
            field, value = inner, value.get(inner.id) if isinstance(value, dict) else None
        if field.fields:
            return self._unknown(reference, "", [member.label for member in field.fields])
        return self._unwritten(reference) if value is None else _shown(value)

    def _show(self, reference: str, index: int) -> str | Problem:
        cell = self.form.cells[index]
        if cell.optional and not self.texts[index]:
            return self._unwritten(reference)
        return self.texts[index]

    def _unwritten(self, reference: str) -> Problem:
        guess = Say("这个数字没有填写，请先填写。", "This figure is not written; write it first.")
        return Problem("GIP401", reference, {"text": reference, "guess": guess})

    def _unknown(self, reference: str, word: str, names: list[str], ids: Sequence[str] = ()) -> Problem:
        """Say that a name is not known, what was meant, or that it names more than one figure."""
        guess = (
            did_you_mean(word, ids if word.isascii() and ids else names)
            if word
            else Say(f"还要写到具体的一格：{'、'.join(names)}。", f"Name one of: {', '.join(names)}.")
        )
        return Problem("GIP401", reference, {"text": reference, "guess": guess})


def _once(keys: dict[str, ColumnKey]) -> Iterable[ColumnKey]:
    return {id(key): key for key in keys.values()}.values()
