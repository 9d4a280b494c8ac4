"""Made-up reports that are right: seeded, on both forms, from a quiet township to a busy city."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from gipgen.form import Form, packaged_forms

LEVELS = {"乡镇": 3, "县级": 40, "市级": 600}
"""Levels with the number of requests about which their reports lie."""

_OVERVIEW = """主动公开方面，全年通过政府网站公开信息 {published} 条，及时更新公开指南和目录。

依申请公开方面，全年新收政府信息公开申请 {received} 件，上年结转 {carried} 件；办结的申请中，予以公开 {granted} 件，部分公开 {partial} 件。

政府信息管理方面，公开前逐件审查，规范性文件动态清理。政府信息公开平台建设方面，网站专栏运行平稳。监督保障方面，组织业务培训 {trainings} 次，开展工作考核和社会评议，没有责任追究的情形。
"""
_PROBLEMS = "存在的主要问题：{problem}。改进情况：{improvement}。\n"
_PROBLEM = ["政策解读的形式比较单一", "部分信息更新不够及时", "工作人员的业务水平有待提高", "公开的内容还不够全面"]
_IMPROVEMENT = ["已经增加图解和问答", "建立了定期检查的制度", "将加强培训和指导", "进一步明确了各部门的责任"]
_OTHER = "全年没有收取信息处理费。没有其他需要报告的事项。\n"


@dataclass(frozen=True)
class Made:
    """A report as data under Chinese keys, its rows as lists in print order with their totals."""

    form: Form
    data: dict[str, Any]

    @property
    def text(self) -> str:
        """The data file."""
        return dump(self.data)


def make(seed: int) -> Made:
    """Make the report of a number; the same number gives the same report."""
    chance = Random(seed)
    level = chance.choice(list(LEVELS))
    year = chance.choice([2019, 2020, 2021, 2022, 2023, 2024])
    form = packaged_forms().for_year(year)
    assert form is not None
    disclosure, applications, review = (section for section, _ in form.tables)
    data: dict[str, Any] = {
        "机关": f"第{seed}号{level.removesuffix('级')}人民政府",
        "年度": year,
        "级别": level,
        "成文日期": f"{year + 1}-01-{chance.randint(5, 28):02}",
        "总体情况": "",
        disclosure.name: _disclosure(form, chance, LEVELS[level]),
        applications.name: _applications(form, chance, LEVELS[level]),
        review.name: _review(form, chance, LEVELS[level]),
        "存在的主要问题及改进情况": _PROBLEMS.format(
            problem=chance.choice(_PROBLEM), improvement=chance.choice(_IMPROVEMENT)
        ),
        "其他需要报告的事项": _OTHER,
    }
    rows = list(flat(data[applications.name]).values())
    data["总体情况"] = _OVERVIEW.format(
        published=chance.randint(20, 3000),
        received=rows[0][-1],
        carried=rows[1][-1],
        granted=rows[2][-1],
        partial=rows[3][-1],
        trainings=chance.randint(1, 6),
    )
    return Made(form, data)


def flat(rows: dict[str, Any], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], list[int]]:
    """Return the rows of a table by their keys, in print order."""
    found: dict[tuple[str, ...], list[int]] = {}
    for key, value in rows.items():
        if isinstance(value, dict):
            found |= flat(value, (*above, key))
        else:
            found[*above, key] = value
    return found


def dump(data: dict[str, Any]) -> str:
    """Write data as a clerk would: rows as lists on one line, prose in blocks."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


class _Dumper(yaml.SafeDumper):
    pass


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


class Raw(str):
    """A value that is written as it is, without quotes."""

    __slots__ = ()


def _raw(_dumper: yaml.SafeDumper, text: Raw) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:int", str(text))


_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(Raw, _raw)


def table_rows(form: Form, number: int) -> list[tuple[tuple[str, ...], int]]:
    """Return for each row of a table its keys in the data file and how many figures it has."""
    _, table = form.tables[number]
    return [
        ((*(head.name for head in line.heads if not head.transparent), line.row.name), len(line.cells))
        for line in table.lines
    ]


def nested(rows: dict[tuple[str, ...], list[Any]]) -> dict[str, Any]:
    """Return the rows of a table as a data file has them."""
    data: dict[str, Any] = {}
    for path, figures in rows.items():
        place = data
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = figures if len(figures) > 1 else figures[0]
    return data


def _some(chance: Random, size: int) -> int:
    """Return a count that is often 0 in quiet places."""
    return 0 if chance.random() < 3 / (size + 3) else int(chance.expovariate(1 / size))


def _disclosure(form: Form, chance: Random, size: int) -> dict[str, Any]:
    rows: dict[tuple[str, ...], list[Any]] = {}
    for path, width in table_rows(form, 0):
        if width == 3:
            made = 0 if path[-1] == "规章" else _some(chance, size)
            rows[path] = [made, _some(chance, size) if made else 0, made + _some(chance, size) if made else 0]
        else:
            rows[path] = [_some(chance, size * 50) for _ in range(width)]
    return nested(rows)


def _applications(form: Form, chance: Random, size: int) -> dict[str, Any]:
    """Spread requests over applicants and results such that each column balances."""
    lines = table_rows(form, 1)
    columns = []
    for weight in (1.0, 0.15, 0.02, 0.03, 0.1, 0.05):
        results = [
            _some(chance, max(1, int(size * weight / 4))) if chance.random() < weight + 0.1 else 0 for _ in lines[2:-2]
        ]
        left, carried = (_some(chance, max(1, int(size * weight / 10))) for _ in range(2))
        carried = min(carried, sum(results) + left)
        columns.append([sum(results) + left - carried, carried, *results, sum(results), left])
    rows = [list(figures) for figures in zip(*columns, strict=True)]
    return nested({path: [*figures, sum(figures)] for (path, _), figures in zip(lines, rows, strict=True)})


def _review(form: Form, chance: Random, size: int) -> dict[str, Any]:
    rows = {}
    for path, width in table_rows(form, 2):
        outcomes = [_some(chance, max(1, size // 20)) for _ in range(width - 1)]
        rows[path] = [*outcomes, sum(outcomes)]
    return nested(rows)
