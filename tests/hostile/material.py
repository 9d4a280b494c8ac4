"""The reports that hostile documents are made of: random ones of both forms, and the real figures of the samples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from random import Random

from hypothesis import Phase, given, settings

from gipgen.form import Form, packaged_forms
from tests.conftest import HOUSE, check_sample
from tests.drawing import Drawn, reports
from tests.hostile.draft import Cell, Draft, Table, Text

REAL = ("huaian-2024", "suqian-2023", "suqian-2024")
AGENCIES = (
    "清河市人民政府",
    "临江县人民政府",
    "青山镇人民政府",
    "东湖街道办事处",
    "白云区教育局",
    "某某市发展和改革委员会",
    "安平县水务局",
)
BODY = {
    "overview": [
        "2024年，本机关深入贯彻落实《中华人民共和国政府信息公开条例》，主动公开各类政府信息1268条，按期答复公开申请。",
        "（一）主动公开情况。全年通过门户网站发布信息835条，政务新媒体发布433条；解读政策文件12件。",
        "全年没有因政府信息公开被提起行政诉讼，信息管理、平台建设和监督保障到位。",
    ],
    "problems_and_improvements": [
        "存在的问题：一是公开内容不够全面；二是人员力量不足，业务能力有待提高。",
        "下一步，将加强培训，完善制度，拓宽公开渠道。",
    ],
    "other_matters": ["2024年，本机关依申请公开政府信息未收取信息处理费。", "没有其他需要报告的事项。"],
}
PREAMBLE = "根据《中华人民共和国政府信息公开条例》规定，现公布本机关政府信息公开工作年度报告。所列数据的统计期限自1月1日起至12月31日止。"


@lru_cache(maxsize=1)
def random_reports(count: int = 40) -> tuple[Drawn, ...]:
    """Draw random reports, always the same."""
    found: list[Drawn] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None)
    @given(reports())
    def collect(drawn: Drawn) -> None:
        found.append(drawn)

    collect()
    return tuple(found[-count:])


@lru_cache(maxsize=1)
def reports_by_form() -> dict[str, list[list[str]]]:
    """Return the figures of reports of each form, in the order of the form's cells."""
    found: dict[str, list[list[str]]] = {"2019": [], "2021": []}
    for name in REAL:
        report = check_sample(HOUSE / "samples" / f"{name}.yaml").report
        assert report is not None
        found[report.form.id].append(list(report.texts))
    for drawn in random_reports():
        found[drawn.form].append([figure for table in drawn.figures for figure in table])
    return found


def plain_draft(form: str, rng: Random, other: str = "") -> Draft:
    """Write a report of a form as it should be; `other` is the form on which table 三 is printed instead."""
    forms = packaged_forms()
    figures = rng.choice(reports_by_form()[form])
    strange = rng.choice(reports_by_form()[other]) if other else figures
    year, agency = (2020 if form == "2019" else rng.randint(2021, 2024)), rng.choice(AGENCIES)
    day = date(year + 1, 1, rng.randint(2, 31))
    draft = Draft(
        form, agency, year, [Text(f"{agency}{year}年政府信息公开工作年度报告", "title")], {}, signature=agency, day=day
    )
    if rng.random() < 0.5:
        draft.blocks.append(Text(PREAMBLE))
    for section in forms.get(form).sections:
        draft.blocks.append(Text(section.heading, "heading", section.id))
        if section.table is None:
            draft.blocks += [Text(text) for text in BODY[section.id]]
        elif section.id == "applications" and other:
            _add_table(draft, forms.get(other), section.id, strange)
        else:
            _add_table(draft, forms.get(form), section.id, figures)
    draft.blocks += [Text(agency, "sign"), Text(f"{day.year}年{day.month}月{day.day}日", "sign")]
    return draft


def _add_table(draft: Draft, form: Form, section: str, figures: list[str]) -> None:
    table = next(table for one, table in form.tables if one.id == section)
    rows = [
        [
            Cell(one.text, one.rows, one.columns)
            if one.cell < 0
            else Cell(figures[one.cell], one.rows, one.columns, form.cells[one.cell].path)
            for one in row
        ]
        for row in table.grid.rows
    ]
    draft.wanted |= {cell.path: Decimal(figures[cell.index]) for line in table.lines for cell in line.cells}
    draft.blocks.append(Table(rows, section, table.grid.head_rows))
