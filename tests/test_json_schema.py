"""The JSON Schema of editors: it refuses nothing that gipgen accepts, and every mistake of shape it can express."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from gipgen.cli import cli
from gipgen.cli.schema import schema_bytes
from gipgen.findings import Finding
from gipgen.form import Column, Field, Forms, Row, load_envelope, load_forms, packaged_forms
from gipgen.packaged import SCHEMAS
from gipgen.project.pipeline import check_file, check_source
from gipgen.rulebook import rulebook
from gipgen.schema.jsonschema import data_schema
from gipgen.source import Source
from tests.conftest import SAMPLES
from tests.drawing import Drawn, dump, reports
from tests.test_third_form import DATA as THIRD_DATA
from tests.test_third_form import FORM as THIRD_FORM

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.yaml"))
INVALID = sorted((HERE / "invalid").glob("*.yaml"))
CHINESE = re.compile("[\u4e00-\u9fff]")

# --- what an editor sees ----------------------------------------------------------------------------------------

NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]+)|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)"
)
"""A number of the core schema of YAML 1.2, which knows no dates, no underscores and no base 2 or 60."""


class Editor(SafeConstructor):
    """Reads plain values as the `yaml` package of editors does."""


def _plain(_constructor: Editor, node: Any) -> int | float | str:
    match = NUMBER.fullmatch(node.value)
    if match is None:
        return str(node.value)
    if match["whole"]:
        return int(node.value)
    return int(node.value, 0) if match["based"] else float(node.value.lower().replace(".inf", "inf"))


for _tag in ("int", "float", "timestamp", "value"):
    Editor.add_constructor(f"tag:yaml.org,2002:{_tag}", _plain)


def edited(text: str) -> Any:
    """Load YAML 1.2 as an editor does: dates stay text, every key is text; raises YAMLError."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Editor
    return _keyed(yaml.load(text.removeprefix("\ufeff")))


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _keyed(item) for key, item in value.items()}
    return [_keyed(item) for item in value] if isinstance(value, list) else value


def printed(*arguments: str) -> str:
    """Run gipgen and return what it prints."""
    result = CliRunner().invoke(cli, [*arguments, "--lang", "zh"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


SCHEMA: dict[str, Any] = json.loads(schema_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


def problems(text: str) -> list[str]:
    """Return what an editor would say of a data file, each with the way to it."""
    return [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in VALIDATOR.iter_errors(edited(text))]


def errors(text: str) -> list[str]:
    """Return the rules of shape and source that gipgen finds broken in a data file."""
    findings = check_source(Source("x.yaml", text), packaged_forms(), HERE, HERE).findings
    return [
        finding.rule
        for finding in findings
        if finding.rule < "GIP2" and rulebook().rules[finding.rule].level == "error"
    ]


# --- the schema -------------------------------------------------------------------------------------------------


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _schemas(item)


def _declared() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key that the schema lets an editor complete, with its schema."""
    for schema in _schemas(SCHEMA):
        properties = schema.get("properties", {})
        yield from ((name, value) for name, value in properties.items() if isinstance(value, dict) and "$ref" in value)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while set(schema) == {"$ref"}:
        found: Any = SCHEMA
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def test_it_is_a_schema_of_2020_12() -> None:
    """It says which draft it follows, and it follows it."""
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMA)


def test_it_stays_small() -> None:
    """It lies beside every data file, so what is said twice is a definition."""
    assert len(schema_bytes()) < 130_000


def test_every_key_has_a_chinese_title() -> None:
    """Whoever points at a key, in whichever language it is written, sees its name on the form."""
    untitled = {name for name, schema in _declared() if not CHINESE.search(_resolved(schema).get("title", ""))}
    assert untitled == set()


def _names(things: tuple[Row, ...] | tuple[Column, ...] | tuple[Field, ...]) -> Iterator[str]:
    for thing in things:
        yield thing.spellings[0]
        yield thing.id
        below = thing.rows if isinstance(thing, Row) else thing.columns if isinstance(thing, Column) else thing.fields
        yield from _names(below)


def test_every_key_can_be_completed_in_both_languages(forms: Forms) -> None:
    """The short Chinese name and the id of every key stand among the properties."""
    known = set(_names(load_envelope().fields))
    for id_ in forms.ids:
        form = forms.get(id_, tuple(addition.id for addition in forms.local_to(id_)))
        for section, table in form.tables:
            known |= {section.name, section.id}
            known |= {name for block in table.blocks for name in (*_names(block.rows), *_names(block.columns))}
        known |= {name for section in form.prose for name in (section.name, section.id)}
    properties = {name for schema in _schemas(SCHEMA) for name in schema.get("properties", {})}
    assert known - properties == set()


def test_patterns_are_understood_by_javascript() -> None:
    """Editors compile patterns with the flag u, under which a needless backslash is an error."""
    patterns = {schema["pattern"] for schema in _schemas(SCHEMA) if isinstance(schema.get("pattern"), str)}
    patterns |= {pattern for schema in _schemas(SCHEMA) for pattern in schema.get("patternProperties", {})}
    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        assert set(re.findall(r"\\(.)", pattern)) <= set("sSdn^$\\.*+?()[]{}|/"), pattern
        assert not re.search(r"\(\?(?!!)", pattern), pattern


# --- no false alarm ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*SAMPLES, *VALID], ids=lambda path: path.stem)
def test_a_valid_file_validates(path: Path) -> None:
    """An editor has nothing to say about a file that gipgen accepts."""
    text = path.read_bytes().decode()
    if path.stem == "tab-after-a-colon":  # which ruamel.yaml refuses to read, other than the `yaml` package of editors
        text = text.replace("\t", " ")
    assert problems(text) == []


@given(reports())
@settings(max_examples=100)
def test_a_random_report_validates(drawn: Drawn) -> None:
    """Rows in any shape, keys in any order, either form."""
    assert problems(drawn.text) == []


def _beyond_shape(path: Path) -> bool:
    """Say whether gipgen has nothing against the source and shape of a file but warnings."""
    return all(finding.rule > "GIP2" or rulebook().rules[finding.rule].level == "warning" for finding in _found(path))


def _found(path: Path) -> tuple[Finding, ...]:
    return check_file(path, path.name, packaged_forms(), path.parent).findings


@pytest.mark.parametrize("path", [path for path in INVALID if _beyond_shape(path)], ids=lambda path: path.stem)
def test_what_has_the_right_shape_validates(path: Path) -> None:
    """Sums, dates, prose and what is only warned of are left to `gipgen check`."""
    assert problems(path.read_text("utf-8")) == []


WHOLE: dict[str, dict[str, Any]] = {
    "2021": {
        "机关": "某市", "年度": 2024, "级别": "市级", "成文日期": "2025-01-10", "总体情况": "文", "存在的主要问题及改进情况": "文",
        "其他需要报告的事项": "文", "联系方式": {"联系单位": "办公室", "邮编": "010010"}, "信息处理费": {"件数": 0, "金额": 0},
        "主动公开": {
            "规章": {"本年制发件数": 1, "本年废止件数": 0, "现行有效件数": 1}, "行政规范性文件": [1, 1, 1], "行政许可": 5,
            "行政处罚": 0, "行政强制": 0, "行政事业性收费": {"本年收费金额（单位：万元）": 1},
        },
        "申请": {
            "一、本年新收政府信息公开申请数量": [1, 0, 0, 0, 0, 0], "上年结转": 0,
            "本年度办理结果": {
                "予以公开": {"申请人情况": {"自然人": 1, "法人或其他组织": 0}},
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": 0, "不予公开": {"危及“三安全一稳定”": 0, "其余": 0},
                "无法提供": 0, "不予处理": 0, "其他处理": 0,
            },
            "结转下年度": 0,
        },
        "复议诉讼": {"行政复议": 0, "行政诉讼": {"未经复议直接起诉": 0, "复议后起诉": 0}},
    },
    "2019": {
        "agency": "某市", "year": 2020, "level": "city", "date": "2021-01-10", "overview": "文",
        "problems_and_improvements": "文", "other_matters": "文", "local": "jilin", "catalogue": {"index_number": "A-1"},
        "proactive_disclosure": {
            "regulations": 0, "normative_documents": 0, "licences": {"previous": 2, "本年增/减": -1, "decisions": 3},
            "other_services": 0, "penalties": 0, "compulsory_measures": 0, "fees": 0,
            "procurement": [1, 2.5], "published_in_all": 65,
        },
        "applications": {"received": {"natural_person": 0, "organisations": {"business": 0, "rest": 0}}, "rest": 0},
        "review_and_litigation": 0,
    },
}  # fmt: skip
"""Files without a single row left out."""

SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "with another number": lambda key: re.sub("^(一、|（二）)?", "（三）", key),
    "with a number in one sign": lambda key: re.sub("^(一、|（二）)?", "⒈", key),
    "without its number": lambda key: re.sub("^(一、|（二）)", "", key),
    "with spaces": " ".join,
    "with wide spaces": "\u3000".join,
    "in capitals": str.upper,
    "in wide letters": lambda key: re.sub("[a-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), key),
    "in half width": lambda key: unicodedata.normalize("NFKC", key),
    "in quotes": lambda key: f"“{key}”",
    "with straight quotes": lambda key: key.translate({0x201C: '"', 0x201D: '"'}),
    "without quotes": lambda key: key.translate({0x201C: "", 0x201D: ""}),
    "with radicals out of a PDF": lambda key: key.translate({ord("行"): "\u2f8f", ord("人"): "\u2f08"}),
}


def _respelt(value: Any, spelling: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {spelling(key): _respelt(item, spelling) for key, item in value.items()}
    return value


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_key_validates_in_every_spelling(form: str, spelling: str) -> None:
    """However `check` lets a key be written, an editor lets it too, and finds what is demanded."""
    text = dump(_respelt(WHOLE[form], SPELLINGS[spelling]))
    assert errors(text) == []
    assert problems(text) == []


HEAD = "机关: 某镇\n年度: 2024\n级别: 乡镇\n总体情况: 文\n存在的主要问题及改进情况: 文\n其他需要报告的事项: 文\n"
TABLES = "主动公开: 0\n申请: 0\n复议诉讼: 0\n"


@pytest.mark.parametrize(
    "rows",
    [
        "{不予公开: {属于国家秘密: [0, 0, 0, 0, 0, 0]}, 其余: 0}",
        "{本年度办理结果: {不予公开: {属于国家秘密: 0}, 其余: 0}, 其余: 0}",
        "{本年新收: 0, 上年结转: 0, 结转下年度: 0, 予以公开: 0, 本年度办理结果: {其余: 0}}",
        "{本年新收: 0, 上年结转: 0, 结转下年度: 0, 不予公开: {属于国家秘密: 0, 其余: 0}, 本年度办理结果: "
        "{予以公开: 0, 部分公开: 0, 无法提供: 0, 不予处理: 0, 其他处理: 0}}",
        "{总计: [0, 0, 0, 0, 0, 0], 其余: 0}",
        "{总计: {自然人: 0}, 其余: 0}",
        "{本年新收: {申请人情况: 0}, 其余: 0}",
        "{本年新收: {申请人情况: {自然人: 0, 法人或其他组织: 0}}, 其余: 0}",
        "{本年新收: {自然人: 0, 法人或其他组织: {商业企业: 0}, 其余: 0}, 其余: 0}",
        "{本年新收: {自然人: 0, 法人或其他组织: {商业企业: 0}, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}, 其余: 0}",
        "{本年新收: {申请人情况: {自然人: 0, 法人或其他组织: {其余: 0}}, 总计: 0}, 其余: 0}",
    ],
)
def test_rows_and_columns_may_stand_inside_or_beside_an_open_head(rows: str) -> None:
    """其余 covers what an unfinished head below it lacks, and what is below 本年度办理结果 may be written in parts."""
    text = HEAD + TABLES.replace("申请: 0", f"申请: {rows}")
    assert errors(text) == []
    assert problems(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "标题: 2024", "标题: true", "标题: 2024-01-01", '标题: ""', "标题:", '标题: "\\n某镇\\n"', "类型: ''", "类型: 政 府",
        "类型: Government",
        "成文日期:", "成文日期: ' '", "成文日期: ' 2025-01-05 '", "成文日期: 2025年01月5日", "成文日期: 2024-02-29", "成文日期: 2000年2月29日",
        "目录: {}", "目录:", "目录: {废止日期: , 有效性: yes}", "联系方式: {邮编: 010010, 电话: ~}", "信息处理费: {}", "信息处理费: {件数: 1}",
        "信息处理费: 0", "附加部分: []", "附加部分:", "附加部分: [{标题: 1, 内容: 2.5}]", "地方附加: []", "地方附加: [~]", "地方附加:", "未列部分: ['', ~]",
        "格式: 2021", "格式: 2021 年格式", "格式:", "格式: ''", "地方附加: ' '", "地方附加: ['']", "联系方式: ''", "目录: '  '",
        "附加部分: ''", "前言: 0", "前言: ''", f"标题: {'字' * 500}",
    ],
)  # fmt: skip
def test_a_key_beside_the_form_takes_every_value_that_gipgen_takes(line: str) -> None:
    """Text may look like a number or like true, what is optional may be blank, a choice may be written loosely."""
    text = f"{HEAD}{TABLES}{line}\n"
    assert errors(text) == []
    assert problems(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "{规章: {其余: 0}, 其余: 0}",
        "{行政许可: [3], 其余: 0}",
        "{行政许可: {本年处理决定数量: 3}, 其余: 0}",
        "{行政事业性收费: 5.1250, 其余: 0}",
    ],
)
def test_a_row_takes_every_shape(line: str) -> None:
    """A row with one figure may be a list or a mapping too."""
    text = HEAD + TABLES.replace("主动公开: 0", f"主动公开: {line}")
    assert errors(text) == []
    assert problems(text) == []


# --- which form -------------------------------------------------------------------------------------------------

ROWS = {"2019": "{其他对外管理服务事项: 0, 其余: 0}", "2021": "{规章: {本年制发件数: 0, 其余: 0}, 其余: 0}"}
"""A table 二 that is right on one form only."""


@pytest.mark.parametrize(
    ("year", "form"),
    [
        ("年度: 2019", "2019"),
        ("年度: 2020", "2019"),
        ("year: 2020", "2019"),
        ("年\u3000度: 2020", "2019"),
        ("年度: 2021", "2021"),
        ("年度: 2035", "2021"),
        ('年度: 2023\n格式: "2019"', "2019"),
        ("年度: 2023\nform: 2019", "2019"),
        ("年度: 2023\n格 式: 2019年格式", "2019"),
        ('年度: 2018\n格式: "2019"', "2019"),
        ('年度: 2018\n格式: "2021"', "2021"),
        ("年度: 2020\n格式: 2021年格式", "2021"),
        ("年度: 2020\n格式:", "2019"),
    ],
)
def test_the_form_is_chosen_as_gipgen_does(year: str, form: str) -> None:
    """格式 decides, else 年度; each form knows its own rows only."""
    for id_, rows in ROWS.items():
        text = HEAD.replace("年度: 2024", year) + TABLES.replace("主动公开: 0", f"主动公开: {rows}")
        assert (errors(text) == []) == (id_ == form)
        assert (problems(text) == []) == (id_ == form)


@pytest.mark.parametrize("year", ["年度: 2018", "年度: 218", "年度: 20240"])
def test_a_year_without_a_form_fails(year: str) -> None:
    """Before the first form a file must name the form that it is on."""
    assert problems(HEAD.replace("年度: 2024", year) + TABLES)


def test_a_form_more_needs_one_file_more(tmp_path: Path) -> None:
    """An invented form with totals among its columns is known to the schema, and its mistakes are."""
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, folder)
    (folder / "form-2027.yaml").write_text(THIRD_FORM, "utf-8")
    validator = Draft202012Validator(data_schema(load_forms(folder), load_envelope()))
    validator.check_schema(validator.schema)
    assert list(validator.iter_errors(edited(THIRD_DATA))) == []
    for right, wrong in [
        ("[3, 1, 120.50]", "[3, 1]"),
        ("按类:", "按项:"),
        ("不公开: 0", ""),
        ("听证次数: -4", "听证次数: 0.5"),
    ]:
        assert right in THIRD_DATA
        assert not validator.is_valid(edited(THIRD_DATA.replace(right, wrong))), wrong


# --- mistakes ---------------------------------------------------------------------------------------------------

LEFT_TO_CHECK = {
    "GIP108": "multipleOf counts in binary fractions and would refuse right amounts",
    "GIP124": "what the figures are that stand beside a 0 is a matter of their values, not of shape",
}
"""Rules that JSON Schema cannot express at all."""

NOT_SAID = {
    "decimal-count-that-is-whole": "GIP107: 3.0 is an integer to JSON Schema",
    "year-with-a-decimal": "GIP115: 2021.0 is an integer to JSON Schema",
    "sixteen-digits-with-decimals": "GIP120: a number once read has no digits left to count; only its size is limited",
    "column-outside-and-inside-its-head": "GIP103: a key cannot be held against those of a mapping below it",
    "row-inside-and-outside-the-results": "GIP103: as above",
    "thousands-separator-in-the-place-of-the-total": "GIP022: without the comma of a number a list has another right length",
    "prose-too-long": "GIP125: lengths cannot be added up",
    "too-many-extra-sections": "GIP126: a bound on cost, not on what a report may have",
    "agency-over-two-lines": "GIP117: YAML has joined the lines before JSON Schema sees them",
    "title-over-two-lines-in-quotes": "GIP117: as above",
    "signature-after-an-angle-bracket": "GIP117: as above, but for the line end that is left",
}
"""Single mistakes of shape that pass, with what keeps JSON Schema from expressing them."""


def _to_an_editor(path: Path) -> str | None:
    """Return the text of a file that an editor can read as YAML, else nothing: it has a syntax error to show."""
    try:
        text = path.read_bytes().decode()
        edited(text)
    except (UnicodeDecodeError, YAMLError):
        return None
    return text


def _visible(finding: Finding, text: str) -> bool:
    """Say whether a finding is of shape, or of a way to write a number that YAML does not read as one."""
    if rulebook().rules[finding.rule].level == "warning" or finding.rule in LEFT_TO_CHECK:
        return False
    if not "GIP020" < finding.rule < "GIP2":
        return False
    if finding.rule > "GIP1":
        return True
    place = finding.place
    written = text.removeprefix("\ufeff").splitlines()[place.line - 1][place.column - 1 : place.end_column - 1]
    value = edited(f"- {written}")[0]
    return isinstance(value, bool) or not isinstance(value, (int, float))


def _mistaken(path: Path) -> bool:
    text = _to_an_editor(path)
    return text is not None and any(_visible(finding, text) for finding in _found(path))


MISTAKES = [path for path in INVALID if _mistaken(path)]


@pytest.mark.parametrize("path", [path for path in MISTAKES if path.stem not in NOT_SAID], ids=lambda path: path.stem)
def test_a_mistake_of_shape_fails(path: Path) -> None:
    """Unknown and missing keys, blanks, wrong kinds, lengths, dates and choices show while they are typed."""
    assert problems(path.read_text("utf-8"))


@pytest.mark.parametrize("stem", NOT_SAID)
def test_what_cannot_be_said_is_left_to_check(stem: str) -> None:
    """A mistake that the schema learns to express leaves the list."""
    path = HERE / "invalid" / f"{stem}.yaml"
    assert path in MISTAKES
    assert problems(path.read_text("utf-8")) == []


def test_most_invalid_files_are_mistakes_of_shape() -> None:
    """The files are found and told apart at all."""
    assert len(MISTAKES) > 150


# --- init -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize(
    "options",
    [
        ["--year", "2024"],
        ["--year", "2020"],
        ["--year", "2020", "--local", "吉林"],
        ["--year", "2023", "--form", "2019"],
    ],
)
def test_what_init_writes_lacks_only_what_the_agency_knows(tmp_path: Path, options: list[str], keys: str) -> None:
    """Its first line points at the schema that it writes beside the file, which finds nothing but the blanks."""
    path = tmp_path / "report.yaml"
    printed("init", str(path), *options, "--keys", keys)
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./gipgen.schema.json\n")
    assert (tmp_path / "gipgen.schema.json").read_text("utf-8") == printed("schema")
    prose = ["总体情况", "存在的主要问题及改进情况", "其他需要报告的事项"]
    blank = ["机关", "级别", *prose]
    if keys == "en":
        blank = ["agency", "level", "overview", "problems_and_improvements", "other_matters"]
    assert {problem.split(":")[0] for problem in problems(text)} == set(blank)


def test_what_init_writes_validates_once_it_is_filled_in(tmp_path: Path) -> None:
    """With the agency, its level and some prose nothing is left to say."""
    path = tmp_path / "report.yaml"
    printed("init", str(path), "--year", "2024", "--agency", "某镇人民政府", "--level", "乡镇")
    assert problems(path.read_text("utf-8").replace("|\n  ", "|\n  文")) == []


def test_the_schema_can_be_written_to_a_file(tmp_path: Path) -> None:
    """`-o` writes the same bytes that are printed."""
    printed("schema", "-o", str(tmp_path / "x.json"))
    assert (tmp_path / "x.json").read_bytes() == printed("schema").encode() == schema_bytes()
