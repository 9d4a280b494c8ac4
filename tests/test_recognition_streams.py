"""Tables copied with nothing between their cells: labels part them, and a row that lacks a cell is told."""

from __future__ import annotations

from gipgen.form import Forms
from gipgen.readers import read_document
from gipgen.recognition import Imported, Remarks, recognise

HEADS = [
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
]
ROWS = [
    ["一、本年新收政府信息公开申请数量", "3", "1", "0", "0", "0", "0", "4"],
    ["二、上年结转政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
    ["三、本年度办理结果", "（一）予以公开", "2", "1", "0", "0", "0", "0", "3"],
    ["四、结转下年度继续办理", "2", "0", "0", "0", "0", "0", "2"],
]
REVIEW = [
    "行政复议",
    "行政诉讼",
    *["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
    "未经复议直接起诉",
    "复议后起诉",
]
REVIEW += ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2


def imported(lines: list[str], forms: Forms, section: str = "三、收到和处理政府信息公开申请情况") -> Imported:
    text = "\n".join(["某镇2024年政府信息公开工作年度报告", "一、总体情况", "正常开展。", section, *lines])
    found = recognise(read_document(f"{text}\n五、存在的主要问题及改进情况\n没有。".encode(), ".txt"), forms)
    assert isinstance(found, Imported)
    return found


def row(found: Imported, key: str, section: str = "applications") -> list[int | None]:
    line = found.form.line(section, key)
    assert line is not None
    values = [found.figures[cell.index].value if cell.index in found.figures else None for cell in line.cells]
    return [None if value is None else int(value) for value in values]


def told(found: Imported) -> list[str]:
    return [one.rule for one in found.findings if one.rule in {"GIP661", "GIP664", "GIP665", "GIP666"}]


def lines(rows: list[list[str]]) -> list[str]:
    return [*HEADS, *(text for cells in rows for text in cells)]


def test_one_cell_a_line(forms: Forms) -> None:
    found = imported(lines(ROWS), forms)
    assert row(found, "received") == [3, 1, 0, 0, 0, 0, 4]
    assert row(found, "granted") == [2, 1, 0, 0, 0, 0, 3]
    assert told(found) == []


def test_one_row_a_line(forms: Forms) -> None:
    found = imported([" ".join(HEADS), *map(" ".join, ROWS)], forms)
    assert row(found, "carried_over") == [1, 0, 0, 0, 0, 0, 1]
    assert row(found, "granted") == [2, 1, 0, 0, 0, 0, 3]


def test_labels_are_put_together(forms: Forms) -> None:
    found = imported(lines([ROWS[0], ["二、上年结转政府信", "息公开申请数量", *ROWS[1][1:]], *ROWS[2:]]), forms)
    assert row(found, "carried_over") == [1, 0, 0, 0, 0, 0, 1]
    assert told(found) == []


def test_a_row_with_a_blank_has_too_few(forms: Forms) -> None:
    found = imported(lines([ROWS[0], [*ROWS[1][:3], *ROWS[1][4:]], *ROWS[2:]]), forms)
    assert row(found, "carried_over") == [None] * 7
    assert row(found, "granted") == [2, 1, 0, 0, 0, 0, 3]
    assert told(found) == ["GIP661"]


def test_a_row_of_another_name_is_told_and_ends_the_one_before(forms: Forms) -> None:
    found = imported(lines([ROWS[0], ["其中：网上申请", *ROWS[1][1:]], *ROWS[1:]]), forms)
    assert row(found, "received") == [3, 1, 0, 0, 0, 0, 4]
    assert row(found, "carried_over") == [1, 0, 0, 0, 0, 0, 1]
    assert told(found) == ["GIP664"]


def test_the_number_of_a_page_is_no_figure_of_a_row(forms: Forms) -> None:
    """It makes one too many; with strokes around it, it is none."""
    found = imported(lines([ROWS[0], ["— 3 —"], ROWS[1], ["3"], *ROWS[2:]]), forms)
    assert row(found, "received") == [3, 1, 0, 0, 0, 0, 4]
    assert row(found, "granted") == [2, 1, 0, 0, 0, 0, 3]
    assert told(found) == ["GIP661"]


def test_figures_behind_the_heads_of_columns_are_no_total(forms: Forms) -> None:
    """The label of the first row is lost; 总计 is a head here."""
    found = imported(
        [*HEADS[:3], *HEADS[4:], "总计", *ROWS[0][1:], *(text for cells in ROWS[1:] for text in cells)], forms
    )
    assert row(found, "total") == [None] * 7
    assert "GIP664" in told(found)


def test_table_four_has_its_figures_behind_all_heads(forms: Forms) -> None:
    figures = [str(at) for at in range(1, 16)]
    found = imported([*REVIEW, *figures], forms, "四、政府信息公开行政复议、行政诉讼情况")
    assert row(found, "review", "review_and_litigation") == [1, 2, 3, 4, 5]
    assert row(found, "litigation.after_review", "review_and_litigation") == [11, 12, 13, 14, 15]


def test_lines_of_prose_are_no_table(forms: Forms) -> None:
    lines = ["全年收到申请：", "自然人", "3", "件。", "总计 4 件。"]
    text = "\n".join(
        ["某镇2024年政府信息公开工作年度报告", "一、总体情况", *lines, "五、存在的主要问题及改进情况", "没有。"]
    )
    assert isinstance(recognise(read_document(text.encode(), ".txt"), forms), Remarks)


def test_a_head_over_columns_that_was_copied_first_does_not_move_them(forms: Forms) -> None:
    heads = ["申请人情况", "法人或其他组织", "自然人", *HEADS[4:], "总计"]
    found = imported([*heads, *(text for cells in ROWS for text in cells)], forms)
    assert row(found, "received") == [3, 1, 0, 0, 0, 0, 4]


def test_columns_whose_heads_agree_on_another_order_are_moved(forms: Forms) -> None:
    heads = ["申请人情况", "法人或其他组织", *HEADS[4:], "自然人", "总计"]
    found = imported([*heads, *(text for cells in ROWS for text in cells)], forms)
    assert row(found, "received") == [0, 3, 1, 0, 0, 0, 4]


def test_a_heading_joined_with_and_ends_a_table(forms: Forms) -> None:
    below = ["四、政府信息公开行政复议、行政诉讼情况", *REVIEW, *"102031040510304"]
    found = imported([*lines(ROWS), *below], forms)
    assert row(found, "carried_forward") == [2, 0, 0, 0, 0, 0, 2]
    assert row(found, "review", "review_and_litigation") == [1, 0, 2, 0, 3]
    assert row(found, "litigation.after_review", "review_and_litigation") == [1, 0, 3, 0, 4]
