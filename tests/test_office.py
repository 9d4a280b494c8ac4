"""The Word files as LibreOffice prints them: pages, page numbers, heads, figures and draft marks."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from msgspec.structs import replace

from gipgen.form import packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.render.word import render_word
from gipgen.render.word.lint import lint_word
from gipgen.report import Report
from tests.conftest import HOUSE, check_sample
from tests.readback import read_word
from tests.readback.documents import FIGURE
from tests.word_files import LISTS, W, parts, png, report_on, styled, text_of, tree, value

pytestmark = pytest.mark.office

POINT = 72 / 25.4
"""Points in a millimetre."""
LEFT, RIGHT, TOP, BOTTOM = 28 * POINT, 184 * POINT, 37 * POINT, 262 * POINT
"""The type area of GB/T 9704-2012 on A4, in points from the upper left corner."""
SAMPLES = {"huaian-2024": (5, 8), "malugou-2020": (4, 7), "suqian-2024": (3, 6), "tianchi-2021": (4, 7)}
"""Samples and between how many pages they have, whatever fonts the machine has."""
NAMES = [*SAMPLES, "draft", "pictures"]


@dataclass(frozen=True)
class Word:
    """A printed word and its edges in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A printed page."""

    words: tuple[Word, ...]

    @property
    def lines(self) -> list[str]:
        """The lines of the type area from top to bottom, without spaces."""
        inside = sorted((word for word in self.words if TOP - 5 < word.top < BOTTOM), key=lambda word: word.bottom)
        rows = groupby(inside, key=lambda word: round(word.bottom / 4))
        return ["".join(word.text for word in sorted(row, key=lambda word: word.left)) for _, row in rows]

    @property
    def text(self) -> str:
        """All characters in the order of the file, without spaces."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True)
class Printed:
    """A Word file, the report it shows, and the PDF that came of it."""

    report: Report
    word: Path
    pdf: Path

    @cached_property
    def pages(self) -> list[Page]:
        """The pages as pdftotext finds them."""
        root = lxml.html.document_fromstring(told("pdftotext", "-bbox", str(self.pdf), "-"))
        return [Page(tuple(map(_word, page.iter("word")))) for page in root.iter("page")]

    @property
    def text(self) -> str:
        """All characters of all pages, without spaces."""
        return "".join(page.text for page in self.pages)


def _word(element: Any) -> Word:
    left, top, right, bottom = (float(element.get(edge)) for edge in ("xmin", "ymin", "xmax", "ymax"))
    return Word(left, top, right, bottom, "".join((element.text or "").split()))


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def convert(folder: Path, kind: str, files: list[Path]) -> Path:
    """Convert files with LibreOffice, all in one call with a profile of its own; return the folder of the results."""
    profile, out = (folder / "profile").as_uri(), folder / "out"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(out)]
    told(*command, *map(str, files))
    return out


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """The samples, one of them also as a draft, and a report full of pictures and lists."""
    if not (shutil.which("pdftotext") and shutil.which("pdfinfo")):
        pytest.skip("pdftotext and pdfinfo (poppler) are not installed")
    folder = tmp_path_factory.mktemp("office")
    for name, size in {"small": (40, 30), "wide": (3000, 500), "tall": (300, 4000)}.items():
        (folder / f"{name}.png").write_bytes(png(*size))
    prose = (
        "首段\n\n![小](small.png)\n\n文 ![宽](wide.png) 文\n\n![宽](wide.png)\n\n- 项 ![宽](wide.png)\n\n"
        f"| 甲 | 乙 |\n|---|---|\n| ![宽](wide.png) | 2 |\n\n![高](tall.png)\n\n{LISTS}\n\n{'x' * 300}\n"
    )
    reports = {name: _sample(name) for name in SAMPLES}
    reports |= {"draft": replace(reports["huaian-2024"], draft=True), "pictures": report_on(folder, 总体情况=prose)}
    for name, report in reports.items():
        (folder / f"{name}.docx").write_bytes(render_word(report))
    out = convert(folder, "pdf", [folder / f"{name}.docx" for name in reports])
    return {name: Printed(report, folder / f"{name}.docx", out / f"{name}.pdf") for name, report in reports.items()}


def _sample(name: str) -> Report:
    report = check_sample(HOUSE / "samples" / f"{name}.yaml").report
    assert report is not None
    return report


@pytest.fixture(params=NAMES)
def one(request: pytest.FixtureRequest, printed: dict[str, Printed]) -> Printed:
    return printed[request.param]


def test_every_page_is_a4(one: Printed) -> None:
    """All pages have the size of A4, none lies on its side."""
    assert "(A4)" in told("pdfinfo", "-f", "1", "-l", "99", str(one.pdf))
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told("pdfinfo", "-f", "1", "-l", "99", str(one.pdf)))
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_number_of_pages_is_plausible(printed: dict[str, Printed], name: str) -> None:
    """No page is lost, none is empty, and nothing runs away."""
    least, most = SAMPLES[name]
    assert least <= len(printed[name].pages) <= most
    assert all(len(page.text) > 20 for page in printed[name].pages)


def test_every_page_has_its_number_outside(one: Printed) -> None:
    """— N — below the type area, at the right of odd pages, at the left of even ones, 14 pt from the edge."""
    for number, page in enumerate(one.pages, 1):
        below = [word for word in page.words if word.top > BOTTOM]
        assert "".join(word.text for word in below) == f"—{number}—"
        left, right = min(word.left for word in below), max(word.right for word in below)
        if number % 2:
            assert RIGHT - right == pytest.approx(14, abs=4)
        else:
            assert left - LEFT == pytest.approx(14, abs=4)


def test_nothing_leaves_the_type_area(one: Printed) -> None:
    """Text ends at the margins; only a punctuation mark at the end of a line may hang beyond."""
    for page in one.pages:
        for word in page.words:
            assert word.left > LEFT - 2, word
            assert word.right < RIGHT + (18 if word.text[-1] in "，。、；：！？”）》" else 2), word


def headings(report: Report) -> list[str]:
    """Return the headings that the report prints, in order."""
    listed = [part.section.heading for part in report.parts if part.listed]
    return ["".join(heading.split()) for heading in [*listed, *(extra.heading for extra in report.extra)]]


def test_headings_follow_each_other(one: Printed) -> None:
    """Title, then all sections in order."""
    at = 0
    for heading in ["".join(one.report.title.split()), *headings(one.report)]:
        found = one.text.find(heading, at)
        assert found >= 0, heading
        at = found + len(heading)


def test_no_head_stands_at_the_foot_of_a_page(one: Printed) -> None:
    """Below a heading there is always some of its text or table."""
    for page in one.pages:
        assert page.lines[-1] not in headings(one.report)
        assert not page.lines[-1].startswith(("（一）", "（二）", "申请人情况", "结果"))


@pytest.mark.parametrize("name", [*SAMPLES, "draft"])
def test_every_figure_of_the_third_table_is_printed_in_order(printed: dict[str, Printed], name: str) -> None:
    """Row by row, seven figures each, over the page break."""
    figures = list(_figures(printed[name], headings(printed[name].report)[2], headings(printed[name].report)[3]))
    expected = read_word(printed[name].word.read_bytes()).tables[1].figures
    assert figures == expected
    assert len(expected) % 7 == 0


def _figures(printed: Printed, first: str, last: str) -> Iterator[str]:
    """Yield the figures between two headings, in the seven columns at the right."""
    inside = False
    for page in printed.pages:
        above = sorted((word for word in page.words if word.top < BOTTOM), key=lambda word: round(word.bottom))
        rows = groupby(above, key=lambda word: round(word.bottom))
        for _, row in rows:
            words = sorted(row, key=lambda word: word.left)
            line = "".join(word.text for word in words)
            inside = first in line or (inside and last not in line)
            if inside:
                yield from (
                    word.text for word in words if word.left > LEFT + 70 * POINT and FIGURE.fullmatch(word.text)
                )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_head_of_the_third_table_is_repeated(printed: dict[str, Printed], name: str) -> None:
    """Each page that begins inside the table begins with its head."""
    pages = printed[name].pages
    continued = [
        page for page in pages if "（七）总计" in page.text and headings(printed[name].report)[2] not in page.text
    ]
    assert all(page.lines[0] == "申请人情况" for page in continued)
    assert printed[name].text.count("申请人情况") == 1 + len(continued)


def test_no_tag_is_left(one: Printed) -> None:
    """Nothing of the template's language is printed."""
    assert not re.search(r"\{\{|\}\}|\{%|%\}", one.text)


def test_every_page_of_a_draft_is_marked(printed: dict[str, Printed]) -> None:
    """The mark stands above the type area of each page, and takes no line away; on other reports it is nowhere."""
    draft, clean = printed["draft"], printed["huaian-2024"]
    for page in draft.pages:
        above = "".join(word.text for word in page.words if word.bottom < TOP)
        assert above == "草稿·不得公布"
    assert "草稿" not in clean.text
    assert [page.lines for page in draft.pages] == [page.lines for page in clean.pages]


def test_the_signature_stands_below_text(printed: dict[str, Printed]) -> None:
    """Who signs and the date end the report, on a page with text of the report."""
    *before, signature, date = printed["malugou-2020"].pages[-1].lines
    assert (signature, date) == ("马鹿沟镇人民政府", "2021年1月4日")
    assert before


def test_pictures_are_printed_inside_the_type_area(printed: dict[str, Printed]) -> None:
    """All six are in the PDF, none larger than 156 × 225 mm."""
    rows = told("pdfimages", "-list", str(printed["pictures"].pdf)).splitlines()[2:]
    sizes = [
        (int(row.split()[3]) / int(row.split()[12]) * 25.4, int(row.split()[4]) / int(row.split()[13]) * 25.4)
        for row in rows
    ]
    assert len(sizes) == 6
    assert all(width <= 157 and height <= 225 for width, height in sizes)


def test_a_template_saved_by_libreoffice_still_works(tmp_path: Path) -> None:
    """It has lost list definitions and style ids; lint finds nothing, and prose is set in the styles of the same names."""
    (tmp_path / "form-2021.docx").write_bytes((TEMPLATES / "word" / "form-2021.docx").read_bytes())
    saved = convert(tmp_path, "docx:MS Word 2007 XML", [tmp_path / "form-2021.docx"]) / "form-2021.docx"
    (tmp_path / "own" / "word").mkdir(parents=True)
    own = saved.rename(tmp_path / "own" / "word" / "form-2021.docx")
    assert "word/numbering.xml" not in parts(own.read_bytes()), "then this test proves nothing"
    assert not lint_word(own, packaged_forms(), "2021")
    report = report_on(tmp_path, 总体情况=f"{LISTS}\n\n### 小标题\n\n段落")
    data = render_word(report, tmp_path / "own")
    names = {
        style.get(W + "styleId"): value(style, "name") for style in tree(data, "word/styles.xml").iter(W + "style")
    }
    found = {text_of(paragraph): names[style] for style, paragraph in styled(data) if style}
    assert [found[text] for text in ("段落", "小标题", "子甲")] == ["正文段落", "Heading 2", "列表项"]
    figures = [text_of(cell) for cell in tree(data).iter(W + "tc") if FIGURE.fullmatch(text_of(cell))]
    assert figures == [figure for table in read_word(render_word(report)).tables for figure in table.figures]
