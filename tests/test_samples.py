"""The samples: what each becomes, held against reviewed goldens and against the figures they were taken from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gipgen.cli.schema import schema_bytes
from gipgen.render.formats import FORMATS
from tests.conftest import HOUSE, SAMPLES, check_sample
from tests.golden import hold
from tests.readback import Document, read_html, read_markdown, read_word
from tests.word_dump import dump

READERS = {"md": read_markdown, "html": read_html, "docx": read_word}


def render(path: Path, name: str) -> bytes:
    report = check_sample(path).report
    assert report is not None
    return FORMATS[name](report, None, path.stem)[f".{name}"]


def read(path: Path, name: str) -> Document:
    return READERS[name](render(path, name))


def test_there_are_the_promised_samples() -> None:
    """Five real townships, 淮安 2024, and 宿迁 in two years."""
    assert len(SAMPLES) >= 8


def test_findings_are_those_that_the_agencies_deserve(sample: Path, request: pytest.FixtureRequest) -> None:
    """A sample keeps its agency's defects, and each shows up; nothing else does."""
    found = [f"{finding.place.line}:{finding.place.column} {finding.rule}" for finding in check_sample(sample).findings]
    hold(request, f"{sample.stem}.findings", "\n".join(found) + "\n")


@pytest.mark.parametrize("name", ["md", "html"])
def test_text_outputs_equal_their_goldens(sample: Path, name: str, request: pytest.FixtureRequest) -> None:
    """Markdown and HTML are byte for byte what was reviewed."""
    hold(request, f"{sample.stem}.{name}", render(sample, name).decode())


def test_word_equals_its_golden(sample: Path, request: pytest.FixtureRequest) -> None:
    """A Word file has the styles, texts, spans, headers and properties that were reviewed."""
    hold(request, f"{sample.stem}.docx.txt", dump(render(sample, "docx")))


def test_outputs_agree(sample: Path) -> None:
    """All three outputs show the same figures and the same prose."""
    word, html, markdown = (read(sample, name) for name in ("docx", "html", "md"))
    figures = [[table.figures for table in document.tables] for document in (word, html, markdown)]
    assert figures[0] == figures[1] == figures[2]
    assert [cell for table in word.tables for cell in table.cells] == [
        cell for table in html.tables for cell in table.cells
    ]


@pytest.mark.parametrize("name", list(READERS))
@pytest.mark.parametrize("case", ["huaian-2024", "suqian-2023", "suqian-2024"])
@pytest.mark.reference
def test_figures_equal_the_published_ones(case: str, name: str, reference: Path) -> None:
    """Every figure of a built sample stands in the output as the agency published it."""
    published = json.loads((reference / "cases" / f"{case}.json").read_text("utf-8"))
    second, third, fourth = (table.figures for table in read(HOUSE / "samples" / f"{case}.yaml", name).tables)
    expected = [figure for row in published["二"].values() for figure in (row if isinstance(row, list) else [row])]
    assert second == list(map(str, expected))
    assert third == [str(figure) for row in published["三"]["rows"].values() for figure in row]
    assert fourth == [str(figure) for row in published["四"].values() for figure in row]


def test_the_schema_that_samples_point_at_is_the_present_one() -> None:
    """Editors opening a sample find the JSON Schema beside it; `gipgen schema -o samples/gipgen.schema.json` renews it."""
    assert (HOUSE / "samples" / "gipgen.schema.json").read_bytes() == schema_bytes()
