"""Plain text → paragraphs and grids: tables by their shape alone, prose line by line, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipgen.readers import Document, DocumentError, Grid, Paragraph, read_document


def read(text: str | bytes) -> Document:
    return read_document(text if isinstance(text, bytes) else text.encode(), ".txt")


def grids(text: str) -> list[list[list[str]]]:
    """Give the texts of the cells of each table."""
    return [texts(block) for block in read(text).blocks if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def prose(text: str) -> list[str]:
    return [block.text for block in read(text).blocks if isinstance(block, Paragraph)]


def paragraph(text: str) -> Paragraph:
    (block,) = read(text).blocks
    assert isinstance(block, Paragraph)
    return block


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(data)
    return caught.value.rule


TABS = "前言\n规章\t0\t12\t3\n规范性文件\t1\t2\t\n后语\n"


def test_rows_of_tabs_are_a_grid_between_paragraphs() -> None:
    first, grid, last = read(TABS).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(last, Paragraph)
    assert (first.text, last.text) == ("前言", "后语")
    assert texts(grid) == [["规章", "0", "12", "3"], ["规范性文件", "1", "2", ""]]
    assert not grid.drawn


def test_each_cell_knows_its_line_table_row_and_column() -> None:
    grid = read(TABS + "二、下一节\n" + TABS).blocks[5]
    assert isinstance(grid, Grid)
    origin = grid.cells[-2].origin
    assert (origin.line, origin.table, origin.row, origin.column) == (8, 2, 2, 3)


def test_a_blank_line_does_not_cut_a_table_of_tabs() -> None:
    """A page ended there; two blank lines are between tables."""
    assert grids("甲\t1\t2\n\n乙\t3\t4\n") == [[["甲", "1", "2"], ["乙", "3", "4"]]]
    assert len(grids("甲\t1\t2\n乙\t3\t4\n\n\n丙\t1\t2\n丁\t3\t4\n")) == 2


def test_blanks_of_merged_cells_stay() -> None:
    assert grids("\t\t自然人\t法人\t\t总计\n甲\t\t1\t2\t3\t6\n")[0][0] == ["", "", "自然人", "法人", "", "总计"]


def test_a_row_broken_inside_its_cells_is_one_row() -> None:
    """The lines of such a row have together the tabs of the other rows."""
    text = "信息内容\t本年新\n制作数量\t本年新\n公开数量\t总数量\n规章\t0\t1\t2\n规范性文件\t0\t0\t0\n"
    assert grids(text)[0][0] == ["信息内容", "本年新制作数量", "本年新公开数量", "总数量"]


def test_rows_with_lost_cells_are_not_put_together_when_figures_would_join() -> None:
    text = "甲\t1\t2\t3\n乙\t1\t2\t3\n丙\t1\n丁\t2\t3\n戊\t1\t2\t3\n"
    assert grids(text)[0][2:4] == [["丙", "1"], ["丁", "2", "3"]]


def test_a_short_line_between_two_rows_is_a_row_of_one_cell() -> None:
    text = "规章\t0\t0\t0\n第二十条第（五）项\n信息内容\t决定数量\n行政许可\t0\n"
    assert grids(text)[0][1] == ["第二十条第（五）项"]


@pytest.mark.parametrize("title", ["三、收到和处理申请情况", "## 申请情况", "**申请情况**", "\t三、收到和处理申请情况"])
def test_a_heading_between_rows_parts_two_tables(title: str) -> None:
    text = f"规章\t0\t0\t0\n文件\t0\t0\t0\n{title}\n甲\t\t1\t2\n乙\t\t1\t2\n"
    assert len(grids(text)) == 2
    assert len(prose(text)) == 1


def test_cells_of_several_lines_are_quoted_by_workbooks() -> None:
    blocks = read('项目\t"自\n然\n人"\t"法人""甲"""\n新收\t1\t2\n').blocks
    (grid,) = blocks
    assert isinstance(grid, Grid)
    assert texts(grid) == [["项目", "自然人", '"法人""甲"""'], ["新收", "1", "2"]]
    assert grid.cells[-1].origin.line == 4


def test_a_tab_after_a_number_or_an_indent_makes_no_table() -> None:
    text = "1.\t加强领导\n2.\t加强培训\n\t全年主动公开信息 5 条。\n\t办结 3 件。\n"
    assert not grids(text)
    assert prose(text) == ["加强领导", "加强培训", "全年主动公开信息 5 条。", "办结 3 件。"]
    assert prose("（一）\t加强领导\n一、\t情况\n") == ["（一） 加强领导", "一、 情况"]


STACKED = """\
二、情况
\t第二十条第（一）项

\t信息内容
\t本年新
制作数量
\t总数量

\t规章
\t0
\t 12

\t规范性文件
\t
\t3


三、下一节
"""


def test_one_cell_a_line_with_a_tab_before_each() -> None:
    expected = [
        ["第二十条第（一）项"],
        ["信息内容", "本年新制作数量", "总数量"],
        ["规章", "0", "12"],
        ["规范性文件", "", "3"],
    ]
    assert grids(STACKED) == [expected]
    assert prose(STACKED) == ["二、情况", "三、下一节"]


def test_a_cell_may_begin_with_blank_lines() -> None:
    text = "\t一、新收\n\t0\n\t0\n\n\t\n\n\n\n三、\n办理结果\n\t（一）予以公开\n\t0\n\t0\n\n\t\n\t（二）部分公开\n\t0\n\t0\n"
    assert grids(text)[0][1] == ["三、办理结果", "（一）予以公开", "0", "0"]


def test_an_empty_last_cell_does_not_swallow_the_next_heading() -> None:
    text = "\t甲\n\t0\n\n\t乙\n\t\n\n\n三、下一节\n\t丙\n\t1\n\n\t丁\n\t2\n"
    assert grids(text) == [[["甲", "0"], ["乙", ""]], [["丙", "1"], ["丁", "2"]]]
    assert prose(text) == ["三、下一节"]


def test_a_figure_is_not_continued_by_the_line_below() -> None:
    text = "\t甲\n\t0\n\n\t乙\n\t5\n下一节\n"
    assert grids(text) == [[["甲", "0"], ["乙", "5"]]]
    assert prose(text) == ["下一节"]


def test_a_heading_indented_above_a_stacked_row_without_a_blank_line_stays_prose() -> None:
    text = "\t二、主动公开政府信息情况\n\t规章\n\t1\n\t2\n\t3\n"
    assert grids(text) == [[["规章", "1", "2", "3"]]]
    assert prose(text) == ["二、主动公开政府信息情况"]


def test_prose_indented_with_tabs_around_a_stacked_table_stays_prose() -> None:
    text = "\t全年公开信息 5 条。\n\t二、情况\n\t信息内容\n\t数量\n\n\t规章\n\t0\n\n\t三、下一节\n\t没有收到申请。\n"
    assert grids(text) == [[["信息内容", "数量"], ["规章", "0"]]]
    assert prose(text) == ["全年公开信息 5 条。", "二、情况", "三、下一节", "没有收到申请。"]


def test_bars_with_a_bar_at_the_end_of_each_row() -> None:
    text = "标题\n第二十条第(一)项 | |||\n信息内容 | 数量 | 件数 | 总数 |\n规章 | 0 | 1 | |\n三、下一节\n"
    assert grids(text) == [
        [["第二十条第(一)项", "", "", ""], ["信息内容", "数量", "件数", "总数"], ["规章", "0", "1", ""]]
    ]
    assert prose(text) == ["标题", "三、下一节"]


def test_bars_without_a_bar_at_the_end() -> None:
    assert grids("规章 | 0 | 1\n文件 | | 3\n") == [[["规章", "0", "1"], ["文件", "", "3"]]]


def test_a_row_of_bars_broken_inside_its_cells() -> None:
    text = "信息内容 | 本年新\n制作数量 | 总数 |\n规章 | 0 | 1 |\n文件 | 2 | 3 |\n"
    assert grids(text)[0][0] == ["信息内容", "本年新制作数量", "总数"]


def test_markdown_tables_lose_their_rule_and_their_outer_bars() -> None:
    text = "| 信息内容 | 件数 |\n| :--- | ---: |\n| 规章\\|甲 | 0 |\n|  | 自<br>然 |\n"
    assert grids(text) == [[["信息内容", "件数"], ["规章|甲", "0"], ["", "自然"]]]
    assert grids("内容 | 件数\n--- | ---\n规章 | 0\n") == [[["内容", "件数"], ["规章", "0"]]]


def test_drawn_tables_of_a_terminal() -> None:
    text = "┌────┬───┐\n│内容│件数│\n├────┼───┤\n│规章│0  │\n└────┴───┘\n"
    assert grids(text) == [[["内容", "件数"], ["规章", "0"]]]
    assert grids("+----+---+\n|规章| 0 |\n+----+---+\n|文件| 1 |\n+----+---+\n") == [[["规章", "0"], ["文件", "1"]]]


def test_a_single_line_with_bars_or_tabs_is_prose() -> None:
    assert prose("首页 | 公开 | 互动\n") == ["首页 | 公开 | 互动"]
    assert prose("某镇人民政府\t2022年1月10日\n") == ["某镇人民政府 2022年1月10日"]


def test_aligned_columns_need_several_clear_rows() -> None:
    text = "信息内容    本年制发件数  废止件数   现行有效\n规章           0        0         0\n规范性文件     1        2         3\n"
    assert grids(text)[0][1:] == [["规章", "0", "0", "0"], ["规范性文件", "1", "2", "3"]]
    assert prose("某镇人民政府    2022年\n地址：某路    电话：123\n") == [
        "某镇人民政府    2022年",
        "地址：某路    电话：123",
    ]


def test_figures_with_single_spaces_are_columns_too() -> None:
    text = "本年新收 1 2 3 6\n上年结转 0 0 0 0\n予以公开 1 2 3 6\n"
    assert grids(text)[0][0] == ["本年新收", "1", "2", "3", "6"]


def test_commas_make_a_table_only_of_figures() -> None:
    assert grids('规章,0,0,0\n"文件,甲",1,2,3\n许可,0,0,0\n')[0][1] == ["文件,甲", "1", "2", "3"]
    assert not grids("一是抓学习,抓培训,抓落实\n二是抓公开,抓解读,抓回应\n三是抓监督,抓考核,抓整改\n")


def test_headings_lists_and_bold_lines_of_markdown() -> None:
    heading, item, nested, numbered, bold = read("## 一、情况 ##\n- 甲\n  - 乙\n1. 丙\n\n**六、其他**\n").blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.level) == ("一、情况", 2)
    assert isinstance(item, Paragraph)
    assert isinstance(nested, Paragraph)
    assert isinstance(numbered, Paragraph)
    assert [(one.marker, one.text, one.depth) for one in (item, nested, numbered)] == [
        ("-", "甲", 0),
        ("-", "乙", 1),
        ("1.", "丙", 0),
    ]
    assert isinstance(bold, Paragraph)
    assert bold.runs[0].bold
    assert bold.text == "六、其他"


def test_what_only_looks_like_a_mark_stays_text() -> None:
    for text in ("1、加强领导", "2021.5 万件", "#无空格", "**重点**工作", "-0.5"):
        assert paragraph(text).text == text
        assert not paragraph(text).marker


def test_unseen_characters_and_outer_spaces_go_and_inner_spaces_stay() -> None:
    assert paragraph("\u3000\u3000\ufeff公\u200b开　信息 ５ 条\u00ad\u00a0\u3000").text == "公开　信息 ５ 条"


def test_each_line_is_a_paragraph() -> None:
    assert prose("甲\n乙\n\n丙\n") == ["甲", "乙", "丙"]


def test_lines_wrapped_at_one_width_are_joined() -> None:
    whole = "本机关坚持以公开为常态不公开为例外的原则，" * 8
    wrapped = "\n".join([whole[:33], *(whole[at : at + 35] for at in range(33, len(whole), 35))])
    assert prose(f"一、情况\n　　{wrapped}\n二、下一节\n") == ["一、情况", whole, "二、下一节"]


def test_wrapped_lines_whose_indent_was_lost_are_joined_over_pages() -> None:
    first, second = "本机关坚持以公开为常态不公开为例外的原则，" * 8, "全年没有收到申请也没有产生行政复议案件。" * 6
    lines = [text[at : at + 35] for text in (first[:-2], second) for at in (0, *range(33, len(text), 35))]
    lines = [line[:33] if line in (first[:35], second[:35]) else line for line in lines]
    lines[2:3] = [lines[2], "", "— 1 —", "", "\f"]
    document = read("\n".join(lines))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [first[:-2], second]
    assert [one.what.zh for one in document.dropped] == ["1 个页码"]


def test_full_lines_that_are_paragraphs_are_not_joined() -> None:
    line = "本机关坚持以公开为常态不公开为例外的原则开展各项工作。"
    assert prose("\n".join([line] * 6)) == [line] * 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    grid = read(TABS.replace("\n", end).encode(encoding)).blocks[1]
    assert isinstance(grid, Grid)
    assert texts(grid)[0] == ["规章", "0", "12", "3"]
    assert grid.cells[-1].origin.line == 3


def test_what_is_no_text_is_refused() -> None:
    for data in (
        b"",
        b"  \n",
        b"PK\x03\x04\x00\x00",
        "无标记".encode("utf-16-le"),
        b"a\x00b",
        b"\x80\xff\xfe\xfd",
        b"\xff\xfea",
    ):
        assert refused(data) == "GIP651"


def test_a_damaged_character_is_told_with_its_line() -> None:
    with pytest.raises(DocumentError) as caught:
        read("好\n政府信息公开".encode() + b"\xe4\xb8")
    assert caught.value.rule == "GIP651"
    assert "第 2 行" in str(caught.value.words["reason"])


@pytest.mark.parametrize(
    "hostile",
    [
        "甲" + "\t\n" * 24_000,
        "甲" + "\t" * 49_000,
        "|" * 49_000,
        "甲\t乙\n\t\n" * 12_000,
        "甲 | 乙\n丙 | 丁 |\n" * 9_000,
        "甲 | 乙\n" * 8_000 + "丙 | 丁 |\n" * 9_000,
        "-" * 4_900_000,
        "# a" + " " * 90_000 + "b",
        "\t甲\n\n" * 16_000,
        ("甲" * 32 + "\n") * 40_000,
        '"\t' * 49_000,
        '\t"' * 49_000,
        "- " * 100_000 + "|",
    ],
    ids=range(13),
)
def test_hostile_texts_end_soon(hostile: str) -> None:
    read(hostile)


def test_what_no_person_writes_is_refused_before_it_is_read() -> None:
    assert refused(b"a\t" * 300_000) == "GIP653"
    assert refused(b"a" * 6_000_000) == "GIP653"


SEEDS = {"batai-2021": 3, "huimeng-2021": 3, "malugou-2020": 3, "qingshi-2021": 3, "tianchi-2021": 4}
"""How many tables each seed has, with the catalogue header of the last."""


@pytest.mark.reference
@pytest.mark.parametrize("name", SEEDS)
def test_seeds_keep_every_character(name: str, reference: Path) -> None:
    """What stands in the file stands in the blocks, in its order, but for spaces, marks and bars."""
    data = (reference / "seeds" / f"{name}.txt").read_bytes()
    blocks = read(data).blocks
    told = "".join(
        block.text if isinstance(block, Paragraph) else "".join(map("".join, texts(block))) for block in blocks
    )
    wanted = data.decode()
    for mark in ("|", "#", "**", "\n- "):
        wanted = wanted.replace(mark, "")
    assert "".join(told.split()) == "".join(wanted.split())
    assert sum(isinstance(block, Grid) for block in blocks) == SEEDS[name]


def seed(reference: Path, name: str) -> list[list[list[str]]]:
    return grids((reference / "seeds" / f"{name}.txt").read_text("utf-8"))


@pytest.mark.reference
@pytest.mark.parametrize("name", ["batai-2021", "huimeng-2021"])
def test_seeds_of_tabs_have_the_cells_that_their_lines_have(name: str, reference: Path) -> None:
    lines = (reference / "seeds" / f"{name}.txt").read_text("utf-8").split("\n")
    rows = [row for grid in seed(reference, name) for row in grid]
    assert rows == [[cell.strip() for cell in line.split("\t")] for line in lines if "\t" in line]


@pytest.mark.reference
def test_seed_with_bars_has_the_cells_between_its_bars(reference: Path) -> None:
    lines = (reference / "seeds" / "tianchi-2021.txt").read_text("utf-8").split("\n")
    rows = [row for grid in seed(reference, "tianchi-2021") for row in grid]
    assert rows == [[cell.strip() for cell in line.split("|")][:-1] for line in lines if "|" in line]
    assert [len(grid) for grid in seed(reference, "tianchi-2021")] == [3, 18, 26, 4]


RESULTS = (
    ("三、本年度办理结果", "（一）予以公开"), ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("", "（三）不予公开", "1.属于国家秘密"), ("", "", "2.其他法律行政法规禁止公开"), ("", "", "3.危及“三安全一稳定”"),
    ("", "", "4.保护第三方合法权益"), ("", "", "5.属于三类内部事务信息"), ("", "", "6.属于四类过程性信息"),
    ("", "", "7.属于行政执法案卷"), ("", "", "8.属于行政查询事项"), ("", "（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("", "", "2.没有现成信息需要另行制作"), ("", "", "3.补正后申请内容仍不明确"), ("", "（五）不予处理", "1.信访举报投诉类申请"),
    ("", "", "2.重复申请"), ("", "", "3.要求提供公开出版物"), ("", "", "4.无正当理由大量反复申请"),
    ("", "", "5.要求行政机关确认或重新出具已获取信息"),
)  # fmt: skip
OTHERS_2019 = (("", "（六）其他处理"),)
OTHERS_2021 = (
    ("", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"), ("", "", "3.其他"),
)  # fmt: skip
HEAD = [
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
    ["", "自然人", "法人或其他组织", "总计"],
    ["", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
]
FIVE = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


@pytest.mark.reference
@pytest.mark.parametrize(("name", "others"), [("malugou-2020", OTHERS_2019), ("qingshi-2021", OTHERS_2021)])
def test_seeds_with_one_cell_a_line_have_every_row(
    name: str, others: tuple[tuple[str, ...], ...], reference: Path
) -> None:
    _, applications, reviews = seed(reference, name)
    labels = [
        ("一、本年新收政府信息公开申请数量",), ("二、上年结转政府信息公开申请数量",),
        *RESULTS, *others, ("", "（七）总计"), ("四、结转下年度继续办理",),
    ]  # fmt: skip
    assert applications == [*HEAD, *([*label, *["0"] * 7] for label in labels)]
    assert reviews == [
        ["行政复议", "行政诉讼"], [*FIVE, "未经复议直接起诉", "复议后起诉"], [*[""] * 5, *FIVE, *FIVE], ["0"] * 15
    ]  # fmt: skip


@pytest.mark.reference
def test_seeds_with_one_cell_a_line_have_the_rows_of_the_first_table(reference: Path) -> None:
    first = seed(reference, "malugou-2020")[0]
    assert first[1] == ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
    assert [len(row) for row in first] == [1, 4, 4, 4, 1, 4, 4, 4, 1, 4, 4, 4, 1, 3, 3, 1, 3, 3, 1]
    first = seed(reference, "qingshi-2021")[0]
    assert first[-1] == ["行政事业性收费", "0"]
    assert [len(row) for row in first] == [1, 4, 4, 4, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2]


@pytest.mark.reference
def test_marks_of_markdown_in_a_seed(reference: Path) -> None:
    blocks = [
        block
        for block in read((reference / "seeds" / "huimeng-2021.txt").read_bytes()).blocks
        if isinstance(block, Paragraph)
    ]
    assert [block.level for block in blocks if block.level] == [1, 2, *[3] * 6, 2, 3, 3, 3, 4]
    assert [block.marker for block in blocks if block.marker] == ["-"] * 3
    assert [block.text for block in blocks if block.runs[0].bold] == ["六、其他需要报告的事项"]
