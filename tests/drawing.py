"""Random valid reports of both forms, drawn without the form files: the arithmetic here is written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml
from hypothesis import strategies as st

COUNTS = st.integers(0, 99_999)

RESULTS = {
    "2021": {
        "予以公开": None,
        "部分公开": None,
        "不予公开": ["属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息",
                 "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项"],
        "无法提供": ["本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"],
        "不予处理": ["信访举报投诉类申请", "重复申请", "要求提供公开出版物", "无正当理由大量反复申请",
                 "要求行政机关确认或重新出具已获取信息"],
        "其他处理": ["1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                 "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"],
    },
}  # fmt: skip
RESULTS["2019"] = {**RESULTS["2021"], "其他处理": None}

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
SECTIONS = {
    "总体情况": "主动公开信息，依申请公开按期答复；信息管理、平台建设和监督保障到位，接受考核和评议。",
    "存在的主要问题及改进情况": "人手不足，将加强培训。",
    "其他需要报告的事项": "信息处理费依规定收取。",
}
"""The sections of prose, each with a sentence that tells all that it must."""


@dataclass(frozen=True, repr=False)
class Drawn:
    """A report as drawn: the figures of tables 二, 三, 四 in reading order, and its data for YAML."""

    form: str
    second: list[str]
    third: list[list[int]]
    fourth: list[list[int]]
    data: dict[str, Any]

    def __repr__(self) -> str:
        return "\n" + self.text

    @property
    def text(self) -> str:
        """The data file."""
        return dump(self.data)

    @property
    def figures(self) -> list[list[str]]:
        """The figures that every output must show, table by table."""
        return [self.second, *([str(figure) for row in rows for figure in row] for rows in (self.third, self.fourth))]


class _Plain(yaml.SafeDumper):
    """YAML that writes decimals and signed numbers plainly."""


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Plain.add_representer(Decimal, _decimal)
_Plain.add_representer(str, _text)


def dump(data: dict[str, Any]) -> str:
    """Write a data file; rows of figures in flow style, as people do."""
    text: str = yaml.dump(
        data, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10**6
    )
    return text


@st.composite
def reports(draw: st.DrawFn) -> Drawn:
    """Draw a valid report of either form, figures anywhere, keys and rows written in any of the allowed ways."""
    form = draw(st.sampled_from(["2019", "2021"]))
    tag = draw(st.sampled_from(["label", "rest", "zero"]))
    second, second_data = draw(_second(form))
    third, third_data = draw(_third(form, tag))
    fourth, fourth_data = draw(_fourth())
    data: dict[str, Any] = {
        "机关": draw(NAMES),
        "年度": 2020 if form == "2019" else draw(st.integers(2021, 2025)),
        "级别": draw(st.sampled_from(["市级", "省级", "city"])),
    }
    data["成文日期"] = f"{data['年度'] + 1}-01-15"
    data["主动公开"] = second_data
    data["三、收到和处理政府信息公开申请情况"] = third_data
    data["复议诉讼"] = fourth_data
    for section, complete in SECTIONS.items():
        data[section] = f"{complete}\n\n{draw(PROSE)}"
    if draw(st.booleans()):
        data["前言"] = draw(PROSE)
    data |= draw(_beside_the_form())
    if "信息处理费" in data:
        data["其他需要报告的事项"] += "\n\n收取 {{ 信息处理费.金额 }} 元。"
    keys = draw(st.permutations(list(data)))
    return Drawn(form, second, third, fourth, {key: data[key] for key in keys})


def kinds(form: str) -> list[tuple[str, str | None]]:
    """Return the kinds of results in the form's order, each by its head and, below a head, its own name."""
    found: list[tuple[str, str | None]] = []
    for head, children in RESULTS[form].items():
        found += [(head, child) for child in children] if children else [(head, None)]
    return found


@st.composite
def _beside_the_form(draw: st.DrawFn) -> dict[str, Any]:
    """Draw some of the keys that a report may have or not."""
    data: dict[str, Any] = {
        "落款": draw(NAMES),
        "联系方式": draw(st.dictionaries(st.sampled_from(["联系单位", "地址", "电话", "电子邮箱"]), NAMES, min_size=1)),
        "附加部分": draw(st.lists(st.fixed_dictionaries({"标题": NAMES, "内容": PROSE}), min_size=1, max_size=2)),
        "信息处理费": {"件数": draw(COUNTS), "金额": draw(MONEY)},
    }
    return {key: value for key, value in data.items() if draw(st.booleans())}


# --- tables -----------------------------------------------------------------------------------------------------


def _row(draw: st.DrawFn, names: list[str], figures: list[Any], *, total: bool) -> Any:
    """Write a row as a list or mapping, with or without its total, or as 0."""
    if all(figure == 0 for figure in figures) and draw(st.booleans()):
        return 0
    shown = figures if not total or draw(st.booleans()) else figures[:-1]
    if draw(st.booleans()):
        return shown
    pairs = dict(zip(names, shown, strict=False))
    if draw(st.booleans()):
        kept = {name: figure for name, figure in pairs.items() if figure != 0 or name == "总计"}
        return {**kept, "其余": 0}
    return pairs


@st.composite
def _second(draw: st.DrawFn, form: str) -> tuple[list[str], dict[str, Any]]:
    data: dict[str, Any] = {}
    figures: list[str] = []
    if form == "2021":
        for name in ("规章", "行政规范性文件"):
            issued, repealed = draw(COUNTS), draw(COUNTS)
            in_force = issued + draw(COUNTS)
            data[name] = _row(
                draw, ["本年制发件数", "本年废止件数", "现行有效件数"], [issued, repealed, in_force], total=False
            )
            figures += [str(issued), str(repealed), str(in_force)]
        for name in ("行政许可", "行政处罚", "行政强制"):
            data[name] = draw(COUNTS)
            figures.append(str(data[name]))
        data["行政事业性收费"] = draw(MONEY)
        return [*figures, f"{data['行政事业性收费']:f}"], data
    for name in ("规章", "规范性文件"):
        row = [draw(COUNTS), draw(COUNTS), draw(COUNTS)]
        data[name] = _row(draw, ["本年新制作数量", "本年新公开数量", "对外公开总数量"], row, total=False)
        figures += map(str, row)
    for name in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制"):
        before = draw(COUNTS)
        change = draw(st.integers(-before, 999))
        row = [before, change, draw(COUNTS)]
        data[name] = _row(draw, ["上一年项目数量", "本年增/减", "处理决定数量"], row, total=False)
        figures += [str(before), f"{change:+d}" if change > 0 else str(change), str(row[2])]
    before = draw(COUNTS)
    data["行政事业性收费"] = [before, draw(st.integers(-before, 0))]
    amount = draw(MONEY)
    data["政府集中采购"] = {"采购项目数量": draw(COUNTS), "采购总金额": amount}
    figures += [*map(str, data["行政事业性收费"]), str(data["政府集中采购"]["采购项目数量"]), f"{amount:f}"]
    return figures, data


@st.composite
def _third(draw: st.DrawFn, form: str, tag: str) -> tuple[list[list[int]], dict[str, Any]]:
    """Draw the results and what is carried forward; received and carried over then follow."""
    small = st.lists(st.one_of(st.just(0), COUNTS), min_size=6, max_size=6)
    names = kinds(form)
    results = {name: draw(small) for name in names}
    forward = draw(small)
    handled = [sum(column) for column in zip(*results.values(), strict=True)]
    whole = [done + left for done, left in zip(handled, forward, strict=True)]
    over = [draw(st.integers(0, most)) for most in whole]
    received = [most - before for most, before in zip(whole, over, strict=True)]
    data: dict[str, Any] = {
        "本年新收": _applicants(draw, received),
        "上年结转政府信息公开申请数量": _applicants(draw, over),
    }
    inner: dict[str, Any] = {}
    for head, child in names:
        row = _applicants(draw, results[head, child])
        if child is None:
            inner[head] = row
        else:
            inner.setdefault(head, {})[child] = row
    if draw(st.booleans()):
        inner["（七）总计"] = _applicants(draw, handled)
    elif draw(st.booleans()):
        known = dict(zip(APPLICANTS, [*handled, sum(handled)], strict=True))
        inner["（七）总计"] = {name: known[name] for name in draw(st.sets(st.sampled_from(APPLICANTS), min_size=1))}
    data |= {"三、本年度办理结果": inner} if tag == "label" else inner
    data["结转下年度"] = _applicants(draw, forward)
    rows = [received, over, *results.values(), handled, forward]
    return [[*row, sum(row)] for row in rows], data


def _applicants(draw: st.DrawFn, row: list[int]) -> Any:
    return _row(draw, APPLICANTS, [*row, sum(row)], total=True)


@st.composite
def _fourth(draw: st.DrawFn) -> tuple[list[list[int]], dict[str, Any]]:
    rows = [draw(st.lists(COUNTS, min_size=4, max_size=4)) for _ in range(3)]
    full = [[*row, sum(row)] for row in rows]
    review, direct, after = (_row(draw, OUTCOMES, row, total=True) for row in full)
    return full, {"行政复议": review, "行政诉讼": {"未经复议直接起诉": direct, "复议后起诉": after}}


MONEY = st.decimals(0, 10**8, allow_nan=False, allow_infinity=False, places=4).flatmap(
    lambda value: st.sampled_from([value, value.quantize(Decimal(1)), value.quantize(Decimal("0.1"))])
)

# --- prose ------------------------------------------------------------------------------------------------------

_AWKWARD = "|<>&*_[]()#+-=~`\\$!\"'{}%.:;/12345 abcdefgh一二三、。，（）“”《》—…％　"
_WORDS = st.text(st.sampled_from(_AWKWARD), min_size=1, max_size=40)
_BEGINNINGS = ["", "", "- ", "+ ", "* ", "1. ", "2) ", "# ", "## ", "> ", "| ", "---", "===", "    "]
_ENDINGS = ["", "", " #", " ##", "\\", "  ", " | "]
NAMES = st.builds(
    "{}{}{}".format,
    st.sampled_from(_BEGINNINGS),
    st.text(st.sampled_from("某市县区镇乡人民政府局<&>_*“”(){_}"), min_size=2, max_size=12),
    st.sampled_from(_ENDINGS),
).filter(lambda text: "{{" not in text)
_LINES = st.sampled_from([
    "# 不是标题吗", "### （一）标题", "#### 1.标题", "- 条目", "* 条目", "1. 第一", "2) 第二", "> 引文", "    缩进", "---", "===", "| a | b |",
    "| --- | --- |", "**粗体**和*斜体*", "**（一）情况。**2024年", "[链接](https://example.org/a_b?c=1&d=2)", "<b>html</b>", "<script>alert(1)</script>",
    "<!-- 注释 -->", "&amp; &lt; &#65;", "```", "`代码`", "\\*转义\\*", "{_{ 不是引用 }_}", "\\{{ 不是引用 }}", "全年 {{ 申请.本年新收.总计 }} 件",
    "{{applications.received.natural_person}}", "{{ 复议诉讼.行政复议.结果维持 }}件", "{% if %}", "http://example.org/x_y_z", "a  b", "行尾两个空格  ",
    "反斜杠\\", "~~删除~~", "1986. 一年", "+ 加号", "- - -", "[^1]: 脚注", "[x]: https://example.org", "a*b*c _d_ e__f__", "", "2*3*4", "**甲，***1*", "*甲***乙。**丙",
    "- 一\n  - 二\n    1. 三\n       - 四\n  - 五", "1. 一\n\n   3. 三\n   4. 四\n\n   段", "3) 三\n4) 四", "-", "- \n- 二", "* 一\n+ 二\n- 三",
    "![图（一）](valid/pictures/months.png)", "- 文 ![图*二*\\]](valid/pictures/months.png) 文", "| ![图三](valid/pictures/months.png) | 乙 |\n|---|--:|",
])  # fmt: skip
PROSE = st.lists(
    st.one_of(_LINES, _WORDS.filter(lambda text: "{{" not in text and "!" not in text)), min_size=1, max_size=8
).map(lambda lines: "\n".join(["本年度情况。", *lines]))
