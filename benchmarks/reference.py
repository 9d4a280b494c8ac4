"""The reference work of the budgets, and reports of ordinary length in any number; the same number gives the same report."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.prose import overview, problems
from benchmarks.reports import Made, flat, make, nested, table_rows
from gipgen.form import Form, packaged_forms

REPORTS = 64
"""How many different reports of the reference work are measured in turn: with the usual rounds, each once."""


def reference(number: int) -> Made:
    """Make a township report of the 2021 form in which no figure is 0 but those of regulations, which no township can make."""
    chance = Random(f"reference {number}")
    form = packaged_forms().get("2021")
    disclosure, applications, review = (section.name for section, _ in form.tables)
    data: dict[str, Any] = {
        "机关": f"某县第{number}镇人民政府",
        "年度": 2024,
        "级别": "乡镇",
        "成文日期": f"2025-01-{chance.randint(5, 28):02}",
        "前言": _PREAMBLE,
        "目录": {
            "索引号": f"00000000/2025-{number:05}",
            "主题分类": "政府信息公开年报",
            "发布机构": f"某县第{number}镇人民政府",
        },
        "联系方式": {
            "联系单位": f"第{number}镇党政办公室",
            "地址": f"某县第{number}镇人民路1号",
            "邮编": "000000",
            "电话": "0000-0000000",
        },
        "总体情况": "",
        disclosure: nested({path: _disclosed(chance, path[-1], width) for path, width in table_rows(form, 0)}),
        applications: _applications(form, chance),
        review: nested({path: _counted(chance, width - 1) for path, width in table_rows(form, 2)}),
        "存在的主要问题及改进情况": problems(chance),
        "其他需要报告的事项": "全年没有收取信息处理费。没有其他需要报告的事项。\n",
    }
    data["总体情况"] = overview(chance, _totals(data[applications]))
    return Made(form, data)


_PREAMBLE = (
    "本报告依据《中华人民共和国政府信息公开条例》和有关编制要求编制，由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。所列数据的统计期限为2024年1月1日至"
    "2024年12月31日。对报告内容有疑问的，请与所附联系单位联系。\n"
)


def ordinary(number: int) -> Made:
    """Make a report on either form, from a quiet township to a busy city, each of another agency."""
    made = make(number)
    chance = Random(f"ordinary {number}")
    applications = made.form.tables[1][0].name
    texts = {
        "机关": f"某县第{number}镇人民政府",
        "总体情况": overview(chance, _totals(made.data[applications])),
        "存在的主要问题及改进情况": problems(chance),
    }
    return Made(made.form, made.data | texts)


def _totals(applications: dict[str, Any]) -> dict[str, int]:
    """Return the figures of the second table that prose tells."""
    rows = list(flat(applications).values())
    told = {"received": rows[0], "carried": rows[1], "granted": rows[2], "partial": rows[3], "left": rows[-1]}
    return {name: row[-1] for name, row in told.items()}


def _disclosed(chance: Random, name: str, width: int) -> list[int]:
    if name == "规章":
        return [0] * width
    made, repealed = chance.randint(11, 60), chance.randint(2, 9)
    return [made, repealed, made + chance.randint(10, 99)] if width == 3 else [chance.randint(100, 9999)] * width


def _counted(chance: Random, count: int) -> list[int]:
    figures = [chance.randint(1, 9) for _ in range(count)]
    return [*figures, sum(figures)]


def _applications(form: Form, chance: Random) -> dict[str, Any]:
    """Spread requests over applicants and results such that each column balances."""
    lines = table_rows(form, 1)
    columns = []
    for _ in range(6):
        results = [chance.randint(1, 9) for _ in lines[2:-2]]
        carried, left = chance.randint(1, 9), chance.randint(1, 9)
        columns.append([sum(results) + left - carried, carried, *results, sum(results), left])
    rows = zip(*columns, strict=True)
    return nested({path: [*row, sum(row)] for (path, _), row in zip(lines, rows, strict=True)})
