"""build --verify: an output that says anything else than its data is not written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from msgspec.structs import replace

from gipgen.cli import cli
from gipgen.form import packaged_forms
from gipgen.importing import unproven
from gipgen.packaged import TEMPLATES
from gipgen.project.pipeline import check_source
from gipgen.render.formats import FORMATS
from gipgen.report import Report
from gipgen.source import Source
from tests.conftest import HOUSE, SAMPLES, check_sample
from tests.drawing import Drawn, reports
from tests.editing import Edit, every, last, put
from tests.word_files import png

FORM_FILES = packaged_forms()


def told(report: Report, name: str, data: bytes) -> list[tuple[str, str, str]]:
    """Return what is unlike the report in an output of a format."""
    return [(one.label.zh, one.ours, one.theirs) for one in unproven(report, f".{name}", data, FORM_FILES)]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_output_of_every_sample_is_proven(sample: Path, name: str) -> None:
    """Also as drafts."""
    report = check_sample(sample).report
    assert report is not None
    assert told(report, name, FORMATS[name](report, None, "x")[f".{name}"]) == []


@settings(max_examples=40, deadline=None)
@given(reports())
def test_outputs_of_random_reports_are_proven(drawn: Drawn) -> None:
    """Whatever their figures and their prose."""
    report = check_source(Source("a.yaml", drawn.text), FORM_FILES, HOUSE, HOUSE).report
    assert report is not None
    for name, make in FORMATS.items():
        assert told(report, name, make(report, None, "x")[f".{name}"]) == []


@pytest.mark.parametrize("name", ["md", "html"])
def test_every_single_changed_figure_is_seen(name: str) -> None:
    """Each figure of table 三 of a real report in turn, raised by one, left out, or moved to its neighbour."""
    report = check_sample(HOUSE / "samples" / "huaian-2024.yaml").report
    assert report is not None
    make = FORMATS[name]
    for cell in report.form.cells[11:186:7]:
        texts = list(report.texts)
        texts[cell.index] = str(int(texts[cell.index]) + 1)
        other = make(_with(report, texts), None, "x")[f".{name}"]
        assert [label for label, _, _ in told(report, name, other)] == [cell.label]


def _with(report: Report, texts: list[str]) -> Report:
    return replace(report, texts=tuple(texts))


def test_a_text_that_is_cut_is_seen() -> None:
    """The first that is not whole in its place is named."""
    report = check_sample(HOUSE / "samples" / "huaian-2024.yaml").report
    assert report is not None
    data = FORMATS["html"](report, None, "x")[".html"].decode()
    assert data.count("3940") == 1
    ((label, _, _),) = told(report, "html", data.replace("3940", "394").encode())
    assert label == "六、其他需要报告的事项"


SABOTAGE: dict[str, tuple[Edit, str]] = {
    "a figure in another cell": (put((">53<", ">@<"), (">0<", ">53<"), (">@<", ">0<")), "二 › 规章 › 本年废止件数"),
    "a row left out": (every(r"<tr>\s*<th[^>]*>行政许可(?:(?!<tr>).)*</tr>", ""), "二 › 行政许可"),
    "a row twice": (every(r"(<tr>\s*<th[^>]*>行政许可(?:(?!<tr>).)*</tr>)", r"\1\1"), "表格里多出来或者对不上的一行"),
    "a table twice": (
        every(r'(<section id="review.*?</h2>)(.*?)(</section>)', r"\1\2\2\3"),
        "整份年报（“四、政府信息公开行政复议、行政诉讼情况”的表格有 2 张（第 3 个表格、第 4 个表格））",
    ),
    "a second table that says otherwise": (
        put(("<h2>五、", "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>9</table><h2>五、")),
        "二 › 行政许可",
    ),
    "another group": (put(("第二十条第（五）项", "第二十条第（七）项")), "标题“第二十条第（五）项”"),
    "heads swapped": (
        put((">商业企业<", ">@<"), (">科研机构<", ">商业企业<"), (">@<", ">科研机构<")),
        "三 › 本年新收 › 商业企业",
    ),
    "a paragraph twice": (every("(<p>与上级的.*?</p>)", r"\1\1"), "五、存在的主要问题及改进情况"),
    "a short paragraph twice": (every("(<p>下一步，.*?</p>)", r"\1\1"), "五、存在的主要问题及改进情况"),
    "an item that became a number": (every("<ul>(.*?)</ul>", r"<ol>\1</ol>"), "五、存在的主要问题及改进情况"),
    "section five before four": (
        every(r'(<section id="review.*?</section>)\s*(<section id="problems.*?</section>)', r"\2\1"),
        "五、存在的主要问题及改进情况",
    ),
    "tables under each other's headings": (
        every(
            r'(<section id="applications">\s*<h2>[^<]*</h2>)(.*?)(</section>\s*<section id="review[^>]*>\s*<h2>[^<]*</h2>)(.*?)(</section>)',
            r"\1\4\3\2\5",
        ),
        "四、政府信息公开行政复议、行政诉讼情况",
    ),
    "the contact cut": (put(("83605210", "8360521")), "联系方式"),
    "another title": (put(("<h1>淮安市", "<h1>淮阴市")), "标题"),
}


@pytest.mark.parametrize("name", SABOTAGE)
def test_an_output_that_says_anything_else_is_not_proven(name: str) -> None:
    """And what is wrong is named first."""
    edit, label = SABOTAGE[name]
    report = check_sample(HOUSE / "samples" / "huaian-2024.yaml").report
    assert report is not None
    found = told(report, "html", edit(FORMATS["html"](report, None, "x")[".html"].decode()).encode())
    assert found
    assert found[0][0] == label


SIGNED: dict[str, tuple[Edit, list[str]]] = {
    "no signature": (last("天池乡", ""), ["落款"]),
    "another date": (put(("2022年1月9日", "2022年1月8日")), ["成文日期"]),
    "entries swapped": (
        put(("tcx-2022-00002", "@"), ("<dd>天池乡", "<dd>tcx-2022-00002"), ("@", "天池乡")),
        ["目录 › 索引号", "目录 › 发布机构"],
    ),
    "the catalogue below the title": (every(r"(<dl.*?</dl>)\s*(<h1>.*?</h1>)", r"\2\1"), []),
    "the catalogue as a table": (
        every("<dt>(.*?)</dt><dd>(.*?)</dd>", r"<table><tr><td>\1：</td><td>\2</td></tr></table>"),
        [],
    ),
    "a table, a picture and a style of the template's": (
        put(
            (
                "<h2>一、",
                '<style>p{}</style><img src="l.png"><table><tr><td>机构代码</td><td>12</td></tr></table><h2>一、',
            )
        ),
        [],
    ),
    "a table of contents": (put(("<h2>一、", "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><h2>一、")), []),
}


@pytest.mark.parametrize("name", SIGNED)
def test_what_stands_around_the_sections_is_proven_wherever_it_stands(name: str) -> None:
    """Templates may put the catalogue and the contact where they like, and add what is theirs."""
    edit, expected = SIGNED[name]
    report = check_sample(HOUSE / "samples" / "tianchi-2021.yaml").report
    assert report is not None
    signed = replace(report, date=date(2022, 1, 9), signature=report.agency)
    page = edit(FORMATS["html"](signed, None, "x")[".html"].decode())
    assert [label for label, _, _ in told(signed, "html", page.encode())] == expected


@pytest.mark.parametrize("name", FORMATS)
def test_pictures_and_links_are_proven(name: str, tmp_path: Path) -> None:
    """An output that has them is written with --verify; without them it is not."""
    (tmp_path / "p.png").write_bytes(png(40, 30))
    text = (HOUSE / "samples" / "qingshi-2021.yaml").read_text("utf-8")
    added = "总体情况: |\n  ![示意图](p.png)\n\n  见[网站](https://example.gov.cn/a)和**重点**。\n\n"
    assert text.count("总体情况: |\n") == 1
    source = Source("a.yaml", text.replace("总体情况: |\n", added))
    report = check_source(source, FORM_FILES, tmp_path, tmp_path).report
    assert report is not None
    assert told(report, name, FORMATS[name](report, None, "x")[f".{name}"]) == []
    bare = replace(
        report, parts=tuple(replace(part, blocks=part.blocks[2:]) if part.blocks else part for part in report.parts)
    )
    lost = [label for label, _, _ in told(report, name, FORMATS[name](bare, None, "x")[f".{name}"])]
    assert {"一、总体情况的图片", "一、总体情况里“网站”的链接", "一、总体情况的加粗"} <= set(lost)


def test_a_report_with_an_output_unlike_its_data_is_not_written(tmp_path: Path) -> None:
    """Own templates can change what no made-up report holds; the figure is told with both readings, and status 2."""
    folder, out = tmp_path / "own", tmp_path / "out"
    (folder / "markdown").mkdir(parents=True)
    packaged = (TEMPLATES / "markdown" / "report.md").read_text("utf-8")
    slip = '{% filter replace("| 447228 |", "| 447282 |") %}'
    (folder / "markdown" / "report.md").write_text(f"{slip}{packaged}{{% endfilter %}}\n", "utf-8")
    sample = HOUSE / "samples" / "huaian-2024.yaml"
    words = ["build", sample, "--format", "md,html", "--lang", "en", "--out", out, "--templates", folder]
    for options in (["--verify"], ["--strict"]):
        result = CliRunner().invoke(cli, [*map(str, words), *options])
        assert result.exit_code == 2
        assert "二 › 行政许可 must be “447228” and reads “447282”" in result.output
        assert list(tmp_path.rglob("huaian-2024.*")) == []
    assert CliRunner().invoke(cli, [*map(str, words), "--strict", "--no-verify"]).exit_code < 2
    assert len(list(out.rglob("huaian-2024.*"))) == 2
