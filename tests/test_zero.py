"""The 0 that covers everything below it: written in any other way it is one finding that says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.rulebook import advice, message
from gipgen.source import Source
from tests.word_files import PROSE

HERE = Path(__file__).parent
HEAD = f"机关: 某镇\n级别: 市级\n成文日期: 2022-01-15\n{PROSE}"
PLACES = {
    "table 二": "年度: 2021\n申请: 0\n复议诉讼: 0\n主动公开: {}\n",
    "table 三": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请: {}\n",
    "table 四": "年度: 2021\n主动公开: 0\n申请: 0\n复议诉讼: {}\n",
    "head": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  不予公开: {}\n",
    "head that may be left out": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  本年度办理结果: {}\n",
    "suits": "年度: 2021\n主动公开: 0\n申请: 0\n复议诉讼:\n  行政复议: 0\n  行政诉讼: {}\n",
    "row": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  本年新收: {}\n",
    "row of the totals": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  总计: {}\n",
    "row with money": "年度: 2020\n申请: 0\n复议诉讼: 0\n主动公开:\n  其余: 0\n  政府集中采购: {}\n",
    "columns": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  本年新收:\n    自然人: 0\n    法人或其他组织: {}\n",
    "all columns": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  本年新收:\n    申请人情况: {}\n",
    "rest of a table": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: {}\n",
    "rest of a head": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  不予公开:\n    其余: {}\n",
    "rest of a row": "年度: 2021\n主动公开: 0\n复议诉讼: 0\n申请:\n  其余: 0\n  本年新收:\n    自然人: 0\n    其余: {}\n",
    "fee": "年度: 2021\n主动公开: 0\n申请: 0\n复议诉讼: 0\n信息处理费: {}\n",
}
ODD = [
    "0.0",
    "0.00",
    '"0"',
    "'0'",
    "０",
    "00",
    "-0",
    "+0",
    "0x0",
    "0件",
    "无",
    '"无"',
    "没有",
    "零",
    "/",
    "—",
    "no",
    "否",
    "O",
    "〇",
]
BLANK = ["", "null", "~", '""', '" "']
OTHER = ["文字", "12", '"12"', "12件", "-5", "1.5", "[]", "[0]", "[无]", "0 0"]


def findings(place: str, value: str) -> tuple[Finding, ...]:
    """Check a report of zeros with a value in one of the places, the last line of the file."""
    text = HEAD + PLACES[place].replace("{}", value)
    if "年度: 2020" in text:
        text = text.replace("2022-01-15", "2021-01-15")
    return check_source(Source("zero.yaml", text), packaged_forms(), HERE, HERE).findings


@pytest.mark.parametrize("place", PLACES)
def test_a_plain_zero_is_right(place: str) -> None:
    """Nothing is found."""
    assert findings(place, "0") == ()


@pytest.mark.parametrize("place", [place for place in PLACES if place != "fee"])
@pytest.mark.parametrize("value", BLANK)
def test_a_blank_is_one_finding(place: str, value: str) -> None:
    """It stands at the blank and says to write 0; only the fee may be left blank."""
    (finding,) = findings(place, value)
    assert finding.rule in {"GIP104", "GIP111"}
    assert finding.place.line == HEAD.count("\n") + PLACES[place].count("\n")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", [*ODD, *OTHER])
def test_anything_else_is_one_finding(place: str, value: str) -> None:
    """It stands at the value, not at each figure that the 0 would have covered."""
    (finding,) = findings(place, value)
    assert finding.place.line == HEAD.count("\n") + PLACES[place].count("\n")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", ODD)
def test_an_odd_zero_is_answered_with_the_right_one(place: str, value: str) -> None:
    """The words say to write 0."""
    (finding,) = findings(place, value)
    quoted = "“{}”".format(value.strip("\"'"))
    assert "0" in (message(finding, "zh") + advice(finding, "zh")).replace(quoted, "")
