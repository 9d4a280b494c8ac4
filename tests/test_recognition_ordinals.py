"""A column that counts the rows of a table is no figure and hinders none."""

from __future__ import annotations

import pytest

from gipgen.form import Forms
from gipgen.readers import Cell, Grid
from gipgen.recognition.forms import every_table
from gipgen.recognition.ordinals import uncounted

LABELS = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"]


def left(rows: list[list[str]], forms: Forms, *, drawn: bool = True) -> list[list[str]]:
    """Return the texts of a grid without what counts its rows."""
    known = frozenset(label for one in every_table(forms) for label in one.lines)
    cells = tuple(Cell(row, at, text) for row, texts in enumerate(rows) for at, text in enumerate(texts))
    return [[cell.text for cell in row] for row in uncounted(Grid(cells, drawn=drawn), known).rows]


def counted(numbers: list[str], head: str = "") -> list[list[str]]:
    return [[head, "", "自然人", "总计"], *([one, label, "1", "1"] for one, label in zip(numbers, LABELS, strict=True))]


@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("head", ["序号", "项次", ""])
def test_ordinals_before_labels_go(head: str, drawn: bool, forms: Forms) -> None:
    found = left(counted(["1", "2", "3"], head), forms, drawn=drawn)
    assert found[1:] == [[label, "1", "1"] for label in LABELS]


def test_under_its_head_a_column_may_leave_numbers_out(forms: Forms) -> None:
    assert left(counted(["1", "2", "9"], "序号"), forms)[3] == [LABELS[2], "1", "1"]
    assert left(counted(["1", "2", "9"]), forms) == counted(["1", "2", "9"])


def test_other_figures_before_labels_stay(forms: Forms) -> None:
    assert left(counted(["3", "1", "2"]), forms) == counted(["3", "1", "2"])
    assert left(counted(["1", "2", "3.5"], "序号"), forms) == counted(["1", "2", "3.5"], "序号")


def test_numbers_of_lines_go_by_their_head_only(forms: Forms) -> None:
    """Behind labels a column of 1, 2, 3 may be one of figures."""
    rows = [["", "行次", "自然人"], *([label, str(at), "5"] for at, label in enumerate(LABELS, 1))]
    assert left(rows, forms)[1:] == [[label, "5"] for label in LABELS]
    rows[0][1] = ""
    assert left(rows, forms) == rows


def test_figures_with_remarks_behind_are_figures(forms: Forms) -> None:
    """The remarks may hold the label of a row."""
    rows = [["行政许可", "1", "其他"], ["行政处罚", "2", "其他"]]
    assert left(rows, forms) == rows
    rows = [["1", "行政许可"], ["2", "行政处罚"]]
    assert left(rows, forms) == rows, "nothing but these can be their figures"
