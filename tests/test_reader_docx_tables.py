"""Tables of Word files → grids; tables that only place text on a page dissolve."""

from __future__ import annotations

from gipgen.readers import Grid, Origin, Run
from tests.word_xml import dropped, grid, p, r, read, tbl, tc, texts, tr

LONG = "全年主动公开政府信息若干条，依申请公开按期答复，各项工作都有专人负责，没有责任追究的情况。"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def width(twips: int) -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>'


def lines(*widths: int) -> str:
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cells(body: str, **parts: str) -> list[tuple[int, int, int, int, str]]:
    """Return row, column, rows, columns and text of each cell."""
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in grid(read(body, **parts)).cells]


def test_merged_cells_are_listed_once_with_their_spans() -> None:
    table = tbl(
        tr(tc("头", START + span(2)), tc("甲"), tc("乙")),
        tr(tc("", GOES_ON + span(2)), tc("1"), tc("2")),
        tr("行", "细", tc("3", span(2))),
    )
    assert cells(table) == [
        (0, 0, 2, 2, "头"), (0, 2, 1, 1, "甲"), (0, 3, 1, 1, "乙"),
        (1, 2, 1, 1, "1"), (1, 3, 1, 1, "2"),
        (2, 0, 1, 1, "行"), (2, 1, 1, 1, "细"), (2, 2, 1, 2, "3"),
    ]  # fmt: skip


def test_merged_cells_below_each_other_are_two() -> None:
    table = tbl(
        tr(tc("甲", START), "1"), tr(tc("", GOES_ON), "2"), tr(tc("乙", START), "3"), tr(tc("", GOES_ON), "4"), tr(tc("", GOES_ON), "5")
    )  # fmt: skip
    assert [cell for cell in cells(table) if cell[1] == 0] == [(0, 0, 2, 1, "甲"), (2, 0, 3, 1, "乙")]


def test_a_cell_that_continues_nothing_is_one_of_its_own() -> None:
    assert cells(tbl(tr(tc("甲", GOES_ON), "1"), tr("乙", tc("2", GOES_ON))))[::3] == [
        (0, 0, 1, 1, "甲"),
        (1, 1, 1, 1, "2"),
    ]


def test_cells_merged_in_the_way_of_word_97_are_one() -> None:
    merged = tc("头", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")
    assert cells(tbl(tr(*merged, "甲"), tr("1", "2", "3")))[:2] == [(0, 0, 1, 2, "头"), (0, 2, 1, 1, "甲")]


def test_rows_may_begin_and_end_inside_the_table() -> None:
    table = tbl(
        tr("1", "2", properties='<w:gridBefore w:val="2"/>'),
        tr("3", "4", "5", properties='<w:gridAfter w:val="1"/>'),
        tr("6", "7", "8", "9"),
    )
    assert [cell[1] for cell in cells(table)] == [2, 3, 0, 1, 2, 0, 1, 2, 3]


def test_lines_drawn_by_hand_that_nearly_meet_are_one() -> None:
    """Dragged lines and conversions leave columns of a millimetre, which no cell has for itself."""
    table = tbl(
        tr(tc("甲", span(2)), tc("乙", span(2))), tr(tc("1"), tc("2", span(3))), tr(tc("3", span(3)), "4"),
        grid=lines(2000, 60, 30, 2000),
    )  # fmt: skip
    assert [cell[1:4] for cell in cells(table)] == [(0, 1, 1), (1, 1, 1)] * 3


def test_a_narrow_column_with_cells_of_its_own_is_a_column() -> None:
    table = tbl(tr("甲", "乙", "丙"), tr("1", "2", "3"), grid=lines(20, 20, 20))
    assert [cell[1] for cell in cells(table)] == [0, 1, 2, 0, 1, 2]


def test_columns_in_which_no_cell_ends_do_not_count() -> None:
    assert [cell[1:4] for cell in cells(tbl(tr("甲", tc("乙", span(9))), tr("1", tc("2", span(9)))))] == [
        (0, 1, 1),
        (1, 1, 1),
    ] * 2


def test_spans_that_were_lost_are_seen_in_the_widths() -> None:
    """As WPS writes some tables: no spans and a wrong grid, but cells of different widths."""
    table = tbl(
        tr(tc("头", width(3000)), tc("总计", width(1010))),
        tr(tc("甲", width(1000)), tc("乙", width(2000)), tc("0", width(1000))),
        grid=lines(2000, 2000),
    )
    assert [cell[1:4] for cell in cells(table)] == [(0, 1, 2), (2, 1, 1), (0, 1, 1), (1, 1, 1), (2, 1, 1)]


def test_a_row_that_lacks_a_cell_stays_short() -> None:
    table = tbl(tr(tc("甲", width(900)), tc("乙", width(900))), tr(tc("1", width(900))))
    assert [cell[:2] for cell in cells(table)] == [(0, 0), (0, 1), (1, 0)]


def test_paragraphs_and_lines_of_a_cell_are_one_text() -> None:
    """Chinese without a gap; words and figures stay apart."""
    split = tc(p("　社会公") + p("益组织 ") + p("") + p("<w:r><w:t>NGO</w:t><w:br/><w:t>a</w:t></w:r>") + p("b"))
    assert cells(tbl(tr(split, "1")))[0][4] == "社会公益组织NGO a b"


def test_numbers_that_word_counts_in_cells_are_text_of_theirs() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    table = tbl(tr(tc(p("属于国家秘密", counted)), "0"), tr(tc(p("", counted)), "0"))
    assert [cell[4] for cell in cells(table, numbering=numbering)] == ["1.属于国家秘密", "0", "2.", "0"]


def test_rows_deleted_in_a_revision_are_named() -> None:
    document = read(tbl(tr("甲", "1"), tr("乙", "2", properties="<w:del/>"), tr("丙", "3")))
    assert (texts(document), dropped(document)) == (["甲|1|丙|3"], ["修订中删除的文字“乙 2”"])


def test_hidden_rows_are_named() -> None:
    """Word does not show them; the figures of an older year must not be read."""
    old = tr("甲", "9").replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    made = read(tbl(tr("甲", "1"), old))
    assert [cell.text for cell in grid(made).cells] == ["甲", "1"]
    assert len(dropped(made)) == 1


def test_text_covered_by_a_merged_cell_is_named() -> None:
    document = read(tbl(tr(tc("甲", START), "1"), tr(tc("残", GOES_ON), "2")))
    assert (texts(document), dropped(document)) == (["甲|1|2"], ["合并单元格中被遮住的文字“残”"])
    assert document.dropped[0].origin == Origin(table=1, row=1, column=1)


def test_rows_and_cells_in_content_controls_are_rows_and_cells() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(tr("甲", control.format(tc("乙"))))
    assert [cell[:2] for cell in cells(tbl(row, tr("1", "2")))] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_cells_tell_where_they_stand() -> None:
    document = read(tbl(tr("甲", "乙")) + tbl(tr("丙", tc("丁", span(2))), tr("1", "2", "3")))
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    assert [table.origin.table for table in tables] == [1, 2]
    assert tables[1].cells[4].origin == Origin(table=2, row=2, column=3)


# --- tables that are none ---------------------------------------------------------------------------------------

DATA = tbl(tr("甲", "乙"), tr("1", "2"))


def test_a_table_around_text_and_tables_dissolves() -> None:
    """With one cell, with one column, and with a table in a cell, also when several are nested."""
    inside = p("前") + DATA + p("后")
    nested = tbl(tr(tc(inside), tc(p(""))))
    arounds = (
        tbl(tr(tc(inside))),
        tbl(tr(tc(p("前"))), tr(tc(DATA + p("后")))),
        nested,
        tbl(tr(tc(tbl(tr(tc(nested)))), tc(p("")))),
    )
    for around in arounds:
        assert texts(read(around)) == ["前", "甲|乙|1|2", "后"]


def test_a_table_around_headings_and_running_text_dissolves() -> None:
    heading = p("一、总体情况", '<w:outlineLvl w:val="0"/>')
    assert texts(read(tbl(tr(tc(heading + p(LONG)), "右")))) == ["一、总体情况", LONG, "右"]


def test_a_table_of_figures_stays_one_whatever_its_labels_are() -> None:
    """Labels may be called headings by mistake, and a little table in a cell may hold but one text."""
    label = p("行政", '<w:outlineLvl w:val="0"/>') + p("许可")
    assert cells(tbl(tr(tc(label), "0")))[0][4] == "行政许可"
    assert cells(tbl(tr(tc(tbl(tr("9")) + p("")), "0"), tr("1", "2")))[0][4] == "9"


def test_text_boxes_in_cells_are_text_of_the_cell() -> None:
    box = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"
    table = tbl(tr(tc(p(r("项目") + box.format(p("类别") + DATA))), "0"))
    assert texts(read(table)) == ["项目类别|0", "甲|乙|1|2"]


# --- hostile ones -----------------------------------------------------------------------------------------------


def test_tables_nested_as_deep_as_xml_allows_are_read_or_refused_at_once() -> None:
    body = p("底")
    for _ in range(80):
        body = tbl(tr(tc(body + p(""))))
    assert texts(read(body)) == ["底"]


def test_large_spans_and_many_cells_cost_nothing_special() -> None:
    table = tbl(tr(tc("甲", span(999_999)), tc("乙", span(10**30))), *[tr(*["1"] * 50) for _ in range(200)])
    assert len(cells(table)) == 10_002


def test_a_cell_of_one_paragraph_has_its_styles() -> None:
    table = grid(read(tbl(tr(tc(p(r("一", "<w:b/>") + r("月"))), tc(p(r("二", "<w:b/>")) + p("月")), tc(p(""))))))
    assert [cell.runs for cell in table.cells] == [(Run("一", bold=True), Run("月")), (), ()]


def test_cells_are_set_to_the_side_of_their_first_paragraph() -> None:
    """By itself or by its style; the left one is where text stands anyway."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    )
    sides = [
        '<w:jc w:val="right"/>',
        '<w:jc w:val="both"/>',
        '<w:pStyle w:val="b"/>',
        '<w:pStyle w:val="b"/><w:jc w:val="left"/>',
    ]
    table = grid(read(tbl(tr(*(tc(p("甲", side)) for side in sides))), styles=styles))
    assert [cell.align for cell in table.cells] == ["right", "", "center", ""]


def test_of_what_is_said_twice_the_first_counts() -> None:
    doubled = f"<w:tc><w:tcPr>{span(2)}{span(3)}</w:tcPr><w:tcPr>{START}</w:tcPr>{p('头')}</w:tc>"
    assert cells(tbl(tr(doubled), tr("1", "2"))) == [(0, 0, 1, 2, "头"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2")]
    empty = f"<w:tc><w:tcPr/><w:tcPr>{span(2)}</w:tcPr>{p('头')}</w:tc>"
    assert cells(tbl(tr(empty, "尾"), tr("1", "2")))[:2] == [(0, 0, 1, 1, "头"), (0, 1, 1, 1, "尾")]
