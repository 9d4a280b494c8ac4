"""Where findings go: standard output, a file, what a platform wants, a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml

from gipgen.cli.outlets import CODE_QUALITY
from gipgen.words import columns
from tests.test_cli import FAULTY, SOUND, posix, project, run, shell

__all__ = ["project"]

UNDATED = SOUND.replace("成文日期: 2025-01-10\n", "")


@pytest.fixture
def reports(project: Path) -> Path:
    """A project with an error, a warning and a sound file."""
    for name, text in {"a.yaml": FAULTY, "乡镇/b.yaml": UNDATED, "乡镇/c.yaml": SOUND}.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, "utf-8")
    return project


# --- options ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["json", "gitlab", "sarif", "junit", "github", "text"])
def test_a_report_goes_to_a_file_and_the_text_is_printed(reports: Path, format_: str) -> None:
    """What the file holds is what standard output would have got."""
    alone = run("check", ".", "--output-format", format_)
    both = run("check", ".", "--output-format", format_, "--output-file", "out/findings")
    assert (alone.exit_code, both.exit_code) == (1, 1)
    assert (reports / "out" / "findings").read_text("utf-8") == alone.output
    assert both.output == run("check", ".").output


def test_a_dash_is_standard_output(reports: Path) -> None:
    """As without the option; no text beside it."""
    assert (
        run("check", ".", "--output-format", "sarif", "--output-file", "-").output
        == run("check", ".", "--output-format", "sarif").output
    )


def test_build_writes_reports_too(reports: Path) -> None:
    """With what it finds itself; template lint as well."""
    result = run("build", ".", "--output-format", "junit", "--output-file", "junit.xml", "--format", "md")
    assert "2 reports built" in result.output
    assert len(list(JUnitXml.fromfile(str(reports / "junit.xml")))) == 3
    (reports / "own" / "html").mkdir(parents=True)
    (reports / "own" / "html" / "report.html").write_text("{{ nothing }}", "utf-8")
    result = run("template", "lint", "own", "--output-format", "sarif")
    (log,) = json.loads(result.output)["runs"]
    assert result.exit_code == log["invocations"][0]["exitCode"] == 1
    assert {entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for entry in log["results"]} == {
        "own/html/report.html"
    }


def test_findings_of_a_stream_go_beside_it(reports: Path) -> None:
    """A report on standard output leaves standard error and files to findings."""
    result = run("build", "-", "--out", "-", "--format", "md", "--output-format", "json", stdin=UNDATED)
    assert result.stdout.startswith("# 某县")
    assert [finding["rule"] for finding in json.loads(result.stderr)["findings"]] == ["GIP303"]
    result = run("build", "-", "--out", "-", "--format", "md", "--output-file", "told.txt", stdin=UNDATED)
    assert result.stderr == (reports / "told.txt").read_text("utf-8")


def test_a_stream_without_a_report_says_so(reports: Path) -> None:
    """With the way to a draft, where there is one; nothing is said of a folder."""
    stream = ("build", "-", "--out", "-", "--format", "md", "--lang", "zh")
    result = run(*stream, stdin=FAULTY)
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr.endswith("；1 份没有生成（加 --draft 可以生成草稿）。\n")
    assert run(*stream, stdin="机关: [\n").stderr.endswith("；1 份没有生成。\n")
    for given in (stream, (*stream, "--draft")):
        result = run(*given, stdin=FAULTY if "--draft" in given else UNDATED)
        assert result.stdout
        assert "生成" not in result.stderr


def test_findings_are_not_written_over_a_data_file(reports: Path) -> None:
    """Under any name of it."""
    for name in ("a.yaml", "./乡镇/../a.yaml"):
        result = run("check", ".", "--output-format", "json", "--output-file", name)
        assert result.exit_code == 2
        assert "data file" in result.output
    assert (reports / "a.yaml").read_text("utf-8") == FAULTY


def test_a_file_that_cannot_be_written_is_told(reports: Path) -> None:
    """After the findings, with exit status 2."""
    result = run("check", ".", "--output-format", "json", "--output-file", "a.yaml/findings.json")
    assert result.exit_code == 2
    assert "GIP201" in result.stdout
    assert result.stderr.startswith("gipgen: a.yaml/findings.json: ")


# --- platforms --------------------------------------------------------------------------------------------------


def test_github_actions_gets_commands_and_a_summary(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, a command for each finding, and a table below what the page of the job holds already."""
    text = run("check", ".").output
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(reports / "page.md"))
    (reports / "page.md").write_text("# 已有\n", "utf-8")
    result = run("check", ".")
    assert result.exit_code == 1
    commands = [line.split(" ")[0] for line in result.output.splitlines() if line.startswith("::")]
    assert commands == ["::error", "::warning"]
    assert all(line in result.output for line in text.splitlines())
    page = (reports / "page.md").read_text("utf-8")
    assert page.startswith("# 已有\n### gipgen\n")
    assert page.count("\n| ") == 4


def test_github_counts_paths_from_its_workspace(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when a step works in a folder below it; without a page for it there is no summary."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(reports))
    monkeypatch.chdir(reports / "乡镇")
    assert "::warning file=乡镇/b.yaml,line=1," in run("check", ".").output
    assert "::error file=a.yaml,line=7," in run("check", "../a.yaml").output


def test_gitlab_gets_its_report(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the name that GitLab knows; text as ever."""
    text = run("check", ".").output
    monkeypatch.setenv("GITLAB_CI", "true")
    assert run("check", ".").output == text
    assert [entry["check_name"] for entry in json.loads((reports / CODE_QUALITY).read_text("utf-8"))] == [
        "GIP201",
        "GIP303",
    ]


@pytest.mark.parametrize("options", [["--output-format", "text"], ["--output-file", "-"]], ids=" ".join)
@pytest.mark.parametrize("platform", ["GITHUB_ACTIONS", "GITLAB_CI"])
def test_options_stand_before_the_platform(
    reports: Path, platform: str, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is added to what was asked for."""
    text = run("check", ".").output
    monkeypatch.setenv(platform, "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(reports / "page.md"))
    before = {path.name for path in reports.iterdir()}
    assert run("check", ".", *options).output == text
    assert {path.name for path in reports.iterdir()} == before


def test_what_looks_like_a_platform_is_none(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `true` counts."""
    text = run("check", ".").output
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    monkeypatch.setenv("GITLAB_CI", "")
    assert run("check", ".").output == text


# --- terminals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"FORCE_COLOR": ""}, False)],
    ids=str,
)  # fmt: skip
def test_colours_can_be_forced_and_forbidden(
    reports: Path, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe gets none unless FORCE_COLOR asks for them; NO_COLOR has the last word; a file never has any."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", ".", "--output-file", "told.txt").output) == coloured
    assert "\x1b[" not in (reports / "told.txt").read_text("utf-8")


@posix
@pytest.mark.parametrize("width", [80, 200])
def test_a_line_fits_into_the_terminal(project: Path, width: int) -> None:
    """So that the caret stays below its character; the counts of each file stand at its head."""
    import fcntl
    import pty
    import struct
    import termios

    long = UNDATED + f"没有的: {{{'一' * 100}: 0}}\n"
    for name in ("a.yaml", "b.yaml"):
        (project / name).write_text(long, "utf-8")
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "gipgen", "check", ".", "--lang", "zh"]
    with subprocess.Popen(command, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        seen = _all_of(terminal).replace("\r\n", "\n")
    assert process.returncode == 1
    lines = seen.split("\n")
    excerpts = [line for line in lines if " | 没有的" in line]
    assert len(excerpts) == 2
    assert all(width - 20 < columns(line) <= width or width > 160 for line in excerpts)
    assert seen.startswith("\x1b[1m\x1b[4ma.yaml\x1b[0m（1 个错误，1 个警告）\n\n")
    assert "\x1b[31m" in seen


def _all_of(terminal: int) -> str:
    data = b""
    try:
        while more := os.read(terminal, 65536):
            data += more
    except OSError:  # how Linux tells that the other end is closed
        pass
    finally:
        os.close(terminal)
    return data.decode()


def test_one_file_has_no_head(project: Path) -> None:
    """Its name stands before each finding already."""
    (project / "a.yaml").write_text(UNDATED, "utf-8")
    assert run("check", "a.yaml").output.startswith("a.yaml:1:1: ")


@posix
def test_findings_can_be_piped_as_they_come(reports: Path) -> None:
    """Of a real process: SARIF on standard output is nothing but SARIF."""
    done = shell("gipgen check . --output-format sarif", reports)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["version"] == "2.1.0"
