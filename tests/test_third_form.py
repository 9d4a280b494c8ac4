"""A form is one file: an invented one is validated, scaffolded and rendered in three formats without touching code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gipgen.form import FormError, Forms, load_envelope, load_forms
from gipgen.packaged import SCHEMAS
from gipgen.project.pipeline import check_source
from gipgen.render.html import render_html
from gipgen.render.markdown import render_markdown
from gipgen.render.word import render_word
from gipgen.render.word.lint import lint_word
from gipgen.render.word.template import template_bytes
from gipgen.rulebook import message
from gipgen.scaffold import Contents, Style, scaffold
from gipgen.schema.jsonschema import data_schema
from gipgen.source import Source
from tests.readback import read_html, read_markdown, read_word

FORM = """
id: "2027"
title: 2027年试行格式
notice: 试办函〔2027〕1号
years: {from: 2027}
report_title: "{agency}{year}年试行报告"
sections:
  - {id: summary, number: 一, label: 概述}
  - id: hearings
    number: 二
    label: 听证情况
    name: 听证
    table:
      widths: [20, 30, 26, 26, 26, 28]
      blocks:
        - stub: 类别
          columns:
            - id: held
              label: 举行
              columns:
                - {id: open, label: 公开}
                - {id: closed, label: 不公开}
                - {id: sum, label: 合计, total: true}
            - {id: cost, label: 经费（单位：元）, name: 经费, kind: money, unit: 元}
          rows:
            - id: kinds
              label: 按类
              rows:
                - {id: price, label: 1.价格}
                - {id: plan, label: 2.规划}
            - {id: all, label: 总数, total: true}
        - label: 变化
          stub: 项目
          columns: [{id: change, label: 增减, kind: signed_count, span: 4}]
          rows: [{id: hearings_change, label: 听证次数}]
  - id: appeals
    number: 三
    label: 申诉情况
    name: 申诉
    table:
      widths: [39, 39, 39, 39]
      blocks:
        - across: true
          columns: [{id: won, label: 支持}, {id: lost, label: 驳回}]
          rows: [{id: written, label: 书面}, {id: oral, label: 口头}]
relations:
  - {rule: GIP203, table: hearings, each: row, formula: sum = open + closed}
  - {rule: GIP202, table: hearings, each: column, formula: all = kinds.*}
"""

DATA = """
机关: 试点局
年度: 2027
级别: 县级
成文日期: 2028-01-10
概述: 全年听证 {{ 听证.总数.合计 }} 次，书面支持 {{ appeals.written.won }} 件。
听证:
  按类:
    价格: [3, 1, 120.50]
    规划: {举行: {公开: 2, 不公开: 0}, 经费: 80}
  听证次数: -4
申诉:
  书面: [5, 6]
  口头: {支持: 7, 其余: 0}
"""

FIGURES = [["3", "1", "4", "120.50", "2", "0", "2", "80", "5", "1", "6", "200.50", "-4"], ["5", "6", "7", "0"]]


@pytest.fixture
def third(tmp_path: Path) -> Forms:
    """The packaged forms and one more file beside them."""
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, folder)
    (folder / "form-2027.yaml").write_text(FORM, "utf-8")
    return load_forms(folder)


def test_it_is_validated_and_rendered(third: Forms, tmp_path: Path) -> None:
    """Chosen by its year, checked, computed, and shown alike in Markdown, HTML and Word."""
    checked = check_source(Source("x.yaml", DATA), third, tmp_path, tmp_path)
    assert not checked.findings
    report = checked.report
    assert report is not None
    assert report.title == "试点局2027年试行报告"
    templates = tmp_path / "templates"
    (templates / "word").mkdir(parents=True)
    (templates / "word" / "form-2027.docx").write_bytes(template_bytes(third.get("2027"), ()))
    documents = [
        read_markdown(render_markdown(report)),
        read_html(render_html(report)),
        read_word(render_word(report, templates)),
    ]
    for document in documents:
        assert [table.figures for table in document.tables] == FIGURES
        assert any("全年听证 6 次，书面支持 5 件。" in paragraph for paragraph in document.paragraphs)
    assert documents[1].tables == documents[2].tables
    assert not lint_word(templates / "word" / "form-2027.docx", third, "2027")


def test_its_relations_are_checked(third: Forms, tmp_path: Path) -> None:
    """A written total that is wrong is found, with the one cell to change."""
    wrong = DATA.replace("[3, 1, 120.50]", "[3, 1, 5, 120.50]").replace(
        "  听证次数", "  总数: [5, 1, 6, 200.50]\n  听证次数"
    )
    findings = check_source(Source("x.yaml", wrong), third, tmp_path, tmp_path).findings
    assert sorted(finding.rule for finding in findings) == ["GIP202", "GIP203"]
    for finding in findings:
        assert finding.fix is not None
        assert (finding.fix.label, finding.fix.old, finding.fix.new) == ("二 › 按类 › 价格 › 合计", "5", "4")


def test_no_single_cell_is_named_when_several_would_do(third: Forms, tmp_path: Path) -> None:
    """Where parts and total could each be wrong and nothing else decides, no fix is offered."""
    wrong = DATA.replace("[3, 1, 120.50]", "[3, 1, 5, 120.50]")
    (finding,) = check_source(Source("x.yaml", wrong), third, tmp_path, tmp_path).findings
    assert (finding.rule, finding.fix) == ("GIP203", None)


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("[3, 3, 120.50]", ["第 2 个数 3 像是总计"]),
        ("[3, 1, 4]", ["最后一个数 4 像是总计"]),
        ("[3, 1, 120.50]", []),
        ("[3, 3, 6, 120.50]", []),
        ("{公开: 3, 不公开: 3, 经费: 120.50}", []),
    ],
)
def test_a_row_whose_total_stands_in_the_middle_may_have_lost_a_figure_too(
    third: Forms, tmp_path: Path, row: str, asked: list[str]
) -> None:
    """What looks like the total is looked for where the form's order puts it, and summed as the form says."""
    findings = check_source(Source("x.yaml", DATA.replace("[3, 1, 120.50]", row)), third, tmp_path, tmp_path).findings
    said = [message(finding, "zh") for finding in findings if finding.rule == "GIP123"]
    assert len(said) == len(asked)
    assert all(words in told for words, told in zip(asked, said, strict=True))


@pytest.mark.parametrize("english", [False, True])
def test_it_is_scaffolded(third: Forms, tmp_path: Path, english: bool) -> None:
    """`init` writes its rows; only what the agency knows is missing."""
    text = scaffold(third.get("2027"), load_envelope(), Contents({"year": 2027}), Style(english=english))
    findings = check_source(Source("x.yaml", text), third, tmp_path, tmp_path).findings
    assert [(finding.rule, finding.path) for finding in findings] == [
        ("GIP104", ("agency",)), ("GIP104", ("level",)), ("GIP303", ("date",)), ("GIP104", ("summary",)),
    ]  # fmt: skip


def test_its_json_schema_is_part_of_the_whole(third: Forms) -> None:
    """Editors learn of it from the same file."""
    schema = data_schema(third, load_envelope())
    assert "听证次数" in str(schema["$defs"]["form-2027"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: money", "kind: cash", "cash"),
        ("formula: all = kinds.*", "formula: all = sorts.*", "GIP202"),
        ("formula: all = kinds.*", "formula: all ~ kinds", "GIP202"),
        ("widths: [39, 39, 39, 39]", "widths: [39, 39, 39]", "do not fill"),
        ("{id: oral, label: 口头}", "{id: written, label: 口头}", "written"),
        ("across: true", "acros: true", "acros"),
        ("label: 支持", "label: 驳回", "驳回"),
        ("total: true}\n            - {id: cost", "total: true}\n            - {id: c, x: 1", "unknown keys"),
        ("notice: 试办函〔2027〕1号\n", "", "notice"),
        ("table: hearings, each: row", "table: nothing, each: row", "nothing"),
    ],
)
def test_a_form_file_that_contradicts_itself_is_refused(
    third: Forms, tmp_path: Path, old: str, new: str, told: str
) -> None:
    """Loading says what is wrong with a form file, and in which."""
    assert old in FORM
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "form-2027.yaml").write_text(FORM.replace(old, new), "utf-8")
    with pytest.raises(FormError, match=told):
        check_source(Source("x.yaml", DATA), load_forms(folder), tmp_path, tmp_path)
