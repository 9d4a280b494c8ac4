"""What a finding says: short quotations, the part of a long line that matters, and the caret in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.reporters import WIDTH, Part, Run, Summary, Voice
from gipgen.reporters.json import to_json
from gipgen.reporters.text import to_text
from gipgen.rulebook import advice, message
from gipgen.source import Source
from gipgen.words import QUOTED, UNSEEN, columns, visible
from tests.word_files import PROSE

HERE = Path(__file__).parent
HEAD = "机关: 某镇\n年度: 2024\n级别: 市级\n成文日期: 2025-01-15\n"
TABLES = "主动公开: 0\n申请: 0\n复议诉讼: 0\n"


def found(text: str) -> tuple[Finding, ...]:
    return check_source(Source("a.yaml", text), packaged_forms(), HERE, HERE).findings


def as_json(finding: Finding) -> str:
    run = Run((Part(Source("a.yaml", ""), (finding,)),), Summary(), 1)
    return to_json(run, Voice("zh"))


def shown(finding: Finding, text: str) -> tuple[str, str]:
    """Return the source line and the line of carets, each without what stands before the bar."""
    lines = to_text(finding, Source("a.yaml", text), Voice("zh")).splitlines()
    line, carets = (line.split(" | ", 1)[1] for line in lines if " | " in line)
    return line, carets


@pytest.mark.parametrize("before", ["", "字" * 10, "a" * 200, "字" * 200, "字a" * 5000])
@pytest.mark.parametrize("after", ["", "b" * 300, "词" * 300])
def test_the_caret_stands_under_its_character_in_a_line_of_any_length(before: str, after: str) -> None:
    """A long line is cut on both sides; ideographs take two columns."""
    text = HEAD + TABLES + PROSE + f"附加部分: [{{标题: 附件, 内容: '文{before}', 没有的: '{after}'}}]\n"
    (finding,) = found(text)
    line, carets = shown(finding, text)
    at = line.index("没有的")
    assert columns(line[:at]) == columns(carets.rstrip("^"))
    assert carets.count("^") == columns("没有的")
    assert columns(line.strip("…")) <= WIDTH
    assert line.startswith("…") == (len(before) > 100)
    assert line.endswith("…") == (len(after) > 100)


def test_a_line_that_fits_is_shown_whole() -> None:
    """Nothing is cut up to the width."""
    text = HEAD + TABLES + PROSE + f"没有的: '{'a' * (WIDTH - 10)}'\n"
    (finding,) = found(text)
    assert shown(finding, text)[0] == text.splitlines()[-1]


def test_what_a_terminal_would_hide_or_obey_is_shown_as_a_sign() -> None:
    """A control character or a zero-width space in a data file reaches no terminal."""
    text = HEAD + TABLES + PROSE + "没有\u200b的: 0\x1b[31m\n"
    for lang in ("zh", "en"):
        for finding in found(text):
            told = to_text(finding, Source("a.yaml", text), Voice(lang))
            assert "\x1b" not in told
            assert "\u200b" not in told
            assert "\ufffd" in told


@pytest.mark.parametrize(
    "line",
    [
        "{}: 0", "级别: {}", "成文日期: {}", "年度: {}", "格式: {}", "地方附加: {}", "未列部分: {}", "主动公开: {}",
        "主动公开: {{行政许可: {}, 其余: 0}}", "申请: {{本年新收: {}, 其余: 0}}", "申请: {{其余: {}}}",
    ],
)  # fmt: skip
def test_a_long_value_is_quoted_in_part(line: str) -> None:
    """Messages and JSON quote some forty characters of it and an ellipsis."""
    name = line.split(":", maxsplit=1)[0]
    kept = "".join(other for other in (HEAD + TABLES + PROSE).splitlines(keepends=True) if not other.startswith(name))
    findings = found(kept + line.format("某" * 300) + "\n")
    assert findings
    for finding in findings:
        for said in (message(finding, "zh"), advice(finding, "zh"), as_json(finding)):
            assert "某" * (QUOTED + 1) not in said
    assert any("某…”" in message(finding, "zh") for finding in findings)


def test_a_fix_says_how_many_relations_it_mends() -> None:
    """Of two independent groups each names its own number; one alone is just mended."""
    text = HEAD + PROSE + (
        "主动公开: 0\n"
        "申请:\n"
        "  本年新收: [3, 1, 0, 0, 0, 0, 5]\n"
        "  予以公开: [3, 1, 0, 0, 0, 0, 4]\n"
        "  其余: 0\n"
        "复议诉讼:\n"
        "  行政复议: {结果维持: 0, 结果纠正: 0, 其他结果: 0, 尚未审结: 0, 总计: 2}\n"
        "  行政诉讼: 0\n"
    )  # fmt: skip
    said = {finding.label: advice(finding, "zh") for finding in found(text)}
    assert "能让 2 处关系都对上" in said["三 › 本年新收 › 总计"]
    assert all("全部" not in words for words in said.values())


def test_a_thousands_separator_in_a_list_is_guessed() -> None:
    """The figures that were meant are written out."""
    rows = "{本年新收: [1,004, 53, 0, 0, 61, 4, 1,122], 其余: 0}"
    (finding,) = found(HEAD + PROSE + f"主动公开: 0\n申请: {rows}\n复议诉讼: 0\n")
    assert "“1,004、1,122”像是带千分位的数" in advice(finding, "zh")
    assert "请写成 1004、1122" in advice(finding, "zh")


@pytest.mark.parametrize(
    ("row", "text", "mend"),
    [
        ("[1,234, 0, 0, 0, 0, 0]", "1,234", "1234"),
        ("[0, 0, 0, 1,004, 0, 0]", "1,004", "1004"),
        ("[0,0,0,0,12,004,0]", "12,004", "12004"),
    ],
)
def test_a_thousands_separator_in_the_place_of_the_total_is_guessed(row: str, text: str, mend: str) -> None:
    """The row has the right number of figures by chance; the finding stands at the figure that was meant."""
    (finding,) = found(HEAD + PROSE + f"主动公开: 0\n申请: {{本年新收: {row}, 其余: 0}}\n复议诉讼: 0\n")
    assert (finding.rule, finding.words) == ("GIP022", {"text": text, "mend": mend})


def test_rows_that_may_have_lost_a_figure_are_named_together() -> None:
    """One question for a table, with the lines of all its rows."""
    rows = "  本年新收: [3, 1, 0, 0, 0, 4]\n  予以公开: [2, 1, 0, 0, 0, 3]\n  部分公开: [1, 0, 0, 0, 0, 1]\n  其余: 0\n"
    (finding,) = found(HEAD + PROSE + "主动公开: 0\n复议诉讼: 0\n申请:\n" + rows)
    assert (finding.rule, finding.label) == ("GIP123", "三 › 本年新收")
    assert "第 12、13 行也是这样" in message(finding, "zh")


@pytest.mark.parametrize("blank", ['""', "''", '"  "', "~", ""])
@pytest.mark.parametrize(
    "key", ["格式", "地方附加", "类型", "目录", "附加部分", "未列部分", "联系方式", "前言", "标题"]
)
def test_an_optional_key_may_be_blank_in_quotes_or_not(key: str, blank: str) -> None:
    """Nothing is found."""
    assert found(HEAD + TABLES + PROSE + f"{key}: {blank}\n") == ()


def test_every_character_that_nobody_sees_is_shown_as_a_sign() -> None:
    """What a check warns of as unseen no message shows as nothing."""
    unseen = [chr(code) for code in range(0x30000) if UNSEEN.match(chr(code))]
    assert len(unseen) > 100
    assert visible("".join(unseen)) == "\N{REPLACEMENT CHARACTER}" * len(unseen)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("1e5", "100000"), ("1.2e3", "1200"), ("0x1F", "31"), (".5", "0.5"), ("12.", "12"), ("-0", "0"), ("+12", "12"),
        ("1e-2", "0.01"), (".inf", "只用数字，例如 12"), ("1e999999999", "只用数字，例如 12"), ("1e9999999999999999999", "只用数字，例如 12"),
    ],
)  # fmt: skip
def test_another_notation_is_answered_with_the_number(written: str, mend: str) -> None:
    """Where it is one that fits; else with an example."""
    text = HEAD + TABLES.replace("主动公开: 0", f"主动公开: {{行政事业性收费: {written}, 其余: 0}}") + PROSE
    (said,) = (advice(one, "zh") for one in found(text) if one.rule == "GIP025")
    assert said == f"改成普通写法：{mend}。"


def test_a_list_is_explained_with_the_members_of_its_own() -> None:
    """Waivers are no sections."""
    for key, members in (("豁免", ("规则", "理由", "责任人", "到期")), ("附加部分", ("标题", "内容"))):
        (said,) = (
            advice(one, "zh") for one in found(HEAD + TABLES + PROSE + f"{key}: GIP203\n") if one.rule == "GIP112"
        )
        assert said.startswith(f"应当是列表，每项以“- {members[0]}: …”开头")
        assert all(f"“{member}: …”" in said for member in members[1:])
        assert ("标题" in said) == ("标题" in members)


@pytest.mark.parametrize("key", ["zhangsan@qq.com", "office@gov.cn", "x@y.z"])
def test_a_key_like_nothing_is_not_guessed(key: str) -> None:
    """A mail address is no misspelt “form”; what may be written is listed."""
    (said,) = (advice(one, "en") for one in found(HEAD + TABLES + PROSE + f"{key}: 0\n") if one.rule == "GIP101")
    assert "Did you mean" not in said


@pytest.mark.parametrize(
    ("key", "meant"), [("formm", "form"), ("report_year", "year"), ("行政许可数量", ""), ("抄送机关", "机关")]
)
def test_a_key_that_holds_another_is_guessed(key: str, meant: str) -> None:
    """As a word of it."""
    (said,) = (advice(one, "zh") for one in found(HEAD + TABLES + PROSE + f"{key}: 0\n") if one.rule == "GIP101")
    assert f"“{meant}”" in said or not meant
