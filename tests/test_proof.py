"""build --verify: an output that says anything else than its data is not written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

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
