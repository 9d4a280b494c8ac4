"""Form → a data file to fill in: every row at zero, every key explained, every way of writing shown once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gipgen.form import Block, Field, Form, LocalAddition, Row, Section, Table
from gipgen.words import Say, columns

SCHEMA_NAME = "gipgen.schema.json"
"""The file with the JSON Schema, beside the data file, that the first line points at."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report before anyone fills it in; keys are Chinese, or ids when `english`."""

    year: int
    agency: str = ""
    level: str = ""
    """The id of a level, such as township; empty when it is not known."""
    named: bool = False
    """Whether the form must be named, because it is not the one in force for the year."""
    english: bool = False
    additions: tuple[LocalAddition, ...] = ()
    """The local additions that go with the form, in use or not."""

    def say(self, zh: str, en: str) -> str:
        """Return words in the language of the keys."""
        return en if self.english else zh

    def key(self, thing: Field | Section | Row | LocalAddition) -> str:
        """Return the key of a thing, which is also what other keys call it."""
        return thing.id if self.english else thing.name if isinstance(thing, (Section, Row)) else thing.label


class Written(NamedTuple):
    """A line of the file, and the note behind it."""

    text: str
    note: str = ""


def scaffold(form: Form, envelope: Field, known: Known) -> str:
    """Return the text of a data file that is valid but for what only the agency knows."""
    given = _given(form, known)
    lines = [Written(f"# yaml-language-server: $schema=./{SCHEMA_NAME}"), *_opening(form, known), Written("")]
    lines += [_field(field, given[field.id], known) for field in envelope.fields if field.id in given]
    lines += [
        Written(""),
        Written(
            known.say("# 选填：要用哪一项，就去掉它行首的“# ”。", '# Optional: take away the "# " before what you use.')
        ),
    ]
    for field in envelope.fields:
        if field.id not in given and (field.id != "local" or known.additions):
            lines += [Written(f"# {text}", note) for text, note in _optional(field, known)]
    for section in form.sections:
        lines += [Written(""), Written(f"# {section.heading}"), *_section(section, form, known)]
    return "\n".join(_aligned(lines)) + "\n"


def _aligned(lines: Sequence[Written]) -> Iterator[str]:
    """Put the notes of neighbouring lines one below the other."""
    for noted, run in groupby(lines, key=lambda line: bool(line.note)):
        block = list(run)
        width = max(columns(line.text) for line in block)
        for text, note in block:
            yield f"{text}{' ' * (width - columns(text))}  # {note}" if noted else text


def _opening(form: Form, known: Known) -> Iterator[Written]:
    total = next((cell for cell in form.cells if cell.total), form.cells[0])
    section = next(section for section in form.sections if section.id == total.section)
    figure = ".".join(total.path if known.english else (section.name, *total.names[1:]))
    told = (
        Say(
            f"政府信息公开工作年度报告（{form.title}，{form.notice}）",
            f"Annual report on government information disclosure, form {form.id} ({form.notice}).",
        ),
        Say(
            "数字直接写，不加单位和逗号；一行、一组或一张表全部为零就只写 0；空白不等于 0。",
            "Write plain digits. A row, head or table that is all zero is just 0; a blank is not a zero.",
        ),
        Say(
            "总计由程序计算，写了就核对。正文写在 | 下面，每行前空两格；空一行另起一段，小标题以 ### 加空格开头。",
            "Totals are computed; written totals are checked. Prose stands below its |, indented by two spaces.",
        ),
        Say(
            f"正文里的数可以取自表格：{{{{ {figure} }}}}。填好后运行 gipgen check 检查，gipgen build 生成。",
            f"{{{{ {figure} }}}} in prose becomes that figure. Then run: gipgen check, gipgen build",
        ),
    )
    return (Written(f"# {known.say(*words)}") for words in told)


# --- beside the form --------------------------------------------------------------------------------------------


def _given(form: Form, known: Known) -> dict[str, str]:
    """Return what is written for the keys that every file has, or this one."""
    return {
        "agency": _plain(known.agency),
        "year": str(known.year),
        "level": known.level,
        "date": "",
        **({"form": f'"{form.id}"'} if known.named else {}),
        **({"local": f"[{', '.join(map(known.key, form.local))}]"} if form.local else {}),
    }


def _plain(text: str) -> str:
    """Write a text such that YAML reads it as it is."""
    return text if re.fullmatch(r"[\w（）·]*", text) else json.dumps(text, ensure_ascii=False)


def _field(field: Field, value: str, known: Known) -> Written:
    choices = {id_: known.say(names[0], id_) for id_, names in field.choices}
    return Written(f"{known.key(field)}: {choices.get(value, value)}".rstrip(), _about(field, known))


def _about(field: Field, known: Known) -> str:
    """Say what a key is for, and what can stand there when that is known."""
    choices = [known.say(names[0], id_) for id_, names in field.choices]
    if field.id == "local":
        choices = [known.key(addition) for addition in known.additions]
    listed = f"{known.say('：', ': ')}{' '.join(choices)}" if choices else ""
    return known.say(field.about, field.about_en) + listed


def _optional(field: Field, known: Known, above: str = "") -> Iterator[Written]:
    """Show how a key is written that a file need not have."""
    key = known.key(field)
    if field.figure:
        reference = f"{{{{ {above}.{key} }}}}"
        yield Written(f"{key}: 0", known.say(f"单位：{field.unit}；正文里写 {reference}", f"in prose {reference}"))
        return
    if field.kind == "prose":
        yield Written(f"{key}: |", _about(field, known))
        yield Written(f"  {field.example}。")
        return
    yield Written(f"{key}: {field.example}".rstrip(), _about(field, known))
    below = [line for inner in field.fields for line in _optional(inner, known, key)]
    for number, (text, note) in enumerate(below):
        mark = "" if field.kind != "list" else "  " if number else "- "
        yield Written(f"  {mark}{text}", note)


# --- sections ---------------------------------------------------------------------------------------------------


def _section(section: Section, form: Form, known: Known) -> Iterator[Written]:
    if section.hint:
        yield Written(f"# {section.hint}")
    if section.table is None:
        yield Written(f"{known.key(section)}: |")
        yield Written("  ")
        return
    yield Written(f"{known.key(section)}:")
    for block in section.table.blocks:
        title = block.label or next((addition.title for addition in form.local if addition.id == block.id), "")
        if title:
            yield Written(f"  # {title}")
        if len(block.leaves) > 1:
            yield Written(f"  # {_ways(block, known)}")
        yield from _rows(block.rows, section.table, known, "  ")


def _ways(block: Block, known: Known) -> str:
    """Explain how a row with several figures is written."""
    names = [known.say(column.name, column.id) for column in block.leaves if not column.total]
    listed = f"[{', '.join(str(number % 10) for number in range(1, len(names) + 1))}]"
    return known.say(
        f"不全为零的行写成 {listed}，依次为：{'、'.join(names)}；或写成 {{{names[0]}: 1, 其余: 0}}",
        f"a row that is not all zero: {listed}, in this order: {', '.join(names)}; or {{{names[0]}: 1, rest: 0}}",
    )


def _rows(rows: Sequence[Row], table: Table, known: Known, indent: str) -> Iterator[Written]:
    for row in rows:
        if row.transparent:
            yield Written(f"{indent}# {row.label}")
            yield from _rows(row.rows, table, known, indent)
        elif row.rows:
            yield Written(f"{indent}{known.key(row)}:", known.say("", row.label))
            yield from _rows(row.rows, table, known, f"{indent}  ")
        elif not row.total:
            yield Written(f"{indent}{known.key(row)}: 0", _row_note(row, table, known))


def _row_note(row: Row, table: Table, known: Known) -> str:
    """Return the printed label where the key does not say as much, and the unit of a row's only figure."""
    cells = table.line_of(row).cells
    label = row.label if known.english or len(row.label) > len(row.name) + 4 else ""
    unit = cells[0].unit if len(cells) == 1 else ""
    return known.say("，", ", ").join(filter(None, (label, unit and known.say(f"单位：{unit}", f"in {unit}"))))
