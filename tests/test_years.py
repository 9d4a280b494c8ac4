"""Years in prose: sentences as reports have them, and which years in them are left over from another report."""

from __future__ import annotations

import pytest

from tests.sentences import Sentence, findings, read_sentences
from tests.word_files import DATA

SENTENCES = read_sentences("years")


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_just_the_years_left_over_are_found(sentence: Sentence) -> None:
    """Each once, where it stands; no sentence about another year is touched."""
    section = "存在的主要问题及改进情况" if "五" in sentence.marks else "总体情况"
    text = f"{sentence.text}\n\n{DATA[section]}"
    found = [finding for finding in findings(**{section: text}) if finding.rule == "GIP306"]
    assert [finding.actual for finding in found] == [mark for mark in sentence.marks if mark.isdigit()]


def test_there_are_many_sentences_of_both_sorts() -> None:
    """At least thirty each."""
    stale = [sentence for sentence in SENTENCES if any(mark.isdigit() for mark in sentence.marks)]
    assert min(len(stale), len(SENTENCES) - len(stale)) >= 30


@pytest.mark.parametrize(
    ("title", "stale"),
    [
        ("某县某镇人民政府2023年政府信息公开工作年度报告", ["2023"]),
        ("2023年某镇政府信息公开工作年度报告", ["2023"]),
        ("某镇2024年政府信息公开工作年度报告", []),
        ("某镇政府信息公开工作年度报告（2024）", []),
        ("某镇政府信息公开工作年度报告", []),
    ],
)
def test_the_year_of_the_title(title: str, stale: list[str]) -> None:
    """A title names the report's year or none."""
    assert [finding.actual for finding in findings(标题=title) if finding.rule == "GIP306"] == stale
