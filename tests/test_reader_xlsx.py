"""Workbooks → paragraphs and grids, as they are seen; what is hidden, drawn or not computed is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.readers import Document, DocumentError, Grid, Paragraph, Run, read_document
from gipgen.readers.xlsx.shown import exact, shown
from gipgen.readers.xlsx.stored import stored

FRAME = Border(*[Side(style="thin")] * 4)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet_of(rows: list[list[Any]], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """Make a workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    return saved(workbook)


def read(data: bytes) -> Document:
    return read_document(data, ".xlsx")


def grid(data: bytes) -> Grid:
    (found,) = (block for block in read(data).blocks if isinstance(block, Grid))
    return found


def texts(table: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def prose(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks if isinstance(block, Paragraph)]


def dropped(data: bytes) -> list[str]:
    return [one.what.zh for one in read(data).dropped]


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.rule


def changed(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change the bytes of one member of a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def framed(sheet: Worksheet, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = FRAME


def test_titles_are_paragraphs_and_neighbouring_cells_a_grid() -> None:
    data = sheet_of(
        [["某镇年度报告"], [], ["二、情况"], ["内容", "件数"], ["规章", 0], ["文件", 12], [], ["三、下一节"]]
    )
    assert [type(block).__name__ for block in read(data).blocks] == ["Paragraph", "Paragraph", "Grid", "Paragraph"]
    assert prose(data) == ["某镇年度报告", "二、情况", "三、下一节"]
    assert texts(grid(data)) == [["内容", "件数"], ["规章", "0"], ["文件", "12"]]


def test_cells_know_their_sheet_row_and_column() -> None:
    cell = grid(sheet_of([["题"], [], [None, "内容", "件数"], [None, "规章", 0]])).cells[-1]
    assert (cell.row, cell.column) == (1, 1)
    assert (cell.origin.sheet, cell.origin.row, cell.origin.column, cell.origin.table) == ("表", 4, 3, 1)


def test_merged_cells_are_spans_and_stand_once() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    table = grid(sheet_of([["项目", "法人", None], [None, "企业", "其他"], ["新收", 1, 2]], merge))
    assert [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells[:4]] == [
        ("项目", 0, 0, 2, 1), ("法人", 0, 1, 1, 2), ("企业", 1, 1, 1, 1), ("其他", 1, 2, 1, 1),
    ]  # fmt: skip
    assert table.drawn


def test_blank_cells_stand_in_their_place() -> None:
    assert texts(grid(sheet_of([["甲", 1, None, 3], ["乙", None, 2, 3]]))) == [
        ["甲", "1", "", "3"],
        ["乙", "", "2", "3"],
    ]


def test_a_lone_merged_cell_inside_a_frame_belongs_to_the_table() -> None:
    def frame(sheet: Worksheet) -> None:
        framed(sheet, "A2:C5")
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:C2")

    data = sheet_of(
        [["二、情况"], ["第一项"], ["内容", "件数", "总数"], ["规章", 0, None], [None, None, None], ["说明"]], frame
    )
    assert prose(data) == ["二、情况", "说明"]
    assert texts(grid(data)) == [["第一项"], ["内容", "件数", "总数"], ["规章", "0", ""]]


def test_a_lone_cell_between_rows_without_frames_belongs_to_the_table_unless_it_begins_a_section() -> None:
    rows: list[list[Any]] = [["规章", 0], ["第二十条第（五）项"], ["许可", 1]]
    assert texts(grid(sheet_of(rows)))[1] == ["第二十条第（五）项", ""]
    rows[1] = ["三、下一节"]
    assert prose(sheet_of(rows)) == ["三、下一节"]


def test_tables_side_by_side_are_two() -> None:
    tables = [
        block
        for block in read(sheet_of([["甲", 1, None, "丙", 3], ["乙", 2, None, "丁", 4]])).blocks
        if isinstance(block, Grid)
    ]
    assert [texts(table) for table in tables] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


def test_a_sheet_of_prose_gives_a_paragraph_a_line() -> None:
    data = sheet_of([["一、情况"], ["  全年公开 5 条。\n## 标题\n- 甲"], [None], ["五、问题"]])
    assert prose(data) == ["一、情况", "全年公开 5 条。", "标题", "甲", "五、问题"]
    assert [block.level for block in read(data).blocks if isinstance(block, Paragraph)] == [0, 0, 2, 0, 0]


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (0, "", "0"), (12, "General", "12"), (12.0, "G/通用格式", "12"), (0.1 + 0.2, "", "0.3"), (447228, "#,##0", "447,228"),
        (17.1, "0.00", "17.1"), (96171.6, "#,##0.00_);(#,##0.00)", "96,171.6"), (0.125, "0.0%", "12.5%"), (0.5, "0%", "50%"),
        (-3, "0_);[Red](0)", "-3"), (0, "0;-0;;@", "0"), (2.345, "0.00", "2.35"), (5, '0"件"', "5"), (7, "000", "007"),
        (1e15, "", "1000000000000000"), (0.00001, "", "0.00001"), (1234567, "#,##0,", "1,235"), (5, "@", "5"),
        (5, "0.00E+00", "5"), (1.5, "# ?/?", "1.5"), (44571, "yyyy-mm-dd", "2022-01-10"), (44571, 'yyyy"年"m"月"d"日"', "2022-01-10"),
        (44571, "[$-804]yyyy年m月d日;@", "2022-01-10"), (44571.5, "yyyy/m/d h:mm", "2022-01-10 12:00"), (0.75, "h:mm", "18:00"),
        (1, "yyyy-mm-dd", "1900-01-01"), (10**9, "yyyy-mm-dd", "1000000000"), (-1, "yyyy-mm-dd", "-1"), (0, "yyyy-mm-dd", "0"),
        (5, "", "5"), (5, ";;;", "5"), (447228, "0!.0,", "447228"), (3, "[DBNum1]General", "3"), (1e300, "0.00", "1" + "0" * 300),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_shown(value: float, code: str, seen: str) -> None:
    assert shown(Decimal(f"{value:.15g}"), code) == seen


def test_numbers_dates_booleans_and_errors_in_cells() -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["B1"].number_format = "0.00"
        sheet["C1"].number_format = "0%"

    moment = datetime.combine(date(2022, 1, 10), time(8, 30))
    data = sheet_of([["甲", 17.1, 0.5, date(2022, 1, 10), moment, True, "#REF!"], ["乙"] * 7], formats)
    assert texts(grid(data))[0] == ["甲", "17.1", "50%", "2022-01-10", "2022-01-10 08:30", "TRUE", "#REF!"]


def test_decimals_that_are_not_shown_are_told() -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["B1"].number_format = "0"

    data = sheet_of([["甲", 96171.63], ["乙", 1.5]], formats)
    assert texts(grid(data))[0] == ["甲", "96172"]
    assert dropped(data) == ["显示时略去的小数位（B1）"]


def test_formulas_have_their_saved_results() -> None:
    data = sheet_of([["甲", 1], ["乙", "=B1+1"], ["丙", 3]])
    assert texts(grid(data))[1] == ["乙", ""]
    assert dropped(data) == ["没有计算结果的公式（B2）"]
    with_result = changed(
        data,
        SHEET,
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>"),
    )
    assert texts(grid(with_result))[1] == ["乙", "2"]
    assert not dropped(with_result)


def test_formulas_without_results_are_told_in_prose_too() -> None:
    data = sheet_of([["一、总体情况"], ['=A1&"。"']])
    assert (prose(data), dropped(data)) == (["一、总体情况"], ["没有计算结果的公式（A2）"])


def test_what_is_struck_through_is_told() -> None:
    def strike(sheet: Worksheet) -> None:
        for place in ("A2", "B1"):
            sheet[place].font = Font(strike=True)

    data = sheet_of([["甲", 1], ["乙", 2]], strike)
    assert (texts(grid(data)), dropped(data)) == ([["甲", ""], ["", "2"]], ["划掉的内容（B1、A2）"])
    assert stored(data).sheets["表"].texts == {(1, 1): "甲", (2, 2): "2"}


def test_a_cell_of_prose_leads_where_its_link_does() -> None:
    """Links into the workbook itself lead nowhere."""

    def add(sheet: Worksheet) -> None:
        sheet["A1"].hyperlink = "https://www.example.gov.cn/"
        sheet["A2"].hyperlink = Hyperlink(ref="A2", location="'表'!A1")

    blocks = read(sheet_of([["见网站"], ["见表"]], add)).blocks
    assert [block.runs for block in blocks if isinstance(block, Paragraph)] == [
        (Run("见网站", link="https://www.example.gov.cn/"),),
        (Run("见表"),),
    ]


def test_heads_and_feet_of_pages_are_no_text_of_a_sheet() -> None:
    def add(sheet: Worksheet) -> None:
        sheet.oddHeader.center.text = "某县"
        sheet.oddFooter.center.text = "第 &P 页"

    data = sheet_of([["甲"]], add)
    assert (prose(data), dropped(data)) == (["甲"], [])


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    workbook = load_workbook(io.BytesIO(sheet_of([["甲", 1, 2, 3], ["乙", 4, 5, 6], ["丙", 7, 8, 9]])))
    sheet = workbook["表"]
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells("C3:D3")
    other = workbook.create_sheet("底稿")
    other["A1"] = "草稿"
    other.sheet_state = "hidden"
    data = saved(workbook)
    assert texts(grid(data)) == [["甲", "2", "3"], ["丙", "8"]]
    assert grid(data).cells[-1].columns == 2
    assert dropped(data) == ["隐藏的行或列里的内容（B1、A2、B2、C2、D2 等 6 格）", "隐藏的工作表"]


def test_comments_and_pictures_are_told() -> None:
    from PIL import Image as Picture

    def add(sheet: Worksheet) -> None:
        sheet["B1"].comment = Comment("核对", "甲")
        picture = io.BytesIO()
        Picture.new("RGB", (2, 2)).save(picture, "PNG")
        sheet.add_image(Image(picture), "D5")

    assert sorted(dropped(sheet_of([["甲", 1], ["乙", 2]], add))) == ["图片（1 处）", "批注（1 处）"]


DRAWING = b"""<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:sp><xdr:txBody>
 <a:p><a:r><a:t>text of </a:t></a:r><a:r><a:t>a box</a:t></a:r></a:p><a:p/></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"""


def test_texts_of_boxes_are_paragraphs() -> None:
    from PIL import Image as Picture

    def add(sheet: Worksheet) -> None:
        picture = io.BytesIO()
        Picture.new("RGB", (2, 2)).save(picture, "PNG")
        sheet.add_image(Image(picture), "D5")

    data = changed(sheet_of([["甲", 1], ["乙", 2]], add), "xl/drawings/drawing1.xml", lambda _: DRAWING)
    assert prose(data) == ["text of a box"]


def test_macros_are_told_and_nothing_else() -> None:
    file = io.BytesIO(sheet_of([["甲", 1], ["乙", 2]]))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    document = read_document(file.getvalue(), ".xlsm")
    assert [one.what.zh for one in document.dropped] == ["宏"]


def sheet_xml(rows: str, rest: str = "") -> bytes:
    """Make a workbook whose sheet has these rows as XML."""
    body = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{rest}</worksheet>'
    return changed(sheet_of([["甲"]]), SHEET, lambda _: body.encode())


def test_cells_without_places_follow_each_other() -> None:
    data = sheet_xml(
        '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row><row><c t="str"><f>x</f><v>b</v></c><c><v>2</v></c></row>'
    )
    assert texts(grid(data)) == [["a", "1"], ["b", "2"]]


def test_readings_and_runs_of_a_string() -> None:
    rows = '<row><c t="inlineStr"><is><r><t>政府</t></r><r><t>信息_x000D_</t></r><rPh><t>zheng</t></rPh></is></c></row>'
    assert prose(sheet_xml(rows)) == ["政府信息"]


def test_pictures_that_formulas_place_are_told() -> None:
    data = sheet_xml('<row><c><v>1</v></c><c t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>')
    assert dropped(data) == ["单元格里的图片（B1）"]


def test_what_is_no_workbook_is_refused() -> None:
    sound = sheet_of([["甲", 1], ["乙", 2]])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    for data in (
        b"",
        b"text",
        sound[: len(sound) // 2],
        file.getvalue(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ):
        assert refused(data) == "GIP651"
    assert refused(changed(sound, SHEET, lambda xml: xml[:-20])) == "GIP651"
    assert refused(sheet_xml('<row><c t="s"><v>0</v></c></row>')) == "GIP651"
    assert (
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")) == "GIP652"
    )


def test_a_part_that_is_missing_is_damage() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet_of([["甲"]]))) as old, zipfile.ZipFile(file, "w") as new:
        for name in set(old.namelist()) - {SHEET}:
            new.writestr(name, old.read(name))
    assert refused(file.getvalue()) == "GIP651"


@pytest.mark.parametrize(
    ("rows", "rest"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>', ""),
        ("".join(f'<row r="{at}"/>' for at in range(1, 300_000)), ""),
        ("".join(f'<row><c r="{letter}{at}"><v>1</v></c><c><v>1</v></c></row>' for at in range(1, 20_000) for letter in "A"), ""),
        ('<row><c r="A1"><v>1</v></c><c><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ('<row><c r="A1"><v>1</v></c></row>', "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 200_000 + "</mergeCells>"),
        ('<row r="9"><c r="A9"><v>1</v></c></row>', "".join('<cols><col min="1" max="16384" hidden="1"/></cols>' for _ in range(100_000))),
        (f'<row><c><v>{"9" * 1_000_000}</v></c><c><v>1e308</v></c><c><v>NaN</v></c><c><v>1e-300</v></c></row>', ""),
    ],
    ids=range(7),
)  # fmt: skip
def test_sheets_that_claim_much_end_soon(rows: str, rest: str) -> None:
    read(sheet_xml(rows, rest))


def test_more_than_a_person_writes_is_refused() -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="XFD1000000"><v>1</v></c></row>'
    assert refused(sheet_xml(corners, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')) == "GIP653"
    cells = "".join("<row>" + "<c><v>1</v></c>" * 100 + "</row>" for _ in range(1_100))
    assert refused(sheet_xml(cells)) == "GIP653"


def test_entities_are_refused() -> None:
    data = changed(sheet_of([["甲"]]), SHEET, lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    assert refused(data) == "GIP651"


def by_excel() -> dict[str, str]:
    """Give the parts of a workbook as Excel and WPS lay them out: shared texts, styles by number, paths of any kind."""
    main = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"'
    kinds = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    cells = "".join(
        f'<row r="{row}" spans="1:3"><c r="A{row}" s="1" t="s"><v>{row}</v></c><c r="B{row}" s="2"><v>{value}</v></c><c r="C{row}" s="1"/></row>'
        for row, value in ((2, "17.100000000000001"), (3, "44571"))
    )
    return {
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{kinds}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main}><workbookPr date1904="1"/><sheets><sheet name="表一" sheetId="7" r:id="b"/><sheet name="图" sheetId="8" r:id="e"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="b" Type="{kinds}/worksheet" Target="worksheets/sheet7.xml"/>'
        f'<Relationship Id="c" Type="{kinds}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="d" Type="{kinds}/styles" Target="../xl/styles.xml"/>'
        f'<Relationship Id="e" Type="{kinds}/chartsheet" Target="chartsheets/sheet1.xml"/>'
        f'<Relationship Id="f" Type="{kinds}/externalLink" TargetMode="External" Target="http://localhost:1/a.xlsx"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {main}><si><t>标题</t></si><si><t>无</t></si><si><r><t>甲</t></r><r><t>一</t></r></si><si><t>乙</t></si></sst>",
        "xl/styles.xml": f'<styleSheet {main}><numFmts><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts>'
        '<borders><border><left/></border><border><left style="thin"/></border></borders>'
        '<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="176" borderId="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet7.xml": f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>{cells}</sheetData></worksheet>',
    }


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def test_workbooks_of_excel_with_shared_texts_and_styles() -> None:
    data = packed(by_excel())
    assert prose(data) == ["标题"]
    assert texts(grid(data)) == [["甲一", "17.1", ""], ["乙", "44571", ""]]
    assert dropped(data) == ["图表或宏的工作表"]


def test_days_counted_from_1904() -> None:
    parts = by_excel()
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace("0.00_ ", "yyyy/m/d")
    assert texts(grid(packed(parts)))[1] == ["乙", "2026-01-11", ""]


def outcome(data: bytes) -> str:
    try:
        read(data)
    except DocumentError as error:
        return error.rule
    return "read"


def test_a_damaged_workbook_never_raises_anything_else() -> None:
    """Every part cut short, emptied or with wrong numbers is a document or a DocumentError."""
    outcomes = {
        outcome(packed(by_excel() | {name: damaged}))
        for name, text in by_excel().items()
        for damaged in ("", text[: len(text) // 2], "<a/>", text.replace('"1"', '"x"'), text.replace(">0<", ">-1<"))
    }
    assert outcomes == {"read", "GIP651"}


@pytest.mark.parametrize(
    ("value", "code", "digits"),
    [
        (2.7, "0", "2.7"), (96171.63, "General", "96171.63"), (120.5, "0.00##", "120.50"), (12, "0.00##", "12.00"), (1.2345, "0.0###", "1.2345"),
        (0.1 + 0.2, "", "0.3"), (-3, "+0;-0;0", "-3"), (44571, "yyyy-mm-dd", "2022-01-10"), (5, "#,##0", "5"),
    ],
)  # fmt: skip
def test_numbers_of_our_own_workbooks_are_read_with_all_digits(value: float, code: str, digits: str) -> None:
    """And with the zeros behind them that their format asks for."""
    assert exact(Decimal(f"{value:.15g}"), code) == digits


def test_texts_of_our_own_workbooks_are_read_to_the_letter() -> None:
    found = stored(sheet_of([[" 甲\n\n  乙 ", None, 2.50], ["丙"]])).sheets["表"]
    assert found.texts == {(1, 1): " 甲\n\n  乙 ", (1, 3): "2.5", (2, 1): "丙"}
