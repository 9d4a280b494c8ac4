"""Paragraphs as rules read them, and the places of what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipgen.form import FormError, load_forms
from gipgen.packaged import SCHEMAS
from gipgen.project.pipeline import check_source
from gipgen.rules.passages import Passage
from gipgen.rules.spots import Spots
from gipgen.rules.stretches import plain, stretches
from gipgen.source import Place, Source
from tests.sentences import findings
from tests.word_files import DATA


def _read(text: str, *kinds: str) -> list[tuple[str, str, str]]:
    within = Place(1, 1, 1, 1)
    spots = Spots(text.split("\n"), within, text, text)
    passage = Passage(("overview",), "一", prose=True, text=text, spots=spots, within=within, kinds=kinds)
    return [(stretch.kind, stretch.text, stretch.head) for stretch in stretches([passage])]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    """Spaces go, and a line end stays only where a sentence ends or a number begins."""
    text = "全年公开 信息\n二十条。\n（一）依申请\n公开\n\n另一段"
    assert _read(text, *[""] * 6) == [("", "全年公开信息二十条。\n（一）依申请公开", ""), ("", "另一段", "")]


def test_headings_items_and_rows_stand_alone() -> None:
    """Each knows the heading over it; the bullet of an item is no part of it."""
    text = "主动公开\n甲\n- 乙\n  丙\n| 丁 | 1 |\n戊"
    assert _read(text, "#", "", "-", "", "|", "") == [
        ("#", "主动公开", ""),
        ("", "甲", "主动公开"),
        ("-", "乙丙", "主动公开"),
        ("|", "|丁|1|", "主动公开"),
        ("", "戊", "主动公开"),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("１２％", "12%"),
        ("二〇二四年", "2024年"),
        ("二0一九年", "2019年"),
        ("二零零八年", "2008年"),
        ("（一）", "（一）"),
    ],
)
def test_digits_and_years_are_written_in_one_script(text: str, read: str) -> None:
    """Character for character, so that places stay right."""
    assert plain(text) == read


def test_a_finding_stands_at_its_words() -> None:
    """Over a wrapped line, behind marks of Markdown and spaces."""
    prose = f"{DATA['总体情况']}\n\n**全年** 收到政府信息公开申请\n5 件。"
    (finding,) = (found for found in findings(总体情况=prose) if found.rule == "GIP420")
    line = 8
    assert finding.place == Place(line, 10, line + 1, 6)


FORM = """
id: "2027"
title: 2027年试行格式
notice: 试办函〔2027〕1号
years: {from: 2027}
report_title: "{agency}{year}年试行报告"
sections:
  - id: summary
    number: 一
    label: 概述
    topics: [{rule: GIP417, label: 办理, words: [办理]}]
  - id: hearings
    number: 二
    label: 听证情况
    table:
      widths: [78, 78]
      blocks:
        - stub: 类别
          columns: [{id: held, label: 举行}]
          rows: [{id: all, label: 总数}]
relations: []
phrases: {举行: 举行|召开}
statements:
  - {figure: hearings.all.held, told: [<举行>听证N]}
"""


def test_topics_and_statements_of_a_form(tmp_path: Path) -> None:
    """They come from its file alone."""
    (tmp_path / "form-2027.yaml").write_text(FORM, "utf-8")
    forms = load_forms(SCHEMAS, tmp_path)
    data = "机关: 试点局\n年度: 2027\n级别: 县级\n类型: 部门\n成文日期: 2028-01-10\n听证情况: {总数: 3}\n概述: …\n"
    for prose, rules in [
        ("认真办理，全年召开听证3件。", []),
        ("认真办理，全年召开听证4件。", ["GIP420"]),
        ("召开听证3件。", ["GIP417"]),
    ]:
        found = check_source(Source("x.yaml", data.replace("…", prose)), forms, tmp_path, tmp_path).findings
        assert [finding.rule for finding in found] == rules


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rule: GIP417", "rule: GIP999", "GIP999"),
        ("words: [办理]", 'words: ["（(办理"]', "办理"),
        ("figure: hearings.all.held", "figure: hearings.some.held", "hearings.some.held"),
        ("told: [<举行>听证N]", 'told: ["听证(N"]', "听证"),
        ("label: 办理, words", "label: 办理, when: {level: [village]}, words", "village"),
    ],
)
def test_words_that_cannot_be_used_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    """With the place in the form file."""
    assert old in FORM
    (tmp_path / "form-2027.yaml").write_text(FORM.replace(old, new), "utf-8")
    with pytest.raises(FormError, match=told):
        load_forms(tmp_path).get("2027")
