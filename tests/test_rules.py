"""The rule book: every rule has code, words, and an example that breaks it with the same put right."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.reference import to_markdown
from gipgen.reference.examples import DAY, checked, completed
from gipgen.rulebook import Rule, level, rulebook
from gipgen.rules import RULES
from tests.conftest import HOUSE, besides_completeness
from tests.test_layers import modules

NO_EXAMPLE = {
    "GIP001": "another encoding cannot stand in a file of UTF-8",
    "GIP002": "the file has more than five megabytes",
    "GIP015": "more than a hundred findings of one rule",
    "GIP125": "more than a hundred thousand characters",
    "GIP129": "more than five hundred characters in a line",
}
"""Rules about data files that no short text shows, and why; tests/invalid shows them. Those of `machine` families never can."""

ALSO = {
    "GIP126": {"GIP428"},
    "GIP127": {"GIP302"},
    "GIP128": {"GIP302"},
    "GIP952": {"GIP205"},
    "GIP954": {"GIP205"},
}
"""What an example gives besides its own rule: what a waiver that does not hold leaves standing, sections all alike."""

SHOWN = [rule for rule in rulebook().rules.values() if rule.example]
_ID = re.compile(r"GIP[0-9]{3}")

each_example = pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)


def _rules(rule: Rule, text: str) -> set[str]:
    return {finding.rule for finding in checked(rule, text).findings if not finding.waived}


@each_example
def test_an_example_breaks_its_rule(rule: Rule) -> None:
    """And no other, so that what it shows is plain."""
    assert _rules(rule, rule.example) == {rule.id} | ALSO.get(rule.id, set())


@each_example
def test_a_mended_example_is_right(rule: Rule) -> None:
    """Nothing is found in it, and a report comes of it."""
    result = checked(rule, rule.mended)
    found = [finding for finding in result.findings if not finding.waived]
    assert besides_completeness(found, (rule.id,)) == []
    assert result.sound
    assert result.report is not None


@each_example
def test_an_example_shows_its_finding_in_its_own_lines(rule: Rule) -> None:
    """Not in what completes it, which no reader sees; only what is missing can be told elsewhere."""
    lines = len(rule.example.splitlines())
    found = [finding for finding in checked(rule, rule.example).findings if finding.rule == rule.id]
    assert all(finding.place.end_line <= lines for finding in found)


def test_no_two_examples_are_the_same() -> None:
    """Each teaches something of its own."""
    assert len({rule.example for rule in SHOWN}) == len(SHOWN)


def test_every_rule_has_a_rejecting_and_an_accepting_case() -> None:
    """An example and the same mended, but for those of which it is written why not."""
    book = rulebook().rules.values()
    bare = {rule.id for rule in book if not rule.example and rule.family.data and not rule.family.foreign}
    assert bare == NO_EXAMPLE.keys()
    assert [rule.id for rule in book if bool(rule.example) != bool(rule.mended)] == []
    assert [rule.id for rule in book if rule.example and not rule.family.data] == []


def test_what_completes_the_examples_is_sound() -> None:
    """It gives no finding by itself."""
    assert _rules(SHOWN[0], "# nothing\n") == set()
    assert completed(SHOWN[0], "年度: 2020\n").count("年度:") == 1


# --- rules and code ---------------------------------------------------------------------------------------------


def _named(path: Path) -> set[str]:
    """Return the rule ids that stand in a module as texts of their own."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {text for text in texts if _ID.fullmatch(text)}


def _of_forms() -> set[str]:
    written = [path.read_text("utf-8") for path in (HOUSE / "schemas").glob("[fl]o*-*.yaml")]
    return {id_ for text in written for id_ in _ID.findall(text)}


def test_code_and_rule_book_know_the_same_rules() -> None:
    """No rule without code, no code without a rule; relations stand in the form files."""
    assert set().union(*map(_named, modules())) | _of_forms() == set(rulebook().rules)


def test_every_function_of_a_rule_has_its_entry() -> None:
    """And every relation of a form the function that evaluates it."""
    assert RULES.keys() <= rulebook().rules.keys()
    assert _of_forms() <= RULES.keys()


def test_the_levels_of_examples_are_those_of_their_rules() -> None:
    """No finding has another level unless a project says so."""
    for rule in SHOWN:
        assert {level(one) for one in checked(rule, rule.example).findings if one.rule == rule.id} == {rule.level}


# --- explain ----------------------------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *words])


def test_explain_tells_all_of_a_rule() -> None:
    """Title, level, family, what it rests on, words, the example with line and caret, and the same mended."""
    rule = rulebook().rules["GIP203"]
    for lang in ("zh", "en"):
        told = run("gip203", "--lang", lang).output
        for words in (rule.title, rule.basis, rule.family.title):
            assert getattr(words, lang) in told
        assert {"zh": "级别：错误；必须遵守", "en": "level: error; binding"}[lang] in told
        lines = [line.strip() for line in told.split("\n")]
        assert all(line.strip() in lines for line in (rule.example + rule.mended).split("\n"))
        assert re.search(r"example\.yaml:2:\d+: \S+ GIP203 三 › 本年新收 › 总计\n.*\n +2 \| .*\n +\| +\^", told)


def test_explain_tells_the_forms_of_a_rule() -> None:
    """Where it does not hold for all: those that have its relation."""
    assert "适用：2019 格式" in run("GIP207", "--lang", "zh").output
    assert "holds for: form 2019" in run("GIP207", "--lang", "en").output
    assert "holds for" not in run("GIP203", "--lang", "en").output


def test_explain_lists_a_family() -> None:
    """By its name or by how its ids begin: id, level and title of every rule."""
    told = run("arithmetic", "--lang", "zh").output
    assert told == run("GIP2", "--lang", "zh").output
    ids = [rule.id for rule in rulebook().rules.values() if rule.family.id == "arithmetic"]
    assert [line.split()[0] for line in told.splitlines()] == ids
    assert "GIP203  错误  一行的总计不等于各列之和\n" in told


def test_explain_without_a_name_lists_the_families() -> None:
    """So that somebody who knows none finds the way."""
    told = run("--lang", "en").output
    assert all(rule.family.id in told for rule in rulebook().rules.values())
    assert "gipgen explain GIP302 explains a rule" in told


def test_explain_lists_the_families_in_every_format() -> None:
    """As an object for programs and as a table, each family with its rules."""
    families = json.loads(run("--format", "json").output)["families"]
    assert [family["prefix"] for family in families] == sorted(family["prefix"] for family in families)
    assert sorted(id_ for family in families for id_ in family["rules"]) == [*rulebook().rules]
    (dates,) = (family for family in families if family["id"] == "dates")
    assert dates["title"] == {"zh": "日期与格式", "en": "dates and forms"}
    table = run("--format", "markdown").output
    assert sorted(re.findall("GIP[0-9]{3}", table)) == [*rulebook().rules]
    assert "| `dates` | 日期与格式 · dates and forms | GIP301 " in table


@pytest.mark.parametrize(
    "names",
    [["GIP203,GIP205"], ["GIP203", "GIP205"], ["ＧＩＰ２０３，gip205"], ["GIP205、GIP203"], ["Gip203,", " GIP205 "]],
    ids=str,
)
def test_several_rules_are_explained_however_they_are_written(names: list[str]) -> None:
    """In any width and case, with commas or apart, in the order of their ids."""
    told = run(*names, "--lang", "zh").output
    assert re.findall(r"^(GIP[0-9]{3}) .*$", told, re.MULTILINE) == ["GIP203", "GIP205"]
    assert "改正以后" in told


@pytest.mark.parametrize("name", ["日期与格式", "Dates and forms", "DATES", "ｄａｔｅｓ", "gip3"])
def test_a_family_is_known_by_all_its_names(name: str) -> None:
    """Its id and its titles."""
    assert run(name, "--lang", "zh").output == run("dates", "--lang", "zh").output != ""


def test_all_stands_alone() -> None:
    """A rule beside it would be ignored."""
    result = run("--all", "GIP203", "--lang", "en")
    assert result.exit_code == 2
    assert "--all is every rule; name none beside it" in result.output


def test_only_the_whole_reference_says_what_it_is_made_by() -> None:
    """A part of it is not what --all prints."""
    assert "--all --format markdown" not in run("dates", "--format", "markdown").output
    assert "--all --format markdown" in run("--all", "--format", "markdown").output


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("GIP20", ""),
        ("GIP999", "GIP9"),
        ("GIP308", "GIP3"),
        ("ＧＩＰ３０８", "GIP3"),
        ("GIP959", "GIP95"),
        ("203", "GIP203"),
        ("arithmetics", "arithmetic"),
        ("日期和格式", "dates"),
    ],
)
def test_an_unknown_rule_is_answered_with_a_guess(name: str, meant: str) -> None:
    """With status 2, and from its own family; the beginning of ids is a name too."""
    result = run(name, "--lang", "en")
    assert result.exit_code == (2 if meant else 0)
    assert not meant or f"explain: no rule {name!r}; did you mean {meant}" in result.output


def test_what_is_like_nothing_is_answered_with_the_way_on() -> None:
    """No guess is better than a wild one."""
    assert run("xyz", "--lang", "zh").output == "gipgen: explain：没有规则“xyz”；gipgen explain 列出有哪些\n"


def test_explain_as_json_holds_both_languages() -> None:
    """For programs: everything of an entry, and what check finds in the example."""
    (told,) = json.loads(run("GIP302", "--format", "json").output)["rules"]
    rule = rulebook().rules["GIP302"]
    assert told["title"] == {"zh": rule.title.zh, "en": rule.title.en}
    assert told["example"] == rule.example
    assert told["mended"] == rule.mended
    assert told["findings"]["zh"][0].startswith("example.yaml:2:7: 警告 GIP302 成文日期")
    assert told["years"] == {"from": None, "to": None}
    assert [one["id"] for one in json.loads(run("--all", "--format", "json").output)["rules"]] == [*rulebook().rules]


def test_explain_all_tells_every_rule() -> None:
    """In their order."""
    told = run("--all", "--lang", "zh").output
    assert re.findall(r"^(GIP[0-9]{3}) ", told, re.MULTILINE) == [*rulebook().rules]


def test_the_reference_is_what_explain_prints() -> None:
    """It is made anew with `gipgen explain --all --format markdown > docs/rules.md`."""
    told = run("--all", "--format", "markdown").output
    assert (HOUSE / "docs" / "rules.md").read_text("utf-8") == told
    assert told == to_markdown(rulebook().rules.values())


def test_the_reference_does_not_change_with_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its waivers are held against a day of their own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    assert (HOUSE / "docs" / "rules.md").read_text("utf-8") == to_markdown(rulebook().rules.values())
    assert DAY.year == 2025
