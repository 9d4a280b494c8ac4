"""gipgen import: documents become data files, and nothing is invented, repaired or lost in silence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.form import Forms, packaged_forms
from gipgen.importing import differences, take_bytes
from gipgen.project.pipeline import check_file, check_source
from gipgen.prose import ProseTable
from gipgen.render.formats import FORMATS
from gipgen.render.markdown.prose import to_markdown
from gipgen.report import Report
from gipgen.source import Source
from tests.conftest import HOUSE, SAMPLES, check_sample
from tests.word_files import DATA, report_on

TEXT = """某县某镇人民政府2024年政府信息公开工作年度报告
一、总体情况
全年公开信息六十条。
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t/\t
五、存在的主要问题及改进情况
人手不足，将加强培训。
六、其他需要报告的事项
没有收取信息处理费。
某县某镇人民政府
2025年1月10日
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["import", "--lang", "en", *map(str, words)])


def write(folder: Path, name: str = "a.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def report_of(sample: Path) -> Report:
    report = check_sample(sample).report
    assert report is not None
    return report


# --- from our own outputs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_output_of_every_sample_tells_its_report(sample: Path, name: str, forms: Forms) -> None:
    """All figures, title, signature and prose; the data file made of it gives the same report again."""
    report = report_of(sample)
    taken = take_bytes(FORMATS[name](report, None, "x")[f".{name}"], f".{name}", "x", forms)
    assert taken.imported is not None
    assert list(differences(report, taken.imported)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_three_outputs_become_the_same_data_file(sample: Path, tmp_path: Path) -> None:
    """Whichever of them is imported, and what is built of it is what it was imported from."""
    report = report_of(sample)
    texts = set()
    for name, make in FORMATS.items():
        (tmp_path / f"x.{name}").write_bytes(make(report, None, "x")[f".{name}"])
        result = run(tmp_path / f"x.{name}", "-o", tmp_path / "x.yaml", "--force")
        assert result.exit_code < 2, result.output
        texts.add((tmp_path / "x.yaml").read_text("utf-8"))
    (text,) = texts
    again = check_source(
        Source("x.yaml", text.replace("级别:  ", f"级别: {LEVELS[report.level]}  ")),
        packaged_forms(),
        tmp_path,
        tmp_path,
    )
    assert again.report is not None
    assert again.report.texts == report.texts
    assert FORMATS["md"](again.report, None, "x") == FORMATS["md"](report, None, "x")


ALIGNED = """| 月份 | 件数 | 备注 | 单位 |
| --- | ---: | :-: | :-- |
| 一月 | 12 | 无 | 件 |
| 二月 | 7 |  | 条 |
"""


@pytest.mark.parametrize("name", FORMATS)
def test_tables_of_prose_keep_the_sides_of_their_columns(name: str, tmp_path: Path) -> None:
    """All but the left one, where text stands anyway."""
    report = report_on(tmp_path, 总体情况=f"{DATA['总体情况']}\n\n{ALIGNED}")
    taken = take_bytes(FORMATS[name](report, None, "x")[f".{name}"], f".{name}", "x", packaged_forms())
    assert taken.imported is not None
    (table,) = (block for block in taken.imported.prose["overview"] if isinstance(block, ProseTable))
    assert table.align == ("", "right", "center", "")


STYLED = """| 月份 | 件数 |
| --- | --- |
| **一月** | [见表](https://www.example.gov.cn/a) |
| 二\\|*月* | 7**件** |"""


@pytest.mark.parametrize("name", FORMATS)
def test_prose_keeps_emphasis(name: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, 总体情况=f"{DATA['总体情况']}\n\n甲*乙*、**丙**丁\n")
    taken = take_bytes(FORMATS[name](report, None, "x")[f".{name}"], f".{name}", "x", packaged_forms())
    assert taken.imported is not None
    assert to_markdown(taken.imported.prose["overview"], "").endswith("甲*乙*、**丙**丁")


@pytest.mark.parametrize("name", FORMATS)
def test_tables_of_prose_keep_emphasis_and_links(name: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, 总体情况=f"{DATA['总体情况']}\n\n{STYLED}\n")
    taken = take_bytes(FORMATS[name](report, None, "x")[f".{name}"], f".{name}", "x", packaged_forms())
    assert taken.imported is not None
    assert to_markdown(taken.imported.prose["overview"], "").endswith(STYLED)


LEVELS = {"province": "省级", "city": "市级", "county": "县级", "township": "乡镇"}


# --- the command ------------------------------------------------------------------------------------------------


def test_a_data_file_is_written_as_init_would(tmp_path: Path) -> None:
    """With the modeline, the keys and the notes, beside its schema; a blank is a blank and is told."""
    out = tmp_path / "report.yaml"
    result = run(write(tmp_path), "-o", out)
    text = out.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=./gipgen.schema.json\n")
    assert (tmp_path / "gipgen.schema.json").exists()
    assert "机关: 某县某镇人民政府" in text
    assert "成文日期: 2025-01-10" in text
    assert "  行政规范性文件: [1, ~, ~]\n" in text
    assert "  规章: 0\n" in text
    assert result.exit_code == 1
    for words in ("“/” is no figure", "现行有效件数 is blank", "Not found in the document: the row 二 › 行政许可"):
        assert words in result.output


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    """Neither a single one nor one of several is overwritten, and nothing else is written then."""
    one, out = write(tmp_path), tmp_path / "a.yaml"
    out.write_text("mine", "utf-8")
    assert run(one, "-o", out).exit_code == 2
    assert run(one, write(tmp_path, "b.txt"), "-o", tmp_path).exit_code == 2
    assert out.read_text("utf-8") == "mine"
    assert not (tmp_path / "b.yaml").exists()
    assert run(one, "-o", out, "--force").exit_code == 1
    assert out.read_text("utf-8") != "mine"


def test_several_documents_need_a_folder(tmp_path: Path) -> None:
    """Standard output holds one data file."""
    one, two = write(tmp_path), write(tmp_path, "b.txt")
    assert "-o" in run(one, two).output
    assert run(one, two, "-o", tmp_path / "data").exit_code == 1
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["a.yaml", "b.yaml", "gipgen.schema.json"]


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    """One would overwrite the other."""
    (tmp_path / "sub").mkdir()
    result = run(write(tmp_path), write(tmp_path / "sub"), "-o", tmp_path / "data")
    assert result.exit_code == 2
    assert "several documents would become" in result.output


def test_the_keys_may_be_ids(tmp_path: Path) -> None:
    """As with init."""
    run(write(tmp_path), "-o", tmp_path / "x.yaml", "--keys", "en")
    text = (tmp_path / "x.yaml").read_text("utf-8")
    assert "agency: 某县某镇人民政府" in text
    assert "normative_documents: [1, ~, ~]" in text


def test_what_is_no_report_leaves_no_file(tmp_path: Path) -> None:
    """A document without tables, one that is missing, one of another format; the others are imported all the same."""
    bare, odd = write(tmp_path, "bare.txt", "一、总体情况\n没有表格。\n"), write(tmp_path, "odd.png")
    result = run(bare, odd, tmp_path / "gone.docx", write(tmp_path), "-o", tmp_path / "data")
    for rule in ("GIP658", "GIP655", "GIP602"):
        assert rule in result.output
    assert result.exit_code == 2
    assert sorted(path.name for path in (tmp_path / "data").glob("*.yaml")) == ["a.yaml"]


def test_the_origin_of_each_figure_is_written(tmp_path: Path) -> None:
    """Path, label, what is printed, and where, counted from 1."""
    run(write(tmp_path), "-o", tmp_path / "x.yaml", "--provenance", tmp_path / "origins.json")
    (document,) = json.loads((tmp_path / "origins.json").read_text("utf-8"))
    figures = {tuple(one["path"]): one for one in document["figures"]}
    slash = figures["proactive_disclosure", "normative_documents", "repealed"]
    assert slash["label"] == "二 › 行政规范性文件 › 本年废止件数"
    assert (slash["printed"], slash["value"]) == ("/", None)
    assert (slash["table"], slash["row"], slash["column"], slash["line"]) == (1, 3, 3, 7)


def test_a_wrong_total_is_imported_as_printed(tmp_path: Path, forms: Forms) -> None:
    """Import repairs nothing; check finds it."""
    report = report_of(HOUSE / "samples" / "huaian-2024.yaml")
    text = FORMATS["md"](report, None, "x")[".md"].decode()
    assert text.count("| 2932 |") == 1
    (tmp_path / "x.md").write_text(text.replace("| 2932 |", "| 2933 |"), "utf-8")
    run(tmp_path / "x.md", "-o", tmp_path / "x.yaml")
    assert "总计: [2933, 53, 0, 0, 61, 4, 3050]" in (tmp_path / "x.yaml").read_text("utf-8")
    found = {one.rule for one in check_file(tmp_path / "x.yaml", "x.yaml", forms, tmp_path).findings}
    assert {"GIP201", "GIP202", "GIP203"} <= found


# --- --diff -----------------------------------------------------------------------------------------------------


def test_a_document_that_agrees_has_no_difference(tmp_path: Path) -> None:
    """Status 0, and nothing is written."""
    sample = HOUSE / "samples" / "huaian-2024.yaml"
    page = tmp_path / "page.html"
    page.write_bytes(FORMATS["html"](report_of(sample), None, "x")[".html"])
    result = run("--diff", sample, page)
    assert (result.exit_code, list(tmp_path.iterdir())) == (0, [page])


def test_differences_are_told_one_by_one(tmp_path: Path) -> None:
    """A figure with both values, a text with what stands around it."""
    sample = HOUSE / "samples" / "huaian-2024.yaml"
    text = FORMATS["html"](report_of(sample), None, "x")[".html"].decode()
    changed = text.replace(">447228<", ">447229<").replace("3940", "3490")
    assert sum(a != b for a, b in zip(text, changed, strict=True)) == 3
    page = tmp_path / "page.html"
    page.write_text(changed, "utf-8")
    result = run("--diff", sample, page)
    assert result.exit_code == 1
    assert (
        "二 › 行政许可: 447228 in the data (line 48), 447229 in the document (table 1, row 7, cell 2)." in result.output
    )
    assert result.output.count("GIP67") == 2
    assert "【94】0" in result.output
    assert "【49】0" in result.output


@pytest.mark.parametrize(
    ("sample", "old", "new", "label"),
    [
        ("huaian-2024", "0517-83605210", "0517-83605211", "前言和联系方式"),
        ("tianchi-2021", "tcx-2022-00002", "tcx-2022-00003", "目录 › 索引号"),
        ("tianchi-2021", "<dt>索引号</dt>", "<dt>编号</dt>", "目录 › 索引号"),
        ("qingshi-2021", "2021年12月10日", "", "成文日期"),
        ("huaian-2024", "<td>1</td>", "<td>1</td>", ""),
    ],
)
def test_what_stands_around_the_sections_is_compared_too(
    sample: str, old: str, new: str, label: str, tmp_path: Path
) -> None:
    """Contact, catalogue header, date of signature."""
    path = HOUSE / "samples" / f"{sample}.yaml"
    text = FORMATS["html"](report_of(path), None, "x")[".html"].decode()
    page = tmp_path / "page.html"
    page.write_text(text.replace(old, new), "utf-8")
    result = run("--diff", path, page, "--output-format", "json")
    labels = {one["label"] for one in json.loads(result.stdout)["findings"]}
    assert labels >= {label} if label else not labels


def test_a_row_that_is_doubtful_is_told_with_the_differences(tmp_path: Path) -> None:
    """A second row of a name is no row of the form, whatever its figures."""
    path = HOUSE / "samples" / "huaian-2024.yaml"
    text = FORMATS["md"](report_of(path), None, "x")[".md"].decode()
    (row,) = [
        line for line in text.split("\n") if line.startswith("| 三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密")
    ]
    page = tmp_path / "page.md"
    page.write_text(text.replace(row, f"{row}\n{row.replace('| 2 |', '| 3 |')}"), "utf-8")
    result = run("--diff", path, page)
    assert result.exit_code == 1
    assert "GIP664" in result.output


def test_a_figure_in_another_unit_is_not_taken(tmp_path: Path) -> None:
    """元 under a head that should say 万元 is ten thousand times as much."""
    text = FORMATS["md"](report_of(HOUSE / "samples" / "huaian-2024.yaml"), None, "x")[".md"].decode()
    page = tmp_path / "page.md"
    page.write_text(text.replace("（单位：万元）", "（单位：元）"), "utf-8")
    result = run(page, "-o", tmp_path / "x.yaml")
    assert result.exit_code == 1
    assert "GIP665" in result.output
    assert "96171.6" not in (tmp_path / "x.yaml").read_text("utf-8")


# --- no file is written over that is read, or twice -------------------------------------------------------------


@pytest.mark.parametrize("option", ["-o", "--provenance", "--output-file"])
def test_a_document_that_is_being_imported_is_never_written_over(option: str, tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "sub").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    for target in (path, tmp_path / "sub" / ".." / "a.txt", link):
        result = run(path, option, target, "--force")
        assert (result.exit_code, "is being read" in result.output) == (2, True)
        assert path.read_text("utf-8") == TEXT


@pytest.mark.parametrize("option", ["--provenance", "--output-file"])
def test_the_data_file_that_a_document_is_compared_with_is_never_written_over(option: str, tmp_path: Path) -> None:
    path, data = write(tmp_path), write(tmp_path, "a.yaml", "年度: 2024\n")
    result = run(path, "--diff", data, option, data, "--force")
    assert (result.exit_code, data.read_text("utf-8")) == (2, "年度: 2024\n")


@pytest.mark.parametrize(
    "options",
    [("-o", "--provenance"), ("-o", "--output-file"), ("--provenance", "--output-file")],
)
def test_two_outputs_never_go_to_one_file(options: tuple[str, str], tmp_path: Path) -> None:
    one = tmp_path / "x.yaml"
    result = run(write(tmp_path), options[0], one, options[1], one, "--force")
    assert (result.exit_code, "two outputs" in result.output, one.exists()) == (2, True, False)


def test_the_schema_beside_a_data_file_is_an_output_too(tmp_path: Path) -> None:
    target = tmp_path / "gipgen.schema.json"
    assert run(write(tmp_path), "-o", tmp_path / "x.yaml", "--provenance", target, "--force").exit_code == 2


def test_a_document_named_twice_is_imported_once(tmp_path: Path) -> None:
    """Also by a link."""
    one, link = write(tmp_path), tmp_path / "b.txt"
    link.symlink_to(one)
    result = run(one, one, link, "-o", tmp_path / "data.yaml")
    assert (result.exit_code, result.output.count("GIP662")) == (1, 1)
    assert "机关" in (tmp_path / "data.yaml").read_text("utf-8")


def test_data_files_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    """On Windows and macOS they are one file."""
    (tmp_path / "sub").mkdir()
    result = run(write(tmp_path), write(tmp_path / "sub", "A.txt"), "-o", tmp_path / "data")
    assert (result.exit_code, (tmp_path / "data").exists()) == (2, False)


def test_one_data_file_that_cannot_be_written_leaves_the_others(tmp_path: Path) -> None:
    """It is told by its document, with status 2."""
    one, two, data = write(tmp_path), write(tmp_path, "b.txt"), tmp_path / "data"
    (data / "a.yaml").mkdir(parents=True)
    result = run(one, two, "-o", data, "--force")
    assert (result.exit_code, "GIP603" in result.output) == (2, True)
    assert sorted(path.name for path in data.glob("*.yaml") if path.is_file()) == ["b.yaml"]


def test_nothing_is_written_when_one_of_the_files_is_in_the_way(tmp_path: Path) -> None:
    """The file for origins is as much in the way as the data file."""
    origins = tmp_path / "origins.json"
    origins.write_text("mine", "utf-8")
    result = run(write(tmp_path), "-o", tmp_path / "x.yaml", "--provenance", origins)
    assert (result.exit_code, (tmp_path / "x.yaml").exists(), origins.read_text("utf-8")) == (2, False, "mine")


@pytest.mark.parametrize("options", [("-o", "-"), ("-o", "x.yaml", "--provenance", "-"), ()])
def test_standard_output_holds_nothing_but_what_was_asked_for(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings go to standard error, and both the data file and the origins never go there."""
    monkeypatch.chdir(tmp_path)
    result = run(write(tmp_path), *options)
    assert result.exit_code == 1
    assert "GIP662" in result.stderr
    assert "gipgen check -" not in result.stderr
    assert json.loads(result.stdout) if "--provenance" in options else "机关:" in result.stdout
    assert "GIP662" not in result.stdout
    assert run(tmp_path / "a.txt", "--provenance", "-").exit_code == 2


@pytest.mark.parametrize("options", [("-o", "x.yaml"), ("--provenance", "x.json"), ("--force",), ("--keys", "en")])
def test_what_writes_does_not_go_with_diff(options: tuple[str, ...], tmp_path: Path) -> None:
    """As nothing would be written."""
    result = run(write(tmp_path), "--diff", HOUSE / "samples" / "huaian-2024.yaml", *options)
    assert (result.exit_code, "--diff only compares" in result.output) == (2, True)


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    """It may never end."""
    os.mkfifo(tmp_path / "a.txt")
    result = run(tmp_path / "a.txt")
    assert (result.exit_code, "GIP602" in result.output) == (2, True)
