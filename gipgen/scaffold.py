"""Form → a data file to fill in: every row at zero, every key explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gipgen.form import Field, Form, Line, Row, Section

SCHEMA_NAME = "gipgen.schema.json"
"""The file with the JSON Schema, beside the data file, that the first line points at."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report before anyone fills it in; keys are Chinese, or ids when `english`."""

    year: int
    agency: str = ""
    level: str = ""
    named: bool = False
    """Whether the form must be named, because it is not the one in force for the year."""
    english: bool = False
    additions: tuple[str, ...] = ()
    """The local additions that go with the form."""


def scaffold(form: Form, envelope: Field, known: Known) -> str:
    """Return the text of a data file that is valid but for what only the agency knows."""
    lines = [f"# yaml-language-server: $schema=./{SCHEMA_NAME}", *_opening(form, known), ""]
    for field in envelope.fields:
        lines += _field(field, form, known)
    for section in form.sections:
        lines += ["", *(_table(section, known) if section.table else _prose(section, known))]
    return "\n".join(lines) + "\n"


def _opening(form: Form, known: Known) -> Iterator[str]:
    if known.english:
        yield f"# Annual report on government information disclosure, form {form.id} ({form.notice})."
        yield "# Write plain digits. A row, head or table that is all zero is just 0; a blank is not a zero."
        yield "# Totals are computed; written totals are checked. Then run: gipgen check, gipgen build"
        return
    yield f"# 政府信息公开工作年度报告（{form.title}，{form.notice}）"
    yield "# 数字直接写，不加单位和逗号；一行、一组或一张表全部为零就只写 0；空白不等于 0。"
    yield "# 总计由程序计算，写了就核对。填好后运行 gipgen check 检查，gipgen build 生成。"


def _field(field: Field, form: Form, known: Known) -> Iterator[str]:
    """Write the keys that a clerk must see; the others as comments to uncomment."""
    if field.id == "local" and not known.additions:
        return
    key = field.id if known.english else field.label
    about = field.about_en if known.english else field.about
    given = _given(field, form, known)
    if field.choices:
        about += (
            "：" + " ".join(names[0] for _, names in field.choices)
            if not known.english
            else ": " + " ".join(id_ for id_, _ in field.choices)
        )
    if field.id == "local":
        about += ": " + ", ".join(known.additions) if known.english else "：" + "、".join(known.additions)
    note = f"  # {about}" if about else ""
    if given is not None:
        yield f"{key}: {given}{note}" if given else f"{key}:{note}"
    elif field.kind == "group":
        yield f"# {key}:{note}"
        for inner in field.fields:
            yield f"#   {inner.id if known.english else inner.label}:"
    else:
        yield f"# {key}:{note}"


def _given(field: Field, form: Form, known: Known) -> str | None:
    texts = {
        "agency": _plain(known.agency),
        "year": str(known.year),
        "level": known.level,
        "date": "",
        "form": f'"{form.id}"' if known.named else None,
        "local": f"[{', '.join(addition.label for addition in form.local)}]" if form.local else None,
    }
    return texts.get(field.id)


def _plain(text: str) -> str:
    """Write a text such that YAML reads it as it is."""
    return text if re.fullmatch(r"[\w（）·]*", text) else json.dumps(text, ensure_ascii=False)


def _prose(section: Section, known: Known) -> Iterator[str]:
    yield f"# {section.heading}{'。' + section.hint if section.hint else ''}"
    yield f"{section.id if known.english else section.name}: |"
    yield "  "


def _table(section: Section, known: Known) -> Iterator[str]:
    assert section.table is not None
    yield f"# {section.heading}"
    yield f"{section.id if known.english else section.name}:"
    lines = list(section.table.lines)
    for block in section.table.blocks:
        mine = [line for line in lines if line.block is block]
        if block.label:
            yield f"  # {block.label}"
        if len(block.leaves) > 1:
            yield from _order(mine[0], known)
        yield from _rows(block.rows, iter(mine), known, 1)


def _order(line: Line, known: Known) -> Iterator[str]:
    """Explain how a row with several figures is written."""
    parts = [column for column in line.block.leaves if not column.total]
    listed = ", ".join(column.id for column in parts) if known.english else "、".join(column.name for column in parts)
    example = f"[{', '.join(str(number % 10) for number in range(1, len(parts) + 1))}]"
    if known.english:
        yield f"  # a row that is not all zero: {example}, in this order: {listed}"
    else:
        yield f"  # 不全为零的行写成 {example}，依次为：{listed}"


def _rows(rows: Sequence[Row], lines: Iterator[Line], known: Known, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for row in rows:
        key = row.id if known.english else row.name
        if row.rows:
            yield f"{indent}# {row.label}" if row.transparent else f"{indent}{key}:"
            yield from _rows(row.rows, lines, known, depth + (not row.transparent))
            continue
        line = next(lines)
        if not row.total:
            note = _row_note(line, known)
            yield f"{indent}{key}: 0{note}"


def _row_note(line: Line, known: Known) -> str:
    if known.english:
        return f"  # {line.row.label}"
    unit = line.cells[0].unit if len(line.cells) == 1 else ""
    label = line.row.label if line.row.label != line.row.name and len(line.row.label) > len(line.row.name) + 4 else ""
    told = "，".join(part for part in (label, f"单位：{unit}" if unit else "") if part)
    return f"  # {told}" if told else ""
