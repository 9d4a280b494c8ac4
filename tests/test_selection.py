"""Which rules count: --select, --ignore and [rules] in gipgen.toml; and rules that fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.project.selection import Selection, SelectionError, make_selection
from gipgen.rulebook import rulebook
from gipgen.rules import RULES, Subject
from gipgen.source import FIRST, Source
from tests.word_files import DATA, dump

WRONG = {
    **DATA,
    "成文日期": "2024-12-20",
    "申请": {"本年新收": [3, 1, 0, 0, 0, 0, 5], "其余": 0},
    "主动公开": {"规章": [1, 0, 0], "其余": 0},
}
ALL = ["GIP302", "GIP206", "GIP205", "GIP201", "GIP201", "GIP201", "GIP203"]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(dump(WRONG), "utf-8")
    return tmp_path


def run(*words: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, [*words, "--lang", lang])


def rules(*words: str) -> list[str]:
    found = json.loads(run("check", "--output-format", "json", *words).output)["findings"]
    return [finding["rule"] for finding in found]


def levels() -> dict[str, str]:
    found = json.loads(run("check", "--output-format", "json").output)["findings"]
    return {finding["rule"]: finding["level"] for finding in found}


def test_every_rule_counts_unless_something_else_is_said() -> None:
    """Nothing is left out by default."""
    assert sorted(rules()) == sorted(ALL)


@pytest.mark.parametrize("given", [["--select", "GIP205,GIP302"], ["--select", "gip205", "--select", "GIP3"]])
def test_only_the_rules_chosen_are_shown(given: list[str]) -> None:
    """By id or by the beginning of ids, apart or with commas."""
    assert rules(*given) == ["GIP302", "GIP205"]
    assert run("check", *given).exit_code == 0
    assert run("check", "--strict", *given).exit_code == 1


def test_a_family_is_chosen_by_its_name() -> None:
    """As explain names it."""
    assert rules("--select", "dates") == ["GIP302"]
    assert rules("--select", "dates", "--ignore", "GIP302") == []


def test_a_rule_is_left_out() -> None:
    """Whatever else is found stays."""
    assert "GIP206" not in rules("--ignore", "GIP206,GIP302")
    assert set(rules("--ignore", "GIP206，GIP302")) == {"GIP205", "GIP201", "GIP203"}


def test_a_family_left_out_keeps_its_statutory_errors() -> None:
    """Its warnings go."""
    assert set(rules("--ignore", "arithmetic")) == {"GIP302", "GIP201", "GIP203"}


@pytest.mark.parametrize("words", [["check", "--select", "dates"], ["check", "--select", "privacy"]])
def test_errors_outside_the_selection_are_counted(words: list[str]) -> None:
    """A selection that hides errors never looks like a clean file; the status is that of what was asked for."""
    result = run(*words)
    assert result.exit_code == 0
    assert result.output.endswith("; 4 errors outside the selection, not shown.\n")
    assert run(*words, lang="zh").output.endswith("；另有 4 个错误不属于所选的规则，没有显示。\n")
    assert json.loads(run(*words, "--output-format", "json").output)["summary"]["hidden"] == 4
    assert "outside" not in run("check").output


def test_a_family_that_keeps_its_statutory_errors_says_so(project: Path) -> None:
    """On the command line and in gipgen.toml, when there are any."""
    told = "GIP201, GIP203, which cannot be turned off or lowered"
    assert f"; --ignore gip2 does not hold for {told}.\n" in run("check", "--ignore", "gip2").output
    assert "--ignore GIP2 对 GIP201、GIP203 不起作用" in run("check", "--ignore", "GIP2", lang="zh").output
    settings(project, 'arithmetic = "info"')
    assert f"; gipgen.toml: [rules] arithmetic does not hold for {told}.\n" in run("build").output
    (project / "a.yaml").write_text(dump(DATA), "utf-8")
    assert "does not hold" not in run("check").output


@pytest.mark.parametrize("option", ["--select=", "--ignore=", "--select= , "])
def test_an_option_that_names_no_rule_is_refused(option: str) -> None:
    """An empty variable of a script never means every rule."""
    for command in ("check", "build"):
        result = run(command, option)
        assert (result.exit_code, "names no rule" in result.output) == (2, True)


@pytest.mark.parametrize(("name", "meant"), [("GIP9999", "GIP"), ("arithmatic", "arithmetic"), ("gip2o3", "GIP")])
def test_an_unknown_rule_is_refused_with_the_one_that_was_meant(name: str, meant: str) -> None:
    """A typing error never leaves a rule out unseen."""
    for option in ("--select", "--ignore"):
        result = run("check", option, name)
        assert result.exit_code == 2
        assert f"did you mean {meant}" in result.output
        assert f"{option}：没有规则“{name}”；是不是 {meant}" in run("check", option, name, lang="zh").output


def test_a_statutory_error_cannot_be_left_out() -> None:
    """Both languages name the rule and the way out."""
    result = run("build", "--ignore", "GIP203")
    assert result.exit_code == 2
    assert "GIP203" in result.output
    assert "only a waiver in the data file" in result.output
    assert "只能在数据文件里逐条豁免" in run("check", "--ignore", "GIP203", lang="zh").output


def test_an_error_that_no_waiver_covers_can_only_be_mended() -> None:
    """How the file is written, and faults of the machine."""
    for name in ("GIP003", "GIP603"):
        assert "can only be mended" in run("check", "--ignore", name).output


def test_build_refuses_a_file_with_any_error_and_says_why(project: Path) -> None:
    """The errors that keep a report from being built are told, though other rules were chosen."""
    result = run("build", "--select", "dates", "--output-format", "json")
    assert result.exit_code == 1
    assert {one["rule"] for one in json.loads(result.output)["findings"]} == {"GIP302", "GIP201", "GIP203"}
    assert not (project / "dist").exists()


def test_a_file_that_holds_no_report_is_told_whatever_is_chosen(project: Path) -> None:
    """Nothing was checked, so nothing can be called clean."""
    (project / "a.yaml").write_bytes("机关: 某镇\n".encode("gbk"))
    result = run("check", "--select", "prose")
    assert result.exit_code == 1
    assert "GIP001" in result.output


def test_leaving_a_rule_out_holds_for_what_lies_in_the_output_folder(project: Path) -> None:
    """Findings made after the checks are selected too."""
    (project / "a.yaml").write_text(dump(DATA), "utf-8")
    assert run("build", "--format", "md,html").exit_code == 0
    (project / "a.yaml").write_text(dump({**DATA, "机关": "乙镇人民政府"}), "utf-8")
    assert "GIP605" in run("build", "--format", "md").output
    assert "GIP605" not in run("build", "--format", "md", "--ignore", "GIP605").output
    (project / "a.yaml").rename(project / "b.yaml")
    assert "GIP606" not in run("build", "--ignore", "GIP606").output


# --- gipgen.toml ------------------------------------------------------------------------------------------------


def settings(project: Path, text: str) -> None:
    (project / "gipgen.toml").write_text(f"[rules]\n{text}\n", "utf-8")


def test_a_project_sets_levels(project: Path) -> None:
    """Of a rule or a family; the rule stands before the family wherever it is written."""
    settings(project, 'GIP205 = "error"\narithmetic = "info"\ndates = "off"')
    assert levels() == {"GIP206": "info", "GIP205": "error", "GIP201": "error", "GIP203": "error"}


def test_levels_may_be_written_in_capitals(project: Path) -> None:
    """As the ids of rules may be in small letters."""
    settings(project, 'gip205 = "OFF"\nGIP206 = "Info "')
    assert "GIP205" not in levels()
    assert levels()["GIP206"] == "info"


def test_a_warning_raised_to_an_error_keeps_a_report_from_being_built(project: Path) -> None:
    """And ends with status 1."""
    (project / "a.yaml").write_text(dump({**DATA, "成文日期": "2024-12-20"}), "utf-8")
    assert run("build").exit_code == 0
    settings(project, 'GIP302 = "error"')
    assert run("check").exit_code == 1
    assert "not built" in run("build").output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('GIP203 = "warning"', "only a waiver"),
        ('GIP203 = "off"', "only a waiver"),
        ('GIP2O5 = "off"', "no rule"),
        ('GIP205 = "none"', 'write GIP205 = "off" to turn it off'),
        ("GIP205 = false", 'GIP205 = false is no level: write GIP205 = "off"'),
        ("GIP205 = 1", 'or one of "error", "warning", "info"'),
        ("GIP801 = 'info'", "only a waiver"),
        ("GIP401 = 'off'", "can only be mended"),
        ('GIP118 = "off"', "only a waiver"),
        ('GIP118 = "info"', "only a waiver"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(project: Path, text: str, told: str) -> None:
    """With file and rule, and status 2."""
    settings(project, text)
    result = run("check")
    assert result.exit_code == 2
    assert "gipgen.toml: [rules]" in result.output
    assert told in result.output


def test_the_command_line_stands_before_the_project(project: Path) -> None:
    """What is ignored there is off, whatever its level."""
    settings(project, 'GIP205 = "error"')
    assert "GIP205" not in rules("--ignore", "GIP205")


def test_a_selection_can_be_a_key() -> None:
    """It is a value: frozen, and equal when it says the same."""
    one, other = (make_selection({"GIP302": "info"}, ["prose"], ["GIP205"]) for _ in range(2))
    assert len({one, other, Selection()}) == 2


def test_every_name_of_a_family_or_rule_can_be_chosen() -> None:
    """Ids, families and prefixes; a firm rule can be chosen but not ignored."""
    book = rulebook()
    families = {rule.family for rule in book.rules.values()}
    for name in (*book.rules, *(name for family in families for name in (family.id, family.prefix))):
        assert make_selection({}, [name], []).chosen
    for rule in book.rules.values():
        if rule.firm:
            with pytest.raises(SelectionError):
                make_selection({}, [], [rule.id])
        else:
            assert dict(make_selection({}, [], [rule.id]).levels) == {rule.id: "off"}


LACKING = {name: value for name, value in DATA.items() if name != "其他需要报告的事项"} | {
    "未列部分": "其他需要报告的事项"
}


@pytest.mark.parametrize("setting", ['shape = "off"', 'GIP1 = "info"', 'GIP118 = "warning"', 'GIP118 = "error"'])
def test_a_statutory_warning_gives_way_to_a_waiver_only(project: Path, setting: str) -> None:
    """A missing section is told whatever a project says of the family; it can be made an error."""
    (project / "a.yaml").write_text(dump(LACKING), "utf-8")
    settings(project, setting)
    raised = "error" in setting
    result = run("check", "--output-format", "json")
    assert result.exit_code == int(raised)
    (found,) = (one for one in json.loads(result.output)["findings"] if one["rule"] == "GIP118")
    assert found["level"] == ("error" if raised else "warning")
    closing = run("check", "--strict").output.splitlines()[-1]
    assert ("does not hold for GIP118" in closing) == (not setting.startswith("GIP118"))
    waiver = {"规则": "GIP118", "理由": "原报告如此，照录", "责任人": "办公室", "到期": "9999-12-31"}
    (project / "a.yaml").write_text(dump({**LACKING, "豁免": [waiver]}), "utf-8")
    assert run("check", "--strict").exit_code == 0


def test_no_setting_hides_a_statutory_warning_by_its_id() -> None:
    """On the command line either."""
    assert "only a waiver in the data file" in run("check", "--ignore", "GIP118").output


# --- rules that fail --------------------------------------------------------------------------------------------


@pytest.fixture
def failing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails on one of two files."""
    whole = RULES["GIP302"]

    def fail(subject: Subject) -> Iterator[Finding]:
        yield from whole(subject)
        if subject.report.agency == "乙镇人民政府":
            raise ZeroDivisionError("by nothing")

    monkeypatch.setitem(RULES, "GIP302", fail)
    early = {**DATA, "成文日期": "2024-12-20", "主动公开": {"规章": [1, 0, 0], "其余": 0}}
    (project / "a.yaml").write_text(dump({**early, "机关": "乙镇人民政府"}), "utf-8")
    (project / "b.yaml").write_text(dump(early), "utf-8")


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_rule_that_fails_stops_no_other(command: str, project: Path) -> None:
    """It is a finding of its own with status 2; other rules and other files are checked, and those are built."""
    result = run(command, "--output-format", "json")
    assert result.exit_code == 2
    found = json.loads(result.output)["findings"]
    by_file = {name: {one["rule"] for one in found if one["file"] == name} for name in ("a.yaml", "b.yaml")}
    assert by_file == {"a.yaml": {"GIP690", "GIP205", "GIP206"}, "b.yaml": {"GIP302", "GIP205", "GIP206"}}
    (internal,) = (one for one in found if one["rule"] == "GIP690")
    assert "GIP302" in internal["message"]
    assert "ZeroDivisionError, tests.test_selection:" in internal["message"]
    assert "by nothing" in internal["message"]
    if command == "build":
        assert (project / "dist" / "b.md").exists()
        assert not (project / "dist" / "a.md").exists()


def test_a_function_of_several_rules_finds_for_those_in_force_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs once; what it finds for a rule that does not hold for the form and year is left out."""
    ran = []

    def several(subject: Subject) -> Iterator[Finding]:
        ran.append(subject)
        for id_ in ("GIP701", "GIP705"):
            yield Finding(id_, FIRST, {})

    for id_ in ("GIP701", "GIP705"):
        monkeypatch.setitem(RULES, id_, several)
    found = {}
    for year in (2020, 2024):
        text = dump({**DATA, "年度": year, "成文日期": f"{year + 1}-01-10"})
        checked = check_source(
            Source("a.yaml", text), packaged_forms(), Path(), Path(), Selection(day=date(2025, 2, 1))
        )
        found[year] = [one.rule for one in checked.findings if one.rule in {"GIP701", "GIP705"}]
    assert found == {2020: ["GIP701"], 2024: ["GIP701", "GIP705"]}
    assert len(ran) == 2


def test_a_function_of_several_rules_that_fails_names_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them was checked."""

    def several(_: Subject) -> Iterator[Finding]:
        raise ZeroDivisionError

    for id_ in ("GIP703", "GIP704"):
        monkeypatch.setitem(RULES, id_, several)
    checked = check_source(Source("a.yaml", dump(DATA)), packaged_forms(), Path(), Path(), Selection())
    (found,) = (one for one in checked.findings if one.rule == "GIP690")
    assert found.words["where"] == "GIP703、GIP704"


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("given", [["--select", "arithmetic"], ["--ignore", "dates"], ["--ignore", "build"]])
def test_a_rule_that_fails_is_told_whatever_is_chosen(given: list[str]) -> None:
    """A fault is no matter of taste."""
    result = run("check", *given)
    assert result.exit_code == 2
    assert "GIP690" in result.output
