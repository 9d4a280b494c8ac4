"""Waivers: what they cover, what they leave alone, and what becomes of a report that has them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.form import packaged_forms
from gipgen.project.pipeline import Checked, check_file, check_source
from gipgen.project.selection import Selection, today
from gipgen.rulebook import advice, message, rule_of
from gipgen.rules.waivers import KEY, Waiver
from gipgen.schema.parts import find_part
from gipgen.source import Source
from tests.word_files import DATA, dump

HERE = Path(__file__).parent
FILES = sorted((HERE / "invalid").glob("*.yaml"))
DAY = date(2025, 2, 1)
ROWS = {"本年新收": [3, 1, 0, 0, 0, 0, 5], "予以公开": [3, 1, 0, 0, 0, 0, 4], "其余": 0}
"""The total of one row is one too many: GIP203 there, and GIP201 in its column."""
PLACE = "三 › 本年新收 › 总计"
NUMBER = "证号11010519491231002X。"
"""What may be an identity number, and is an error that can be waived."""


def waiver(rule: str, where: str = "", until: str = "2025-03-31") -> dict[str, str]:
    place = {"位置": where} if where else {}
    return {"规则": rule, **place, "理由": "系统导出有误，照报", "责任人": "办公室", "到期": until}


def report(*waivers: dict[str, str], **fields: Any) -> str:
    return dump({**DATA, "申请": ROWS, **fields, "豁免": list(waivers)})


def check(text: str, day: date = DAY) -> Checked:
    return check_source(Source("a.yaml", text), packaged_forms(), HERE, HERE, Selection(day=day))


def counted(checked: Checked) -> list[str]:
    return [finding.rule for finding in checked.findings if not finding.waived]


BOTH = (waiver("GIP201", PLACE), waiver("GIP203", "申请.本年新收.总计"))


@pytest.mark.parametrize(
    "where",
    [
        "三 › 本年新收 › 总计",
        "三 > 本年新收 > 总计",
        "三/本年新收/总计",
        "申请.本年新收.总计",
        "applications.received.total",
        "三、收到和处理政府信息公开申请情况 › 一、本年新收政府信息公开申请数量 › 总计",
        "申请 › 本年新收 › 申请人情况 › 总计",
        "申请.本年新收",
        "三",
        "",
    ],
)
def test_a_place_can_be_written_in_many_ways(where: str) -> None:
    """As findings print it, with the keys of the data file, by ids; a part covers what is below it."""
    checked = check(report(waiver("GIP201", where), waiver("GIP203", where)))
    assert counted(checked) == []
    assert {finding.waived for finding in checked.findings} == {"系统导出有误，照报（办公室）"}
    assert checked.sound


@pytest.mark.parametrize("where", ["三 › 上年结转", "三 › 本年新收 › 自然人", "四", "二"])
def test_a_waiver_of_another_place_covers_nothing(where: str) -> None:
    """The finding counts, and the waiver is named."""
    checked = check(report(waiver("GIP203", where), BOTH[0]))
    assert counted(checked) == ["GIP203", "GIP951"]
    assert not checked.sound


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("二 › 行政许可", ("proactive_disclosure", "licences")),
        ("目录 › 发布日期", ("catalogue", "published")),
        ("附加部分 › 2 › 内容", ("extra_sections", "2", "content")),
        ("附加部分 › 第 2 项 › 内容", ("extra_sections", "2", "content")),
        ("extra_sections.2", ("extra_sections", "2")),
        ("三.不予公开.1.属于国家秘密", ("applications", "refused", "state_secret")),
        ("总体情况", ("overview",)),
    ],
)
def test_every_part_of_a_report_is_a_place(text: str, way: tuple[str, ...]) -> None:
    """Rows below heads, groups, entries of lists counted from 1, prose."""
    assert find_part(packaged_forms().get("2021"), text) == (way,)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_place_of_any_finding_can_be_copied(path: Path) -> None:
    """Its ids and its label lead to it, and to nothing but it and what is below it."""
    checked = check_file(path, path.name, packaged_forms(), path.parent)
    found = [one for one in checked.findings if rule_of(one).waivable and one.path and one.path[0] != KEY]
    for finding in found:
        assert checked.report is not None
        for where in (".".join(finding.path), finding.label):
            parts = find_part(checked.report.form, where)
            waiver = Waiver(0, rule_of(finding), where, parts, "", "", DAY, {})
            covered = [one for one in found if waiver.covers(one)]
            assert finding in covered, where
            assert all(one.path[: len(finding.path)] == finding.path for one in covered), where


def test_entries_of_lists_are_counted_alike_everywhere() -> None:
    """In the label, in the path of JSON output, and in the place of a waiver."""
    extra = [{"标题": "七、附件", "内容": NUMBER}, {"标题": "八、说明", "内容": NUMBER}]
    (_, second) = (one for one in check(report(申请=0, 附加部分=extra)).findings if one.rule == "GIP801")
    assert (second.path, second.label) == (("extra_sections", "2", "content"), "附加部分 › 第 2 项 › 内容")
    for where in ("extra_sections.2.content", "附加部分 › 第 2 项 › 内容", "附加部分 › 第 2 项"):
        checked = check(report(waiver("GIP801", where), 申请=0, 附加部分=extra))
        assert [bool(one.waived) for one in checked.findings if one.rule == "GIP801"] == [False, True]


def test_a_name_may_hold_a_joint() -> None:
    """本年增/减 is one column."""
    assert find_part(packaged_forms().get("2019"), "二/行政许可/本年增/减") == (
        ("proactive_disclosure", "licences", "change"),
    )


def test_a_head_that_only_groups_stands_for_all_below_it() -> None:
    """The results are all rows but those received, carried over and forward; the organisations five columns."""
    form = packaged_forms().get("2021")
    rows = {way[1] for way in find_part(form, "三 › 三、本年度办理结果")}
    assert "granted" in rows
    assert not {"received", "carried_over", "carried_forward"} & rows
    assert len(find_part(form, "三 › 本年新收 › 法人或其他组织")) == 5


@pytest.mark.parametrize("text", ["五五", "三 › 没有这一行", "三 › 本年新收 › 总计 › 总计", "附加部分 › 0", "›"])
def test_what_is_no_place_has_no_way(text: str) -> None:
    """Nothing is guessed."""
    assert find_part(packaged_forms().get("2021"), text) == ()


def test_a_waiver_holds_through_its_last_day() -> None:
    """From the day after, its finding counts again and the waiver is named."""
    text = report(*BOTH)
    assert counted(check(text, date(2025, 3, 31))) == []
    assert counted(check(text, date(2025, 4, 1))) == ["GIP201", "GIP203", "GIP952", "GIP952"]


def test_the_day_is_that_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a build can be repeated later."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert today() == date(2025, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert today().year == 9999
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert 2024 < today().year < 9999


def test_findings_beyond_those_listed_still_count() -> None:
    """A hundred waived findings never hide one of the same rule that counts."""
    prose = "\n\n".join([NUMBER] * 120)
    checked = check(report(*BOTH, waiver("GIP801", "一"), 总体情况=prose, 其他需要报告的事项=NUMBER))
    assert counted(checked).count("GIP801") == 1
    assert not checked.sound


def test_a_waived_figure_stands_as_it_is_written() -> None:
    """A refused figure leaves its cell empty; one that is accepted is printed."""
    made = {"申请": 0, "主动公开": {"行政许可": 2.5, "其余": 0}}
    (cell,) = (one for one in packaged_forms().get("2021").cells if one.path == ("proactive_disclosure", "licences"))
    for waivers, shown in (((), ""), ((waiver("GIP107", "二 › 行政许可"),), "2.5")):
        found = check(report(*waivers, **made)).report
        assert found is not None
        assert found.texts[cell.index] == shown


@pytest.mark.parametrize(("first", "second"), [("三", PLACE), (PLACE, "三"), ("", ""), (PLACE, "三 › 本年新收")])
def test_a_waiver_that_covers_nothing_of_its_own_is_told(first: str, second: str) -> None:
    """What one waiver covers already needs no second one, wider or narrower."""
    checked = check(report(BOTH[0], waiver("GIP203", first), waiver("GIP203", second)))
    (found,) = (one for one in checked.findings if not one.waived)
    assert (found.rule, found.label) == ("GIP951", "豁免 › 第 3 项 › 规则")
    assert "GIP203 的提示已经由第 2 项豁免了" in message(found, "zh")
    assert "GIP203 is waived by entry 2 already" in message(found, "en")


def test_a_wider_waiver_that_covers_more_is_used() -> None:
    """Both are needed when each has a finding of its own."""
    wrong = {"申请": {**ROWS, "予以公开": [3, 1, 0, 0, 0, 0, 5]}}
    checked = check(report(waiver("GIP203", PLACE), waiver("GIP203", "三"), **wrong))
    assert counted(checked) == []


# --- commands ---------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1738368000")  # 2025-02-01
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--lang", "en"])


def test_a_report_with_waived_errors_is_built_as_written(project: Path) -> None:
    """The wrong total is in the output, and what was accepted in the manifest."""
    (project / "a.yaml").write_text(report(*BOTH), "utf-8")
    result = run("build", "a.yaml", "--format", "md", "--strict")
    assert result.exit_code == 0, result.output
    (row,) = (line for line in (project / "dist/a.md").read_text("utf-8").split("\n") if "本年新收" in line)
    assert row.rstrip("| ").endswith("5")
    manifest = (project / "dist/.gipgen-manifest.json").read_text("utf-8")
    told = {"where": PLACE, "reason": "系统导出有误，照报", "until": "2025-03-31"}
    assert json.loads(manifest)["reports"]["a"]["waived"] == [{"rule": rule, **told} for rule in ("GIP201", "GIP203")]


def test_the_manifest_is_the_same_on_another_day(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the waivers hold, nothing in it tells when it was written."""
    (project / "a.yaml").write_text(report(*BOTH), "utf-8")
    kept = []
    for second in ("1738368000", "1740000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", second)
        assert run("build", "a.yaml", "--format", "md").exit_code == 0
        kept.append((project / "dist/.gipgen-manifest.json").read_bytes())
    assert kept[0] == kept[1]


def test_what_was_waived_stays_noted_while_its_outputs_lie_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is refused now leaves the entry of its earlier outputs alone; a mended one has none."""
    (project / "a.yaml").write_text(report(*BOTH), "utf-8")
    assert run("build", "a.yaml", "--format", "md").exit_code == 0
    entry = json.loads((project / "dist/.gipgen-manifest.json").read_text("utf-8"))["reports"]["a"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert run("build", "a.yaml", "--format", "md").exit_code == 1
    assert json.loads((project / "dist/.gipgen-manifest.json").read_text("utf-8"))["reports"]["a"] == entry
    (project / "a.yaml").write_text(report(申请=0), "utf-8")
    assert run("build", "a.yaml", "--format", "md").exit_code == 0
    assert "waived" not in (project / "dist/.gipgen-manifest.json").read_text("utf-8").split("reports", 1)[1]


def test_waived_findings_are_listed_and_do_not_count(project: Path) -> None:
    """In JSON with their reason, in the summary by number, and in the exit status not at all."""
    (project / "a.yaml").write_text(report(*BOTH), "utf-8")
    result = run("check", "a.yaml", "--strict", "--output-format", "json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert [one["waived"] for one in found["findings"]] == ["系统导出有误，照报（办公室）"] * 2
    assert found["summary"]["waived"] == 2
    assert found["summary"]["error"] == 0


def test_the_id_of_a_waiver_may_be_full_width() -> None:
    """As an input method leaves it."""
    assert counted(check(report(waiver("ＧＩＰ２０１", PLACE), waiver("gip203", PLACE)))) == []


@pytest.mark.parametrize(("name", "meant"), [("GIP208", "GIP20"), ("GIP308", "GIP30"), ("一行的总计不等于", "GIP203")])
def test_the_rule_that_a_waiver_may_have_meant_is_of_its_family(name: str, meant: str) -> None:
    """Or has a title like that."""
    (found,) = (one for one in check(report(waiver(name))).findings if one.rule == "GIP128")
    assert f"是不是“{meant}" in advice(found, "zh")
