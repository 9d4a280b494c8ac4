"""Rules that compare the reports of a run: what they find, in which file, in which order, and what they leave alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.company import Company
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import check_file
from gipgen.project.selection import Selection
from gipgen.reporters import FORMATS
from gipgen.rulebook import message, rulebook
from gipgen.rules import RUN_RULES
from tests.word_files import DATA, dump

LONG = (
    "我镇由党政办公室负责信息公开，每月在政务公开栏张贴财务收支，每季度在网站更新办事指南，村务公开由驻村干部核对。"
    "全年更新栏目{a}个，发布信息{b}条，内容涉及民政救助、农田水利和道路养护。来信来访由便民服务大厅登记，五个工作日内答复，没有出现逾期。"
    "依申请公开按期办结，政府信息管理专人负责，平台建设由县里统一维护，监督保障由纪检干部承担，开展了社会评议和工作考核，没有责任追究。"
)
"""Prose of a township, long enough to be compared."""
OTHER = (
    "本年的重点是把村级公开栏搬到手机上：十二个村建起线上专栏，低保名单、种粮补贴和工程招标都能查询。依申请公开收到的来信由新设的窗口受理；"
    "政府信息管理增加了发布前的保密审查；平台建设上关停了无人更新的公众号；监督保障方面请人大代表旁听评议，工作考核和社会评议的结果张榜公布，没有责任追究。"
)
STANDARD = (
    "根据《中华人民共和国政府信息公开条例》第五十条和《国务院办公厅政府信息与政务公开办公室关于印发〈政府信息公开工作年度报告格式〉的通知》要求编制本报告。"
    "本报告所列数据的统计期限依照《中华人民共和国政府信息公开条例》自每年一月一日起，到十二月三十一日止。"
    "依据《政府信息公开信息处理费管理办法》收取信息处理费的情况：本年度没有发出收费通知，没有收取信息处理费。"
)


def compared(folder: Path, *texts: str) -> list[Finding]:
    """Check data files one after the other and compare them; their findings of their own are left out."""
    company, forms = Company(packaged_forms(), Selection()), packaged_forms()

    def do(file: DataFile) -> Built:
        return company.keep(file, Built.of(check_file(file.path, file.name, forms, folder)))

    for number, text in enumerate(texts, 1):
        path = folder / f"{number}.yaml"
        path.write_text(text, "utf-8")
        do(DataFile(path, path.name, Path(path.stem)))
    return [finding for checked in company.compare() for finding in checked.findings]


def report(**fields: object) -> str:
    return dump({**DATA, **fields})


def rules(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.file, finding.rule) for finding in found]


def pair(text: str) -> list[str]:
    """Make the two data files of an example in the rule book."""
    return [dump({**DATA, **yaml.safe_load(part)}) for part in re.split("^---\n", text, flags=re.MULTILINE)]


@pytest.mark.parametrize("id_", sorted(RUN_RULES))
def test_the_example_breaks_the_rule_and_the_mended_one_does_not(tmp_path: Path, id_: str) -> None:
    """The later of the two reports carries the finding, alone."""
    entry = rulebook().rules[id_]
    assert rules(compared(tmp_path, *pair(entry.example))) == [("2.yaml", id_)]
    assert rules(compared(tmp_path, *pair(entry.mended))) == []


def test_last_years_prose_is_found_whatever_the_figures_are(tmp_path: Path) -> None:
    """Figures do not make a text new, and the longest passage is named and marked."""
    last = report(年度=2023, 成文日期="2024-01-10", 总体情况=LONG.format(a=20, b=300))
    this = report(总体情况=LONG.format(a=25, b="{{ 年度 }}"))
    (found,) = compared(tmp_path, last, this)
    assert (found.rule, found.file, found.label) == ("GIP440", "2.yaml", "一、总体情况")
    assert "（1.yaml）约有 100% 相同" in message(found, "zh")
    assert "“条，内容涉及民政救助" in message(found, "zh")
    line = this.splitlines()[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith("条，内容涉及民政救助")


def test_the_later_year_carries_the_finding_whatever_the_order(tmp_path: Path) -> None:
    """A folder may hold this year's report before last year's."""
    last = report(年度=2023, 成文日期="2024-01-10", 总体情况=LONG)
    assert rules(compared(tmp_path, report(总体情况=LONG), last)) == [("1.yaml", "GIP440")]


def test_of_many_copies_each_but_the_first_is_told_once(tmp_path: Path) -> None:
    """Thirty copies make 29 findings, in the order of the files."""
    texts = [report(机关=f"某县第{number}镇人民政府", 总体情况=LONG.format(a=number, b=7)) for number in range(30)]
    found = compared(tmp_path, *texts)
    assert rules(found) == [(f"{number}.yaml", "GIP441") for number in range(2, 31)]


def test_the_agencys_own_report_comes_before_anothers(tmp_path: Path) -> None:
    """One that copied itself and was copied is told of its own."""
    mine, yours = {"机关": "某县甲镇人民政府"}, {"机关": "某县乙镇人民政府"}
    last = report(年度=2023, 成文日期="2024-01-10", 总体情况=LONG, **mine)
    found = compared(tmp_path, last, report(总体情况=LONG, **yours), report(总体情况=LONG, **mine))
    assert rules(found) == [("2.yaml", "GIP441"), ("3.yaml", "GIP440")]


def test_a_text_with_a_new_half_is_new(tmp_path: Path) -> None:
    """What takes over less than four fifths is nobody's copy."""
    half = LONG[: len(LONG) // 2] + OTHER
    assert compared(tmp_path, report(机关="甲县甲镇", 总体情况=LONG), report(机关="甲县乙镇", 总体情况=half)) == []


@pytest.mark.parametrize("text", ["无。", "没有收取信息处理费。", STANDARD], ids=["none", "fee", "statute"])
def test_short_and_standard_texts_are_alike_and_right(tmp_path: Path, text: str) -> None:
    """Sentences that notices prescribe, and texts of a line or two, are no copies."""
    fields = {"前言": STANDARD, "其他需要报告的事项": text}
    assert compared(tmp_path, *(report(机关=f"某县{name}镇", **fields) for name in "甲乙丙")) == []


EARLIER = "上年的总体情况，这里从略。"
SHORT = "存在的问题是更新不够及时，村级公开栏不够全面。下一步每月督查一次，明确村级公开员，统一公开目录。"
"""As much as townships write in a section: about fifty characters."""
SIMILAR = (
    "{year}年，{name}认真落实《中华人民共和国政府信息公开条例》。（一）主动公开。全年公开信息{count}条。（二）依申请公开。未收到申请。"
    "（三）信息管理。落实发布审核制度。（四）平台建设。依托县政府网站公开。（五）监督保障。开展业务培训，接受社会评议，没有责任追究。"
)
SET = (
    "没有其他需要报告的事项。",
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，本年度未收取信息处理费。没有其他需要报告的事项。",
    "本年度没有收到政府信息公开申请，没有发生行政复议和行政诉讼，没有收取信息处理费，没有其他需要报告的事项，也不存在未按期答复的情况。",
)


def test_a_short_section_that_is_wholly_last_years_is_found(tmp_path: Path) -> None:
    """But for years, figures and dates; a section with one more sentence is no longer the same."""
    text = "截至{year}年12月{day}日，" + SHORT
    last = report(
        年度=2023, 成文日期="2024-01-10", 总体情况=EARLIER, 存在的主要问题及改进情况=text.format(year=2023, day=20)
    )
    this = report(存在的主要问题及改进情况=text.format(year=2024, day=21))
    (found,) = compared(tmp_path, last, this)
    assert (found.rule, found.file, found.label) == ("GIP440", "2.yaml", "五、存在的主要问题及改进情况")
    more = report(存在的主要问题及改进情况=text.format(year=2024, day=21) + "增加了手机查询。")
    assert compared(tmp_path, last, more) == []


def test_a_short_section_is_compared_with_other_agencies_from_80_characters_on(tmp_path: Path) -> None:
    """What has fewer says what many do; names in any form and counts make no text new."""
    names = ("柳林镇", "杨树镇", "桃园镇")
    texts = [
        report(
            机关=f"清河县{name}人民政府",
            总体情况=SIMILAR.format(year=2024, name=name, count=number * 37),
            存在的主要问题及改进情况=SHORT,
            其他需要报告的事项=SET[1],
        )
        for number, name in enumerate(names, 1)
    ]
    found = compared(tmp_path, *texts)
    assert [(one.file, one.rule, one.label) for one in found] == [
        ("2.yaml", "GIP441", "一、总体情况"),
        ("3.yaml", "GIP441", "一、总体情况"),
    ]
    assert {one.words["other"] for one in found} == {"1.yaml"}


@pytest.mark.parametrize("text", SET)
def test_set_phrases_that_tell_of_nothing_are_the_same_everywhere(tmp_path: Path, text: str) -> None:
    """Year by year and from agency to agency, however long."""
    last = report(年度=2023, 成文日期="2024-01-10", 总体情况=EARLIER, 其他需要报告的事项=text)
    others = [report(机关=f"某县{name}镇", 其他需要报告的事项=text) for name in "乙丙"]
    assert compared(tmp_path, last, report(其他需要报告的事项=text), *others) == []


def test_the_same_report_twice_is_not_compared_with_itself(tmp_path: Path) -> None:
    """A corrected copy of a report is the same agency's of the same year."""
    assert compared(tmp_path, report(总体情况=LONG), report(总体情况=LONG)) == []


def test_a_sum_in_another_unit_is_found_in_the_fee_too(tmp_path: Path) -> None:
    """From 0.3 to 3000 is a mistake of unit, from 300 to 3000 is not."""
    last = report(年度=2023, 成文日期="2024-01-10", 总体情况=EARLIER, 信息处理费={"件数": 1, "金额": 0.3})
    this = report(信息处理费={"件数": 9, "金额": 3000})
    (found,) = compared(tmp_path, last, this)
    assert (found.rule, found.file, found.label) == ("GIP707", "2.yaml", "信息处理费 › 金额")
    usual = report(年度=2023, 成文日期="2024-01-10", 总体情况=EARLIER, 信息处理费={"件数": 1, "金额": 300})
    assert compared(tmp_path, usual, this) == []


def test_other_agencies_and_other_years_are_no_measure_of_sums(tmp_path: Path) -> None:
    """Only the year before counts, and only the agency's own."""
    small, large = ({"主动公开": {"行政事业性收费": sum_, "其余": 0}} for sum_ in (0.5, 5000))
    before = report(年度=2022, 成文日期="2023-01-10", 总体情况=EARLIER, **small)
    sibling = report(机关="某县乙镇", 年度=2023, 成文日期="2024-01-10", **small)
    assert compared(tmp_path, before, sibling, report(**large)) == []


def test_a_rule_that_fails_is_told_and_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of one rule on a run is an internal finding beside the findings of the others."""

    def broken(_: object) -> list[Finding]:
        raise ValueError("broken")

    monkeypatch.setitem(RUN_RULES, "GIP707", broken)
    found = compared(tmp_path, report(机关="甲", 总体情况=LONG), report(机关="乙", 总体情况=LONG))
    assert rules(found) == [("2.yaml", "GIP441"), (".", "GIP690")]
    assert "GIP707" in message(found[-1], "zh")


def test_a_failed_comparison_is_about_the_run_in_every_format(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of it is named for what none of them has done; the rules of one function are named together."""

    def broken(_: object) -> list[Finding]:
        raise ValueError("broken")

    for id_ in ("GIP440", "GIP441"):
        monkeypatch.setitem(RUN_RULES, id_, broken)
    (project / "gipgen.toml").write_text("", "utf-8")
    for form in FORMATS:
        for command in (["check"], ["build", "--format", "md"]):
            done = run(*command, "--output-format", form)
            assert done.exit_code == 2
            assert done.output.count("GIP440、GIP441 检查到一半出错") == 1 + (form == "junit")
    (told_,) = (one for one in json.loads(run("check", "--output-format", "json").output)["findings"])
    assert (told_["file"], told_["rule"]) == (".", "GIP690")
    assert len(list((project / "dist").glob("*.md"))) == 3


@pytest.mark.parametrize("command", [["check"], ["build", "--out", "out"]], ids=["check", "build"])
def test_check_and_build_compare_after_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Findings on the run follow those of the files; both commands print the same."""
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(report(机关=f"{name}镇", 总体情况=LONG, 成文日期="2024-12-10"), "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, [*command, ".", "--lang", "zh"])
    heads = re.findall(r"^(\w)\.yaml:\d+:\d+: 警告 (GIP\d+)", done.output, re.MULTILINE)
    assert heads == [("a", "GIP302"), ("b", "GIP302"), ("c", "GIP302"), ("b", "GIP441"), ("c", "GIP441")]
    assert "3 个文件：0 个错误，5 个警告" in done.output


def test_a_file_that_vanishes_is_told_and_is_no_fault_of_a_rule(tmp_path: Path) -> None:
    """It cannot be read a second time; the others are compared all the same."""
    names = [tmp_path / f"{number}.yaml" for number in range(4)]
    texts = [report(总体情况=LONG), report(总体情况=LONG), report(总体情况=OTHER), report(总体情况=OTHER)]
    company, forms = Company(packaged_forms(), Selection()), packaged_forms()

    def do(file: DataFile) -> Built:
        return company.keep(file, Built.of(check_file(file.path, file.name, forms, tmp_path)))

    for number, (path, text) in enumerate(zip(names, texts, strict=True)):
        path.write_text(text.replace("某县某镇", f"某县第{number}镇"), "utf-8")
        do(DataFile(path, path.name, Path(path.stem)))
    names[0].unlink()
    found = [finding for checked in company.compare() for finding in checked.findings]
    assert rules(found) == [("3.yaml", "GIP441"), ("0.yaml", "GIP602")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This year's report in b.yaml repeats last year's in a.yaml, and c.yaml is another agency's copy of both."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1738368000")  # 2025-02-01
    (tmp_path / "a.yaml").write_text(report(年度=2023, 成文日期="2024-01-10", 总体情况=LONG), "utf-8")
    (tmp_path / "b.yaml").write_text(report(总体情况=LONG), "utf-8")
    (tmp_path / "c.yaml").write_text(report(机关="某县丙镇", 总体情况=LONG), "utf-8")
    return tmp_path


def waived(project: Path, name: str, *rules_: str) -> None:
    """Add waivers to a data file."""
    common = {"理由": "统一印发的表述", "责任人": "办公室", "到期": "2025-03-31"}
    text = yaml.safe_load((project / name).read_text("utf-8"))
    text["豁免"] = [{"规则": rule, "位置": "总体情况", **common} for rule in rules_]
    (project / name).write_text(dump(text), "utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--lang", "zh"])


def told(*words: str) -> list[tuple[str, str]]:
    found = json.loads(run(*words, "--output-format", "json").output)["findings"]
    return [(one["file"], one["rule"]) for one in found if not one["waived"]]


COPIES = [("b.yaml", "GIP440"), ("c.yaml", "GIP441")]
built = pytest.mark.parametrize("level", ["warning", "error"])
"""Whether the rules keep reports from being built, so that they are compared before."""


def level_of(project: Path, level: str) -> None:
    (project / "gipgen.toml").write_text(f'[rules]\nGIP440 = "{level}"\nGIP441 = "{level}"\n', "utf-8")


@built
@pytest.mark.parametrize("command", [["check"], ["build", "--format", "md"]], ids=["check", "build"])
def test_the_line_of_a_finding_is_shown(project: Path, command: list[str], level: str) -> None:
    """As of any other finding."""
    level_of(project, level)
    shown = run(*command).output
    assert shown.count(" | 总体情况: 我镇由党政办公室") == 2
    assert told(*command) == COPIES


def test_the_findings_of_a_comparison_have_a_head_of_their_own(project: Path) -> None:
    """The head of the file itself stands once, over what was found in it alone."""
    text = (project / "b.yaml").read_text("utf-8").replace("2025-01-10", "2024-12-10")
    (project / "b.yaml").write_text(text, "utf-8")
    heads = [line for line in run("check").output.splitlines() if line.startswith("b.yaml") and "（" in line]
    assert heads == ["b.yaml（1 个警告）", "b.yaml 与其他年报比较（1 个警告）"]
    assert "b.yaml beside other reports (1 warning)" in CliRunner().invoke(cli, ["check", "--lang", "en"]).output


def test_a_finding_that_is_an_error_keeps_its_report_from_being_built(project: Path) -> None:
    """Nothing is written of it; the others are built."""
    level_of(project, "error")
    result = run("build", "--format", "md")
    assert result.exit_code == 1
    assert "生成 1 份年报" in result.output
    assert "2 份没有生成" in result.output
    assert sorted(path.name for path in (project / "dist").glob("*.md")) == ["a.md"]
    assert run("build", "--format", "md", "--draft").exit_code == 1
    assert sorted(path.name for path in (project / "dist").glob("*.md")) == ["a.md", "b.md", "c.md"]


def test_an_error_that_is_not_chosen_keeps_a_report_from_being_built_too(project: Path) -> None:
    """Build names it, and check says that there is one."""
    level_of(project, "error")
    assert "另有 2 个错误不属于所选的规则，没有显示" in run("check", "--select", "arithmetic").output
    assert told("build", "--select", "arithmetic", "--format", "md") == COPIES
    assert not (project / "dist" / "b.md").exists()


def test_strict_builds_what_has_warnings(project: Path) -> None:
    """As with any warning, only the status tells."""
    assert run("build", "--strict", "--format", "md").exit_code == 1
    assert len(list((project / "dist").glob("*.md"))) == 3


@built
@pytest.mark.parametrize("command", [["check"], ["build", "--format", "md"]], ids=["check", "build"])
def test_what_is_found_beside_others_stands_in_the_order_of_lines(
    project: Path, command: list[str], level: str
) -> None:
    """Findings about waivers among the others, as in a file alone."""
    level_of(project, level)
    waived(project, "b.yaml", "GIP707")
    text = (project / "b.yaml").read_text("utf-8")
    waivers = text[text.index("豁免:") :]
    (project / "b.yaml").write_text(waivers + text.removesuffix(waivers), "utf-8")
    assert told(*command)[:2] == [("b.yaml", "GIP951"), ("b.yaml", "GIP440")]


@built
def test_what_is_waived_is_noted_in_the_manifest(project: Path, level: str) -> None:
    """With the waivers of findings in the file itself."""
    level_of(project, level)
    waived(project, "b.yaml", "GIP440")
    assert told("build", "--format", "md") == COPIES[1:]
    noted = json.loads((project / "dist/.gipgen-manifest.json").read_text("utf-8"))["reports"]["b"]["waived"]
    assert [(one["rule"], one["where"], one["reason"]) for one in noted] == [
        ("GIP440", "一、总体情况", "统一印发的表述")
    ]
    assert told("build", "--format", "md") == COPIES[1:]
    assert noted == json.loads((project / "dist/.gipgen-manifest.json").read_text("utf-8"))["reports"]["b"]["waived"]


@built
@pytest.mark.parametrize("command", [["check"], ["build", "--format", "md"]], ids=["check", "build"])
def test_a_waiver_that_covers_nothing_is_told(project: Path, command: list[str], level: str) -> None:
    """When the rule could have found something."""
    level_of(project, level)
    waived(project, "b.yaml", "GIP440", "GIP440", "GIP441", "GIP707")
    assert sorted(told(*command)) == [*[("b.yaml", "GIP951")] * 3, COPIES[1]]


def test_a_waiver_is_not_called_unused_where_its_rule_had_nothing_to_compare_with(project: Path) -> None:
    """One file alone, without last year's, or files picked from a folder as pre-commit does."""
    waived(project, "b.yaml", "GIP440", "GIP707", "GIP441")
    for paths in (["b.yaml"], ["b.yaml", "c.yaml"]):
        assert not [rule for _, rule in told("check", *paths) if rule == "GIP951"]
    assert told("check", "a.yaml", "b.yaml") == [("b.yaml", "GIP951")]  # of GIP707


OTHER = "".join(reversed(LONG))
"""A text of the same length that has nothing in common with it."""
