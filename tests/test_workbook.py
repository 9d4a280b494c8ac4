"""The workbook to fill in: what it shows, what it lets in, and that importing it gives the data file back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from msgspec.structs import fields
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.cli import cli
from gipgen.form import KINDS, Form, Forms, load_envelope, load_forms, packaged_forms
from gipgen.importing import Taken, data_file, take_bytes
from gipgen.packaged import SCHEMAS
from gipgen.project.pipeline import check_source, draft_of
from gipgen.report import Report
from gipgen.rulebook import message
from gipgen.scaffold import Contents, Style
from gipgen.source import Source
from gipgen.words import Say
from gipgen.workbook.build import workbook
from gipgen.workbook.contents import contents_of
from gipgen.workbook.formulas import OPEN, RIGHT, WRONG
from gipgen.workbook.layout import COVER, PROSE, place_of, sheet_names
from tests.conftest import HOUSE, SAMPLES
from tests.drawing import Drawn, reports
from tests.reports import BODY, DATED, HEAD
from tests.test_third_form import DATA, FORM

HERE = Path(__file__).parent
REPORT = f"""{HEAD}{DATED}{BODY}申请:
  本年新收: [3, 0, 0, 0, 0, 0]
  予以公开: [2, 0, 0, 0, 0, 0]
  结转下年度: [1, 0, 0, 0, 0, 0]
  其余: 0
"""


def report_of(text: str, forms: Forms, folder: Path = HERE) -> Report:
    report = check_source(Source("x.yaml", text), forms, folder, HOUSE).report
    assert report is not None
    return report


def exported(text: str, forms: Forms, folder: Path = HERE) -> bytes:
    draft = draft_of(Source("x.yaml", text), forms)
    assert draft is not None
    return workbook(draft.form, load_envelope(), contents_of(draft, report_of(text, forms, folder)))


def taken(data: bytes, forms: Forms) -> Taken:
    found = take_bytes(data, ".xlsx", "x.xlsx", forms)
    assert found.imported is not None
    return found


def imported(data: bytes, forms: Forms) -> str:
    found = taken(data, forms).imported
    assert found is not None
    return data_file(found, Style())


def same(one: Report, other: Report) -> None:
    """Hold two reports against each other; whether totals were written or computed makes no difference."""
    for field in fields(Report):
        if field.name != "written":
            assert getattr(one, field.name) == getattr(other, field.name), field.name


def changed(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """Change a workbook as a program does that computes nothing: formulas lose their results."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def place(form: Form, *path: str) -> tuple[str, int, int]:
    """Return sheet, row and column of a figure by its path."""
    index = next(cell.index for cell in form.cells if cell.path == path)
    section, table = next((section, table) for section, table in form.tables if section.id == path[0])
    drawn = next(cell for row in table.grid.rows for cell in row if cell.cell == index)
    return sheet_names(form)[section.id], *place_of(drawn)


def type_in(form: Form, *path: str, value: Any) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        name, row, column = place(form, *path)
        book[name].cell(row, column).value = value

    return change


def empty(form: Form, **known: object) -> bytes:
    return workbook(form, load_envelope(), Contents({"year": 2024, **known}))


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms.get("2021")


# --- there and back ---------------------------------------------------------------------------------------------


def test_a_sample_comes_back(sample: Path, forms: Forms) -> None:
    """The same report, and the same prose to the letter."""
    text = sample.read_text("utf-8")
    data = exported(text, forms, sample.parent)
    back = imported(data, forms)
    same(report_of(text, forms, sample.parent), report_of(back, forms, sample.parent))
    ours, theirs = (draft_of(Source("x.yaml", one), forms) for one in (text, back))
    assert ours is not None
    assert theirs is not None
    for section in ours.form.prose:
        assert ours.data.get(section.id) == theirs.data.get(section.id)
    assert ours.data.get("waivers") == theirs.data.get("waivers")


@given(reports())
@settings(max_examples=40)
def test_a_random_report_comes_back(drawn: Drawn) -> None:
    """Whatever its prose and its figures are."""
    forms = packaged_forms()
    back = imported(exported(drawn.text, forms), forms)
    same(report_of(drawn.text, forms), report_of(back, forms))


def test_a_report_on_an_invented_form_comes_back(tmp_path: Path) -> None:
    """Everything follows from the form file."""
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, folder)
    (folder / "form-2027.yaml").write_text(FORM, "utf-8")
    third = load_forms(folder)
    data = exported(DATA, third)
    same(report_of(DATA, third), report_of(imported(data, third), third))
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames[:4] == [COVER, "二、听证", "三、申诉", PROSE]
    assert "试行报告" in str(book[COVER]["A1"].value)


def test_waivers_lists_and_groups_come_back(forms: Forms) -> None:
    """Keys beside the form with all their members, dates as dates, texts that look like something else as texts."""
    more = """目录: {索引号: "0012", 成文日期: 2025-01-10, 废止日期: , 文号: =1+1}
联系方式: {邮编: "012345", 电话: 0431-1234567}
信息处理费: {件数: 2, 金额: 30.50}
网站标识码: "1234567890"
附加部分:
  - {标题: 七、附件, 内容: "- 甲\\n- 乙"}
豁免:
  - {规则: GIP303, 理由: 原报告没有落款日期, 责任人: 办公室, 到期: 2099-12-31}
前言: |2
    缩进的第一行

  后一行
"""
    text = REPORT + more
    draft, back = (draft_of(Source("x", one), forms) for one in (text, imported(exported(text, forms), forms)))
    assert draft is not None
    assert back is not None
    for id_ in ("catalogue", "contact", "processing_fee", "site_code", "waivers", "preamble", "date"):
        assert back.data[id_] == draft.data[id_], id_
    assert back.data["extra_sections"] == [{"heading": "七、附件", "content": "- 甲\n- 乙\n"}]
    same(report_of(text, forms), report_of(imported(exported(text, forms), forms), forms))


def test_sections_left_out_and_local_rows_come_back(forms: Forms) -> None:
    text = (HOUSE / "samples" / "malugou-2020.yaml").read_text("utf-8")
    found = taken(exported(text, forms), forms).imported
    assert found is not None
    assert [addition.id for addition in found.form.local] == ["jilin"]


def test_local_rows_are_known_by_their_labels(forms: Forms) -> None:
    """Whatever the cover says of them, no figure of theirs is lost."""

    def change(book: Workbook) -> None:
        for row in book[COVER].iter_rows():
            for cell in row:
                if cell.value in {"吉林", "2019"}:
                    cell.value = None

    form = forms.extended("2019")
    data = changed(empty(form), type_in(form, "proactive_disclosure", "published_in_all", value=43))
    found = taken(changed(data, change), forms).imported
    assert found is not None
    assert (found.form.id, [addition.id for addition in found.form.local]) == ("2019", ["jilin"])
    assert 43 in {one.value for one in found.figures.values()}


def test_the_form_is_named_where_the_year_tells_another(forms: Forms) -> None:
    data = empty(forms.get("2019"))
    assert '格式: "2019"' in imported(data, forms)
    assert "\n格式" not in imported(empty(forms.get("2021")), forms)


def test_very_long_prose_goes_over_cells(forms: Forms) -> None:
    """No program holds more than 32,767 characters in one."""
    prose = "\n\n".join(f"### 第{n}段\n\n{'全年公开信息。' * 60}" for n in range(150))
    found = taken(workbook(forms.get("2021"), load_envelope(), Contents({"year": 2024}, {"overview": prose})), forms)
    assert found.imported is not None
    assert len(prose) > 60_000
    assert found.imported.markdown["overview"] == prose
    extra = [{"heading": "七、附件", "content": prose}, {"heading": "八、其他", "content": "无"}]
    found = taken(empty(forms.get("2021"), extra_sections=extra), forms)
    assert found.imported is not None
    assert found.imported.fields["extra_sections"] == extra


@pytest.mark.parametrize(
    "text", ["=1+1", "+3", "'引号", "_x0041_", "a\tb", "  缩进\n 少\n\n\n末", "\n \n首行空", "行尾  \n下", "# 一"]
)
def test_prose_is_what_was_typed(forms: Forms, text: str) -> None:
    data = workbook(forms.get("2021"), load_envelope(), Contents({"year": 2024}, {"overview": text}))
    draft = draft_of(Source("x", imported(data, forms)), forms)
    assert draft is not None
    assert draft.data["overview"].rstrip("\n") == text


def test_what_a_data_file_cannot_hold_is_left_out_of_prose(forms: Forms) -> None:
    data = workbook(
        forms.get("2021"), load_envelope(), Contents({"year": 2024}, {"overview": "甲\x07乙\r\n丙\u2028丁"})
    )
    draft = draft_of(Source("x", imported(data, forms)), forms)
    assert draft is not None
    assert draft.data["overview"] == "甲乙\n丙\n丁\n"


# --- filling in -------------------------------------------------------------------------------------------------


def test_a_blank_comes_back_blank(forms: Forms, form: Form) -> None:
    """A blank is no zero, in an empty workbook as in a filled one."""
    found = taken(empty(form), forms)
    assert {finding.rule for finding in found.findings} == {"GIP667"}
    assert len(found.findings) == len([line for line in form.lines if not line.row.total])
    report = report_of(imported(empty(form), forms), forms)
    assert set(report.values) == {None}
    data = changed(exported(REPORT, forms), type_in(form, "applications", "granted", "business", value=None))
    assert [finding.label for finding in taken(data, forms).findings] == ["三 › 予以公开 › 商业企业、总计"]
    checked = check_source(Source("x", imported(data, forms)), forms, HERE, HERE)
    assert "三 › 予以公开 › 商业企业" in {finding.label for finding in checked.findings}


def test_what_is_no_figure_is_told(forms: Forms, form: Form) -> None:
    for typed, rule in (("无", "GIP662"), (2.7, "GIP662"), ("/", "GIP662")):
        data = changed(exported(REPORT, forms), type_in(form, "proactive_disclosure", "licences", value=typed))
        assert [finding.rule for finding in taken(data, forms).findings] == [rule]


def test_figures_typed_as_texts_are_figures(forms: Forms, form: Form) -> None:
    """As cells pasted from elsewhere are."""
    data = changed(exported(REPORT, forms), type_in(form, "proactive_disclosure", "licences", value="１２"))
    report = report_of(imported(data, forms), forms)
    assert report.values[form.line("proactive_disclosure", "licences").cells[0].index] == 12  # type: ignore[union-attr]


def test_formulas_without_results_are_computed(forms: Forms) -> None:
    """A program that computes nothing leaves totals without results; they are no blanks."""
    data = changed(exported(REPORT, forms), lambda _: None)
    assert not taken(data, forms).findings
    same(report_of(REPORT, forms), report_of(imported(data, forms), forms))


def test_a_total_that_was_typed_is_kept(forms: Forms, form: Form) -> None:
    """Over the formula, and in the data file that is exported."""
    total = form.line("applications", "granted").cells[-1]  # type: ignore[union-attr]
    data = changed(exported(REPORT, forms), type_in(form, *total.path, value=7))
    back = imported(data, forms)
    assert report_of(back, forms).values[total.index] == 7
    again = imported(exported(back, forms), forms)
    assert report_of(again, forms).values[total.index] == 7
    name, row, column = place(form, *total.path)
    assert load_workbook(io.BytesIO(exported(back, forms)))[name].cell(row, column).value == 7


def test_fields_are_read_as_people_type_them(forms: Forms, form: Form) -> None:
    def change(book: Workbook) -> None:
        sheet = book[COVER]
        for row in range(1, sheet.max_row + 1):
            label = sheet.cell(row, 1).value
            typed = {
                "机关": "  某镇 ",
                "成文日期": "2025年1月10日",
                "级别": "街道",
                "年度": "2024",
                "未列部分": "总体情况，没有的",
            }
            if label in typed:
                sheet.cell(row, 3).value = typed[label]

    found = taken(changed(empty(form), change), forms)
    assert found.imported is not None
    wanted = {
        "agency": "某镇",
        "date": date(2025, 1, 10),
        "level": "township",
        "year": 2024,
        "omitted_sections": ["overview"],
    }
    assert found.imported.fields == wanted
    assert "GIP656" in {finding.rule for finding in found.findings}


def test_it_is_known_by_its_labels(forms: Forms) -> None:
    """Names of sheets, their order, and rows above a table make no difference."""

    def change(book: Workbook) -> None:
        shifted = book["四、复议诉讼"]
        for area in list(shifted.merged_cells.ranges):
            shifted.unmerge_cells(str(area))
        shifted.insert_rows(1, 2)
        book.move_sheet(shifted, -3)
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"表{number}"

    same(report_of(REPORT, forms), report_of(imported(changed(exported(REPORT, forms), change), forms), forms))


def test_a_table_that_was_changed_is_read_as_in_any_document(forms: Forms, form: Form) -> None:
    """Only what cannot be found again is lost, and told; fields, prose and the other tables come back as ever."""
    name, row, _ = place(form, "proactive_disclosure", "licences")
    data = changed(exported(REPORT, forms), lambda book: type_at(book[name], row, 1, "许可决定情况"))
    found = taken(data, forms)
    assert [finding.rule for finding in found.findings] == ["GIP664", "GIP663"]
    back, ours = report_of(imported(data, forms), forms), report_of(REPORT, forms)
    licences = form.line("proactive_disclosure", "licences")
    assert licences is not None
    lost = licences.cells[0].index
    assert back.values[lost] is None
    assert [*back.values[:lost], *back.values[lost + 1 :]] == [*ours.values[:lost], *ours.values[lost + 1 :]]
    assert (back.parts, back.agency, back.date) == (ours.parts, ours.agency, ours.date)


def test_a_row_put_into_a_table_does_no_harm(forms: Forms) -> None:
    def change(book: Workbook) -> None:
        sheet = book["三、申请"]
        for area in [area for area in sheet.merged_cells.ranges if area.min_row > 10]:
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(24)

    same(report_of(REPORT, forms), report_of(imported(changed(exported(REPORT, forms), change), forms), forms))


def test_a_column_that_counts_rows_in_a_changed_table_is_left_out(forms: Forms) -> None:
    def change(book: Workbook) -> None:
        sheet = book["三、申请"]
        areas = [area.bounds for area in sheet.merged_cells.ranges]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_cols(1)
        for left, top, right, bottom in areas:
            if top <= 10:
                sheet.merge_cells(start_row=top, start_column=left + 1, end_row=bottom, end_column=right + 1)
        figures = [row[0].row for row in sheet.iter_rows() if any(isinstance(cell.value, int) for cell in row)]
        sheet.cell(min(figures) - 1, 1).value = "序号"
        for number, row in enumerate(figures, 1):
            sheet.cell(row, 1).value = number
        sheet.insert_rows(24)

    same(report_of(REPORT, forms), report_of(imported(changed(exported(REPORT, forms), change), forms), forms))


def type_at(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    sheet.cell(row, column).value = value


def copy_of(name: str) -> Callable[[Workbook], None]:
    """Copy a sheet as a clerk does, who then fills in one of the two."""

    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book[name])
        copy.title = f"{name} (2)"

    return change


@pytest.mark.parametrize("name", ["三、申请", COVER, PROSE, "附加部分"])
def test_a_sheet_that_stands_twice_is_never_chosen(forms: Forms, name: str) -> None:
    """Nobody but the clerk knows which one counts."""
    found = take_bytes(changed(exported(REPORT, forms), copy_of(name)), ".xlsx", "x.xlsx", forms)
    assert found.imported is None
    (finding,) = found.findings
    assert finding.rule == "GIP659"
    assert f"（工作表“{name}”、“{name} (2)”）" in message(finding, "zh")


def test_a_copy_is_known_although_rows_were_put_in(forms: Forms) -> None:
    def change(book: Workbook) -> None:
        copy_of("四、复议诉讼")(book)
        copy = book["四、复议诉讼 (2)"]
        for area in list(copy.merged_cells.ranges):
            copy.unmerge_cells(str(area))
        copy.insert_rows(6)

    found = take_bytes(changed(exported(REPORT, forms), change), ".xlsx", "x.xlsx", forms)
    assert [finding.rule for finding in found.findings] == ["GIP659"]


def test_what_is_hidden_is_read_and_told(forms: Forms) -> None:
    """A clerk hides rows of zeros, and figures on them are figures."""

    def change(book: Workbook) -> None:
        book["三、申请"].row_dimensions[9].hidden = True
        book["四、复议诉讼"].sheet_state = "hidden"

    data = changed(exported(REPORT, forms), change)
    told = [finding for finding in taken(data, forms).findings if finding.rule == "GIP650"]
    assert [re.sub("（A9.*?）", "", message(one, "zh")) for one in told] == [
        "填报表里有隐藏的行或列里的内容，照样导入了。（工作表“三、申请”第 9 行第 1 格）",
        "填报表里有隐藏的工作表，照样导入了。（工作表“四、复议诉讼”）",
    ]
    same(report_of(REPORT, forms), report_of(imported(data, forms), forms))


def test_what_does_not_belong_to_a_workbook_is_told(forms: Forms, form: Form) -> None:
    """Sheets of the clerk, comments, figures struck through, and texts that a formula should have made."""

    def change(book: Workbook) -> None:
        book.create_sheet("底稿")["A1"] = "数字来自平台"
        book.create_sheet("空表")
        book["三、申请"]["B9"].comment = Comment("核对", "甲")
        name, row, column = place(form, "proactive_disclosure", "licences")
        type_at(book[name], row, column, 5)
        type_at(book[name], row, column + 20, "待核实")
        book[name].cell(row, column).font = Font(strike=True)
        sheet = book[PROSE]
        row = next(row for row in range(1, 50) if sheet.cell(row, 1).value == "一、总体情况")
        sheet.cell(row + 2, 1).value = '=A1&"。"'

    found = taken(changed(exported(REPORT, forms), change), forms)
    assert [message(one, "zh").partition("（")[0] for one in found.findings if one.rule == "GIP656"] == [
        "没有导入：划掉的内容。",
        "没有导入：批注",
        "没有导入：没有计算结果的公式。",
        "没有导入：工作表“底稿”，它不是填报表的一部分。",
        "没有导入：表格以外的文字“待核实”。",
    ]


def test_prose_that_was_taken_out_is_told(forms: Forms) -> None:
    """The whole sheet of it, or a heading, whose text is then another section's."""
    form = forms.get("2021")
    data = workbook(form, load_envelope(), Contents({"year": 2024}))
    lost = [
        one
        for one in taken(changed(data, lambda book: book.remove(book[PROSE])), forms).findings
        if one.rule == "GIP663"
    ]
    assert [str(one.words["what"]) for one in lost] == [
        str(Say(f"“{section.heading}”", section.heading)) for section in form.prose
    ]
    assert "GIP663" not in {one.rule for one in taken(data, forms).findings}


def test_another_workbook_is_read_like_any_document(forms: Forms) -> None:
    def change(book: Workbook) -> None:
        del book[COVER]

    found = take_bytes(changed(exported(REPORT, forms), change), ".xlsx", "x.xlsx", forms)
    assert found.imported is not None
    assert not found.imported.markdown


# --- what it shows ----------------------------------------------------------------------------------------------


def test_every_label_and_span_is_that_of_the_form(forms: Forms) -> None:
    for id_ in forms.ids:
        form = forms.extended(id_)
        book = load_workbook(io.BytesIO(empty(form)))
        for section, table in form.tables:
            sheet = book[sheet_names(form)[section.id]]
            merged = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
            for cell in (cell for row in table.grid.rows for cell in row):
                row, column = place_of(cell)
                if cell.role != "value":
                    assert sheet.cell(row, column).value == cell.text
                last = merged.get((row, column), (row, column))
                assert last == (row + cell.rows - 1, column + cell.columns - 1)


def test_only_cells_to_fill_in_are_open_and_coloured(forms: Forms, form: Form) -> None:
    """Every sheet is locked without a password; totals and labels stay locked."""
    book = load_workbook(io.BytesIO(empty(form)))
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell):
                    assert cell.protection.locked == (cell.fill.fgColor.rgb != "00FFF9DB")
    open_ = {
        (name, cell.row, cell.column)
        for name in sheet_names(form).values()
        for row in book[name].iter_rows()
        for cell in row
        if not cell.protection.locked and not isinstance(cell, MergedCell)
    }
    assert open_ == {place(form, *cell.path) for cell in form.cells if not cell.total}


def test_cells_let_in_what_their_kind_allows(forms: Forms) -> None:
    """Whole numbers from 0, signed ones for changes, four decimals for money; each with words in Chinese."""
    for form in (forms.get("2021"), forms.get("2019")):
        book = load_workbook(io.BytesIO(empty(form)))
        for cell in (cell for cell in form.cells if not cell.total):
            name, row, column = place(form, *cell.path)
            at = book[name].cell(row, column).coordinate
            (rule,) = [one for one in book[name].data_validations.dataValidation if at in one.sqref]
            kind = KINDS[cell.kind]
            assert rule.type == ("whole" if kind.whole else "custom")
            assert not kind.whole or (rule.formula1 == "0") != kind.signed
            assert kind.whole or "ROUND" in rule.formula1
            assert kind.wanted.zh in rule.error
            assert (cell.unit or kind.unit) in rule.prompt
            assert max(len(rule.error), len(rule.prompt)) <= 255


def test_levels_can_be_chosen(form: Form) -> None:
    (rule,) = [
        one
        for one in load_workbook(io.BytesIO(empty(form)))[COVER].data_validations.dataValidation
        if one.type == "list" and "乡镇" in one.formula1
    ]
    assert rule.formula1 == '"省级,市级,县级,乡镇"'


def test_texts_are_never_formulas(forms: Forms, form: Form) -> None:
    book = load_workbook(io.BytesIO(empty(form, agency="=CMD()", signature="@a")))
    (cell,) = [cell for row in book[COVER].iter_rows() for cell in row if cell.value == "=CMD()"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_pages_are_set_and_heads_stay(form: Form) -> None:
    book = load_workbook(io.BytesIO(empty(form)))
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["三、申请"].freeze_panes == "D7"
    assert book["三、申请"].print_title_rows == "$1:$6"
    assert book["三、申请"].page_setup.orientation == "landscape"


def test_the_same_contents_give_the_same_bytes(forms: Forms, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock stands anywhere; SOURCE_DATE_EPOCH is the time of all members."""
    one = exported(REPORT, forms)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert exported(REPORT, forms) == one
    with ZipFile(io.BytesIO(one)) as archive:
        assert b":created" not in archive.read("docProps/core.xml")
        assert b":modified" not in archive.read("docProps/core.xml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert exported(REPORT, forms) != one


def test_results_are_saved_beside_formulas(forms: Forms, form: Form) -> None:
    """So that a preview shows them."""
    book = load_workbook(io.BytesIO(exported(REPORT, forms)), data_only=True)
    name, row, column = place(form, "applications", "granted", "total")
    assert book[name].cell(row, column).value == 2
    assert checks(book) == {RIGHT}
    assert checks(load_workbook(io.BytesIO(empty(form)), data_only=True)) == {OPEN}
    assert {book[COVER].cell(row, 3).value for row in range(9, 12)} == {"还有 0 格没有填，勾稽不符 0 处"}


def checks(book: Workbook) -> set[str]:
    """Return what the checks of a workbook say."""
    texts = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value}
    return {text for text in texts if text in {RIGHT, OPEN} or text.startswith(WRONG)}


# --- in LibreOffice ---------------------------------------------------------------------------------------------


def recalculated(folder: Path, **books: bytes) -> dict[str, bytes]:
    """Open workbooks in LibreOffice and save them again; formulas without results get them there."""
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
    ]
    subprocess.run(
        [*command, *(str(folder / f"{name}.xlsx") for name in books)], check=True, capture_output=True, timeout=240
    )
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in books}


@pytest.mark.calc
def test_formulas_tell_in_another_program_what_they_tell_here(tmp_path: Path, forms: Forms, form: Form) -> None:
    """Every total and every check of every sample, computed anew by LibreOffice; and importing gives the same report."""
    texts = {path.stem: path.read_text("utf-8") for path in SAMPLES}
    ours = {name: exported(text, forms, HOUSE / "samples") for name, text in texts.items()} | {"empty": empty(form)}
    theirs = recalculated(tmp_path, **{name: changed(data, lambda _: None) for name, data in ours.items()})
    for name, data in ours.items():
        one, other = (load_workbook(io.BytesIO(book), data_only=True) for book in (data, theirs[name]))
        for sheet in one.worksheets[:4]:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                assert same_value(other[sheet.title].cell(cell.row, cell.column).value, cell.value), (name, cell)
        if name in texts:
            assert checks(other) == {RIGHT}
            back = imported(theirs[name], forms)
            same(report_of(texts[name], forms, HOUSE / "samples"), report_of(back, forms, HOUSE / "samples"))


def same_value(theirs: object, ours: object) -> bool:
    return (theirs or "") == (ours or "") or (theirs is not None and str(theirs) == str(ours))


@pytest.mark.calc
def test_a_broken_relation_is_told_at_once(tmp_path: Path, forms: Forms, form: Form) -> None:
    """With the difference, in the column, and in the state of the table; a blank leaves checks open."""
    wrong = changed(exported(REPORT, forms), type_in(form, "applications", "granted", "natural_person", value=5))
    blank = changed(exported(REPORT, forms), type_in(form, "applications", "granted", "natural_person", value=None))
    total = changed(exported(REPORT, forms), type_in(form, "review_and_litigation", "review", "total", value=2))
    done = recalculated(tmp_path, wrong=wrong, blank=blank, total=total)
    books = {name: load_workbook(io.BytesIO(data), data_only=True) for name, data in done.items()}
    assert checks(books["wrong"]) == {RIGHT, f"{WRONG}3"}
    assert books["wrong"][COVER].cell(10, 3).value == "还有 0 格没有填，勾稽不符 2 处"
    assert checks(books["blank"]) == {RIGHT, OPEN}
    assert books["blank"][COVER].cell(10, 3).value == "还有 1 格没有填，勾稽不符 0 处"
    assert checks(books["total"]) == {RIGHT, f"{WRONG}2"}
    rules = {one.rule for one in check_source(Source("x", imported(done["wrong"], forms)), forms, HERE, HERE).findings}
    assert "GIP201" in rules


# --- the command ------------------------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_export_writes_an_empty_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", "--year", "2020", "--local", "吉林", "--lang", "zh")
    assert done.exit_code == 0, done.output
    assert "gipgen import report-2020.xlsx" in done.output
    book = load_workbook(tmp_path / "report-2020.xlsx")
    assert "发布总数量" in str([[cell.value for cell in row] for row in book["二、主动公开"].iter_rows()])
    assert run("export", "--year", "2020").exit_code == 2
    assert run("export", "--year", "2020", "--force").exit_code == 0
    assert run("export", "--year", "2010", "--lang", "en").exit_code == 2
    assert (run("export", "--format", "ods").exit_code, run("export", "--year", "2025", "--form", "x").exit_code) == (
        2,
        2,
    )


def test_export_and_import_of_a_data_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forms: Forms) -> None:
    """The workbook stands beside the data file; what is wrong with it is told, and exported all the same."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(REPORT, "utf-8")
    assert run("export", "a.yaml").exit_code == 0
    assert run("import", "a.xlsx", "-o", "b.yaml").exit_code == 0
    same(report_of(REPORT, forms), report_of(Path("b.yaml").read_text("utf-8"), forms))
    Path("c.yaml").write_text(REPORT.replace("[2, 0", "[9, 0"), "utf-8")
    done = run("export", "c.yaml", "-o", "d.xlsx", "--lang", "zh")
    assert (done.exit_code, "GIP201" in done.output, Path("d.xlsx").exists()) == (1, True, True)
    assert run("export", "a.yaml", "--year", "2024", "--force").exit_code == 2
    assert run("export", "no.yaml").exit_code == 2
    Path("e.yaml").write_text("- 1\n", "utf-8")
    assert (run("export", "e.yaml").exit_code, Path("e.xlsx").exists()) == (1, False)


def test_export_to_standard_output() -> None:
    done = CliRunner().invoke(cli, ["export", "--year", "2024", "-o", "-"])
    assert done.stdout_bytes.startswith(b"PK")
