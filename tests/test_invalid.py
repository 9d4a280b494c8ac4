"""Files with mistakes: each finding at its line, no more and no fewer.

A faulty line ends with a comment that names the rules it breaks, one id per finding: `#! GIP203` or `#! GIP201 GIP203`.
What cannot carry a comment (prose in a block, another encoding, an empty file) stands in invalid/expected.txt.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_file
from gipgen.rulebook import advice, message, rulebook
from gipgen.rules import RUN_RULES
from gipgen.source import Place
from gipgen.source.text import LIMIT
from tests.conftest import besides_completeness

FOLDER = Path(__file__).parent / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
MARKER = re.compile(r"#! (GIP[0-9]{3}(?: GIP[0-9]{3})*)\s*$")
UNFILLED = re.compile(r"(?<!\{)\{[A-Za-z_]*\}(?!\})")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]+(?: [a-z]+){2,}")
TOO_LARGE = {"GIP002"}  # its file would weigh megabytes; a test at the end makes it

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def _check(path: Path) -> tuple[Finding, ...]:
    return check_file(path, path.name, packaged_forms(), FOLDER).findings


def _lines(path: Path) -> list[str]:
    """Return the lines of a file as an editor counts them, with a replacement for each byte that is not UTF-8."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _listed() -> dict[str, list[tuple[int, str]]]:
    """Read the findings of expected.txt by file name."""
    found: dict[str, list[tuple[int, str]]] = {}
    for entry in (FOLDER / "expected.txt").read_text(encoding="utf-8").splitlines():
        if entry and not entry.startswith("#"):
            place, *rules = entry.split()
            name, line = place.rsplit(":", 1)
            found.setdefault(name, []).extend((int(line), rule) for rule in rules)
    return found


def _expected(path: Path) -> list[tuple[int, str]]:
    """Return the line and rule of every finding that a file must give, in order."""
    marked = [(number, MARKER.search(line)) for number, line in enumerate(_lines(path), 1)]
    found = [(number, rule) for number, match in marked if match for rule in match[1].split()]
    return sorted(found + _listed().get(path.name, []))


@each_file
def test_a_file_gives_just_the_findings_it_is_marked_with(path: Path) -> None:
    """Every mistake is found at its line under its rule, and nothing else is reported."""
    expected = _expected(path)
    found = besides_completeness(_check(path), (rule for _, rule in expected))
    assert sorted((finding.place.line, finding.rule) for finding in found) == expected


@each_file
def test_every_finding_lies_inside_its_file(path: Path) -> None:
    """A place names characters that exist, or the end of a line, so that an editor can jump there."""
    lines = _lines(path)
    for finding in _check(path):
        line, column, end_line, end_column = finding.place
        assert 1 <= line <= end_line <= len(lines), finding
        assert 1 <= column <= len(lines[line - 1]) + 1, finding
        assert (line, column) <= (end_line, end_column), finding
        assert end_column <= len(lines[end_line - 1]) + 2, finding


@each_file
def test_every_finding_can_be_said_in_both_languages(path: Path) -> None:
    """Message and advice have all their words, and the Chinese ones are Chinese."""
    for finding in _check(path):
        for lang in ("zh", "en"):
            for said in (message(finding, lang), advice(finding, lang)):
                assert said
                assert not UNFILLED.search(said), said
                assert "Say(" not in said, said
                assert lang != "zh" or CHINESE.search(said), said


@each_file
def test_every_label_is_in_the_words_of_the_form(path: Path) -> None:
    """A label shows no id; only an unknown key stands in it as it was written."""
    for finding in _check(path):
        assert "?" not in finding.label
        assert finding.rule == "GIP101" or not re.search("[a-z]", finding.label), finding.label


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("misspelt-row", "规章"),
        ("misspelt-row-that-is-missing", "行政许可"),
        ("misspelt-section-that-is-missing", "总体情况"),
        ("misspelt-column", "自然人"),
        ("misspelt-row-in-english", "received"),
        ("unknown-row-in-a-reference", "本年新收"),
        ("unknown-reference-in-english", "received"),
        ("level-in-other-words", "乡镇"),
    ],
)
def test_the_word_that_was_meant_is_guessed(name: str, meant: str) -> None:
    """A near spelling is answered with the word itself, in the language in which it was written."""
    assert any(f"是不是“{meant}”？" in advice(finding, "zh") for finding in _check(FOLDER / f"{name}.yaml"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("thousands-separator-in-braces", "去掉分隔：1030。"),
        ("digits-as-key-in-braces", "此处可以写：联系单位、"),
        ("reference-without-quotes", "以 {{ 开头的内容要给整段加半角双引号"),
        ("prose-that-is-a-reference", "以 {{ 开头的内容要给整段加半角双引号"),
        ("prose-beginning-with-a-link", "] 后面还有内容"),
        ("prose-beginning-with-a-quotation", '" 后面还有内容'),
        ("prose-beginning-with-a-percent-sign", "内容不能以 % 开头"),
        ("prose-beginning-with-a-closing-bracket", "内容不能以 ] 开头"),
        ("text-beginning-with-at", "内容不能以 @ 开头"),
        ("first-line-without-a-colon", "这一行没有半角冒号"),
        ("first-row-without-a-colon", "这一行没有半角冒号"),
        ("columns-indented-like-their-row", "“自然人”这些行比“本年新收”多缩进两个半角空格"),
        ("rows-indented-like-their-head", "“规章”这些行比“主动公开”多缩进两个半角空格"),
        ("members-at-the-top", "它属于“联系方式”"),
        ("members-at-the-top", "它属于“目录”"),
        ("members-at-the-top", "各行的一列"),
        ("full-width-marks-in-braces", "冒号和逗号都要用半角"),
        ("letter-in-a-number", "“O”是字母，不是数字 0"),
        ("letter-in-a-number", "末尾多了“。”"),
        ("letter-in-a-number", "小数点用半角“.”"),
    ],
)
def test_the_slip_is_named(name: str, said: str) -> None:
    """What a clerk reads is about the mistake that was made, not about what it led to."""
    findings = _check(FOLDER / f"{name}.yaml")
    assert any(said in message(finding, "zh") + advice(finding, "zh") for finding in findings)


def test_a_space_stands_between_chinese_words_and_figures() -> None:
    """Messages are set alike throughout; what they quote, the notices and the names of forms stay as they are."""
    told = {
        text for path in FILES for finding in _check(path) for text in (message(finding, "zh"), advice(finding, "zh"))
    }
    bare = {re.sub("“[^”]*”|〔[0-9]+〕[0-9]+号|[0-9]+年格式", "", text) for text in told}
    assert sorted(text for text in bare if re.search("[\u4e00-\u9fff][0-9]|[0-9][\u4e00-\u9fff]", text)) == []


def test_missing_columns_are_named_in_the_order_of_the_form() -> None:
    """What is missing is listed from left to right, as the clerk reads the table."""
    (finding,) = besides_completeness(_check(FOLDER / "missing-columns-of-applicants.yaml"), ())
    assert "科研机构、社会公益组织、法律服务机构" in message(finding, "zh")


def test_a_fee_is_told_in_its_units() -> None:
    """The figures stand as they were written; what is 0 is left out."""
    both, number = (
        next(finding for finding in _check(FOLDER / f"{name}.yaml") if finding.rule == "GIP701")
        for name in ("fee-that-nothing-tells", "fee-number-that-nothing-tells")
    )
    assert "（2 件、300 元）" in message(both, "zh")
    assert "（2 件）" in message(number, "zh")


def test_chinese_words_hold_no_english_sentence() -> None:
    """A clerk who reads no English understands every message; no three English words stand in a row."""
    said = {
        text for path in FILES for finding in _check(path) for text in (message(finding, "zh"), advice(finding, "zh"))
    }
    assert sorted(text for text in said if ENGLISH.search(text)) == []


def test_every_file_expects_a_finding() -> None:
    """A file without a marker would prove nothing."""
    assert [path.name for path in FILES if not _expected(path)] == []


def test_the_list_of_expected_findings_names_only_files_that_exist() -> None:
    """A renamed file takes its entries in expected.txt along."""
    assert sorted(_listed().keys() - {path.name for path in FILES}) == []


def test_there_are_at_least_sixty_files() -> None:
    """The files are found at all."""
    assert len(FILES) >= 60


def test_every_rule_about_data_files_is_shown_by_one() -> None:
    """Each rule of the rule book on one report stands in the marker of some file; tests/test_run_rules.py has the others."""
    shown = {rule for path in FILES for _, rule in _expected(path)}
    ruled = {rule.id for rule in rulebook().rules.values() if rule.family.data and not rule.family.foreign}
    assert shown | TOO_LARGE | RUN_RULES.keys() == ruled


def test_a_file_above_the_limit(tmp_path: Path) -> None:
    """A file of more than five megabytes is refused before it is read as YAML."""
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# " + b"x" * LIMIT)
    assert [(finding.place.line, finding.rule) for finding in _check(path)] == [(1, "GIP002")]


@pytest.mark.parametrize(
    "prose",
    [
        "{{ 申请.今年 }}" * 6_500,
        "\n\n  ".join(["{{ 申请.今年 }}"] * 5_500),
        "".join(f"{{{{ 申请.{number} }}}}" for number in range(6_000)),
        "*a **b " * 14_000,
        "文。\n  " * 18_000,
        "## " * 33_000,
        "[" * 50_000 + "](a)" * 10_000,
    ],
    ids=["alike", "apart", "different", "marks", "lines", "headings", "brackets"],
)
def test_of_very_many_problems_a_hundred_are_listed(tmp_path: Path, prose: str) -> None:
    """No more is said of prose just below the limit than somebody would read."""
    text = (FOLDER.parent / "valid" / "stars-between-figures.yaml").read_text("utf-8").replace("2*3*4", prose)
    path = tmp_path / "many.yaml"
    path.write_text(text, encoding="utf-8")
    by_rule = Counter(finding.rule for finding in _check(path))
    assert max(by_rule.values()) <= 100
    assert len(by_rule) <= 5


def test_a_message_quotes_no_more_than_forty_characters() -> None:
    """What a writer wrote is cut where it is long; the place says the rest."""
    finding = Finding("GIP402", Place(1, 1, 1, 1), {"text": "甲" * 500, "slip": ""})
    assert message(finding, "zh").count("甲") == 39
    assert "甲…”" in message(finding, "zh")
