"""The sections of the form: prose to write or as it is known, and every row of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.form import Block, Form, Line, Row, Section, Table
from gipgen.scaffold.lines import Contents, Style, Written, bar, block


def section(part: Section, form: Form, contents: Contents, style: Style) -> Iterator[Written]:
    """Write one section."""
    if part.hint:
        yield Written(f"# {part.hint}")
    if part.table is None:
        text = contents.prose.get(part.id, "")
        yield Written(f"{style.key(part)}: {bar(text)}")
        yield from block(text or "  ", "  " if text else "")
        return
    yield Written(f"{style.key(part)}:")
    for rows in part.table.blocks:
        title = rows.label or next((addition.title for addition in form.local if addition.id == rows.id), "")
        if title:
            yield Written(f"  # {title}")
        if len(rows.leaves) > 1:
            yield Written(f"  # {_ways(rows, style)}")
        yield from _rows(rows.rows, part.table, contents, style, "  ")


def _ways(rows: Block, style: Style) -> str:
    """Explain how a row with several figures is written."""
    names = [style.say(column.name, column.id) for column in rows.leaves if not column.total]
    listed = f"[{', '.join(str(number % 10) for number in range(1, len(names) + 1))}]"
    return style.say(
        f"不全为零的行写成 {listed}，依次为：{'、'.join(names)}；或写成 {{{names[0]}: 1, 其余: 0}}",
        f"a row that is not all zero: {listed}, in this order: {', '.join(names)}; or {{{names[0]}: 1, rest: 0}}",
    )


def _rows(rows: Sequence[Row], table: Table, contents: Contents, style: Style, indent: str) -> Iterator[Written]:
    for row in rows:
        if row.transparent:
            yield Written(f"{indent}# {row.label}")
            yield from _rows(row.rows, table, contents, style, indent)
        elif row.rows:
            yield Written(f"{indent}{style.key(row)}:", style.say("", row.label))
            yield from _rows(row.rows, table, contents, style, f"{indent}  ")
        elif not row.total or contents.figures is not None:
            line = table.line_of(row)
            yield Written(f"{indent}{style.key(row)}: {_figures(line, contents)}".rstrip(), _note(line, style))


def _figures(line: Line, contents: Contents) -> str:
    """Write the figures of a row: 0 when all are, nothing when none is known, else a list with the total as printed."""
    if contents.figures is None:
        return "0"
    texts = [contents.figures.get(cell.index, "") for cell in line.cells]
    if set(texts) == {"0"}:
        return "0"
    if len(texts) == 1 or not any(texts):
        return texts[0]
    return f"[{', '.join(text or '~' for text in texts)}]"


def _note(line: Line, style: Style) -> str:
    """Return the printed label where the key does not say as much, and the unit of a row's only figure."""
    row, cells = line.row, line.cells
    label = row.label if style.english or len(row.label) > len(row.name) + 4 else ""
    unit = cells[0].unit if len(cells) == 1 else ""
    return style.say("，", ", ").join(filter(None, (label, unit and style.say(f"单位：{unit}", f"in {unit}"))))
