"""Two reports, one table twice or two forms in one document: never one taken for the other."""

from __future__ import annotations

from itertools import groupby

import pytest
from msgspec.structs import replace

from gipgen.form import Forms
from gipgen.prose import block_texts
from gipgen.readers import Block, Cell, Document, Grid, Paragraph, Run
from gipgen.recognition import Imported, Remarks, recognise
from gipgen.rulebook import message

TITLE = "某镇{}年政府信息公开工作年度报告"


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def table(forms: Forms, id_: str, figure: int = 1, start: int = 0, end: int = 99, of: str = "2021") -> Grid:
    """Return lines of a table of a form as a grid, with the same figure in every cell."""
    form = forms.get(of)
    lines = next(table for section, table in form.tables if section.id == id_).lines[start:end]
    rows: list[list[str]] = []
    for block, inside in groupby(lines, key=lambda line: line.block):
        rows.append(["", *(leaf.label for leaf in block.leaves)])
        rows += [[line.row.label, *[str(figure)] * len(line.cells)] for line in inside]
    return Grid(tuple(Cell(row, at, text) for row, texts in enumerate(rows) for at, text in enumerate(texts)))


def report(forms: Forms, year: int, figure: int = 1, *, text: str = "正常开展。") -> list[Block]:
    return [
        *([said(TITLE.format(year))] if year else []),
        said("一、总体情况"),
        said(text),
        said("二、主动公开政府信息情况"),
        table(forms, "proactive_disclosure", figure),
        said("三、收到和处理政府信息公开申请情况"),
        table(forms, "applications", figure),
        said("五、存在的主要问题及改进情况"),
        said(text),
    ]


def refused(blocks: list[Block], forms: Forms) -> str:
    """Return what is said about a document that is not imported."""
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Remarks)
    assert [one.rule for one in found.found] == ["GIP659"]
    return message(found.found[0], "zh")


def test_one_report_is_imported(forms: Forms) -> None:
    found = recognise(Document(tuple(report(forms, 2024))), forms)
    assert isinstance(found, Imported)
    assert {str(one.value) for one in found.figures.values()} == {"1"}


@pytest.mark.parametrize("text", ["正常开展。", "正常开展。" * 30])
def test_two_reports_are_refused_by_their_titles(forms: Forms, text: str) -> None:
    """Short ones are no table of contents."""
    told = refused(report(forms, 2023, 2, text=text) + report(forms, 2024, text=text), forms)
    assert TITLE.format(2023) in told
    assert TITLE.format(2024) in told


def test_reports_without_titles_are_named_by_their_places(forms: Forms) -> None:
    told = refused(report(forms, 2024) + report(forms, 0, 2), forms)
    assert TITLE.format(2024) in told
    assert "第 2 份（从“一、总体情况”起）" in told


def test_a_table_before_all_headings_is_of_another_report(forms: Forms) -> None:
    assert refused([table(forms, "applications", 2), *report(forms, 2024)], forms)


def test_last_years_table_above_this_years_is_not_taken_for_it(forms: Forms) -> None:
    blocks = report(forms, 2024)
    at = blocks.index(table(forms, "applications"))
    blocks[at:at] = [said("2023年数据："), table(forms, "applications", 2), said("2024年数据：")]
    assert "三、收到和处理政府信息公开申请情况”的表格有 2 张" in refused(blocks, forms)


def test_a_table_that_goes_on_behind_the_title_of_its_page_is_one(forms: Forms) -> None:
    blocks = report(forms, 2024)
    at = blocks.index(table(forms, "applications"))
    parts = [table(forms, "applications", 1, 0, 9), table(forms, "applications", 1, 9)]
    blocks[at : at + 1] = [parts[0], said(TITLE.format(2024)), said("三、收到和处理政府信息公开申请情况"), parts[1]]
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    lines = next(table for section, table in found.form.tables if section.id == "applications").lines
    assert all(found.figures[cell.index].value == 1 for line in lines for cell in line.cells)


@pytest.mark.parametrize("figure", [0, 5])
def test_a_table_on_another_form_is_read_on_it(forms: Forms, figure: int) -> None:
    """（六）其他处理 is a row in 2019 and a head over three rows in 2021, which are zero when it is."""
    blocks = report(forms, 2024)
    at = blocks.index(table(forms, "applications"))
    blocks[at] = table(forms, "applications", figure, of="2019")
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    parts = [line for line in found.form.lines if line.key.startswith("other_handling.")]
    values = {found.figures[cell.index].value for line in parts for cell in line.cells if cell.index in found.figures}
    rules = [one.rule for one in found.findings if "其他处理" in one.label or one.rule == "GIP668"]
    assert len(parts) == 3
    assert values == (set() if figure else {0})
    assert rules == ["GIP668", *(["GIP664", *["GIP663"] * 3] if figure else [])]


def test_two_tables_that_were_copied_as_one_are_two(forms: Forms) -> None:
    """Nothing stands between them; the rows begin again."""
    blocks = report(forms, 2024)
    at = blocks.index(table(forms, "applications"))
    first, second = table(forms, "applications", 2), table(forms, "applications", 1)
    below = [replace(cell, row=cell.row + len(first.rows)) for cell in second.cells]
    blocks[at] = Grid((*first.cells, *below), drawn=False)
    assert "三、收到和处理政府信息公开申请情况”的表格有 2 张" in refused(blocks, forms)


def test_a_table_of_other_things_takes_no_row(forms: Forms) -> None:
    """Though it has a total as well."""
    blocks = report(forms, 2024)
    at = blocks.index(table(forms, "applications"))
    texts = [["人员情况", "数量"], ["专职人员", "3"], ["兼职人员", "5"], ["总计", "8"]]
    blocks.insert(
        at, Grid(tuple(Cell(row, at, text) for row, line in enumerate(texts) for at, text in enumerate(line)))
    )
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    assert {str(one.value) for one in found.figures.values()} == {"1"}
    assert not [one.rule for one in found.findings if one.rule in {"GIP661", "GIP664"}]


def test_a_heading_that_is_repeated_as_a_caption_is_one(forms: Forms) -> None:
    blocks = report(forms, 2024)
    for at in reversed([at for at, block in enumerate(blocks) if isinstance(block, Grid)]):
        heading = blocks[at - 1]
        assert isinstance(heading, Paragraph)
        blocks.insert(at, said(heading.text.partition("、")[2]))
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    assert list(block_texts(found.prose["overview"])) == ["正常开展。"]
    assert not [one for one in found.findings if one.rule == "GIP656"]


@pytest.mark.parametrize("bold", [True, False])
def test_a_heading_may_be_a_line_of_a_paragraph(bold: bool, forms: Forms) -> None:
    blocks = report(forms, 2024)
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text == "一、总体情况")
    blocks[at : at + 2] = [Paragraph((Run("一、总体情况", bold), Run("\n正常开展。\n无其他。")))]
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    assert list(block_texts(found.prose["overview"])) == ["正常开展。\n无其他。"]
    assert not found.prose["preamble"]


def test_a_section_of_its_own_keeps_the_number_that_the_program_writes(forms: Forms) -> None:
    blocks = [*report(forms, 2024), said("六、其他需要报告的事项"), said("没有。")]
    blocks += [Paragraph((Run("附件"),), marker="七、"), said("见网站。")]
    found = recognise(Document(tuple(blocks)), forms)
    assert isinstance(found, Imported)
    assert [heading for heading, _ in found.extra] == ["七、附件"]
