"""The commands as a person meets them: what they print, where they write, and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.project.manifest import NAME as MANIFEST
from gipgen.words import columns
from tests.conftest import COMPLETENESS

SOUND = """机关: 某县某镇人民政府
年度: 2024
级别: 乡镇
成文日期: 2025-01-10
总体情况: 全年公开信息二十条。依申请公开按期答复；政府信息管理、平台建设和监督保障到位，接受工作考核和社会评议，没有责任追究。
主动公开: 0
申请: 0
复议诉讼: 0
存在的主要问题及改进情况: 人手不足，将加强培训。
其他需要报告的事项: 没有收取信息处理费。
"""
FAULTY = SOUND.replace("申请: 0", "申请: {本年新收: [1, 0, 0, 0, 0, 0], 其余: 0}")


SIGNATURE = """{% if report.date %}
<p>{{ report.signature }}</p><p>{{ report.signed_on }}</p>
{% endif %}
<p>自家页脚</p>
"""
"""An own foot of the page."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project as the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


def names(folder: Path) -> list[str]:
    """Return the files below a folder, without the manifest."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return sorted(found - {MANIFEST})


# --- check ------------------------------------------------------------------------------------------------------


def test_a_sound_file_ends_with_zero(project: Path) -> None:
    """Nothing found: exit status 0 and a closing line."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    result = run("check", "a.yaml", "--lang", "zh")
    assert (result.exit_code, result.output) == (0, "1 个文件：0 个错误，0 个警告。\n")


def test_an_error_ends_with_one_and_shows_the_place(project: Path) -> None:
    """File, line, column, rule, label, both sides, the line itself with a caret under the figure, and advice."""
    (project / "a.yaml").write_text(FAULTY, "utf-8")
    result = run("check", "a.yaml", "--lang", "zh")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "a.yaml:7:13: 错误 GIP201 三 › 本年新收 › 自然人",
        "  “自然人”列：收到的和办结、结转的不相等。"
        "本年新收 1 + 上年结转 0 = 1；（七）总计 0 + 结转下年度 0 = 0；相差 1。",
        "  7 | 申请: {本年新收: [1, 0, 0, 0, 0, 0], 其余: 0}",
        "    |                   ^",
        "  → 请逐项核对这些数字。",
        "",
        "1 个文件：1 个错误，0 个警告。",
    ]


def test_strict_counts_warnings(project: Path) -> None:
    """--strict turns a warning into exit status 1; without it a warning is told and passes."""
    (project / "a.yaml").write_text(SOUND.replace("成文日期: 2025-01-10\n", ""), "utf-8")
    assert run("check", "a.yaml").exit_code == 0
    assert run("check", "a.yaml", "--strict").exit_code == 1


def test_json_has_the_promised_fields(project: Path) -> None:
    """One object with findings and summary; every field of the design, labels in Chinese, messages as asked."""
    (project / "a.yaml").write_text(FAULTY.replace("其余: 0}", "其余: 0, 总计: [0, 0, 0, 0, 0, 0]}"), "utf-8")
    data = json.loads(run("check", "a.yaml", "--output-format", "json", "--lang", "en").output)
    (finding,) = data["findings"]
    assert set(finding) == {
        "rule", "level", "file", "line", "column", "end_line", "end_column", "path", "label", "message", "advice", "expected",
        "actual", "fix", "waived",
    }  # fmt: skip
    assert finding["path"] == ["applications", "received", "natural_person"]
    assert (finding["line"], finding["column"], finding["end_column"]) == (7, 13, 14)
    assert (finding["expected"], finding["actual"], finding["label"]) == ("0", "1", "三 › 本年新收 › 自然人")
    assert finding["message"].startswith("Column 自然人")
    assert data["summary"]["error"] == 1
    assert data["summary"]["files"] == 1


def test_the_fix_is_named_when_it_is_the_only_one(project: Path) -> None:
    """With totals written, the one cell whose change mends everything is told with its line and value."""
    rows = (
        "  本年新收: [3, 0, 0, 0, 0, 0, 3]\n  予以公开: [2, 0, 0, 0, 0, 0, 3]\n  总计: [3, 0, 0, 0, 0, 0, 3]\n  其余: 0"
    )
    (project / "a.yaml").write_text(SOUND.replace("申请: 0", "申请:\n" + rows), "utf-8")
    data = json.loads(run("check", "a.yaml", "--output-format", "json", "--lang", "zh").output)
    assert {finding["rule"] for finding in data["findings"]} == {"GIP202", "GIP203"}
    for finding in data["findings"]:
        assert finding["fix"] == {
            "path": ["applications", "granted", "natural_person"],
            "label": "三 › 予以公开 › 自然人",
            "line": 9,
            "old": "2",
            "new": "3",
        }
        assert "第 9 行 三 › 予以公开 › 自然人 由 2 改为 3" in finding["advice"]


def test_standard_input_is_a_file(project: Path) -> None:
    """`-` reads standard input, which findings call -."""
    result = run("check", "-", "--lang", "zh", stdin=FAULTY)
    assert result.exit_code == 1
    assert result.output.startswith("-:7:13: 错误 GIP201")


def test_a_path_that_does_not_exist_is_told_beside_the_others(project: Path) -> None:
    """Exit status 2 with a finding in every format; what is there is checked and built."""
    (project / "a.yaml").write_text(FAULTY, "utf-8")
    (project / "b.yaml").write_text(SOUND, "utf-8")
    paths = ("a.yaml", "nowhere.yaml", "b.yaml", "neither")
    for words in (["check"], ["build", "--format", "md"]):
        result = run(*words, *paths, "--lang", "zh", "--output-format", "json")
        assert result.exit_code == 2
        findings = json.loads(result.output)["findings"]
        assert {(one["file"], one["rule"]) for one in findings} == {
            ("a.yaml", "GIP201"), ("nowhere.yaml", "GIP602"), ("neither", "GIP602"),
        }  # fmt: skip
        assert sum(one["message"] == "读不了文件：没有这个文件或文件夹。" for one in findings) == 2
    assert names(project / "dist") == ["b.md"]


def test_wrong_usage_ends_with_status_2(project: Path) -> None:
    """Nothing to check, and an option that does not exist."""
    assert run("check", "nowhere.yaml").exit_code == 2
    assert run("check", "--lang", "zh").exit_code == 2
    assert run("check", "--no-such-option").exit_code == 2


def test_folders_are_searched_for_reports_only(project: Path) -> None:
    """YAML files that are no reports are skipped and counted; hidden folders and the output folder are left alone."""
    for name, text in {
        "town/a.yaml": SOUND, "town/b.yml": SOUND, "ci.yaml": "jobs: []\n", ".hidden/c.yaml": FAULTY, "dist/d.yaml": FAULTY,
    }.items():  # fmt: skip
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, "utf-8")
    result = run("check", ".", "--lang", "zh")
    assert result.output == "2 个文件：0 个错误，0 个警告；跳过 1 个不是年报的 YAML 文件（ci.yaml）。\n"


@pytest.mark.parametrize(
    "text",
    [
        "1.机关: 某局\n", "机 关: 某局\n", "  机关: 某局\n  年度: 2024\n", "一、总体情况: 好\n", '"年度": 2024\n', "机关：某局\n", "",
        "# 待填\n", "\ufeff机关: 某局\n", "标题: 甲\n申请: 0\n", "{机关: 某局}\n", "agency: X\n", "other_matters: X\n", "\t机关: 某局\n",
    ],
)  # fmt: skip
def test_a_folder_takes_for_a_report_what_a_clerk_meant_as_one(project: Path, text: str) -> None:
    """Keys with numbers, spaces or indentation, a file with sections only, an empty file: checked, not skipped."""
    (project / "a.yaml").write_text(text, "utf-8")
    data = json.loads(run("check", ".", "--output-format", "json").output)
    assert (data["summary"]["files"], data["summary"]["skipped"], bool(data["findings"])) == (1, [], True)


@pytest.mark.parametrize(
    "text", ["jobs:\n  机关: 1\n", "- 机关\n", "overview: a\napplications: []\n", "# 机关:\nname: x\n", "[]\n"]
)
def test_a_folder_leaves_other_files_alone(project: Path, text: str) -> None:
    """Words of a report deep inside, in comments or lists, or of everyday English do not make a report."""
    (project / "a.yaml").write_text(text, "utf-8")
    (project / "b.yaml").write_text(SOUND, "utf-8")
    assert json.loads(run("check", ".", "--output-format", "json").output)["summary"]["skipped"] == ["a.yaml"]


def test_a_folder_that_cannot_be_read_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports that nobody looked into must not count as sound."""
    (project / "deep").mkdir()
    (project / "a.yaml").write_text(SOUND, "utf-8")
    whole = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = run("check", ".", "--lang", "en")
    assert result.exit_code == 2
    assert "deep:1:1: error GIP602" in result.output
    assert "2 files: 1 error" in result.output


def test_a_folder_shows_reports_that_cannot_be_read(project: Path) -> None:
    """A report with a syntax error or in GBK is not mistaken for another kind of file."""
    (project / "a.yaml").write_text("机关: [\n", "utf-8")
    (project / "b.yaml").write_bytes(SOUND.encode("gb18030"))
    result = run("check", ".", "--lang", "zh")
    assert "a.yaml:1:6: 错误 GIP003" in result.output
    assert "b.yaml:1:1: 错误 GIP001" in result.output


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"LC_ALL": "zh_CN.UTF-8"}, "1 个文件"), ({"LC_ALL": "", "LANG": "zh_TW"}, "1 个文件"), ({"LC_ALL": "C"}, "1 file:"), ({"LC_ALL": "de_DE"}, "1 file:")],
)  # fmt: skip
def test_the_language_follows_the_locale(
    project: Path, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chinese for zh*, otherwise English; gipgen.toml and --lang stand above the locale."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert expected in run("check", "a.yaml").output
    (project / "gipgen.toml").write_text('lang = "zh"\n', "utf-8")
    assert "1 个文件" in run("check", "a.yaml").output
    assert "1 file:" in run("check", "a.yaml", "--lang", "en").output


# --- build ------------------------------------------------------------------------------------------------------


def test_outputs_stand_under_the_path_of_the_data_file(project: Path) -> None:
    """DIST/<path of the data file without suffix>.md, .html and .docx."""
    (project / "2024").mkdir()
    (project / "2024" / "a.yaml").write_text(SOUND, "utf-8")
    result = run("build", "2024", "--lang", "zh")
    assert result.exit_code == 0
    assert names(project / "dist") == ["2024/a.docx", "2024/a.html", "2024/a.md"]
    assert result.output == "1 个文件：0 个错误，0 个警告；生成 1 份年报，3 个输出（3 个有变化），在 dist 里。\n"
    assert "（0 个有变化），在 dist 里" in run("build", "2024", "--lang", "zh").output


def test_formats_and_folder_can_be_chosen(project: Path) -> None:
    """--format and --out; a format that is not known is wrong usage."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    assert run("build", "a.yaml", "--format", "html", "--out", "site").exit_code == 0
    assert names(project / "site") == ["a.html"]
    assert run("build", "a.yaml", "--format", "pdf").exit_code == 2


def test_a_file_with_errors_is_not_rendered_but_the_others_are(project: Path) -> None:
    """Errors keep one report back, not its neighbours; --draft builds it, marked on every page."""
    (project / "bad.yaml").write_text(FAULTY, "utf-8")
    (project / "good.yaml").write_text(SOUND, "utf-8")
    result = run("build", ".", "--format", "md,html", "--lang", "zh")
    assert result.exit_code == 1
    assert names(project / "dist") == ["good.html", "good.md"]
    assert "；1 份没有生成（加 --draft 可以生成草稿）。" in result.output
    assert run("build", "bad.yaml", "--draft", "--format", "md,html").exit_code == 1
    assert "草稿" in (project / "dist" / "bad.html").read_text("utf-8")
    assert "草稿" in (project / "dist" / "bad.md").read_text("utf-8")
    assert "草稿" not in (project / "dist" / "good.html").read_text("utf-8")


def test_configuration_names_paths_output_formats_and_templates(project: Path) -> None:
    """gipgen.toml of the current folder or one above says what a bare `gipgen build` does."""
    (project / "gipgen.toml").write_text(
        'paths = ["data"]\nout = "site"\nformats = ["html"]\ntemplates = "own"\nlang = "zh"\n', "utf-8"
    )
    (project / "data" / "deep").mkdir(parents=True)
    (project / "data" / "deep" / "a.yaml").write_text(SOUND, "utf-8")
    (project / "own" / "html").mkdir(parents=True)
    (project / "own" / "html" / "signature.html").write_text(SIGNATURE, "utf-8")
    os.chdir(project / "data")
    assert run("build").exit_code == 0
    assert names(project / "site") == ["data/deep/a.html"]
    assert "自家页脚" in (project / "site" / "data" / "deep" / "a.html").read_text("utf-8")


def test_a_text_in_gipgen_toml_stands_for_a_list_of_one(project: Path) -> None:
    """One format or path needs no brackets; formats may stand with commas as on the command line."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    for formats, made in (("md", ["a.md"]), ("html, md", ["a.html", "a.md"])):
        (project / "gipgen.toml").write_text(f'paths = "a.yaml"\nformats = "{formats}"\n', "utf-8")
        assert run("build").exit_code == 0
        assert names(project / "dist") == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lang = 1\n", 'lang = "zh"'),
        ("formats = 3\n", 'formats = ["html", "docx"]'),
        ('rules = "off"\n', 'rules = {GIP302 = "error"}'),
        ("colour = true\n", "没有“colour”这一项"),
        ("lang = \n", "not valid TOML"),
        ('lang = "de"\n', "zh, en"),
    ],
)
def test_a_wrong_configuration_is_told(project: Path, text: str, told: str) -> None:
    """Exit status 2 with file and key, and how it is written."""
    (project / "gipgen.toml").write_text(text, "utf-8")
    (project / "a.yaml").write_text(SOUND, "utf-8")
    result = run("check", "a.yaml")
    assert result.exit_code == 2
    assert "gipgen.toml" in result.output
    assert told in result.output


def test_two_files_with_one_output_are_refused(project: Path) -> None:
    """The second is a finding; the first is built."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    (project / "a.yml").write_text(SOUND, "utf-8")
    result = run("build", ".", "--format", "md")
    assert result.exit_code == 2
    assert "GIP601" in result.output
    assert names(project / "dist") == ["a.md"]


def test_standard_output_takes_one_format(project: Path) -> None:
    """`build - --out - --format md` is a filter; findings go to standard error."""
    result = run("build", "-", "--out", "-", "--format", "md", stdin=SOUND)
    assert result.exit_code == 0
    assert result.stdout.startswith("# 某县某镇人民政府2024年政府信息公开工作年度报告\n")
    assert run("build", "-", "--out", "-", stdin=SOUND).exit_code == 2
    refused = run("build", "-", "--out", "-", "--format", "md", stdin=FAULTY)
    assert (refused.exit_code, refused.stdout) == (1, "")


def test_pictures_travel_with_markdown_and_inside_html(project: Path) -> None:
    """Markdown gets a folder of pictures beside it, HTML carries them; the project may be moved."""
    import base64

    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    (project / "图.png").write_bytes(png)
    (project / "a.yaml").write_text(SOUND.replace("全年公开信息二十条。", "|\n  ![示意图](图.png)"), "utf-8")
    assert run("build", "a.yaml").exit_code == 0
    page = (project / "dist" / "a.md").read_text("utf-8")
    (picture,) = (project / "dist" / "a.files").iterdir()
    assert picture.read_bytes() == png
    from urllib.parse import quote

    assert f"![示意图](a.files/{quote(picture.name)})" in page
    assert 'src="data:image/png;base64,' in (project / "dist" / "a.html").read_text("utf-8")


def test_a_file_in_the_place_of_the_output_folder_is_told(project: Path) -> None:
    """The output folder's name may be taken by a file; that is told, not crashed over."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    (project / "dist").write_text("", "utf-8")
    result = run("build", "a.yaml", "--format", "md")
    assert result.exit_code == 2
    assert "GIP603" in result.output


def test_ctrl_c_leaves_whole_files_and_no_others(project: Path) -> None:
    """Interrupted, a build ends; what is written is whole, and no temporary file stays."""
    for number in range(3000):
        (project / f"{number:04}.yaml").write_text(SOUND, "utf-8")
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a job in the background ignores it
    process = subprocess.Popen(
        [sys.executable, "-c", heed + "from gipgen.cli import main; main()", "build", ".", "--format", "md,html"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while not (project / "dist" / "0005.md").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    files = names(project / "dist")
    assert 0 < len(files) < 6000
    assert not [name for name in files if name.startswith(".")]
    for name in files:
        text = (project / "dist" / name).read_text("utf-8")
        assert text.endswith("2025年1月10日\n" if name.endswith(".md") else "</html>\n")


# --- init, schema, template -------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("year", ["2020", "2025"])
def test_init_writes_a_file_that_is_valid_but_for_what_only_the_agency_knows(
    project: Path, year: str, keys: str
) -> None:
    """Either form, either language of keys; agency, level, date and the three prose sections are left to fill in."""
    assert run("init", "--year", year, "--keys", keys).exit_code == 0
    data = json.loads(run("check", f"report-{year}.yaml", "--output-format", "json").output)
    assert [(finding["rule"], finding["path"]) for finding in data["findings"]] == [
        ("GIP104", ["agency"]),
        ("GIP104", ["level"]),
        ("GIP303", ["date"]),
        ("GIP104", ["overview"]),
        ("GIP104", ["problems_and_improvements"]),
        ("GIP104", ["other_matters"]),
    ]


OPTIONS = [
    ["--year", "2025"],
    ["--year", "2020"],
    ["--year", "2020", "--local", "吉林"],
    ["--year", "2025", "--form", "2019"],
]


each_init = pytest.mark.parametrize(
    "text_of_init",
    [[*options, "--keys", keys] for options in OPTIONS for keys in ("zh", "en")],
    ids=" ".join,
    indirect=True,
)


@pytest.fixture
def text_of_init(project: Path, request: pytest.FixtureRequest) -> str:
    """What init writes, with a word in every section of prose."""
    text = run("init", "-", *request.param, "--agency", "某镇", "--level", "乡镇").stdout
    return text.replace("|\n  \n", "|\n  文\n")


def rules(project: Path, text: str) -> set[str]:
    """Return the rules that check finds broken in a text; form, date and what the few words of prose lack left aside."""
    (project / "a.yaml").write_text(text, "utf-8")
    findings = json.loads(run("check", "a.yaml", "--output-format", "json").output)["findings"]
    return {finding["rule"] for finding in findings} - {"GIP301", "GIP303"} - COMPLETENESS


@each_init
def test_what_is_optional_can_be_used_as_init_shows_it(project: Path, text_of_init: str) -> None:
    """Every key without the mark before it: dates, groups, prose, the fee, an extra section."""
    before, optional, after = re.split(
        r"(?<=\n\n)(# 选填.*?|# Optional.*?)(?=\n\n# 一、)", text_of_init, flags=re.DOTALL
    )
    used = "\n".join(line.removeprefix("# ") for line in optional.split("\n")[1:])
    used = re.sub(r"(到期|until):(?= )", r"\1: 2999-12-31", used)  # a day that only the agency knows
    assert used.count(":") > 30
    assert rules(project, before + used + after) == set()


@each_init
@pytest.mark.parametrize("pattern", [r"\[1, .*?\]", r"\{\w+: 1, .*?\}"], ids=["list", "mapping"])
def test_rows_can_be_written_as_init_shows_it(project: Path, text_of_init: str, pattern: str) -> None:
    """The comment over rows with several figures shows a list and a mapping."""
    shown, lines = "", []
    for line in text_of_init.split("\n"):
        if line.startswith("  #") or not line.startswith(" "):
            found = re.search(pattern, line)
            shown = found[0] if found else shown if line.startswith("  # 三、") else ""
        lines.append(line.replace(": 0", f": {shown}") if shown and not line.startswith("  #") else line)
    assert len(set(lines) - set(text_of_init.split("\n"))) > 20
    assert not {rule for rule in rules(project, "\n".join(lines)) if rule < "GIP2"}


@each_init
def test_the_reference_that_init_shows_is_one(project: Path, text_of_init: str) -> None:
    """It names a figure that every such report has."""
    (figure,) = re.findall(r"\{\{ .*? \}\}", text_of_init.split("\n\n", maxsplit=1)[0])
    assert rules(project, text_of_init.replace("|\n  文", f"|\n  {figure}")) == set()


def test_the_notes_of_neighbouring_lines_stand_one_below_the_other(project: Path) -> None:
    """In a terminal or editor where an ideograph takes two columns."""
    lines = run("init", "-", "--year", "2025").stdout.split("\n")[6:10]
    assert len({len(line.split("#")[0]) for line in lines}) > 1
    assert len({columns(line.split("#")[0]) for line in lines}) == 1


def test_init_keeps_what_exists(project: Path) -> None:
    """An existing file is never overwritten without --force."""
    (project / "report-2025.yaml").write_text("机关: 我的\n", "utf-8")
    assert run("init", "--year", "2025").exit_code == 2
    assert (project / "report-2025.yaml").read_text("utf-8") == "机关: 我的\n"
    assert run("init", "--year", "2025", "--force").exit_code == 0


def test_init_fills_in_what_it_is_told(project: Path) -> None:
    """Agency, level and a local addition are written; a form that is not in force is named in the file."""
    result = run(
        "init", "-", "--year", "2021", "--form", "2019", "--agency", "某镇", "--level", "乡镇", "--local", "吉林"
    )
    assert result.exit_code == 0
    for line in ("机关: 某镇", "级别: 乡镇", '格式: "2019"', "地方附加: [吉林]", "  发布总数量: 0"):
        assert line in result.output
    assert run("init", "-", "--year", "2015").exit_code == 2
    assert "no form '2030'" in run("init", "-", "--form", "2030", "--lang", "en").output
    assert run("init", "-", "--level", "村").exit_code == 2
    assert run("init", "-", "--local", "北京").exit_code == 2


def test_an_agency_name_that_yaml_would_misread_is_quoted(project: Path) -> None:
    """What is given on the command line comes back as it was given."""
    odd = "甲: 乙 # 丙"
    assert run("init", "a.yaml", "--year", "2025", "--agency", odd).exit_code == 0
    from gipgen.source import Mapping, compose

    tree, errors = compose((project / "a.yaml").read_text("utf-8"))
    assert isinstance(tree, Mapping)
    assert not errors
    assert next(value.text for key, value in tree.items if key.text == "机关") == odd  # type: ignore[union-attr]


def test_schema_is_json(project: Path) -> None:
    """`gipgen schema` prints JSON Schema 2020-12."""
    data = json.loads(run("schema").output)
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_help_is_bilingual_and_names_every_command() -> None:
    """One line a command, in both languages."""
    output = run("--help").output
    for name in ("check", "build", "init", "schema", "template"):
        assert name in output
    assert "检查并生成年报 · Check data files and build the reports" in output


# --- the machine ------------------------------------------------------------------------------------------------


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `gipgen` is this program."""
    line = command.replace("gipgen", f"'{sys.executable}' -m gipgen")
    return subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


posix = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@posix
@pytest.mark.parametrize("command", ["check .", "build a.yaml --out - --format html", "schema", "--help"])
def test_a_full_disk_is_told(project: Path, command: str) -> None:
    """Output that cannot be written is a fault with status 2, in one line."""
    (project / "a.yaml").write_text(SOUND, "utf-8")
    done = shell(f"gipgen {command} > /dev/full", project)
    assert (done.returncode, done.stderr) == (2, "gipgen: No space left on device\n")


@posix
def test_a_closed_or_impatient_reader_is_no_fault_of_ours(project: Path) -> None:
    """Nobody listening is no traceback, and the exit status is that of the check when all was said."""
    (project / "a.yaml").write_text(FAULTY, "utf-8")
    for command in ("gipgen check . >&-", "gipgen check . >&- 2>&-"):
        done = shell(command, project)
        assert (done.returncode, done.stderr) == (1, "")
    for number in range(200):
        (project / f"{number}.yaml").write_text(FAULTY, "utf-8")
    assert shell("gipgen check . | head -1 > out.txt", project).stderr == ""


@posix
def test_a_folder_that_is_gone_is_told(project: Path) -> None:
    """The current folder may have been deleted in another window."""
    (project / "gone").mkdir()
    done = shell("cd gone && rmdir ../gone && gipgen check .", project)
    assert done.returncode == 2
    assert done.stderr == "gipgen: 当前文件夹已不存在 · the current folder no longer exists\n"


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_long_runs_show_their_progress_on_a_terminal(project: Path) -> None:
    """A bar counts to the end on standard error; findings and summary follow it, and a pipe sees no bar."""
    import pty

    for number in range(25):
        (project / f"{number:02}.yaml").write_text(SOUND, "utf-8")
    (project / "25.yaml").write_text(FAULTY, "utf-8")
    terminal, end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "gipgen", "check", ".", "--lang", "en"], stdout=subprocess.PIPE, stderr=end, check=False
    )
    os.close(end)
    seen = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert "working" in seen
    assert "26/26" in seen
    assert "/s" in seen
    assert done.stdout.decode().count("GIP201") == 1
    assert "working" not in done.stdout.decode()
    assert shell("gipgen check .", project).stderr == ""
