"""What GitHub, GitLab, Jenkins and people at a terminal are told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from junitparser import Failure, JUnitXml, Skipped
from lxml import etree
from msgspec.structs import replace

from gipgen.reporters import FORMATS, Part, Run, Voice
from gipgen.reporters.github_summary import ROWS
from gipgen.rulebook import LEVELS, level
from gipgen.source import Source
from tests.reports import BODY, DATED, FILES, HEAD, TWICE, part_of, run_of, whole, written

HERE = Path(__file__).parent
GITLAB_FIELDS = {"description", "check_name", "fingerprint", "severity", "location"}
GITLAB_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


# --- GitHub -----------------------------------------------------------------------------------------------------


def parse_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {name: _plain(value, {"%3A": ":", "%2C": ","}) for name, value in pairs}, _plain(found[3], {})


def _plain(text: str, more: dict[str, str]) -> str:
    for escaped, plain in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(escaped, plain)
    return text


def test_each_open_finding_is_a_workflow_command() -> None:
    """With file, place and title; the waived one is none."""
    run = whole()
    read = [parse_command(line) for line in written("github", run).splitlines()]
    assert [(name, values["file"], values["title"].split()[0]) for name, values, _ in read] == [
        (level(finding), finding.file, finding.rule) for finding in run.findings if not finding.waived
    ]
    name, values, words = read[-1]
    assert (name, values["line"], values["col"], values["endLine"], values["endColumn"]) == (
        "error",
        "10",
        "1",
        "10",
        "4",
    )
    assert words.startswith("年报：“没有的”")
    assert "\n→ " in words


def test_what_commands_are_made_of_is_escaped() -> None:
    """Per cent signs, line ends, colons and commas in names and words come out as they went in."""
    part = part_of("50%,a:b\n.yaml", FILES["b.yaml"].replace("没有的", '"100%"'))
    (line, *_) = (line for line in written("github", run_of(part)).splitlines() if "GIP101" in line)
    assert "file=50%25%2Ca%3Ab%0A.yaml," in line
    _, values, words = parse_command(line)
    assert values["file"] == "50%,a:b\n.yaml"
    assert "100%" in words


def test_a_finding_over_several_lines_has_no_columns() -> None:
    """GitHub knows columns within one line only."""
    (finding, *_) = part_of("b.yaml", FILES["b.yaml"]).findings
    wide = replace(finding, place=finding.place._replace(end_line=finding.place.line + 2))
    _, values, _ = parse_command(written("github", run_of(Part(Source("b.yaml", ""), (wide,)))).strip())
    assert values.keys() == {"file", "line", "endLine", "title"}


def test_standard_input_is_no_file() -> None:
    """A command without a file stands on the page of the job; its words say the line."""
    run = run_of(part_of("-", FILES["b.yaml"]))
    read = [parse_command(line) for line in written("github", run).splitlines()]
    assert [list(values) for _, values, _ in read] == [["title"], ["title"]]
    assert read[0][2].startswith("标准输入第 1 行第 1 列：成文日期：")
    assert parse_command(written("github", run, Voice("en")).splitlines()[1])[2].startswith(
        "standard input, line 10, column 1: 年报: "
    )


def test_an_information_is_a_notice() -> None:
    """Another word for the lowest level."""
    (finding, *_) = part_of("b.yaml", FILES["b.yaml"]).findings
    part = Part(Source("b.yaml", ""), (replace(finding, level="info"),))
    assert written("github", run_of(part)).startswith("::notice ")


@pytest.mark.parametrize(
    "line", ["没有的: '##[add-mask]某'\n", "'::add-mask::某': 0\n", "没有的: |\n  ::add-mask::某\n"]
)
def test_the_runner_does_not_obey_a_data_file(line: str) -> None:
    """Its own commands are the only ones that are heard in the log; what quotes others stands in a pause."""
    log = written("github_log", run_of(part_of("a.yaml", HEAD + DATED + BODY + "申请: 0\n" + line)))
    heard, word = [], ""
    for said in log.splitlines():
        if word:
            word = "" if said == f"::{word}::" else word
        elif said.startswith("::stop-commands::"):
            word = said.removeprefix("::stop-commands::")
        elif said.lstrip().startswith("::") or "##[" in said:
            heard.append(said)
    assert [parse_command(said)[1]["title"].split()[0] for said in heard] == ["GIP101"]
    assert "没有的" in log or "add-mask" in log


def test_the_log_has_the_text_too() -> None:
    """What people read, each file's commands below it, and the counts."""
    run = whole()
    log, text = written("github_log", run), written("text", run)
    assert [line for line in log.splitlines() if line and not line.startswith("::")] == [
        line for line in text.splitlines() if line
    ]
    assert "".join(re.findall("^::.*\n", log, re.MULTILINE)) == written("github", run)


def test_the_summary_is_a_table() -> None:
    """One row a finding, errors first; bars and marks of a data file make no cells, links or tags."""
    part = part_of("a.yaml", HEAD + BODY + "申请: 0\n'[某](http://a.example)|<b>': 0\n")
    page = written("github_summary", run_of(part))
    head, rule, *rows = (line for line in page.splitlines() if line.startswith("|"))
    bare = [re.sub(r"\\\|", "", row).count("|") for row in (head, rule, *rows)]
    assert set(bare) == {5}
    assert [row.split(" | ")[1] for row in rows] == ["错误", "警告"]
    assert "\\[某\\]" in page
    assert "\\<b\\>" in page
    assert "1 个文件：1 个错误，1 个警告。" in page


def test_a_long_summary_ends() -> None:
    """A page of GitHub holds a megabyte."""
    (finding, *_) = part_of("b.yaml", FILES["b.yaml"]).findings
    page = written("github_summary", run_of(Part(Source("b.yaml", ""), (finding,) * (ROWS + 7))))
    assert page.count("\n| b.yaml:") == ROWS
    assert "另有 7 条。" in page
    assert len(page.encode()) < 1024 * 1024


# --- GitLab -----------------------------------------------------------------------------------------------------


def test_code_quality_has_the_fields_that_gitlab_asks_for() -> None:
    """One array; each entry with all required fields, a known severity, a path in the repository and a line."""
    run = whole()
    entries = json.loads(written("gitlab", run))
    assert [entry["check_name"] for entry in entries] == [one.rule for one in run.findings if not one.waived]
    for entry in entries:
        assert entry.keys() == GITLAB_FIELDS
        assert entry["severity"] in GITLAB_SEVERITIES
        assert isinstance(entry["location"]["lines"]["begin"], int)
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert "\n" not in entry["description"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 3


def test_severities_follow_the_levels() -> None:
    """An error is major, a warning minor, an information info."""
    (finding, *_) = part_of("b.yaml", FILES["b.yaml"]).findings
    part = Part(Source("b.yaml", ""), tuple(replace(finding, level=name) for name in LEVELS))
    entries = json.loads(written("gitlab", run_of(part)))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info"]
    assert len({entry["fingerprint"] for entry in entries}) == 3


def test_a_report_about_standard_input_has_a_path() -> None:
    """GitLab wants one."""
    here = Voice("zh", here=Path("/project/sub"), root=Path("/project"))
    entries = json.loads(written("gitlab", run_of(part_of("-", FILES["b.yaml"])), here))
    assert {entry["location"]["path"] for entry in entries} == {"stdin"}


def test_nothing_found_is_an_empty_array() -> None:
    """Not an empty file, which GitLab cannot read."""
    assert json.loads(written("gitlab", run_of(part_of("c.yaml", FILES["c.yaml"])))) == []


# --- JUnit ------------------------------------------------------------------------------------------------------


def junit(run: Run) -> dict[str, list[tuple[str, list[type]]]]:
    """Read suites back: their cases by name, with the kinds of their results."""
    suites: Any = JUnitXml.fromstring(written("junit", run).encode())
    return {suite.name: [(case.name, [type(one) for one in case.result]) for case in suite] for suite in suites}


def test_junit_has_a_suite_for_each_file() -> None:
    """Errors fail, the waived one is skipped, a sound file passes."""
    assert junit(whole()) == {
        "乡镇/甲 镇.yaml": [("GIP203 三 › 予以公开 › 总计", [Failure]), ("GIP202 三 › 总计 › 自然人", [Failure])],
        "b.yaml": [("GIP303 成文日期", [Skipped]), ("GIP101 年报", [Failure])],
        "c.yaml": [("c.yaml", [])],
    }


def test_a_failure_has_its_message_in_one_line() -> None:
    """Place, label and advice stand in its text; the case says the label already."""
    for failure in etree.fromstring(written("junit", whole()).encode()).iter("failure"):
        told = failure.get("message", "")
        assert told
        assert "\n" not in told
        assert "→" not in told
        assert told in (failure.text or "")
        assert "\n→ " in (failure.text or "")


def test_standard_input_is_a_suite() -> None:
    """Under a word, sound or not."""
    assert junit(run_of(part_of("-", FILES["c.yaml"]))) == {"stdin": [("stdin", [])]}
    assert [*junit(run_of(part_of("-", FILES["b.yaml"])))] == ["stdin"]


def test_a_warning_fails_in_junit_when_it_fails_the_run() -> None:
    """With --strict; else the case passes and tells it."""
    assert junit(whole(waived=""))["b.yaml"][0] == ("GIP303 成文日期", [])
    assert "没有写成文日期" in written("junit", whole(waived=""))
    assert junit(whole(waived="", strict=True))["b.yaml"][0] == ("GIP303 成文日期", [Failure])


def test_junit_counts_what_it_holds() -> None:
    """As the readers of Jenkins and pytest want it: no attributes but those they know."""
    root = etree.fromstring(written("junit", whole()).encode())
    known = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"name", "classname"},
        "failure": {"type", "message"},
        "skipped": {"message"},
    }
    assert {str(element.tag) for element in root.iter()} == set(known)
    for element in root.iter():
        assert set(element.attrib) == known[str(element.tag)]
    assert dict(root.items()) == {"name": "gipgen", "tests": "5", "failures": "3", "errors": "0"}
    assert [suite.get("skipped") for suite in root] == ["0", "1", "0"]


def test_cases_of_one_name_are_numbered() -> None:
    """Readers take equal names for one case."""
    names = [name for name, _ in junit(run_of(part_of("a.yaml", HEAD + DATED + TWICE)))["a.yaml"]]
    assert len(names) == len(set(names)) == 2


def test_characters_that_xml_forbids_are_shown_as_a_sign() -> None:
    """A control character in a name or a reason breaks no report."""
    part = part_of("a\x01\udcff.yaml", FILES["b.yaml"], "GIP303", "因\x00为\ufffe")
    assert list(junit(run_of(part))) == ["a\ufffd\ufffd.yaml"]
    assert "因\ufffd为\ufffd" in written("junit", run_of(part))


# --- text -------------------------------------------------------------------------------------------------------


def test_text_goes_file_by_file() -> None:
    """Under its name with its counts; what is waived takes one line below the others; the counts are the end."""
    run = whole()
    text = written("text", run, Voice("zh", several=True))
    blocks = text.split("\n\n")
    assert blocks[0] == "乡镇/甲 镇.yaml（2 个错误）"
    assert [block.split(" ")[0] for block in blocks[1:3]] == ["乡镇/甲", "乡镇/甲"]
    assert blocks[3] == "b.yaml（1 个错误，1 个已豁免）"
    assert blocks[4].startswith("b.yaml:10:1: 错误 GIP101 年报\n  ")
    assert blocks[5] == "b.yaml:1:1: 已豁免 GIP303 成文日期 — 会同信访局核过（张三）"
    assert blocks[6:] == ["3 个文件：3 个错误，0 个警告，1 个已豁免。\n"]


def test_every_level_is_counted() -> None:
    """Errors and warnings always, information when there is any; a waived finding counts as nothing else."""
    (finding, *_) = part_of("b.yaml", FILES["b.yaml"]).findings
    found = (*(replace(finding, level=name) for name in (*LEVELS, "info")), replace(finding, waived="因"))
    run = run_of(Part(Source("b.yaml", ""), found))
    assert written("text", run).endswith("\n1 个文件：1 个错误，1 个警告，2 个提示，1 个已豁免。\n")
    assert written("text", run, Voice("en")).endswith("\n1 file: 1 error, 1 warning, 2 infos, 1 waived.\n")


def test_text_is_coloured_by_styles() -> None:
    """The level, the place, the caret, the advice; a waived line is of one colour."""
    voice = Voice("en", several=True, paint=lambda text, style: f"<{style}>{text}</{style}>")
    text = written("text", whole(), voice)
    for style in ("file", "place", "error", "caret", "advice"):
        assert f"<{style}>" in text
    assert "<waived>b.yaml:1:1: waived GIP303 成文日期 — 会同信访局核过（张三）</waived>\n" in text


# --- all --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*FORMATS, "github_log", "github_summary"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_run_gives_the_same_report(name: str, lang: str) -> None:
    """To the byte, with a line end at the end; strange names of files do no harm."""
    first, second = (written(name, whole(), Voice(lang)) for _ in range(2))
    assert first == second
    assert first.endswith("\n")
    strange = run_of(part_of("a\x1b\udcff\n.yaml", FILES["b.yaml"]))
    assert b".yaml" in written(name, strange, Voice(lang)).encode("utf-8", "backslashreplace")
