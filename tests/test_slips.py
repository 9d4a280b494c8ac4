"""Slips of the hand in prose: each is found in its line, and what only looks like one stays quiet."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.rules import RULES
from gipgen.source import Source

HERE = Path(__file__).parent
WHOLE = """机关: 某县某镇人民政府
年度: 2024
级别: 乡镇
成文日期: 2025-01-15
主动公开: 0
申请: 0
复议诉讼: 0
存在的主要问题及改进情况: 人手不足，将加强培训。
其他需要报告的事项: 没有收取信息处理费。
总体情况: |
"""
LONG = "2025年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，加强组织领导，完善工作制度，主动公开信息60条"
TABLE = "| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 60 |"


def _found(prose: str) -> list[tuple[int, str]]:
    """Return line and rule of every finding about prose, its own lines counted from 1."""
    text = WHOLE + indent(prose, "  ") + "\n"
    checked = check_source(Source("slips.yaml", text), packaged_forms(), HERE / "valid", HERE / "valid")
    found = [finding for finding in checked.findings if finding.rule not in RULES]  # those have tests of their own
    return sorted((finding.place.line - WHOLE.count("\n"), finding.rule) for finding in found)


@pytest.mark.parametrize(
    "prose",
    [
        "| 渠道 | 条数 |\n|网站|60|\n|微信|40|",
        "渠道 | 条数\n网站 | 60",
        "｜渠道｜条数｜\n｜---｜---｜\n｜网站｜60｜",
        "| 渠道 | 条数 |\n|——|——|\n| 网站 | 60 |",
        "| 渠道 | 条数 |\n| --- |\n| 网站 | 60 |",
        "+------+----+\n| 渠道 | 条 |\n+------+----+",
        "| 网站 | 60 |",
        "###　标题",
        "　　### 标题",
        "#主动公开",
        "####### 标题",
        "-　项目",
        "－ 项目",
        "－项目",
        "· 项目",
        "共{年度}年",
        "新收{申请.本年新收.总计}件",
        "新收{申请.新收}件",
        "共{ { 年度 } }年",
        "![走势图](图 1.png)",
        "![走势图]（图1.png）",
        "！[走势图](pictures/months.png)",
        "见[附件](附件 一.pdf)",
        "见[网站]（https://www.example.org/）",
        "见【网站】(https://www.example.org/)",
        "见[网站] (https://www.example.org/)",
        "** 加粗 **",
        "**　　加粗**",
        "**未闭合",
        "＊＊加粗＊＊",
        "---",
        "* * *",
        "- - -",
        "——————",
        "渠道\t条数",
    ],
)
def test_what_looks_like_a_mark_is_found_once(prose: str) -> None:
    """A mark with a slip is printed as it stands, and that is said in its first line, no more."""
    assert _found(prose) == [(1, "GIP409")]


@pytest.mark.parametrize("prose", ["正文\n---", "标题\n===", "正文\n***", "- 一\n- 二\n--　三"])
def test_a_slip_below_a_line_is_found_in_its_own(prose: str) -> None:
    """A rule or underline is no second paragraph as well."""
    lines = prose.count("\n") + 1
    assert [line for line, _ in _found(prose)] == [lines]


@pytest.mark.parametrize(
    "prose",
    [
        "1.主动公开\n2.依申请公开",
        "（1）主动公开\n（2）依申请公开",
        "(一)主动公开\n(二)依申请公开",
        "(1)主动公开;\n(2)依申请公开",
        "1）主动公开\n2）依申请公开",
        "①主动公开\n②依申请公开",
        "⑴主动公开\n⑵依申请公开",
        "●主动公开\n●依申请公开",
        "第一，主动公开\n第二，依申请公开",
        "首先，加强领导\n其次，加强培训",
        "一、总体情况\n2025年公开60条",
        "网站公开60条\n微信公开40条",
        "全年公开60条.\n受理5件.",
        f"{LONG}\n{LONG}。",
        f"（1）加强领导\n{LONG}",
        "**一、加强领导**\n全年公开60条。",
        "- 一。\n其中网站40条。",
        "1. 一\n　　其中网站40条。",
        "![图](pictures/months.png)\n图1 各月公开数量",
    ],
)
def test_a_line_that_does_not_continue_the_one_before_is_found(prose: str) -> None:
    """Without an empty line both are one paragraph."""
    assert _found(prose) == [(2, "GIP408")]


@pytest.mark.parametrize(
    ("prose", "lines"),
    [
        (f"{LONG}\n{LONG}。\n{LONG}。\n{LONG}。", [2, 3, 4]),
        ("正文：\n2. 一\n3. 二", [2, 3]),
        ("1. 一。\n2. 二。\n其中网站40条。", [3]),
    ],
)
def test_of_several_lines_each_is_found(prose: str, lines: list[int]) -> None:
    """One line that lacks its full stop does not silence the others."""
    assert _found(prose) == [(line, "GIP408") for line in lines]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        (f"{TABLE}\n以上为全年数据。", [(4, "GIP431")]),
        ("带*号的为必填项，其余*号为选填。", [(1, "GIP432")]),
        ("（*号为必填，*号为选填）", [(1, "GIP432")]),
        ("当事人张**、李**已答复。", [(1, "GIP432")]),
        ("版权 &copy; &#60;", [(1, "GIP432"), (1, "GIP432")]),
        ("[2021](30号)", [(1, "GIP433")]),
        ("[附件](附件.pdf)", [(1, "GIP433")]),
        ("[空]()", [(1, "GIP433")]),
        ("[](https://www.example.org/)", [(1, "GIP433")]),
    ],
)
def test_characters_that_would_be_lost_are_found(prose: str, found: list[tuple[int, str]]) -> None:
    """What Markdown takes away or makes something else of is said."""
    assert _found(prose) == found


@pytest.mark.parametrize(
    "prose",
    [
        "###\t标题",
        "### 标题\n正文。",
        "### C#",
        "-\t项目",
        "1. 一\n2. 二",
        "正文：\n- 一\n- 二",
        f"表1\n{TABLE}",
        "首页|政务公开",
        "一行  \n又一行",
        "一行\\\n又一行",
        "@用户 #话题# #又一话题#",
        "\\### 不是标题",
        "\\{{ 年度 }}和\\{年度}",
        "{花括号}和{1.5}",
        "2**3，138****1234，张**。",
        "5*6=30，7*8=56",
        "*注：本表数据截至12月31日。*",
        "**加粗，又一句。**后文",
        "这里*很重要*的事",
        "\\*号的必填，其余\\*号选填",
        "\\&copy; A&B",
        "〔2021〕30号、[1]、【2021】30号（见附件）",
        "\\[2021](30号)",
        "[附件](files/list.pdf)、[目录](/index.html)、[邮箱](mailto:a@example.org)",
        "[![图](pictures/months.png)](https://www.example.org/)",
        "—— 破折号，-5℃",
        "本镇全年通过政府网站、政务新媒体和公示栏公开信息二十条，重点\n是财政预算和民生保障。",
        "本镇公开的内容有，\n财政预算和民生保障。",
        "文字。\n![图](pictures/months.png)",
    ],
)
def test_what_is_right_stays_quiet(prose: str) -> None:
    """Marks that are marks, signs in running text, escaped signs and lines wrapped by hand."""
    assert _found(prose) == []
