"""The way to a part of a report in the form's own words."""

from __future__ import annotations

from functools import lru_cache

from gipgen.form import Field, Form, Row, load_envelope


def label_of(form: Form, path: tuple[str | int, ...]) -> str:
    """Return the label path of a part, such as 三 › 不予公开 › 属于国家秘密 › 自然人, or 目录 › 生效日期."""
    if not path:
        return "年报"
    known = _labels(form)
    steps = [step for part in path for step in str(part).split(".")]
    names = [known.get(tuple(steps[: end + 1]), str(steps[end])) for end in range(len(steps))]
    if len(steps) == 1:
        return known.get((*steps, ""), names[0])
    return " › ".join(str(int(name) + 1) if name.isdigit() else name.removeprefix("?") for name in names)


@lru_cache(maxsize=64)
def _labels(form: Form) -> dict[tuple[str, ...], str]:
    """Names by id path; a section alone has its heading under the path with an empty last step."""
    known: dict[tuple[str, ...], str] = {}
    for field in load_envelope().fields:
        _field_labels(known, field, ())
    for section in form.sections:
        known[section.id,] = section.number
        known[section.id, ""] = section.heading
    for line in form.lines:
        way: tuple[str, ...] = (line.section,)
        for row in _visible(line.heads, line.row):
            way = (*way, row.id)
            known[way] = row.name
        for cell, column in zip(line.cells, line.block.leaves, strict=True):
            known[*way, cell.column] = column.name
    return known


def _visible(heads: tuple[Row, ...], row: Row) -> list[Row]:
    return [head for head in (*heads, row) if not head.transparent]


def _field_labels(known: dict[tuple[str, ...], str], field: Field, way: tuple[str, ...]) -> None:
    known[*way, field.id] = field.label
    for inner in field.fields:
        _field_labels(known, inner, (*way, field.id))
