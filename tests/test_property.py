"""Random valid reports: nothing is found, every output shows every figure and all prose, and every slip is caught."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gipgen.form import packaged_forms
from gipgen.project.pipeline import Checked, check_source
from gipgen.render.formats import FORMATS
from gipgen.rulebook import message
from gipgen.source import Source
from tests.drawing import Drawn, dump, kinds, reports
from tests.readback import read_html, read_markdown, read_word

HERE = Path(__file__).parent
HARMLESS = {"GIP123", "GIP403", "GIP405", "GIP407", "GIP408", "GIP409", "GIP410", "GIP431", "GIP432", "GIP433"}
"""What the awkward prose deserves: headings of #, odd addresses between < and >, cells too many, slips, numbers left out,
text right behind a table, entities and stars by chance, links to nothing."""
HARMLESS |= {"GIP423", "GIP425", "GIP426", "GIP428"}
"""And places left to fill in, marks doubled or alone, sections numbered anyhow."""
HARMLESS |= {"GIP702", "GIP703", "GIP704", "GIP705", "GIP706", "GIP709"}
"""What random sums of money deserve, which follow no tariff."""


def check(text: str) -> Checked:
    return check_source(Source("random.yaml", text), packaged_forms(), HERE, HERE)


def rules(checked: Checked) -> list[str]:
    return [finding.rule for finding in checked.findings if finding.rule not in HARMLESS]


@given(reports())
@settings(max_examples=150)
def test_a_valid_report_has_no_findings_and_three_equal_outputs(drawn: Drawn) -> None:
    """No finding; three outputs; every figure and every paragraph read back equal."""
    checked = check(drawn.text)
    assert not rules(checked), [message(finding, "zh") for finding in checked.findings]
    report = checked.report
    assert report is not None
    outputs = {name: FORMATS[name](report, None, "random")[f".{name}"] for name in FORMATS}
    word, html, markdown = read_word(outputs["docx"]), read_html(outputs["html"]), read_markdown(outputs["md"])
    for document in (word, html, markdown):
        assert [table.figures for table in document.tables] == drawn.figures
    assert word.tables == html.tables
    assert list(word.paragraphs) == list(html.paragraphs)
    assert list(markdown.paragraphs) == list(html.paragraphs)


@given(reports())
@settings(max_examples=60)
def test_rows_written_with_their_totals_are_never_asked_about(drawn: Drawn) -> None:
    """Whatever the figures are, GIP123 has nothing to ask where every total is written."""
    found = check(written_out(drawn, drawn.third, drawn.fourth)).findings
    assert not [finding for finding in found if finding.rule in {"GIP022", "GIP109", "GIP123"}]


@given(reports(), st.data())
@settings(max_examples=150)
def test_one_changed_cell_is_found(drawn: Drawn, data: st.DataObject) -> None:
    """With all totals written, no figure of tables 三 and 四 can change without breaking a relation; the fix names it."""
    third = [list(row) for row in drawn.third]
    fourth = [list(row) for row in drawn.fourth]
    rows = data.draw(st.sampled_from([third, fourth]))
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    old = rows[row][column]
    new = data.draw(st.integers(0, 99_999))
    assume(new != old)
    rows[row][column] = new
    checked = check(written_out(drawn, third, fourth))
    broken = [finding for finding in checked.findings if finding.rule in {"GIP201", "GIP202", "GIP203", "GIP204"}]
    assert broken
    if rows is third:
        fixes = {(finding.fix.old, finding.fix.new) for finding in broken if finding.fix}
        assert fixes == {(str(new), str(old))}


def written_out(drawn: Drawn, third: list[list[int]], fourth: list[list[int]]) -> str:
    """Write a drawn report with every row of tables 三 and 四 as a full list."""
    names = kinds(drawn.form)
    table: dict[str, object] = {"本年新收": third[0], "上年结转": third[1]}
    for (head, child), row in zip(names, third[2:-2], strict=True):
        if child is None:
            table[head] = row
        else:
            held = table.setdefault(head, {})
            assert isinstance(held, dict)
            held[child] = row
    table |= {"总计": third[-2], "结转下年度": third[-1]}
    data = {**drawn.data, "三、收到和处理政府信息公开申请情况": table}
    data["复议诉讼"] = {
        "行政复议": fourth[0],
        "行政诉讼": {"未经复议直接起诉": fourth[1], "复议后起诉": fourth[2]},
    }
    return dump(data)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_cell_of_the_application_table_is_guarded(form: str) -> None:
    """Adding one to any single figure of table 三 of an all-zero report, totals written, is found and mended exactly."""
    count = 23 if form == "2019" else 25
    for row in range(count):
        for column in range(7):
            third = [[0] * 7 for _ in range(count)]
            third[row][column] = 1
            data = {
                "机关": "某市", "年度": 2020 if form == "2019" else 2024, "级别": "市级", "成文日期": "2025-02-01", "主动公开": 0,
                "复议诉讼": 0, "总体情况": "文", "存在的主要问题及改进情况": "文", "其他需要报告的事项": "文",
            }  # fmt: skip
            drawn = Drawn(form, [], third, [[0] * 5] * 3, data)
            found = check(written_out(drawn, third, drawn.fourth)).findings
            assert {(finding.fix.old, finding.fix.new) for finding in found if finding.fix} == {("1", "0")}, (
                row,
                column,
            )
