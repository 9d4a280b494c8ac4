"""Form and what is known of a report → a data file: every row, every key explained, every way of writing shown once."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.form import Field, Form
from gipgen.scaffold.fields import given, optional
from gipgen.scaffold.lines import Contents, Style, Written, aligned
from gipgen.scaffold.sections import section
from gipgen.words import Say

__all__ = ["SCHEMA_NAME", "Contents", "Style", "scaffold"]

SCHEMA_NAME = "gipgen.schema.json"
"""The file with the JSON Schema, beside the data file, that the first line points at."""


def scaffold(form: Form, envelope: Field, contents: Contents, style: Style) -> str:
    """Return the text of a data file; what is not known is left blank, and every figure is 0 unless figures are known."""
    lines = [Written(f"# yaml-language-server: $schema=./{SCHEMA_NAME}"), *_opening(form, style), Written("")]
    lines += given(envelope, contents, style)
    lines += [
        Written(""),
        Written(
            style.say("# 选填：要用哪一项，就去掉它行首的“# ”。", '# Optional: take away the "# " before what you use.')
        ),
        *optional(envelope, contents, style),
    ]
    for part in form.sections:
        if contents.figures is None or part.table or part.id in contents.prose:
            lines += [Written(""), Written(f"# {part.heading}"), *section(part, form, contents, style)]
    return "\n".join(aligned(lines)) + "\n"


def _opening(form: Form, style: Style) -> Iterator[Written]:
    total = next((cell for cell in form.cells if cell.total), form.cells[0])
    part = next(part for part in form.sections if part.id == total.section)
    figure = ".".join(total.path if style.english else (part.name, *total.names[1:]))
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
    return (Written(f"# {style.say(*words)}") for words in told)
