"""The first sheet: how to fill in the workbook, how far it is, and the fields beside the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import Field, Form
from gipgen.workbook import looks
from gipgen.workbook.fields import put_field
from gipgen.workbook.formulas import Live, address
from gipgen.workbook.layout import ABOUT, EMPTY, ITEM, PROSE, SEPARATOR, VALUE, Place, cover_fields
from gipgen.workbook.looks import lines_in, put, set_height, set_page, set_widths
from gipgen.workbook.marks import mark_state

_WIDTHS = (12.0, 13.0, 38.0, 44.0)
_FIXED = ("form", "local")
"""The fields that tables are drawn by."""
_STEPS = (
    "1. 只填浅黄色的格子，其他格子已锁定。（确需修改时用“审阅”里的“撤消工作表保护”，没有密码。）",
    "2. 表格里填数字，不加单位和逗号；没有就填 0。空白不等于 0，留空的格子导入后会提示。",
    "3. 灰底的总计由公式计算，不用填。“勾稽核对”显示“对”或“不符”；不符的先改正。",
    f"4. 文字写在“{PROSE}”，一部分一格；格内换行按 Alt+Enter，空一行另起一段，小标题行以 ### 加空格开头（Markdown）。",
    "5. 填好后保存，运行 gipgen import 本文件.xlsx -o 年报.yaml 生成数据文件，再运行 gipgen check 年报.yaml 检查。",
)


def write_cover(
    sheet: Worksheet, form: Form, envelope: Field, fields: Mapping[str, object], states: Sequence[tuple[str, Live]]
) -> dict[Place, Live]:
    """Write the sheet and return its formulas; `states` are the names of the sheets of tables with what they tell."""
    year = fields.get("year")
    title = form.report_title.format(agency="", year=year or "")
    put(sheet, (1, 1), f"{title}（填报表）", looks.TITLE, (1, 4))
    put(sheet, (2, 1), f"{form.title} · {form.notice}", looks.SUBTITLE, (1, 4))
    row = 3
    for step in _STEPS:
        put(sheet, (row, 1), step, looks.NOTE, (1, 4))
        set_height(sheet, row, lines_in(step, sum(_WIDTHS)), 19)
        row += 1
    row, live = _write_states(sheet, states, row + 1)
    row += 1
    for column, text in ((1, ITEM), (3, VALUE), (4, ABOUT)):
        put(sheet, (row, column), text, looks.GROUP, (1, 2 if column == 1 else 1))
    set_height(sheet, row, 1)
    known = {**fields, "form": form.id, "local": [addition.label for addition in form.local]}
    for field in cover_fields(envelope):
        row = _write_field(sheet, row + 1, field, known.get(field.id))
    set_widths(sheet, _WIDTHS)
    sheet.row_dimensions[1].height = 32
    set_page(sheet, landscape=False)
    return live


def _write_states(sheet: Worksheet, states: Sequence[tuple[str, Live]], row: int) -> tuple[int, dict[Place, Live]]:
    live = {}
    for name, state in states:
        put(sheet, (row, 1), name, looks.LABEL, (1, 2))
        sheet.cell(row, 1).hyperlink = Hyperlink(ref=address((row, 1)), location=f"'{name}'!A1")
        put(sheet, (row, 3), Live(f"='{name}'!A2", state.result), looks.RESULT, (1, 2))
        live[row, 3] = Live("", state.result)
        mark_state(sheet, f"C{row}")
        set_height(sheet, row, 1, 20)
        row += 1
    return row, live


def _write_field(sheet: Worksheet, row: int, field: Field, value: object) -> int:
    """Write a field, or the members of a group one below the other; return the last row."""
    fixed = field.id in _FIXED
    if not field.fields:
        put(sheet, (row, 1), field.label, looks.LABEL, (1, 2))
        put_field(sheet, (row, 3), field, value, looks.FIXED if fixed else looks.TEXT)
        _explain(sheet, row, field, 1)
        return row
    values = value if isinstance(value, Mapping) else {}
    count = len(field.fields)
    put(sheet, (row, 1), field.label, looks.LABEL, (count, 1))
    for number, inner in enumerate(field.fields):
        put(sheet, (row + number, 2), inner.label, looks.LABEL)
        known = values.get(inner.id, "")
        put_field(sheet, (row + number, 3), inner, EMPTY if known is None else known, looks.TEXT)
        set_height(sheet, row + number, lines_in(str(values.get(inner.id) or ""), _WIDTHS[2]))
    _explain(sheet, row, field, count)
    return row + count - 1


def _explain(sheet: Worksheet, row: int, field: Field, rows: int) -> None:
    needed = {"required": "必填。", "expected": "应当填写。"}.get(field.need, "")
    listed = SEPARATOR.join(names[0] for _, names in field.choices)
    text = f"{needed}{field.about}{f'：{listed}' if listed else ''}"
    if field.id in _FIXED:
        text = "由这份填报表的表格决定，不用填"
    put(sheet, (row, 4), text, looks.HINT, (rows, 1))
    if rows == 1:
        written = sheet.cell(row, 3).value
        lines = max(lines_in(text, _WIDTHS[3]), lines_in(str(written or ""), _WIDTHS[2]))
        set_height(sheet, row, lines)
