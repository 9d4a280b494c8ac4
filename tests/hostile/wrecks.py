"""Mischief after which a document no longer tells all figures: what is left must be right, the rest must be said."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from tests.hostile.draft import Cell, Draft, ImpossibleError, kind


def _figures(draft: Draft) -> list[Cell]:
    return [cell for table in draft.tables for cell in table.figures()]


@kind("figures that are none")
def no_figures(draft: Draft, rng: Random) -> None:
    """Print what nobody can take for one figure: marks of notes, words, letters, two figures."""
    ways = [
        "{}①",
        "{}²",
        "{}*",
        "约{}",
        "{}余",
        "{}%",
        "三",
        "O{}",
        "{}l",
        "{}（含结转1）",
        "{}/1",
        "0{}",
        "{}.5.1",
        "{}:1",
        "{} {}",
        "{}、1",
        "①",
        "½",
        "{}-1",
        "(1)",
    ]
    for cell in rng.sample(_figures(draft), 20):
        cell.text = rng.choice(ways).format(cell.text, cell.text)
        draft.wanted[cell.path] = None


@kind("counts with decimals")
def decimals(draft: Draft, rng: Random) -> None:
    """Print counts as a workbook shows them, or as an error of it."""
    cells = [cell for cell in _figures(draft) if cell.path[-1] not in {"fees", "amount"}]
    for cell in rng.sample(cells, 15):
        cell.text = rng.choice([f"{cell.text}.0", f"{cell.text}.00", "#REF!", "1.2E+05", f"{cell.text}."])
        draft.wanted[cell.path] = None


@kind("labels with slips")
def slips(draft: Draft, rng: Random) -> None:
    """Lose or change a character of long labels."""
    for table in draft.tables:
        for cell in table.labels():
            if len(cell.text) >= 6 and rng.random() < 0.3:
                at = rng.randrange(3, len(cell.text))
                cell.text = cell.text[:at] + rng.choice(["", "的", cell.text[at] * 2]) + cell.text[at + 1 :]
    draft.gone |= set(draft.wanted)


@kind("a label left out")
def no_label(draft: Draft, rng: Random) -> None:
    """Leave the label of a row blank."""
    table = draft.table("applications")
    row = rng.choice([row for row in table.rows if sum(bool(cell.path) for cell in row) > 2])
    last = [cell for cell in row if not cell.path][-1]
    last.text = ""
    draft.gone |= {cell.path for cell in row if cell.path}


@kind("a row twice")
def twice(draft: Draft, rng: Random) -> None:
    """Print a row twice, the second time with other figures."""
    table = draft.table("applications")
    at = rng.choice([number for number, row in enumerate(table.rows) if row[0].rows == 1 and row[-1].path])
    if at + 1 == len(table.rows):
        raise ImpossibleError
    row = [Cell("9" if cell.path else cell.text, 1, cell.columns) for cell in table.rows[at]]
    for number, above in enumerate(table.rows[: at + 1]):
        for cell in above:
            if number + cell.rows > at + 1:
                cell.rows += 1
    table.rows.insert(at + 1, row)
    draft.gone |= {cell.path for cell in table.rows[at]}


@kind("the heads of table 三 left out")
def no_heads(draft: Draft, rng: Random) -> None:
    """Print no heads of columns, or lose some rows of them; the order of the form is then what is left."""
    table = draft.table("applications")
    first = rng.choice([0, 1, 2])
    del table.rows[first : table.heads]
    for row in table.rows[:first]:
        for cell in row:
            cell.rows = min(cell.rows, first)
    table.heads = first
    draft.gone |= {cell.path for cell in table.figures()}


@kind("a head of another name")
def other_head(draft: Draft, rng: Random) -> None:
    """Call a column what no form does."""
    table = draft.table("applications")
    heads = [cell for row in table.rows[: table.heads] for cell in row if cell.columns == 1]
    rng.choice(heads).text = rng.choice(["合计", "社会团体", "备注", ""])
    draft.gone |= {cell.path for cell in table.figures()}


@kind("a column more")
def more_columns(draft: Draft, rng: Random) -> None:
    """Add a column of the own making: a subtotal, a note, last year's figures."""
    table = draft.table("applications")
    name = rng.choice(["小计", "备注", "同比", "法人小计"])
    at = rng.choice([6, 7])
    for number, row in enumerate(table.rows):
        figures = [place for place, cell in enumerate(row) if cell.path]
        if figures:
            row.insert(figures[0] + at, Cell(rng.choice(["", "5"]) if name == "备注" else "5"))
        elif number == 0:
            row[-1].columns += 1
        elif number == 1 and at == 7:
            row.append(Cell(name, 2))
        elif number == 1:
            row[1].columns += 1
        elif number == 2 and at == 6:
            row.append(Cell(name))
    draft.gone |= {cell.path for cell in table.figures()}


@kind("a column less")
def less_columns(draft: Draft, rng: Random) -> None:
    """Leave one kind of organisations out, with its head."""
    table = draft.table("applications")
    at = rng.randrange(5)
    if any(sum(bool(cell.path) for cell in row) != 7 for row in table.rows[table.heads :]):
        raise ImpossibleError
    table.rows[0][-1].columns -= 1
    table.rows[1][1].columns -= 1
    del table.rows[2][at]
    for row in table.rows[table.heads :]:
        figures = [cell for cell in row if cell.path]
        row.remove(figures[at + 1])
    draft.gone |= {path for path in draft.wanted if path[0] == "applications"}


@kind("table 四 in another order")
def blocks_moved(draft: Draft, rng: Random) -> None:
    """Print the suits before the reviews, or the two kinds of suits the other way round."""
    table = draft.table("review_and_litigation")
    top, middle, leaves, figures = table.rows
    review = [cell for cell in middle if cell.rows > 1]
    suits = [cell for cell in middle if cell.rows == 1]
    if rng.random() < 0.5:
        table.rows = [top[::-1], suits + review, leaves, figures[5:] + figures[:5]]
    else:
        table.rows = [top, review + suits[::-1], leaves, figures[:5] + figures[10:] + figures[5:10]]
    draft.gone |= {cell.path for cell in table.figures()}


@kind("columns of table 四 in another order")
def leaves_moved(draft: Draft, rng: Random) -> None:
    """Print the total first, in all three parts."""
    table = draft.table("review_and_litigation")
    top, middle, leaves, figures = table.rows
    review = [cell for cell in middle if cell.rows > 1]
    moved = [figures[at + place] for at in (0, 5, 10) for place in (4, 0, 1, 2, 3)]
    heads = [leaves[at + place] for at in (0, 5) for place in (4, 0, 1, 2, 3)]
    table.rows = [top, [review[-1], *review[:-1], *(cell for cell in middle if cell.rows == 1)], heads, moved]
    draft.gone |= {cell.path for cell in table.figures()}


@kind("table 四 upright")
def upright(draft: Draft, rng: Random) -> None:
    """Print the three rows of table 四 one below the other."""
    table = draft.table("review_and_litigation")
    figures = list(table.figures())
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10)]
    table.rows = [[Cell(""), *map(Cell, names)], *([Cell(name), *figures[at : at + 5]] for name, at in rows)]
    table.heads = 1
    draft.gone |= {cell.path for cell in figures}


@kind("a figure in a cell of its neighbour")
def swallowed(draft: Draft, rng: Random) -> None:
    """Merge a cell with its neighbour, both figures in one."""
    rows = [row for row in draft.table("applications").rows if len([cell for cell in row if cell.path]) == 7]
    for row in rng.sample(rows, 2):
        at = len(row) - rng.randint(1, 5)
        first, second = row[at - 1], deepcopy(row[at])
        if not (first.path and second.path):
            raise ImpossibleError
        draft.gone |= {cell.path for cell in row if cell.path}
        first.text, first.columns = f"{first.text}{rng.choice([' ', chr(10)])}{second.text}", 2
        del row[at]
        draft.wanted[first.path] = draft.wanted[second.path] = None
