"""What is recognised in real documents: the five seeds, the official form filled in, a published PDF."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest

from gipgen.form import Form, Forms
from gipgen.prose import block_texts
from gipgen.readers import read_document, read_file
from gipgen.recognition import Imported, recognise
from tests.conftest import HOUSE, check_sample
from tests.hostile.material import random_reports

pytestmark = pytest.mark.reference

SEEDS = {
    "batai-2021": ["GIP661", "GIP667", "GIP669"],
    "huimeng-2021": ["GIP661", "GIP661", "GIP661", "GIP669"],
    "malugou-2020": ["GIP656", "GIP667"],
    "qingshi-2021": ["GIP656"],
    "tianchi-2021": ["GIP656", "GIP663", "GIP666", "GIP669"],
}
"""The rules whose findings a seed deserves: rows with cells lost or too many, residue, a section and a date missing."""


HUAIAN = {
    "overview": (
        ["2024年，我市坚持", "（一）主动公开情况。", "（二）依申请公开情况。", "（三）政府信息管理情况。",
         "（四）政府信息公开平台建设情况。", "（五）政府信息公开监督保障情况。"],
        "作人员的工作能力和水平。",
    ),
    "problems_and_improvements": (["对照上级新要求", "针对存在问题"], "增强队伍凝聚力。"),
    "other_matters": (["2024年，市政府严格落实"], "信息处理费3940元。"),
}  # fmt: skip
"""How the paragraphs of the published report of 淮安 begin, and each section ends."""


def recognised(path: Path, forms: Forms) -> Imported:
    found = recognise(read_file(path), forms)
    assert isinstance(found, Imported)
    return found


def figures(found: Imported) -> dict[tuple[str, ...], str]:
    """Return the figures by name, as printed."""
    return {found.form.cells[index].path: one.text for index, one in found.figures.items() if one.value is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_seed(seed: str, reference: Path, forms: Forms) -> None:
    """They are those of the sample that follows it, but for what the copy lost."""
    report = check_sample(HOUSE / "samples" / f"{seed}.yaml").report
    found = recognised(reference / "seeds" / f"{seed}.txt", forms)
    assert report is not None
    wanted = {cell.path: text for cell, text in zip(report.form.cells, report.texts, strict=True) if text}
    if seed == "batai-2021":
        lost = ("applications", "refused", "state_secret")
        wanted = {path: text for path, text in wanted.items() if path[:3] != lost or path[-1] == "total"}
    assert (found.form.id, figures(found)) == (report.form.id, wanted)


@pytest.mark.parametrize("seed", SEEDS)
def test_findings_on_a_seed(seed: str, reference: Path, forms: Forms) -> None:
    found = recognised(reference / "seeds" / f"{seed}.txt", forms)
    assert sorted(one.rule for one in found.findings) == SEEDS[seed]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_prose_of_a_seed_is_in_its_sections(seed: str, reference: Path, forms: Forms) -> None:
    """Every text comes from the lines between two headings, in their order and without a heading of the form."""
    path = reference / "seeds" / f"{seed}.txt"
    found, text = recognised(path, forms), squeezed(path.read_text("utf-8"))
    at = 0
    parts = [*found.prose.values(), *(blocks for _, blocks in found.extra)]
    for part in (squeezed(one) for blocks in parts for one in block_texts(blocks)):
        assert part in text[at:]
        at = text.index(part, at)
    labels = {section.label for id_ in forms.ids for section in forms.get(id_).sections}
    assert not labels & {one for blocks in parts for one in block_texts(blocks)}


def squeezed(text: str) -> str:
    """Leave out spaces, marks of lists and what a converter left."""
    return re.sub(r"\[bookmark:[^\]]*\]|\s|(?m:^[0-9]{1,2}[.)])", "", text)


def test_what_else_the_seeds_tell(reference: Path, forms: Forms) -> None:
    """Agency, year, date, catalogue, title of its own, sections that no form has."""
    found = {seed: recognised(reference / "seeds" / f"{seed}.txt", forms) for seed in SEEDS}
    agencies = ["舞钢市八台镇人民政府", "会盟镇人民政府", "马鹿沟镇人民政府", "集安市青石镇人民政府", "天池乡"]
    assert [one.fields["agency"] for one in found.values()] == agencies
    assert [one.fields["year"] for one in found.values()] == [2021, 2021, 2020, 2021, 2021]
    assert {one.fields["level"] for one in found.values()} == {"township"}
    assert [one.fields.get("date") for one in found.values()] == [
        None,
        None,
        date(2021, 1, 4),
        date(2021, 12, 10),
        None,
    ]
    assert found["malugou-2020"].fields["title"] == "2020年马鹿沟镇政府信息公开工作年度报告"
    assert found["malugou-2020"].fields["local"] == ["jilin"]
    tianchi = found["tianchi-2021"]
    catalogue: Any = tianchi.fields["catalogue"]
    assert (catalogue["index_number"], catalogue["effective"]) == ("tcx-2022-00002", date(2022, 1, 9))
    assert [heading for heading, _ in tianchi.extra] == ["六、存在的主要问题", "七、下一步工作打算"]
    assert tianchi.fields["form"] == "2019"


def test_the_official_form_filled_in(reference: Path, forms: Forms) -> None:
    """With real figures and with random ones, every cell comes out as it was filled in."""
    form = forms.get("2021")
    real = [check_sample(HOUSE / "samples" / f"{name}.yaml").report for name in ("huaian-2024", "suqian-2023")]
    filled = [list(report.texts) for report in real if report]
    filled += [[one for table in drawn.figures for one in table] for drawn in random_reports() if drawn.form == "2021"][
        :6
    ]
    for texts in filled:
        found = recognise(read_document(_filled(reference, form, texts), ".docx"), forms)
        assert isinstance(found, Imported)
        assert [found.figures[cell.index].text for cell in form.cells] == texts
        assert [found.figures[cell.index].value for cell in form.cells] == list(map(Decimal, texts))


def _filled(reference: Path, form: Form, texts: list[str]) -> bytes:
    """Write figures into the cells of the official form."""
    document = docx.Document(str(reference / "documents" / "official-form-2021.docx"))
    for (_, table), drawn in zip(form.tables, document.tables, strict=True):
        for row in table.grid.rows:
            for cell in (one for one in row if one.cell >= 0):
                drawn.cell(cell.row, cell.column).text = texts[cell.cell]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_the_published_report_of_huaian(reference: Path, forms: Forms) -> None:
    """Every figure, the title, and the prose from its first to its last words, without what belongs to pages."""
    found = recognised(reference / "documents" / "huaian-2024.pdf", forms)
    case = json.loads((reference / "cases" / "huaian-2024.json").read_text("utf-8"))
    second = [text for row in case["二"].values() for text in (row if isinstance(row, list) else [row])]
    third = [text for row in case["三"]["rows"].values() for text in row]
    fourth = [text for row in case["四"].values() for text in row]
    wanted = [str(text) for text in (*second, *third, *fourth)]
    assert [str(found.figures[cell.index].value) for cell in found.form.cells] == wanted
    assert (found.fields["agency"], found.fields["year"]) == ("淮安市人民政府", 2024)
    assert "title" not in found.fields
    assert [one.rule for one in found.findings] == ["GIP669", "GIP669"]
    assert list(found.prose) == ["preamble", *(section.id for section in found.form.prose)]
    for id_, (begins, ends) in HUAIAN.items():
        texts = list(block_texts(found.prose[id_]))
        assert [text.startswith(begin) for text, begin in zip(texts, begins, strict=True)] == [True] * len(begins)
        assert texts[-1].endswith(ends)
        assert not any(re.fullmatch(r"[-—\s0-9]+", text) for text in texts)


def test_the_blank_official_form(reference: Path, forms: Forms) -> None:
    """All its rows are there, with nothing in them."""
    found = recognised(reference / "documents" / "official-form-2021.docx", forms)
    assert len(found.figures) == len(found.form.cells)
    assert {one.text for one in found.figures.values()} == {""}
    assert {one.rule for one in found.findings} == {"GIP667", "GIP669"}
    assert sum(one.rule == "GIP667" for one in found.findings) == len(found.form.lines)
