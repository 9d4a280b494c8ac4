"""Rules on prose: texts as reports have them, and what is found in each."""

from __future__ import annotations

from typing import Any

import pytest

from gipgen.rulebook import advice, message
from tests.sentences import Sentence, findings, read_sentences
from tests.word_files import DATA

FIVE, SIX, ONE = "存在的主要问题及改进情况", "其他需要报告的事项", "总体情况"


def rules(**fields: Any) -> list[str]:
    return sorted(finding.rule for finding in findings(**fields))


@pytest.mark.parametrize("sentence", read_sentences("prose"), ids=str)
def test_a_text_breaks_just_the_rules_it_is_marked_with(sentence: Sentence) -> None:
    """What is in order stays quiet."""
    text = sentence.text.replace("\\n", "\n")
    found = findings(**{FIVE: f"{DATA[FIVE]}\n\n{text}"})
    assert sorted(finding.rule for finding in found) == sorted(sentence.marks), [message(one, "zh") for one in found]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("主动公开信息60条；收到公开申请3件；做好信息发布审核；办好网站；加强监督；接受考核和社会评议。", ""),
        ("公开政府信息60余条，未收到依申请公开，落实三审三校，更新政务新媒体，开展培训，没有责任追究。", ""),
        ("全年发布各类信息100余条。依申请公开0件。规范信息管理。完善公示栏。成立领导小组。社会评议良好。", ""),
        ("主动公开信息60条；做好信息发布审核；办好网站；加强监督，接受考核。", "依申请公开"),
        ("主动公开信息60条；收到公开申请3件；办好网站；加强监督，接受考核。", "政府信息管理"),
        ("主动公开信息60条；收到公开申请3件；做好信息发布审核；加强监督，接受考核。", "政府信息公开平台建设"),
        (
            "主动公开信息60条；收到公开申请3件；做好信息发布审核；办好网站。",
            "监督保障、工作考核、社会评议和责任追究结果",
        ),
        ("镇党委、政府高度重视，各项工作稳步推进。", "主动公开、依申请公开"),
    ],
)
def test_topics_of_the_first_section(text: str, missing: str) -> None:
    """Each topic is known by many words; the finding names those that are missing."""
    found = [message(finding, "zh") for finding in findings(**{ONE: text}) if finding.rule == "GIP417"]
    assert bool(found) == bool(missing)
    assert all(missing in said for said in found)


def test_a_department_need_not_tell_of_its_assessment() -> None:
    """Only governments report 工作考核、社会评议和责任追究结果 (条例第五十条)."""
    text = "主动公开信息60条；依申请公开按期答复；做好信息发布审核；办好网站；加强监督。"
    assert rules(**{ONE: text}, 机关="某县教育局", 类型="部门", 级别="县级") == []
    assert rules(**{ONE: text}) == ["GIP417"]


@pytest.mark.parametrize(
    ("agency", "asked"),
    [
        ("某区某街道办事处", False),
        ("某区某街道", False),
        ("某县教育局", False),
        ("某经济开发区管理委员会", False),
        ("某经济开发区", False),
        ("某县人民政府", True),
        ("某县某镇人民政府", True),
        ("某乡", True),
        ("某市", True),
        ("某区", True),
    ],
)
def test_an_office_of_a_government_need_not_either(agency: str, asked: bool) -> None:
    """A 街道办事处 is no 人民政府; the name tells, as departments may leave out 类型."""
    text = "主动公开信息60条；依申请公开按期答复；做好信息发布审核；办好网站；加强监督。"
    level = "县级" if agency.endswith(("局", "市", "委员会", "区")) else "乡镇"
    assert rules(**{ONE: text}, 机关=agency, 级别=level) == (["GIP417"] if asked else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公开不及时，今后将加强培训。", []),
        ("一是公开内容不够全面；二是队伍有待加强。下一步，完善制度。", []),
        ("与群众期待相比仍有差距。改进情况：健全机制。", []),
        ("今后将加强培训。", ["GIP418"]),
        ("业务不熟练，已组织岗前培训。", []),
        ("知晓率不高，拟通过村务公开栏和集市扩大宣传。", []),
        ("解读形式单一，计划制作短视频。", []),
        ("业务不熟练，公开的内容不多。", ["GIP418"]),
        ("没有突出问题，今后将加强培训。", ["GIP418"]),
        ("公开不及时、人手不足。", ["GIP418"]),
        ("信息公开工作队伍有待加强，公开质量有待提高。", ["GIP418"]),
        ("无", ["GIP416"]),
        ("无。", ["GIP416"]),
        ("暂无", ["GIP416"]),
        ("不存在问题。", ["GIP416"]),
        ("没有明显问题。", ["GIP416"]),
        ("我镇在政府信息公开工作中不存在突出问题。", ["GIP416"]),
        ("/", ["GIP416"]),
    ],
)
def test_problems_and_improvements(text: str, found: list[str]) -> None:
    """The fifth section tells both, in whatever words."""
    assert rules(**{FIVE: text}) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("没有收取信息处理费。", []),
        ("全年未收取任何费用。", []),
        ("2024年，市政府共收取信息处理费3940元。", []),
        ("承办建议提案6件，均按期答复。", ["GIP419"]),
        ("无", ["GIP416"]),
        ("无其他需要报告的事项。", ["GIP416"]),
        ("没有其他需要报告的事项。", ["GIP416"]),
        ("2024年度，我镇没有其他事项需要报告。", ["GIP416"]),
        ("本年度无其他需要说明的事项", ["GIP416"]),
        ("本机关本年度没有需要报告的其他事项。", ["GIP416"]),
    ],
)
def test_the_fee_in_the_sixth_section(text: str, found: list[str]) -> None:
    """Since 2020 the fee is reported, even when none was charged."""
    assert rules(**{SIX: text}, 主动公开={"行政事业性收费": 1, "其余": 0}) == found


@pytest.mark.parametrize(
    ("field", "told"), [(ONE, "没有收到公开申请"), (FIVE, "具体的不足"), (SIX, "没有收取信息处理费")]
)
def test_the_advice_for_none_is_that_of_its_section(field: str, told: str) -> None:
    """Each section tells of something else."""
    (finding,) = findings(**{field: "无"})
    assert told in advice(finding, "zh")


def test_a_later_year_is_not_called_left_over() -> None:
    """It is a slip, or a plan that should say so."""
    (finding,) = findings(**{ONE: f"2025年全镇共组织培训5次。{DATA[ONE]}"})
    assert finding.rule == "GIP306"
    assert "沿用" not in message(finding, "zh")
    assert "计划" in advice(finding, "zh")
    assert not findings(**{ONE: f"2025年，将继续组织培训。{DATA[ONE]}"})


def test_before_2020_the_sixth_section_may_be_empty_words() -> None:
    """There was no fee to report in 2019."""
    assert rules(**{SIX: "无"}, 年度=2019, 成文日期="2020-01-10") == []


@pytest.mark.parametrize(("more", "found"), [(20, []), (30, ["GIP429"])])
def test_the_length_of_the_first_section(more: int, found: list[str]) -> None:
    """Spaces and tables do not count."""
    line = "各科室按照职责收集、审核和报送信息，由专人统一发布，定期检查栏目。\n\n"
    table = "| 甲 | 乙 |\n|---|---|\n" + "| 内容内容内容内容 | 内容内容内容内容 |\n" * 40
    assert rules(**{ONE: f"{DATA[ONE]}\n\n{line * more}{table}"}) == found


@pytest.mark.parametrize(
    ("level", "kind", "signed", "published", "found"),
    [
        ("乡镇", None, "2025-01-31", None, []),
        ("乡镇", None, "2025-02-01", None, ["GIP304"]),
        ("县级", "部门", "2025-02-01", None, ["GIP304"]),
        ("县级", None, "2025-03-31", None, []),
        ("市级", None, "2025-04-01", None, ["GIP304"]),
        ("乡镇", None, "2025-01-10", "2025-01-31", []),
        ("乡镇", None, "2025-01-10", "2025-02-01", ["GIP304"]),
        ("县级", None, "2025-03-20", "2025-03-10", ["GIP305"]),
        ("县级", None, "2025-03-10", "2025-03-10", []),
    ],
)
def test_deadlines(level: str, kind: str | None, signed: str, published: str | None, found: list[str]) -> None:
    """Departments and townships by the end of January, county and higher governments by the end of March."""
    catalogue = {"发布日期": published} if published else None
    assert rules(级别=level, 类型=kind, 成文日期=signed, 目录=catalogue) == found


def test_extra_sections_are_numbered_behind_the_statutory_ones() -> None:
    """七, 八, or no number at all."""
    extra = [{"标题": "七、附件", "内容": "见附表。"}, {"标题": "八、说明", "内容": "见附表。"}]
    assert rules(附加部分=extra) == []
    assert rules(附加部分=[{"标题": "附件", "内容": "见附表。"}]) == []
    assert rules(附加部分=list(reversed(extra))) == ["GIP428", "GIP428"]


def test_parts_and_their_sum_in_prose() -> None:
    """Two ways of disclosure told in one section, their sum in another."""
    parts, whole = "主动公开政府信息38条，其他方式公开政府信息15条。", "没有收取信息处理费。全年共发布政府信息{}条。"
    assert rules(**{FIVE: DATA[FIVE] + parts, SIX: whole.format(43)}) == ["GIP421"]
    assert rules(**{FIVE: DATA[FIVE] + parts, SIX: whole.format(53)}) == []
    assert rules(**{FIVE: DATA[FIVE] + parts, SIX: "没有收取信息处理费。通过网站公开政府信息43条。"}) == []
    apart = parts.replace("条，", "条。")
    assert rules(**{FIVE: DATA[FIVE] + apart, SIX: whole.format(43)}) == []
