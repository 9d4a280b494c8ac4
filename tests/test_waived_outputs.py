"""What is built of a waived report is what its data file says; what cannot be built so cannot be waived."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from gipgen.form import packaged_forms
from gipgen.project.build import Plan, render_checked
from gipgen.project.pipeline import Checked, check_source
from gipgen.project.selection import Selection
from gipgen.reference.examples import DAY, checked, completed
from gipgen.rulebook import Rule, message, rulebook
from gipgen.source import Source
from tests.test_rules import SHOWN
from tests.word_files import DATA, dump

NOWHERE = Path("/nonexistent")
ERRORS = [rule for rule in SHOWN if rule.level == "error" and rule.family.data]
WAIVABLE = [rule for rule in ERRORS if rule.waivable]
IN_PAGES_ONLY = {"GIP904"}
"""What no reader of the paper sees: a mark in the head of the page."""


def ids(rule: Rule) -> str:
    return rule.id


def waive(text: str, rule: Rule, *places: str) -> Checked:
    """Check a text on the day of the examples with waivers of a rule."""
    return waive_all(text, [(rule.id, place) for place in places])


def waive_all(text: str, waived: list[tuple[str, str]]) -> Checked:
    """The same with waivers of several rules."""
    until = f"{date(2025, 12, 31)}"
    entries = [
        {"规则": id_, **({"位置": place} if place else {}), "理由": "数字如此", "责任人": "办公室", "到期": until}
        for id_, place in waived
    ]
    added = "" if "豁免:" in text else dump({"豁免": entries})
    return check_source(Source("a.yaml", text + added), packaged_forms(), NOWHERE, NOWHERE, Selection(day=DAY))


def built(made: Checked) -> dict[str, str]:
    """Return the text of every output; of Word what its parts hold."""
    _, files = render_checked(made, Plan(packaged_forms(), ("md", "html", "docx"), NOWHERE, NOWHERE), "a")
    return {name: _text(name, data) for name, data in files.items()}


def _text(name: str, data: bytes) -> str:
    if name != ".docx":
        return data.decode()
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner) if name != "成文日期" else ()  # which is spelt out in words
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value:
        yield str(value)


def _places(rule: Rule) -> list[str]:
    return sorted({finding.label for finding in checked(rule, rule.example).findings if finding.rule == rule.id})


@pytest.mark.parametrize("rule", WAIVABLE, ids=ids)
def test_what_is_waived_is_built_as_it_is_written(rule: Rule) -> None:
    """Every figure and text of the example stands in every output."""
    text = completed(rule, rule.example)
    waived = [(rule.id, place) for place in _places(rule)]
    made = waive_all(text, waived)
    sums = [(finding.rule, finding.label) for finding in made.findings if not finding.waived]
    assert {id_[:4] for id_, _ in sums} <= {"GIP2"}  # in which a figure takes part only when it is accepted
    outputs = built(waive_all(text, [*waived, *sums]))
    assert outputs.keys() == {".md", ".html", ".docx"}
    for text in _leaves(yaml.load(rule.example, yaml.BaseLoader)):
        for name, output in outputs.items():
            assert text in output or (rule.id in IN_PAGES_ONLY and name != ".html"), (name, text)


@pytest.mark.parametrize("rule", [rule for rule in ERRORS if not rule.waivable], ids=ids)
def test_what_would_be_built_otherwise_cannot_be_waived(rule: Rule) -> None:
    """The finding counts, the waiver is refused with the reason, and nothing is built; with or without a place."""
    if rule.family.prefix in {"GIP0", "GIP95"} or "豁免:" in rule.example:
        return  # no report, or no room for one more waiver
    for places in ([""], _places(rule)):
        made = waive(completed(rule, rule.example), rule, *places)
        counted = {finding.rule for finding in made.findings if not finding.waived}
        assert {rule.id, "GIP953"} <= counted
        assert not built(made)


@pytest.mark.parametrize("rule", WAIVABLE, ids=ids)
def test_a_waiver_that_has_expired_builds_nothing(rule: Rule) -> None:
    """From the day after its last."""
    text = completed(rule, rule.example)
    late = Selection(day=date(2025, 12, 31) + timedelta(days=1))
    made = waive(text, rule, *_places(rule))
    later = check_source(made.source, packaged_forms(), NOWHERE, NOWHERE, late)
    assert not built(later)


BLANK = rulebook().rules["GIP104"]


def report(**fields: object) -> str:
    return dump({**DATA, **fields})


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"主动公开": {"行政许可": None, "其余": 0}}, "二 › 行政许可"),
        ({"申请": {"本年新收": {"自然人": None, "其余": 0}, "其余": 0}}, "三 › 本年新收 › 自然人"),
        ({"申请": {"本年新收": None, "其余": 0}}, "三 › 本年新收"),
    ],
)
def test_a_blank_figure_or_row_of_a_table_can_be_waived_by_its_place(fields: dict[str, object], place: str) -> None:
    """It is written blank and printed blank; nothing is printed in its stead."""
    made = waive(report(**fields), BLANK, place)
    assert [finding.rule for finding in made.findings if not finding.waived] == []
    assert made.report is not None
    at = [number for number, cell in enumerate(made.report.form.cells) if not made.report.texts[number]]
    assert at
    assert built(made)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"主动公开": {"行政许可": None, "其余": 0}}, ""),
        ({"主动公开": {"行政许可": None, "其余": 0}}, "二"),
        ({"申请": {"不予公开": None, "其余": 0}}, "三 › 不予公开"),
        ({"机关": None}, "机关"),
        ({"年度": None}, "年度"),
        ({"级别": None}, "级别"),
        ({"申请": None}, "三"),
        ({"总体情况": None}, "一"),
        ({"信息处理费": {"件数": None, "金额": 0}}, "信息处理费 › 件数"),
        ({"附加部分": [{"标题": None, "内容": "见附件。"}]}, "附加部分 › 第 1 项 › 标题"),
    ],
)
def test_no_other_blank_can_be_waived(fields: dict[str, object], place: str) -> None:
    """Neither without a place nor whole tables, groups of rows, sections, or what names the report."""
    made = waive(report(**fields), BLANK, place)
    counted = {finding.rule for finding in made.findings if not finding.waived}
    assert {"GIP104", "GIP953"} <= counted
    assert not built(made)
    (told,) = (finding for finding in made.findings if finding.rule == "GIP953")
    assert "只有表格里空着的一格或一行，逐处写明位置，才能豁免" in message(told, "zh")
    assert "each by its own place" in message(told, "en")
