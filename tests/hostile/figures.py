"""Mischief in cells: how figures and labels are written."""

from __future__ import annotations

import re
from random import Random

from tests.hostile.draft import Cell, Draft, ImpossibleError, Table, kind

WIDE = str.maketrans("0123456789+-.,", "０１２３４５６７８９＋－．，")
ALIASES = {
    "社会公益组织": ["社会组织"],
    "2.其他法律行政法规禁止公开": ["2.其他法律法规禁止公开", "2.其他法律行政止公开"],
    "本年废止件数": ["本年度废止件数"],
    "现行有效件数": ["现行有效件"],
    "行政规范性文件": ["规范性文件"],
    "规范性文件": ["行政规范性文件"],
    "本年收费金额（单位：万元）": ["本年收费金额（单位：万元，保留4位小数）"],
    "第二十条第（一）项": ["第二十条 第（一）项", "第二十条第(一)项"],
    "3.危及“三安全一稳定”": ['3.危及"三安全一稳定"', "3.危及三安全一稳定"],
}
NUMBER = re.compile(r"^[（(]?([0-9一二三四五六七]{1,2})[）)]?[.、]?(?=\D)")


def _all(draft: Draft) -> list[Cell]:
    return [cell for table in draft.tables for cell in table.figures()]


@kind("as it should be")
def nothing(draft: Draft, rng: Random) -> None:
    """The report as the form wants it."""


@kind("full-width digits")
def wide(draft: Draft, rng: Random) -> None:
    """Write some figures, or all, in full-width digits."""
    share = rng.choice([0.2, 1])
    for cell in _all(draft):
        if rng.random() < share:
            cell.text = cell.text.translate(WIDE)


@kind("thousands separators")
def thousands(draft: Draft, rng: Random) -> None:
    """Write large figures with separators."""
    mark = rng.choice([",", ",", "，"])
    for cell in _all(draft):
        found = re.fullmatch(r"([+-]?)([0-9]{4,})(.*)", cell.text)
        if found:
            cell.text = f"{found[1]}{int(found[2]):,}{found[3]}".replace(",", mark)


@kind("half-width brackets and quotes")
def half(draft: Draft, rng: Random) -> None:
    """Write labels as people type them."""
    for table in draft.tables:
        for cell in table.labels():
            cell.text = cell.text.translate(str.maketrans("（）“”：", '()"":'))


@kind("aliases of labels")
def aliases(draft: Draft, rng: Random) -> None:
    """Write labels as reports were seen to."""
    for table in draft.tables:
        for cell in table.labels():
            cell.text = rng.choice(ALIASES.get(cell.text, [cell.text]))


@kind("numbers of labels in another style")
def renumbered(draft: Draft, rng: Random) -> None:
    """Write numbers before labels another way, or none."""
    style = rng.choice(["{}、", "({})", "（{}）", "{}．", "{} ", ""])
    for table in draft.tables:
        for cell in table.labels():
            cell.text = NUMBER.sub(lambda found: style.format(found[1]), cell.text)


@kind("spaces inside cells")
def spaced(draft: Draft, rng: Random) -> None:
    """Put spaces, also invisible ones, into labels and around figures."""
    for table in draft.tables:
        for cell in table.labels():
            if rng.random() < 0.5 and len(cell.text) < 8:
                cell.text = rng.choice([" ", "\u00a0", "\u200b"]).join(cell.text)
        for cell in table.figures():
            cell.text = rng.choice(["{}", " {}", "{}\u00a0", "\u200b{}"]).format(cell.text)


@kind("signs for nothing, and blanks")
def nothing_told(draft: Draft, rng: Random) -> None:
    """Print no figure where nothing is to be told; it is no zero.

    A row that is blank at an end may have lost a cell instead.
    """
    signs = rng.choice([["/"], ["—"], ["无"], ["-"], [""], ["/", "", "无", "——"]])
    for cell in _all(draft):
        if rng.random() < 0.15:
            cell.text = rng.choice(signs)
            draft.wanted[cell.path] = None
    for cells in ([cell for cell in row if cell.path] for table in draft.tables for row in table.rows):
        if cells and not (cells[0].text and cells[-1].text):
            draft.gone |= {cell.path for cell in cells}


@kind("blank rows")
def blank_rows(draft: Draft, rng: Random) -> None:
    """Leave whole rows without figures, as 上海 2019."""
    for table in draft.tables:
        for row in table.rows[table.heads :]:
            cells = [cell for cell in row if cell.path]
            if cells and rng.random() < 0.15:
                for cell in cells:
                    cell.text = ""
                    draft.wanted[cell.path] = None


@kind("units behind figures")
def units(draft: Draft, rng: Random) -> None:
    """Write 件 behind counts and 万元 behind the fees."""
    for cell in _all(draft):
        if cell.path[-1] == "fees":
            cell.text += "万元"
        elif rng.random() < 0.3 and cell.path[-1] != "amount":
            cell.text += rng.choice(["件", "条", "项"]) if cell.path[0] == "proactive_disclosure" else "件"


@kind("signed figures")
def signed(draft: Draft, rng: Random) -> None:
    """Write the signs of the 2019 form in every way."""
    cells = [cell for cell in _all(draft) if cell.path[-1] == "change"]
    if not cells:
        raise ImpossibleError
    for cell in cells:
        number = cell.text.lstrip("+-")
        sign = "-" if cell.text.startswith("-") else "+" if number != "0" else ""
        cell.text = rng.choice([sign, sign.translate(WIDE), sign.replace("-", "−")]) + number


@kind("figures written differently")
def written(draft: Draft, rng: Random) -> None:
    """Write noughts behind sums of money, or none."""
    for cell in _all(draft):
        whole, point, part = cell.text.partition(".")
        if point and part.isdecimal() and len(part) < 4:
            cell.text = rng.choice([f"{cell.text}0", f"{whole}．{part}"])


@kind("heads over several lines")
def broken_heads(draft: Draft, rng: Random) -> None:
    """Break labels inside their cells."""
    draft.style["broken"] = True
    for table in draft.tables:
        _break(table, rng)


def _break(table: Table, rng: Random) -> None:
    for cell in table.labels():
        if len(cell.text) > 2 and rng.random() < 0.7:
            first = re.match(r"\W*[0-9一二三四五六七]{0,2}\W*", cell.text)
            at = rng.randint(min(1 + (first.end() if first else 0), len(cell.text) - 1), len(cell.text) - 1)
            cell.text = f"{cell.text[:at]}\n{cell.text[at:]}"


@kind("cells of several paragraphs and runs")
def pieces(draft: Draft, rng: Random) -> None:
    """Write each cell in pieces of different styles."""
    draft.style["pieces"] = rng.randint(1, 10**6)
    broken_heads(draft, rng)
