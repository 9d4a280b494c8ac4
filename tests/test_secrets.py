"""No output of findings repeats a person's number, wherever in a data file it stands."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gipgen.cli import cli
from gipgen.form import packaged_forms
from gipgen.project.pipeline import Checked, check_source
from gipgen.project.selection import Selection
from gipgen.reporters import FORMATS, Part, Run, Summary, Voice, exit_status, reporter
from gipgen.rules import RULES
from gipgen.source import Source
from tests.test_waivers import report, waiver
from tests.word_files import DATA, dump

HERE = Path(__file__).parent
MOBILE, IDENTITY = "13912345670", "110105198806050015"
PAGES = ("github_log", "github_summary")
FULL: dict[str, Any] = {
    **DATA,
    "标题": "某县某镇2024年政府信息公开工作年度报告",
    "类型": "政府",
    "格式": "2021",
    "目录": {"索引号": "113708000042345678/2025-00001", "文号": "某政〔2025〕1号", "发布日期": "2025-01-20"},
    "网站标识码": "3208000001",
    "联系方式": {"联系单位": "党政办公室", "电话": "0999-1234567", "联系人": "王主任"},
    "前言": "本报告由某镇编制。",
    "主动公开": {"行政许可": 35, "其余": 0},
    "申请": {"本年新收": {"自然人": 1, "其余": 0}, "予以公开": [1, 0, 0, 0, 0, 0], "其余": 0},
    "复议诉讼": 0,
    "信息处理费": {"件数": 0, "金额": 0},
    "落款": "某县某镇人民政府",
    "附加部分": [{"标题": "七、附件", "内容": "见附件。"}],
    "豁免": [{"规则": "GIP302", "位置": "成文日期", "理由": "提前签发的", "责任人": "办公室", "到期": "2025-12-31"}],
}


def changed(data: Any, secret: str) -> Iterator[Any]:
    """Yield data with a secret in each place in turn: as a value, in a value, for a key, and behind a key."""
    if isinstance(data, dict):
        for key in data:
            others = [other for other in data if other != key]
            for name in (secret, f"{key}{secret}"):
                yield {other: data[other] for other in others} | {name: data[key]}
            yield data | {f"{{{{ {secret} }}}}": 0}
            for inner in changed(data[key], secret):
                yield data | {key: inner}
    elif isinstance(data, list):
        for number, item in enumerate(data):
            for inner in changed(item, secret):
                yield [*data[:number], inner, *data[number + 1 :]]
    else:
        yield from (
            secret,
            f"{data}（{secret}）",
            f"{{{{ {secret} }}}}",
            f"{secret}/2025-00001",
            [secret],
            {secret: data},
        )
        yield f"[看]({secret}) ![图]({secret}.png) {data}\n\n| 一 |\n|---|\n| 甲 | {secret} |"


def told(checked: Checked) -> Iterator[str]:
    """Yield what every reporter says of a file in Chinese, and all of the words in English."""
    summary = Summary()
    summary.add(checked.findings)
    part = Part(checked.source, checked.findings)
    run = Run((part,), summary, exit_status(checked.findings, strict=False))
    for name, lang in (*((name, "zh") for name in (*FORMATS, *PAGES)), ("json", "en")):
        made, voice = reporter(name), Voice(lang, several=True)
        yield made.each(part, voice) + made.end(run, voice)


def check(text: str) -> Checked:
    return check_source(Source("a.yaml", text), packaged_forms(), HERE, HERE, Selection(day=date(2025, 2, 1)))


@pytest.mark.parametrize("secret", [MOBILE, IDENTITY])
def test_no_place_of_a_data_file_is_repeated_with_a_number_in_it(secret: str) -> None:
    """Whatever rule speaks of it, in whatever format; the manifest is asked below."""
    rules = set()
    for data in changed(copy.deepcopy(FULL), secret):
        text = dump(data)
        checked = check(text)
        rules |= {finding.rule for finding in checked.findings}
        for output in told(checked):
            assert secret not in output, text
    assert {"GIP101", "GIP112", "GIP113", "GIP114", "GIP115", "GIP401", "GIP404", "GIP407", "GIP904", "GIP954"} <= rules


@pytest.mark.parametrize("secret", [MOBILE, IDENTITY])
@pytest.mark.parametrize(
    "line", ["{}", "- {}", "机关: [{}", "? {}", "a: b: {}", "机关: !{} x", "a: *{}", "{}: 1\n{}: 2", "\t{}: 1", "&x {}: 1", '机关: "{}']
)  # fmt: skip
def test_what_is_no_yaml_is_not_repeated_either(secret: str, line: str) -> None:
    """As a whole file, and behind a sound one."""
    for before in ("", dump(DATA)):
        for output in told(check(before + line.replace("{}", secret) + "\n")):
            assert secret not in output


def test_no_mark_of_a_finding_lets_a_number_be_worked_out() -> None:
    """Numbers that are shown alike have the same mark."""
    marks = []
    for number in (MOBILE, "13999999970"):
        made = json.loads([*told(check(dump({**DATA, "前言": f"电话{number}。"})))][FORMATS.index("gitlab")])
        (mark,) = (one["fingerprint"] for one in made if one["check_name"] == "GIP803")
        guess = f"GIP803\0a.yaml\0preamble\0{number}\x001"
        assert mark != sha256(guess.encode()).hexdigest()[:32]
        marks.append(mark)
    assert marks[0] == marks[1]


def test_the_words_of_an_exception_are_quoted_as_any_text_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Masked and cut, with the place in the code."""

    def broken(_: object) -> list[Any]:
        raise ValueError(f"{MOBILE} {IDENTITY} " + "机密" * 40)

    monkeypatch.setitem(RULES, "GIP302", broken)
    checked = check(dump(DATA))
    assert "GIP690" in {finding.rule for finding in checked.findings}
    for output in told(checked):
        assert MOBILE not in output
        assert IDENTITY not in output
        assert "机密" * 20 not in output
    assert all("ValueError, tests.test" in output for output in told(checked))


def test_a_waiver_names_nobody_in_the_folder_that_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest keeps the reason, numbers hidden; who answers for it stays in the data file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1738368000")  # 2025-02-01
    people = {"理由": f"当事人{IDENTITY}来电{MOBILE}要求", "责任人": f"张三丰{MOBILE}"}
    waivers = [{**waiver(rule), **people} for rule in ("GIP201", "GIP203")]
    (tmp_path / "a.yaml").write_text(report(*waivers), "utf-8")
    done = CliRunner().invoke(cli, ["build", "a.yaml", "--format", "md", "--lang", "zh"])
    assert done.exit_code == 0, done.output
    manifest = (tmp_path / "dist/.gipgen-manifest.json").read_text("utf-8")
    assert "当事人1101************15来电139******70要求" in manifest
    assert "张三丰" not in manifest
    for text in (manifest, done.output, *told(check(report(*waivers)))):
        assert MOBILE not in text
        assert IDENTITY not in text
