"""Figures in prose: sentences as reports have them, held against the tables of one report."""

from __future__ import annotations

from typing import Any

import pytest

from gipgen.rulebook import message
from gipgen.rules.numerals import numeral
from tests.sentences import Sentence, findings, read_sentences
from tests.word_files import DATA

SENTENCES = read_sentences("figures")

TABLES: dict[str, Any] = {
    "主动公开": {
        "规章": 0,
        "行政规范性文件": [4, 2, 20],
        "行政许可": 85,
        "行政处罚": 4,
        "行政强制": 0,
        "行政事业性收费": 172.5,
    },
    "申请": {
        "本年新收": {"自然人": 90, "商业企业": 5, "其余": 0},
        "上年结转": {"自然人": 3, "其余": 0},
        "予以公开": {"自然人": 58, "商业企业": 2, "其余": 0},
        "部分公开": {"自然人": 10, "其余": 0},
        "不予公开": {
            "保护第三方合法权益": {"自然人": 3, "其余": 0},
            "属于三类内部事务信息": {"自然人": 5, "其余": 0},
            "其余": 0,
        },
        "无法提供": {
            "本机关不掌握相关政府信息": {"自然人": 9, "商业企业": 1, "其余": 0},
            "没有现成信息需要另行制作": {"商业企业": 2, "其余": 0},
            "其余": 0,
        },
        "不予处理": {"信访举报投诉类申请": {"自然人": 3, "其余": 0}, "其余": 0},
        "其他处理": {"其他": {"自然人": 2, "其余": 0}, "其余": 0},
        "结转下年度": {"自然人": 3, "其余": 0},
    },
    "复议诉讼": {
        "行政复议": [2, 1, 1, 0],
        "行政诉讼": {"未经复议直接起诉": [1, 0, 0, 0], "复议后起诉": [1, 0, 0, 1]},
    },
}
AGENCIES: dict[str, dict[str, str]] = {
    "局": {"机关": "某县教育局", "级别": "县级", "类型": "部门"},
    "镇": {"机关": "某县某镇人民政府", "级别": "乡镇"},
    "": {"机关": "某县人民政府", "级别": "县级"},
}


def _found(text: str, agency: str) -> list[tuple[str, str]]:
    prose = text.replace("\\n", "\n") + "\n\n" + DATA["总体情况"]
    every = findings(**AGENCIES[agency], **TABLES, 总体情况=prose)
    assert {finding.rule for finding in every} <= {"GIP420"}, [message(finding, "zh") for finding in every]
    return [(finding.actual or "", finding.expected or "") for finding in every]


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_just_the_figures_that_a_sentence_plainly_names_are_compared(sentence: Sentence) -> None:
    """What differs is found with both values; a sentence of another scope is left alone."""
    agency = next((mark for mark in sentence.marks if mark in AGENCIES), "")
    expected = [tuple(mark.split("≠")) for mark in sentence.marks if "≠" in mark]
    assert _found(sentence.text, agency) == expected


def test_there_are_many_sentences_of_both_sorts() -> None:
    """At least forty each."""
    wrong = [sentence for sentence in SENTENCES if any("≠" in mark for mark in sentence.marks)]
    assert min(len(wrong), len(SENTENCES) - len(wrong)) >= 40


def test_a_message_quotes_the_sentence_and_the_cell() -> None:
    """With both values, so that the clerk sees which is wrong."""
    (finding,) = findings(**AGENCIES[""], **TABLES, 总体情况=f"收到公开申请96件。{DATA['总体情况']}")
    said = message(finding, "zh")
    assert "“收到公开申请96件”" in said
    assert "三 › 本年新收 › 总计 是 95" in said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("收到公开申请95件，不予公开7件。", "三 › 不予公开 是 8"),
        ("收到公开申请95件，办结94件。", "三 › 本年度办理结果 › 总计 是 95"),
        ("因政府信息公开引发的行政诉讼2件。", "四 › 行政诉讼 是 3"),
        ("收到公开申请95件，其中法人或其他组织6件。", "三 › 本年新收 › 法人或其他组织 是 5"),
        ("收到公开申请95件，上年结转3件，共97件。", "三 › 本年新收 + 三 › 上年结转 是 98"),
        ("自然人申请90件，不予公开7件。", "三 › 不予公开 › 自然人 是 8"),
    ],
)
def test_several_cells_are_called_by_the_head_over_them(text: str, named: str) -> None:
    """As a clerk would, not cell by cell."""
    (finding,) = findings(**AGENCIES[""], **TABLES, 总体情况=f"{text}{DATA['总体情况']}")
    assert named in message(finding, "zh")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("一百零三", 103),
        ("两", 2),
        ("二十", 20),
        ("〇", 0),
        ("三万二千", 32000),
        ("1,234", 1234),
        ("1.2万", 12000),
        ("3百", 300),
        ("3百万", 3_000_000),
    ],
)
def test_numbers_in_words(text: str, value: int) -> None:
    """Chinese numerals, thousands and 万."""
    read = numeral(text)
    assert read is not None
    assert read.value == value


def test_a_rounded_number_means_what_it_can_be_rounded_from() -> None:
    """44.7万 can be told of 447228 and not of 448100."""
    read = numeral("44.7万")
    assert read is not None
    assert read.means(447_228)
    assert not read.means(448_100)
