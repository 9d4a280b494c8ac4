"""How the rows of tables are read: what is sure is taken, what is not is told."""

from __future__ import annotations

from gipgen.findings import Finding
from gipgen.form import Forms
from gipgen.readers import Cell, Document, Grid, Paragraph, Run, read_document
from gipgen.recognition import Imported, recognise
from gipgen.rulebook import message
from gipgen.source import FIRST

HEADS = "|  | 申请人情况 |||||||\n|---|---|---|---|---|---|---|---|\n|  | {} |\n"
NATURAL = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
Line = tuple[str, list[int | str]]
RECEIVED = "一、本年新收政府信息公开申请数量"
OTHERS = "| 二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"


def imported(row: str, forms: Forms, heads: list[str] | None = None) -> Imported:
    """Return a report of table 三 with the row 本年新收."""
    table = HEADS.format(" | ".join(heads or NATURAL)) + f"| {RECEIVED} | {row} |\n" + OTHERS
    text = f"# 某镇2024年政府信息公开工作年度报告\n\n## 三、收到和处理政府信息公开申请情况\n\n{table}"
    found = recognise(read_document(text.encode(), ".md"), forms)
    assert isinstance(found, Imported)
    return found


def received(row: str, forms: Forms, heads: list[str] | None = None) -> tuple[list[int | None], set[str]]:
    """Return the figures of 本年新收 in the order of the form, and the rules of the findings on it."""
    found = imported(row, forms, heads)
    line = found.form.line("applications", "received")
    assert line is not None
    values = [found.figures[cell.index].value if cell.index in found.figures else None for cell in line.cells]
    rules = {one.rule for one in found.findings if "本年新收" in one.label or one.rule == "GIP665"}
    return [None if value is None else int(value) for value in values], rules


def test_a_whole_row_is_taken(forms: Forms) -> None:
    assert received("3 | 1 | 0 | 0 | 0 | 0 | 4", forms) == ([3, 1, 0, 0, 0, 0, 4], set())


def test_nothing_of_a_row_that_lost_a_cell_is_sure(forms: Forms) -> None:
    """Any of its cells may be the lost one."""
    assert received("3 | 0 | 0 | 0 | 0 | 3", forms) == ([None] * 7, {"GIP661"})


def test_of_a_row_with_a_cell_more_only_what_all_readings_agree_on_is_taken(forms: Forms) -> None:
    assert received("3 | 1 | 0 | 0 | 0 | 0 | 4 | 9", forms) == ([None, None, 0, 0, 0, None, None], {"GIP661"})


def test_columns_are_where_their_heads_are(forms: Forms) -> None:
    """In any order."""
    heads = ["总计", *NATURAL[:6]]
    assert received("4 | 3 | 1 | 0 | 0 | 0 | 0", forms, heads)[0] == [3, 1, 0, 0, 0, 0, 4]


def test_below_a_strange_head_stands_no_figure_of_the_form(forms: Forms) -> None:
    """The other columns are known by their own heads."""
    found, rules = received("3 | 1 | 0 | 0 | 0 | 0 | 4", forms, [*NATURAL[:5], "备注", "总计"])
    assert (found, rules) == ([3, 1, 0, 0, 0, None, 4], {"GIP661"})


def test_a_row_is_not_taken_for_one_that_is_printed_further_down(forms: Forms) -> None:
    """Labels that are exact come first."""
    zeros = " | ".join("0000000")
    rows = f"{zeros} |\n| 5.属于四类内部过程信息 | {' | '.join('1111111')} |\n| 6.属于四类过程性信息 | {' | '.join('2222222')}"
    found = imported(rows, forms)
    line = found.form.line("applications", "refused.process_information")
    assert line is not None
    assert [found.figures[cell.index].value for cell in line.cells] == [2] * 7
    assert [one.words["text"] for one in found.findings if one.rule == "GIP664"] == ["5.属于四类内部过程信息"]


def test_marks_of_notes_are_no_digits(forms: Forms) -> None:
    """12① is not 121."""
    assert received("3① | 1² | 0 | 0 | 0 | 0 | 4", forms) == ([None, None, 0, 0, 0, 0, 4], {"GIP662"})


def review(*rows: list[int | str], forms: Forms) -> tuple[set[int | None], list[str]]:
    """Return the figures of table 四 with rows of figures below its heads, and the rules of the findings on it."""
    leaves = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    over = [(0, 0, "行政复议", 5), (0, 5, "行政诉讼", 10), (1, 5, "未经复议直接起诉", 5), (1, 10, "复议后起诉", 5)]
    cells = [Cell(row, at, text, columns=columns) for row, at, text, columns in over]
    cells += [Cell(1 if at < 5 else 2, at, text) for at, text in enumerate(leaves)]
    cells += [Cell(number, at, str(figure)) for number, row in enumerate(rows, 3) for at, figure in enumerate(row)]
    heading = Paragraph((Run("四、政府信息公开行政复议、行政诉讼情况"),))
    grid = Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
    found = recognise(Document((heading, grid)), forms)
    assert isinstance(found, Imported)
    values = {found.figures[cell.index].value if cell.index in found.figures else None for cell in found.form.cells}
    rules = [one.rule for one in found.findings if one.label == "复议诉讼"]
    return {None if value is None else int(value) for value in values}, rules


def test_of_two_rows_of_figures_that_differ_none_is_taken(forms: Forms) -> None:
    """One of them may be last year's."""
    assert review([3] * 15, forms=forms) == ({None, 3}, [])
    assert review([3] * 15, [3] * 15, forms=forms) == ({None, 3}, [])
    assert review([3] * 15, [4] * 15, [3] * 15, forms=forms) == ({None}, ["GIP661"])


def test_of_two_rows_of_which_one_cannot_be_read_none_is_taken(forms: Forms) -> None:
    """The one that can may be last year's."""
    assert review([4] * 15, ["2024年", *[3] * 15], forms=forms) == ({None}, ["GIP661"])
    assert review([4] * 15, list(range(1, 17)), forms=forms) == ({None}, ["GIP661", "GIP661"])


def test_a_text_before_a_row_of_figures_is_its_name(forms: Forms) -> None:
    heads = [
        "类别 | 行政复议 | 行政诉讼",
        "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉",
        " | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2),
    ]
    text = "\n".join(["四、政府信息公开行政复议、行政诉讼情况", *heads, "件数 | " + " | ".join("102031040510304")])
    found = recognise(read_document(text.encode(), ".txt"), forms)
    assert isinstance(found, Imported)
    assert [found.figures[cell.index].text for cell in found.form.cells if cell.index in found.figures] == [
        *"102031040510304"
    ]


def test_a_row_blank_at_one_end_only_may_have_lost_a_cell(forms: Forms) -> None:
    """When others have figures there, the blank may be extra and every figure one column off."""
    assert received("3 | 1 | 0 | 2 | 0 | 0 |  ", forms) == ([None] * 7, {"GIP661"})
    assert received("  | 3 | 1 | 0 | 2 | 0 | 0", forms) == ([None] * 7, {"GIP661"})
    assert received("  | 3 | 1 | 0 | 2 | 0 | 6", forms) == ([None, 3, 1, 0, 2, 0, 6], {"GIP667"}), "it adds up"


def test_so_it_may_with_more_blanks(forms: Forms) -> None:
    """Its total at least would be printed; blanks between figures are by habit."""
    assert received("3 | 1 |   | 2 |   |   |  ", forms) == ([None] * 7, {"GIP661"})
    assert received("3 | 1 |   | 2 |   |   | 6", forms) == ([3, 1, None, 2, None, None, 6], {"GIP667"})
    assert received("  | 1 |   | 2 |   |   | 3", forms) == ([None, 1, None, 2, None, None, 3], {"GIP667"})


def test_a_row_that_lost_a_cell_does_not_end_where_the_heads_do_by_a_blank_behind_all_rows(forms: Forms) -> None:
    rows: list[Line] = [
        (RECEIVED, [3, 1, 0, 2, 0, 6, ""]),
        ("二、上年结转政府信息公开申请数量", [2, 0, 0, 0, 0, 0, 2, ""]),
    ]
    rows += [("四、结转下年度继续办理", [1, 0, 0, 0, 0, 0, 1, ""])]
    assert from_page(["", *NATURAL], rows, forms) == [None] * 7


def test_drawn_heads_decide_when_no_row_has_as_many_figures_as_columns(forms: Forms) -> None:
    """A column without a head stands between them, and all totals are blank."""
    heads = ["", "自然人", "", *NATURAL[1:]]
    rows: list[Line] = [(RECEIVED, [3, "", 1, 0, 2, 0, 0, ""]), ("四、结转下年度继续办理", [1, "", 0, 0, 0, 0, 0, ""])]
    assert from_page(heads, rows, forms) == [3, 1, 0, 2, 0, 0, None]


def from_page(heads: list[str], rows: list[Line], forms: Forms) -> list[int | None]:
    """Return the figures of 本年新收 in a page whose table is drawn."""
    lines: list[list[int | str]] = [[*heads], *([label, *cells] for label, cells in rows)]
    drawn = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in lines)
    title = "<h1>某镇2024年政府信息公开工作年度报告</h1><h2>三、收到和处理政府信息公开申请情况</h2>"
    found = recognise(read_document(f"{title}<table>{drawn}</table>".encode(), ".html"), forms)
    assert isinstance(found, Imported)
    line = found.form.line("applications", "received")
    assert line is not None
    values = [found.figures[cell.index].value if cell.index in found.figures else None for cell in line.cells]
    return [None if value is None else int(value) for value in values]


def test_a_doubtful_row_is_not_said_to_have_seven_cells_instead_of_seven() -> None:
    words = {"label": "本年新收", "count": 7, "expected": 7, "printed": "3、1、0、2、0、0、□", "where": ""}
    finding = Finding("GIP661", FIRST, words)
    assert "instead of" not in message(finding, "en")
    assert message(finding, "zh").startswith("本年新收可能缺格、多格或错位：")
