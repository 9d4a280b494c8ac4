"""PDF files as agencies publish them, as programs print them, and as nobody should make them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from gipgen.readers import Document, DocumentError, Grid, Paragraph, read_document, read_file
from gipgen.readers.pdf.characters import plain
from gipgen.render.html import render_html
from gipgen.render.word import render_word
from gipgen.report import Report
from gipgen.words import Say
from tests.conftest import HOUSE, check_sample, reference_folder
from tests.pdf_files import IMAGE, OVER_ALL, block, box, deflated, lattice, pdf, rule, say
from tests.readback import read_html
from tests.readback.documents import FIGURE, squeezed

LEFT, RIGHT = 74, 522
LINE = "为贯彻落实信息公开的规定现将有关的情况报告如下请予审阅"
"""28 characters: from margin to margin."""


def read(*contents: str, **more: object) -> Document:
    return read_document(pdf(*contents, **more), ".pdf")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [one.text for one in document.blocks if isinstance(one, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [one for one in document.blocks if isinstance(one, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def refused(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(data, ".pdf")
    return caught.value


def body(*lines: str, top: float = 100, left: float = LEFT) -> str:
    """Set lines under each other; an ideographic space before one indents it."""
    return "".join(
        say(left + 16 * (len(line) - len(line.lstrip("　"))), top + 28 * number, line.lstrip("　"))
        for number, line in enumerate(lines)
    )


def test_lines_of_a_paragraph_join_without_spaces() -> None:
    """A line break in Chinese text is no space, and an indent begins a paragraph even after a full line."""
    lines = ("　　" + LINE[:26], LINE, LINE[:10] + "。", "　　" + LINE[:26], LINE, "　　" + LINE[:26], LINE[:8])
    assert texts(read(body(*lines))) == [
        LINE[:26] + LINE + LINE[:10] + "。",
        LINE[:26] + LINE,
        LINE[:26] + LINE[:8],
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    """Nothing but page furniture parts its lines."""
    first = body("　　" + LINE[:26], LINE, top=700) + say(290, 800, "- 1 -", 12)
    second = body(LINE, LINE[:5], top=100) + say(290, 800, "- 2 -", 12)
    assert texts(read(first, second)) == [LINE[:26] + LINE + LINE + LINE[:5]]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    """Lines of a title, headings, a signature and its date end before the margin, or begin far from it."""
    page = say(219, 60, "某某市人民政府", 22) + say(128, 100, "2024年政府信息公开工作年度报告", 22)
    page += body("　　一、总体情况", "　　" + LINE[:26], LINE[:5] + "。", top=140)
    page += say(RIGHT - 16 * 7, 240, "某某市人民政府") + say(RIGHT - 16 * 7, 268, "二〇二五年一月")
    assert texts(read(page)) == [
        "某某市人民政府",
        "2024年政府信息公开工作年度报告",
        "一、总体情况",
        LINE[:26] + LINE[:5] + "。",
        "某某市人民政府",
        "二〇二五年一月",
    ]


def test_a_block_is_indented_on_both_sides() -> None:
    """The lines of a quotation end before the margin and yet belong together."""
    lines = ("　　" + LINE[:26], LINE, LINE[:10] + "。")
    page = body(*lines, top=100) + body(LINE[:24], LINE[:9] + "。", top=210, left=LEFT + 32) + body(*lines, top=300)
    assert texts(read(page)) == ["".join(lines).strip("　"), LINE[:24] + LINE[:9] + "。", "".join(lines).strip("　")]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("电话0517-", "83605210", "电话0517-83605210"),
        ("http://www.example.gov.cn/", "zwgk", "http://www.example.gov.cn/zwgk"),
        ("Open", "Data", "Open Data"),
        ("共12", "件", "共12件"),
    ],
)
def test_what_joins_lines_depends_on_what_they_end_in(one: str, other: str, joined: str) -> None:
    """Words part at a line's end, numbers and addresses go on."""
    width = sum(8 if character.isascii() else 16 for character in one)
    page = body(LINE, LINE, top=100) + say(LEFT, 156, LINE[:5]) + say(RIGHT - width, 156, one) + say(LEFT, 184, other)
    assert texts(read(page))[0].endswith(joined)


def test_links_are_kept() -> None:
    """A run knows where it leads, as on the page."""
    link = "/Annots[<</Type/Annot/Subtype/Link/Rect[106 738 138 758]/A<</S/URI/URI(http://example.gov.cn/a)>>>>]"
    (found,) = [one for one in read(body("详见链接处"), page=link).blocks if isinstance(one, Paragraph)]
    assert [(run.text, run.link) for run in found.runs] == [
        ("详见", ""),
        ("链接", "http://example.gov.cn/a"),
        ("处", ""),
    ]


def test_an_item_of_a_list_hangs_under_its_text() -> None:
    """Bullets become marks; the lines under the text of an item belong to it."""
    page = "".join(
        say(LEFT + 16, top, "●") + say(LEFT + 32, top, LINE[:26]) + say(LEFT + 32, top + 28, LINE[:26])
        for top in (100, 156)
    )
    found = [one for one in read(page).blocks if isinstance(one, Paragraph)]
    assert [(one.marker, one.text) for one in found] == [("-", LINE[:26] * 2)] * 2


def test_heads_and_feet_are_no_text() -> None:
    """What stands at the same place on several pages goes, and so do numbers that count the pages."""
    pages = [
        say(200, 40, "某某市政府信息公开", 10)
        + body(f"　　第{word}页的正文。", top=200)
        + say(290, 800, str(number), 10)
        for number, word in enumerate("一二三", 7)
    ]
    assert texts(read(*pages)) == ["第一页的正文。", "第二页的正文。", "第三页的正文。"]


def test_a_number_at_the_end_of_a_page_that_counts_nothing_stays() -> None:
    """A figure is not thrown away because it stands low."""
    assert texts(read(body("　　共收到（件）：") + say(290, 800, "12"), body("　　其他。"))) == [
        "共收到（件）：",
        "12",
        "其他。",
    ]


@pytest.mark.parametrize(
    ("drawn", "read_as"),
    [
        (say(74, 100, "截至") + say(110, 100, "2024") + say(146, 100, "年"), "截至2024年"),
        (say(74, 100, "截至 2024 年"), "截至 2024 年"),
        (say(74, 100, "Open") + say(112, 100, "Data"), "Open Data"),
        (say(74, 100, "主任：张") + say(200, 100, "日期"), "主任：张 日期"),
        ("".join(say(74 + 36 * at, 100, one) for at, one in enumerate("联系人姓名")), "联系人姓名"),
        ("".join(say(74 + 36 * at, 100, one) for at, one in enumerate("0120")), "0 1 2 0"),
        (say(74, 100, "加粗12") + say(74.4, 100, "加粗12"), "加粗12"),
        (say(74, 100, "11100"), "11100"),
    ],
    ids=["scripts", "typed", "latin", "far", "spread", "figures", "twice", "repeated"],
)
def test_spaces_are_those_that_were_typed(drawn: str, read_as: str) -> None:
    """Placing makes no space between scripts; far text, typed spaces and parted words do; bold drawn twice is one."""
    assert texts(read(drawn)) == [read_as]


def test_radicals_are_read_as_the_ideographs_they_look_like() -> None:
    """Fonts in which a radical shares the glyph of an ideograph make programs name the radical."""
    assert "".join(map(plain, "⼀⽂⾏⼾⻅⾭⿈ﬁ︑︵")) == "一文行户见青黄fi、（"


XS, YS = (74, 174, 274, 374), (100, 130, 160, 190)
FIGURES = [["项", "甲", "乙"], ["一", "12", "0"], ["二", "7", "345"]]
CELLS = "".join(
    say(XS[column] + 6, YS[row] + 20, text, 10) for row, line in enumerate(FIGURES) for column, text in enumerate(line)
)


@pytest.mark.parametrize(
    "lines",
    [
        lattice(XS, YS),
        lattice(XS, YS) + lattice([x + 1.5 for x in XS], [y + 1.5 for y in YS]),
        "".join(block(XS[0], y - 0.2, XS[-1], y + 0.2) for y in YS)
        + "".join(block(x - 0.2, YS[0], x + 0.2, YS[-1]) for x in XS),
        "".join(box(x, y, x + 100, y + 30) for x in XS[:-1] for y in YS[:-1]),
        "".join(rule(XS[0], y, XS[-1], y) for y in YS[1:-1]) + "".join(rule(x, YS[0], x, YS[-1]) for x in XS[1:-1]),
        "".join(rule(x, y, x + 2, y) for y in YS for x in range(74, 374, 4))
        + "".join(rule(x, y, x, y + 2) for x in XS for y in range(100, 190, 4)),
    ],
    ids=["lines", "double", "thin rectangles", "boxes", "no outer lines", "dashes"],
)
def test_lines_make_a_table_however_they_are_drawn(lines: str) -> None:
    """A table is what its lines enclose."""
    (grid,) = grids(read(lines + CELLS))
    assert rows(grid) == FIGURES
    assert grid.drawn
    assert grid.cells[5].origin[:5] == (1, 0, 1, 2, 3)


def test_missing_lines_are_spans() -> None:
    """A cell is as wide and as high as no line parts it."""
    lines = box(74, 100, 374, 190) + rule(174, 100, 174, 190) + rule(174, 130, 374, 130) + rule(274, 130, 274, 190)
    (grid,) = grids(read(lines + say(80, 150, "甲", 10) + say(200, 120, "乙", 10) + say(280, 150, "3", 10)))
    assert [(one.row, one.column, one.rows, one.columns, one.text) for one in grid.cells] == [
        (0, 0, 2, 1, "甲"),
        (0, 1, 1, 2, "乙"),
        (1, 1, 1, 1, ""),
        (1, 2, 1, 1, "3"),
    ]


def test_text_of_a_cell_joins_over_its_lines() -> None:
    """Chinese and a figure too long for its cell go on without a space; two figures under each other stay two."""
    cells = (
        say(76, 115, "社会公益", 10) + say(76, 127, "组织", 10) + say(116, 115, "39857", 10) + say(116, 127, "58", 10)
    )
    cells += say(160, 115, "12", 10) + say(160, 127, "34", 10)
    (grid,) = grids(read(lattice((74, 114, 150, 300), (100, 135)).replace("150", "143") + cells))
    assert rows(grid) == [["社会公益组织", "3985758", "12 34"]]


def test_a_figure_that_sticks_out_of_its_cell_stays_whole() -> None:
    """A line that crosses a figure does not part it."""
    (grid,) = grids(
        read(lattice((74, 104, 134, 164), (100, 130)) + say(102, 120, "447228", 10) + say(140, 120, "5", 10))
    )
    assert rows(grid) == [["", "447228", "5"]]


def test_underlines_part_no_cell() -> None:
    """A line that touches no other is no line of the table."""
    (grid,) = grids(read(lattice(XS, YS) + CELLS + rule(180, 122, 200, 122)))
    assert rows(grid) == FIGURES


def test_frames_and_shadings_are_no_tables() -> None:
    """A framed or shaded paragraph is a paragraph, a frame around a table leaves the table."""
    page = "1 1 0.8 rg\n" + block(70, 80, 526, 108) + block(70, 108, 526, 136) + "0 g\n"
    page += body("　　" + LINE[:26], LINE[:5] + "。") + box(60, 300, 535, 700) + lattice(XS, [y + 300 for y in YS])
    page += say(90, 420, "甲", 10) + say(190, 420, "5", 10) + say(100, 350, "框里的话。")
    document = read(page)
    assert texts(document) == [LINE[:26] + LINE[:5] + "。", "框里的话。"]
    assert rows(grids(document)[0])[0][:2] == ["甲", "5"]


def test_a_table_over_two_pages_is_two_grids() -> None:
    """Each says its page; joining them is not the reader's business."""
    page = lattice(XS, YS) + CELLS
    assert [(grid.origin.page, grid.origin.table) for grid in grids(read(page, page))] == [(1, 1), (2, 2)]


def test_columns_without_lines_are_an_undrawn_grid() -> None:
    """Of text that stands in columns only the order is sure."""
    document = read(
        body("　　说明如下：")
        + "".join(
            say(x, y, t, 10)
            for x, y, t in (
                (74, 150, "项"),
                (174, 150, "甲"),
                (274, 150, "乙"),
                (74, 170, "规章"),
                (174, 170, "1"),
                (274, 170, "11"),
            )
        )
    )
    (grid,) = grids(document)
    assert rows(grid) == [["项", "甲", "乙"], ["规章", "1", "11"]]
    assert not grid.drawn
    assert texts(document) == ["说明如下："]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_are_read_upright(angle: int) -> None:
    """A landscape table on a portrait page, turned by the viewer or by hand."""
    turned = {90: f"q 0 1 -1 0 {842 - 0} 0 cm\n", 180: "q -1 0 0 -1 595 842 cm\n", 270: "q 0 -1 1 0 0 595 cm\n"}[angle]
    drawn = lattice(XS, YS) + CELLS
    assert rows(grids(read(drawn, page=f"/Rotate {angle}"))[0]) == FIGURES
    assert rows(grids(read(turned + drawn + "Q\n", page="/MediaBox[-900 -900 1900 1900]"))[0]) == FIGURES


def test_text_on_its_side_in_a_cell_is_read() -> None:
    """A head may be turned; it is one text all the same."""
    page = lattice(XS, YS) + CELLS.replace(say(80, 120, "项", 10), "") + say(90, 128, "结果", 10, turn="0 1 -1 0")
    assert rows(grids(read(page))[0])[0] == ["结果", "甲", "乙"]


def test_a_watermark_is_told_of() -> None:
    """Text aslant is none of the document's."""
    document = read(body("　　正文。") + say(200, 400, "草稿", 60, turn="0.7 0.7 -0.7 0.7"))
    assert texts(document) == ["正文。"]
    assert [one.what for one in document.dropped] == [Say("斜排的“草稿”", "草稿, set aslant")]


def test_pictures_are_told_of() -> None:
    """A seal or a chart is not imported."""
    document = read(
        body("　　正文。") + "q 90 0 0 90 300 300 cm /I1 Do Q\n", streams=[IMAGE], resources="/XObject<</I1 10 0 R>>"
    )
    assert [(one.what.zh, one.origin.page) for one in document.dropped] == [("图片", 1)]


def test_unreadable_fonts_are_refused_and_single_glyphs_marked() -> None:
    """Figures of which the file does not say what they are are no figures."""
    error = refused(pdf(say(74, 100, "信息公开", font="F2")))
    assert error.rule == "GIP651"
    assert "第 1 页的字体没有写明是什么字，4 个字读不出来" in error.words["reason"].zh  # type: ignore[attr-defined]
    document = read(body("　　正文。") + say(300, 100, "一", font="F2"))
    assert texts(document) == ["正文。 \ufffd"]
    assert [one.what.zh for one in document.dropped] == ["1 个读不出来的字"]


@pytest.mark.parametrize("over", ["", "3 Tr " + body("　　识别出来的话。")], ids=["no text", "recognised text"])
def test_scanned_pages_are_refused_by_number(over: str) -> None:
    """One scanned page among others holds figures as well."""
    scan = OVER_ALL + over
    data = pdf(body("　　正文。"), scan, scan, streams=[IMAGE], resources="/XObject<</I1 10 0 R>>")
    error = refused(data)
    assert (error.rule, error.words) == ("GIP654", {"pages": "2、3"})


def test_encrypted_files_are_refused_unless_they_open() -> None:
    """A file that forbids printing opens without a password."""
    assert texts(read(body("　　正文。"), password="")) == ["正文。"]
    assert refused(pdf(body("　　正文。"), password="secret")).rule == "GIP652"


def test_what_a_server_adds_around_a_file_does_no_harm() -> None:
    """A byte order mark before it, zeros behind it."""
    data = b"\xef\xbb\xbf\n" + pdf(body("　　正文。")) + b"\0" * 2000
    assert texts(read_document(data, ".pdf")) == ["正文。"]


def test_damaged_files_are_refused() -> None:
    """Cut off, another format, empty, without a page, with a page's text missing: never half a document."""
    whole = pdf(*[body("　　正文。" * 3) for _ in range(5)])
    bad = [b"", b"<html>", b"%PDF-1.7", whole[: len(whole) // 2], whole[:200], pdf()]
    bad += [whole.replace(b"/Contents 13", b"/Contents 99"), pdf(b"\x78\x9c\x00broken", filters="/Filter/FlateDecode")]
    bad += [whole.replace(b"/Count 5", b"/Count 6"), pdf("")]
    assert [refused(data).rule for data in bad] == ["GIP651"] * len(bad)


def test_hostile_files_end_in_time() -> None:
    """Bombs of any kind end within seconds, with a finding."""
    forms = [
        (f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {11 + at} 0 R>>>>", b"/F Do " * 50)
        for at in range(12)
    ]
    forms.append(("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"q Q"))
    flate = "/Filter/FlateDecode"
    hostile = {
        "pages": pdf(*[""] * 300),
        "inflated": pdf(deflated(1_200_000_000), filters=flate),
        "glyphs": pdf(say(74, 100, "一" * 100_000)),
        "cells": pdf(lattice(range(0, 590, 7), range(0, 840, 7)) + CELLS),
        "frames": pdf("".join(box(x, y, x + 4, y + 4) for x in range(0, 590, 9) for y in range(0, 840, 9)) + CELLS),
        "rectangles": pdf("0 0 9 9 re f\n" * 1_000_000),
        "lines": pdf("".join(rule(at % 590, at // 590 * 4, at % 590 + 5, at // 590 * 4) for at in range(25_000))),
        "forms": pdf("/F Do", streams=forms, resources="/XObject<</F 10 0 R>>"),
        "self": pdf("/F Do", streams=[(forms[0][0].replace("11", "10"), b"/F Do")], resources="/XObject<</F 10 0 R>>"),
        "nested": pdf("[" * 1_000_000),
    }
    for name, data in hostile.items():
        assert refused(data).rule in {"GIP651", "GIP653"}, name


def test_nothing_is_said_on_the_way(capfd: pytest.CaptureFixture[str]) -> None:
    """The library's warnings are not for clerks."""
    read(body("　　正文。") + "/Nothing gs /None Do 1 2 3 unknown\n")
    assert capfd.readouterr() == ("", "")


# --- real files -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def huaian() -> Document:
    return read_file(reference_folder() / "documents" / "huaian-2024.pdf")


@pytest.mark.reference
def test_every_figure_of_a_published_report_is_read(huaian: Document) -> None:
    """All rows of the three tables, in order, cell by cell."""
    case = json.loads((reference_folder() / "cases" / "huaian-2024.json").read_text("utf-8"))
    found = [[cell.text for cell in row if FIGURE.fullmatch(cell.text)] for grid in grids(huaian) for row in grid.rows]
    first = [value if isinstance(value, list) else [value] for value in case["二"].values()]
    last = [[figure for part in case["四"].values() for figure in part]]
    expected = [*first, *case["三"]["rows"].values(), *last]
    assert [row for row in found if row] == [[str(figure) for figure in row] for row in expected]
    assert [grid.origin.page for grid in grids(huaian)] == [3, 4, 4, 5, 5]
    assert all(grid.drawn for grid in grids(huaian))


@pytest.mark.reference
def test_the_prose_of_a_published_report_is_whole(huaian: Document) -> None:
    """Paragraphs over lines and pages in one piece, headings apart, page numbers gone, no space that only placing makes."""
    found = texts(huaian)
    assert [text for text in found if len(text) < 30] == [
        "淮安市人民政府",
        "2024年政府信息公开工作年度报告",
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    prose = [text for text in found if len(text) >= 30]
    assert [(text[:6], text[-6:], len(text)) for text in prose] == [
        ("本报告由淮安", ".com）。", 174),
        ("2024年，", "了各项任务。", 120),
        ("（一）主动公", "应舆论关切。", 243),
        ("（二）依申请", "未审结7件。", 255),
        ("（三）政府信", "务服务平台。", 249),
        ("（四）政府信", "为100%。", 258),
        ("（五）政府信", "能力和水平。", 165),
        ("对照上级新要", "过快的问题。", 110),
        ("针对存在问题", "队伍凝聚力。", 178),
        ("2024年，", "3940元。", 52),
    ]
    assert not [text for text in found if " " in text]


@pytest.mark.reference
def test_a_report_is_read_in_the_time_there_is() -> None:
    """Two seconds of a report's budget, on a busy machine as well."""
    read_file(reference_folder() / "documents" / "huaian-2024.pdf")


PRINTED = ["malugou-2020", "suqian-2023", "huimeng-2021"]


def compared(document: Document, page: bytes) -> None:
    """Find all cells and paragraphs of a page, each whole and in order; a print repeats heads and counts items."""
    told = read_html(page)
    cells = iter([squeezed(cell.text) for grid in grids(document) for cell in grid.cells])
    assert [cell.text for table in told.tables for cell in table.cells if squeezed(cell.text) not in cells] == []
    found = map(uncounted, texts(document))
    assert [text for text in told.paragraphs[1:] if uncounted(text) not in found] == []
    assert all(grid.drawn for grid in grids(document))


def uncounted(text: str) -> str:
    """Leave out spaces, and the number of an item."""
    return re.sub(r"^[0-9]\.", "", "".join(text.split()))


@pytest.mark.office
def test_word_files_printed_by_libreoffice_are_read_back(tmp_path: Path) -> None:
    """All cells right, all paragraphs whole."""
    for name in PRINTED:
        (tmp_path / f"{name}.docx").write_bytes(render_word(sample(name)))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    files = [str(tmp_path / f"{name}.docx") for name in PRINTED]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], capture_output=True, check=True, timeout=200)
    for name in PRINTED:
        compared(read_file(tmp_path / f"{name}.pdf"), render_html(sample(name)))


@pytest.mark.browser
@pytest.mark.parametrize("furniture", [["--no-pdf-header-footer"], []], ids=["bare", "with address and date"])
def test_pages_printed_by_chromium_are_read_back(tmp_path: Path, furniture: list[str]) -> None:
    """All cells right, all paragraphs whole; the browser's own heads and feet gone."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    for name in PRINTED:
        page = tmp_path / f"{name}.html"
        page.write_bytes(render_html(sample(name)))
        command_line = [*command, *furniture, f"--print-to-pdf={tmp_path / name}.pdf", page.as_uri()]
        subprocess.run(command_line, capture_output=True, check=True, timeout=60)
        document = read_file(tmp_path / f"{name}.pdf")
        compared(document, page.read_bytes())
        assert not [text for text in texts(document) if "file://" in text]


def sample(name: str) -> Report:
    report = check_sample(HOUSE / "samples" / f"{name}.yaml").report
    assert report is not None
    return report
