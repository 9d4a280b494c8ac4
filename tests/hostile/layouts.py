"""Mischief with whole tables: turned, doubled, cut in three, others beside them, rows and columns lost or merged."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from random import Random

from tests.hostile.draft import Cell, Draft, ImpossibleError, Table, Text, kind
from tests.hostile.shapes import placed


def _rows(table: Table) -> list[int]:
    """Return the rows of figures in which no head of several rows begins."""
    return [at for at, row in enumerate(table.rows) if row and row[-1].path and row[0].rows == 1]


def _remove(table: Table, at: int) -> None:
    for number, row in enumerate(table.rows[:at]):
        for cell in row:
            cell.rows -= number + cell.rows > at
    del table.rows[at]


@kind("three rows lost")
def rows_lost(draft: Draft, rng: Random) -> None:
    """Leave three rows of table 三 out, with their labels."""
    table = draft.table("applications")
    for at in sorted(rng.sample(_rows(table), 3), reverse=True):
        draft.gone |= {cell.path for cell in table.rows[at] if cell.path}
        _remove(table, at)


@kind("a total twice")
def total_twice(draft: Draft, rng: Random) -> None:
    """Print a column 合计 or 总计 behind the total, once or twice, with the figures of the total."""
    table = draft.table("applications")
    names = rng.choice([["合计"], ["合计", "合计"], ["总计"]])
    for number, row in enumerate(table.rows):
        figures = [cell for cell in row if cell.path]
        if figures:
            row += [Cell(figures[-1].text) for _ in names]
        elif number == 0:
            row[-1].columns += len(names)
        elif number == 1:
            row += [Cell(name, 2) for name in names]
    draft.gone |= {cell.path for cell in table.figures()}


@kind("negative counts")
def negative(draft: Draft, rng: Random) -> None:
    """Print counts below zero, with the signs that people have."""
    cells = [cell for cell in draft.table("applications").figures() if cell.text.isdecimal() and cell.text != "0"]
    for cell in cells[:5]:
        draft.wanted[cell.path] = -Decimal(cell.text)
        draft.gone.add(cell.path)
        cell.text = rng.choice(["-", "－", "−"]) + cell.text


@kind("separators of spaces")
def spaces(draft: Draft, rng: Random) -> None:
    """Part thousands by a space of some kind."""
    mark = rng.choice([" ", "\u00a0", "\u2009", "'"])
    for table in draft.tables:
        for row in table.rows:
            for cell in row:
                if cell.path and cell.text.isdecimal() and len(cell.text) > 3:
                    cell.text = f"{int(cell.text):,}".replace(",", mark)
                    draft.gone |= {other.path for other in row if other.path}


@kind("figures merged over two rows", "docx", "html")
def merged_down(draft: Draft, rng: Random) -> None:
    """Merge a figure with the one below it, which says nothing of its own."""
    table = draft.table("applications")
    both = [at for at in _rows(table) if at + 1 in _rows(table)]
    at = rng.choice(both)
    first, second = table.rows[at][-7:], table.rows[at + 1][-7:]
    if any(not cell.path for cell in (*first, *second)):
        raise ImpossibleError
    place = rng.randrange(7)
    first[place].rows = 2
    table.rows[at + 1].remove(second[place])
    draft.gone |= {cell.path for cell in (*first, *second)}
    draft.wanted[second[place].path] = None


@kind("table 三 turned")
def turned(draft: Draft, rng: Random) -> None:
    """Print the rows of table 三 as columns."""
    table = draft.table("applications")
    lines = placed(table.rows)
    cells = sorted(
        (
            (at, number, Cell(cell.text, cell.columns, cell.rows, cell.path))
            for number, line in enumerate(lines)
            for at, cell in line
        ),
        key=lambda one: one[:2],
    )
    width = max(at for at, _, _ in cells) + 1
    table.rows = [[cell for at, _, cell in cells if at == number] for number in range(width)]
    table.heads = 0
    draft.gone |= {cell.path for cell in table.figures()}


@kind("table 三 cut in three by pages, its heads again")
def cut_in_three(draft: Draft, rng: Random) -> None:
    """Begin each part with the heads."""
    table = draft.table("applications")
    heads, body = table.rows[: table.heads], table.rows[table.heads :]
    free = [
        at for at in range(1, len(body)) if not any(n + c.rows > at for n, row in enumerate(body[:at]) for c in row)
    ]
    if len(free) < 2:
        raise ImpossibleError
    one, two = sorted(rng.sample(free, 2))
    parts = [
        Table([*deepcopy(heads), *rows], table.section, len(heads)) for rows in (body[:one], body[one:two], body[two:])
    ]
    at = draft.blocks.index(table)
    between = rng.choice(["续表", "", "单位：件"])
    draft.blocks[at : at + 1] = [parts[0], Text(between, "note"), parts[1], Text(between, "note"), parts[2]]


@kind("last year's table above")
def last_year(draft: Draft, rng: Random) -> None:
    """Print table 三 twice, the first time with last year's figures, with a word over each or none."""
    table = draft.table("applications")
    old = deepcopy(table)
    for cell in list(old.figures()):
        cell.text, cell.path = "7", ()
    old.section = ""
    at = draft.blocks.index(table)
    said = rng.choice([("2023年：", "2024年："), ("上年情况", "本年情况"), ("", "")])
    draft.blocks[at : at + 1] = [Text(said[0], "note"), old, Text(said[1], "note"), table]
    draft.gone |= set(draft.wanted)
    draft.style["two"] = True


@kind("last year's figures beside", "docx", "html", "md")
def beside(draft: Draft, rng: Random) -> None:
    """Print last year's seven columns of table 三 behind this year's."""
    table = draft.table("applications")
    for number, row in enumerate(table.rows):
        figures = [cell for cell in row if cell.path]
        if figures:
            row += [Cell("7") for _ in figures]
        elif number < table.heads:
            row += [Cell(cell.text, cell.rows, cell.columns) for cell in row if number or cell is not row[0]]
    draft.gone |= {cell.path for cell in table.figures()}


@kind("tables of other things")
def decoys(draft: Draft, rng: Random) -> None:
    """Put tables of staff, sites or letters into statutory sections, before or behind their tables."""
    rows = rng.choice([
        [["人员情况", "数量"], ["专职人员", "3"], ["兼职人员", "5"], ["总计", "8"]],
        [["网站名称", "自然人访问", "其他", "总计"], ["门户网站", "120", "4", "124"]],
        [["培训", "次数"], ["举办培训", "2"], ["其他", "0"]],
        [["指标", "2023年", "2024年"], ["行政许可", "12", "15"], ["总计", "12", "15"]],
    ])  # fmt: skip
    table = rng.choice(draft.tables)
    at = draft.blocks.index(table) + rng.choice([0, 1])
    decoy = Table([[Cell(text) for text in row] for row in rows], "decoy")
    draft.blocks[at:at] = [Text("相关情况如下表：", "note"), decoy]
