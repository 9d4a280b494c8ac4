"""Titles and headings in other words: what they certainly say is taken, and what is only like them is told."""

from __future__ import annotations

from itertools import product

import pytest

from gipgen.form import Forms
from gipgen.prose import block_texts
from gipgen.readers import read_document
from gipgen.recognition import Imported, recognise

TABLE = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")
TITLE = "某县财政局2024年政府信息公开工作年度报告"


def imported(
    forms: Forms, title: str = TITLE, headings: tuple[str, ...] = HEADINGS, text: str = "公开六十条。"
) -> Imported:
    one, two, five, six = headings
    whole = f"{title}\n{one}\n{text}\n{two}\n{TABLE}{five}\n人手不足。\n{six}\n没有收费。\n2025年1月20日\n"
    found = recognise(read_document(whole.encode(), ".txt"), forms)
    assert isinstance(found, Imported)
    return found


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("某县财政局２０２４年政府信息公开工作年度报告", None),
        ("《某县财政局2024年政府信息公开工作年度报告》", None),
        ("某县财政局\n2024年\n政府信息公开工作年度报告", None),
        ("某县财政局2024年政府信息\n公开工作年度报告", None),
        *((one, one.replace("\n", "")) for one in (
            "某县财政局2024年度政府信息公开工作报告",
            "某县财政局二〇二四年政府信息公开工作年度报告",
            "某县财政局二○二四年政府信息公开工作年度报告",
            "某县财政局政府信息公开工作年度报告（2024年）",
            "某县财政局政府信息公开工作年度报告\n（2024年度）",
            "某县财政局政府信息公开年报（2024年度）",
            "某县财政局2024年政务公开工作年度报告",
            "2024年某县财政局政府信息公开年度工作报告",
            "关于某县财政局2024年政府信息公开工作年度报告",
            "某县财政局关于2024年政府信息公开工作的年度报告",
            "关于公布《某县财政局2024年政府信息公开工作年度报告》的公告",
        )),
        ("2024年政府信息公开工作年度报告\n某县财政局", "2024年政府信息公开工作年度报告"),
        ("2024年政府信息公开工作年度报告\n（某县财政局）", "2024年政府信息公开工作年度报告"),
    ],
)  # fmt: skip
def test_a_title_in_other_words(title: str, printed: str | None, forms: Forms) -> None:
    found = imported(forms, title)
    assert (found.fields["agency"], found.fields["year"], found.fields.get("title")) == ("某县财政局", 2024, printed)
    assert not found.prose["preamble"]
    assert "signature" not in found.fields


@pytest.mark.parametrize(
    "title", ["某县人民政府信息公开工作年度报告（2024年）", "某县人民\n政府2024年政府信息公开工作年度报告"]
)
def test_the_government_of_a_title_is_whole(title: str, forms: Forms) -> None:
    assert imported(forms, title).fields["agency"] == "某县人民政府"


@pytest.mark.parametrize(
    "line",
    [
        "现公布2024年政府信息公开工作年度报告",
        "现将2024年政府信息公开工作年度报告公布如下",
        "某县财政局2024年法治政府建设工作报告",
    ],
)
def test_a_line_that_is_no_title(line: str, forms: Forms) -> None:
    found = imported(forms, line)
    assert not {"agency", "year", "title"} & found.fields.keys()
    assert list(block_texts(found.prose["preamble"])) == [line]


def test_a_title_without_a_year_leaves_only_the_year_open(forms: Forms) -> None:
    found = imported(forms, "某县财政局政府信息公开工作年度报告")
    assert (found.fields["agency"], "year" in found.fields) == ("某县财政局", False)
    assert not found.prose["preamble"]


# --- headings --------------------------------------------------------------------------------------------------

KNOWN = {
    0: ["总体工作情况", "政府信息公开工作总体情况"],
    2: ["存在问题与改进措施", "存在的主要问题和改进情况", "存在问题及改进措施", "存在的主要问题及改进措施"],
    3: ["其他需要报告事项", "需要说明的其他事项", "其他需要说明的事项"],
}
LIKE = {
    1: ["主动公开情况", "政府信息主动公开情况"],
    2: ["存在的问题和下一步打算", "存在的问题和下一步打算：", "政府信息公开工作存在的问题与改进方向"],
    3: ["其它需要报告的事项", "其他事项"],
}


def reworded(at: int, name: str) -> tuple[str, ...]:
    number = HEADINGS[at].partition("、")[0]
    return (*HEADINGS[:at], f"{number}、{name}", *HEADINGS[at + 1 :])


@pytest.mark.parametrize(("at", "name"), [pair for at, names in KNOWN.items() for pair in product([at], names)])
def test_a_heading_in_words_that_reports_use(at: int, name: str, forms: Forms) -> None:
    found = imported(forms, headings=reworded(at, name))
    assert "omitted_sections" not in found.fields
    assert "GIP660" not in [one.rule for one in found.findings]


@pytest.mark.parametrize(("at", "name"), [pair for at, names in LIKE.items() for pair in product([at], names)])
def test_a_heading_that_is_only_like_one_is_told(at: int, name: str, forms: Forms) -> None:
    found = imported(forms, headings=reworded(at, name))
    assert "omitted_sections" not in found.fields
    (told,) = [one for one in found.findings if one.rule == "GIP660"]
    assert (told.words["text"], told.words["taken"]) == (reworded(at, name)[at], HEADINGS[at])


@pytest.mark.parametrize(
    "name",
    [
        "因政府信息公开被申请行政复议、提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议和提起行政诉讼的情况",
        "政府信息公开行政复议和行政诉讼情况",
    ],
)
def test_the_fourth_heading(name: str, forms: Forms) -> None:
    found = imported(forms, headings=(*HEADINGS[:2], f"四、{name}\n无。\n{HEADINGS[2]}", HEADINGS[3]))
    assert not [one for one in found.findings if one.rule == "GIP660"]
    assert "无" in " ".join(str(one.words["what"]) for one in found.findings if one.rule == "GIP656")


def test_a_heading_of_a_part_is_none_of_a_section(forms: Forms) -> None:
    """Not even with the number and the topic of a section, when the sections are numbered in another way."""
    parts = [
        "2、主动公开情况",
        "公开。",
        "（三）收到和处理申请情况",
        "无。",
        "5、存在问题",
        "有。",
        "（六）其他事项",
        "无。",
    ]
    found = imported(forms, text="\n".join(parts), headings=reworded(2, "下一步打算"))
    assert [one for block in found.prose["overview"] for one in block_texts([block])] == parts
    assert found.fields["omitted_sections"] == ["problems_and_improvements"]
