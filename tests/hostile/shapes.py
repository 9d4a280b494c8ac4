"""Mischief with tables: spans, rows, columns and pages."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from random import Random

from tests.hostile.draft import Cell, Draft, ImpossibleError, Table, Text, kind


def placed(rows: list[list[Cell]]) -> list[list[tuple[int, Cell]]]:
    """Return each cell with the grid column in which it begins."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        at, line = 0, []
        for cell in row:
            while (number, at) in taken:
                at += 1
            line.append((at, cell))
            taken |= {(number + down, at + right) for down in range(cell.rows) for right in range(cell.columns)}
            at += cell.columns
        found.append(line)
    return found


def flat(table: Table, across: str, down: str) -> None:
    """Take all spans away: what a cell spanned is repeated, blank or lost."""
    grid: dict[int, dict[int, Cell | None]] = {}
    for number, row in enumerate(placed(table.rows)):
        for at, cell in row:
            for below in range(cell.rows):
                for right in range(cell.columns):
                    way = (down if below else "") or (across if right else "")
                    way = "lost" if "lost" in {down if below else "", across if right else ""} else way
                    grid.setdefault(number + below, {})[at + right] = _part(cell, way)
    table.rows = [[kept for at in sorted(row) if (kept := row[at]) is not None] for _, row in sorted(grid.items())]


def _part(cell: Cell, way: str) -> Cell | None:
    return {"": Cell(cell.text, path=cell.path), "repeated": Cell(cell.text), "blank": Cell(""), "lost": None}[way]


@kind("spans repeated")
def repeated(draft: Draft, rng: Random) -> None:
    """Repeat the text of a merged cell in all its places."""
    for table in draft.tables:
        flat(table, "repeated", "repeated")


@kind("spans left blank")
def blank(draft: Draft, rng: Random) -> None:
    """Leave the places of a merged cell blank but for the first."""
    for table in draft.tables:
        flat(table, "blank", "blank")


@kind("spans lost")
def lost(draft: Draft, rng: Random) -> None:
    """Lose merged places, in all directions or in one."""
    across, down = rng.choice([("lost", "lost"), ("lost", "blank"), ("lost", "repeated")])
    for table in draft.tables:
        flat(table, across, down)


@kind("trailing empty columns")
def trailing(draft: Draft, rng: Random) -> None:
    """Add empty columns at the right, in all rows or some."""
    all_ = rng.random() < 0.5
    for table in draft.tables:
        for number in range(rng.randint(1, 2)):
            for row in table.rows:
                if all_ or number == 0 or rng.random() < 0.5:
                    row.append(Cell(""))


def _whole(table: Table) -> list[list[Cell]]:
    return [row for row in table.rows if sum(bool(cell.path) for cell in row) >= 3]


@kind("a cell too many in a row")
def too_many(draft: Draft, rng: Random) -> None:
    """Add a cell to a row: blank or a figure again."""
    row = rng.choice([row for table in draft.tables for row in _whole(table)])
    cells = [cell for cell in row if cell.path]
    at = rng.randrange(len(row) - len(cells), len(row) + 1)
    row.insert(at, Cell(rng.choice(["", "0", cells[-1].text])))
    draft.gone |= {cell.path for cell in cells}


@kind("a cell too few in a row")
def too_few(draft: Draft, rng: Random) -> None:
    """Lose one cell of a row, or several, as 八台 2021."""
    row = rng.choice([row for table in draft.tables for row in _whole(table)])
    cells = [cell for cell in row if cell.path]
    draft.gone |= {cell.path for cell in cells}
    for cell in rng.sample(cells, rng.choice([1, 1, len(cells) - 1])):
        row.remove(cell)


@kind("a merged nought")
def merged(draft: Draft, rng: Random) -> None:
    """Merge figures of a row that are all 0 into one cell."""
    rows = [row for table in draft.tables for row in _whole(table)]
    for row in rng.sample(rows, 3):
        cells = [cell for cell in row if cell.path]
        at = row.index(cells[0])
        count = rng.choice([len(cells), len(cells) - 1])
        for cell in cells[:count]:
            draft.gone.add(cell.path)
            draft.wanted[cell.path] = _ZERO
            row.remove(cell)
        if draft.style["format"] == "txt":
            draft.gone |= {cell.path for cell in cells}
        row.insert(at, Cell("0", columns=sum(cell.columns for cell in cells[:count])))


_ZERO = Decimal(0)


@kind("columns in another order")
def reordered(draft: Draft, rng: Random) -> None:
    """Put the columns of the applicants in another order, the total first or the organisations mixed."""
    table = draft.table("applications")
    if table.heads < 3 or len(table.rows[2]) != 5 or any(len(row) < 7 for row in table.rows[3:]):
        raise ImpossibleError
    order = [0, *rng.sample(range(1, 6), 5), 6]
    first = rng.random() < 0.5
    for number, row in enumerate(table.rows):
        figures = [cell for cell in row if cell.path]
        if figures:
            moved = [figures[place] for place in order]
            row[-7:] = [moved[-1], *moved[:-1]] if first else moved
        elif number == 2:
            row[:] = [row[place - 1] for place in order[1:6]]
        elif number == 1 and first:
            row[:] = [row[-1], *row[:-1]]


@kind("rows in another order")
def rows_moved(draft: Draft, rng: Random) -> None:
    """Swap two rows of the refusals."""
    table = draft.table("applications")
    rows = [
        number for number, row in enumerate(table.rows) if any(cell.path and "refused" in cell.path for cell in row)
    ]
    one, other = rng.sample(rows[1:], 2)
    table.rows[one], table.rows[other] = table.rows[other], table.rows[one]


@kind("heads repeated inside a table")
def heads_again(draft: Draft, rng: Random) -> None:
    """Print the heads of table 三 again in the middle of it."""
    table = draft.table("applications")
    at = _cut(table, rng)
    table.rows[at:at] = deepcopy(table.rows[: table.heads])


@kind("a table cut by a page")
def cut(draft: Draft, rng: Random) -> None:
    """Cut table 三 in two, with or without its heads again and with or without a page number between."""
    table = draft.table("applications")
    at = _cut(table, rng)
    heads = deepcopy(table.rows[: table.heads]) if rng.random() < 0.5 else []
    between = [Text(rng.choice(["— 3 —", "- 3 -", "续表", ""]), "note")] if rng.random() < 0.7 else []
    rest = Table([*heads, *table.rows[at:]], table.section, len(heads))
    del table.rows[at:]
    where = draft.blocks.index(table) + 1
    draft.blocks[where:where] = (
        [*between, rest] if between or draft.style.get("format") != "docx" else [Text("", "note"), rest]
    )


def _cut(table: Table, rng: Random) -> int:
    """Choose a row to cut before; heads of rows that go on are cut in two."""
    at = rng.randint(table.heads + 2, len(table.rows) - 3)
    lines = placed(table.rows)
    first: list[Cell] = []
    for number in range(at):
        for _, cell in lines[number]:
            if number + cell.rows > at:
                first.append(
                    Cell(cell.text if table.heads and cell.rows % 2 else "", number + cell.rows - at, cell.columns)
                )
                cell.rows = at - number
    table.rows[at][0:0] = first
    return at


@kind("groups of table 二 as tables of their own")
def groups(draft: Draft, rng: Random) -> None:
    """Print each group of table 二 as a table, its title above it."""
    table = draft.table("proactive_disclosure")
    starts = [number for number, row in enumerate(table.rows) if len(row) == 1]
    if len(starts) < 2:
        raise ImpossibleError
    parts: list[Text | Table] = []
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        parts += [Text(table.rows[start][0].text, "note"), Table(table.rows[start + 1 : end], table.section)]
    at = draft.blocks.index(table)
    draft.blocks[at : at + 1] = parts


@kind("titles of groups left out")
def untitled(draft: Draft, rng: Random) -> None:
    """Leave out the rows 第二十条第（一）项."""
    table = draft.table("proactive_disclosure")
    table.rows = [row for row in table.rows if len(row) > 1]


@kind("hidden rows", "docx", "html")
def hidden(draft: Draft, rng: Random) -> None:
    """Leave rows of an older year in the table that nobody sees."""
    table = draft.table("applications")
    rows = [number for number in range(table.heads, len(table.rows)) if table.rows[number][0].rows == 1]
    at = rng.choice(rows)
    old = [Cell(cell.text if not cell.path else rng.choice(["", "7"]), 1, cell.columns) for cell in table.rows[at]]
    if at >= len(table.rows) - 1:
        raise ImpossibleError
    inside = [
        cell for number, row in enumerate(placed(table.rows)) for _, cell in row if number < at < number + cell.rows
    ]
    for cell in inside:
        cell.rows += 1
    table.rows.insert(at, old)
    table.hidden.append(at)


@kind("notes in tables")
def notes(draft: Draft, rng: Random) -> None:
    """Add a row with a note, or with who filled the form in, below a table."""
    table = rng.choice(draft.tables)
    width = sum(cell.columns for cell in table.rows[0])
    table.rows.append(
        [
            Cell(
                rng.choice(
                    ["注：统计期限为1月1日至12月31日。", "填表人：          审核人：", "备注：以上数据不含涉密信息"]
                ),
                1,
                width,
            )
        ]
    )


@kind("a column that counts the rows")
def ordinals(draft: Draft, rng: Random) -> None:
    """Count the rows of all tables before their labels, under a head of its own or none."""
    name = rng.choice(["序号", "序号", "项次", ""])
    for table in draft.tables:
        count = 0
        for row, line in zip(table.rows, placed(table.rows), strict=True):
            if any(cell.path for cell in row):
                count += 1
            if line and line[0][0] == 0 and len(row) == 1 and not row[0].path:
                row[0].columns += 1
            elif any(cell.path for cell in row):
                row.insert(0, Cell(str(count)))
            elif count == 0 and row is table.rows[0] and table.heads:
                row.insert(0, Cell(name, table.heads))
            elif row is not table.rows[0] and table.heads and count == 0:
                continue
            else:
                row.insert(0, Cell(name))
        if name == "" and table.section == "review_and_litigation":
            draft.gone |= {cell.path for cell in table.figures()}


@kind("numbers of lines behind labels", "docx", "html", "md")
def numbers_of_lines(draft: Draft, rng: Random) -> None:
    """Count the rows of table 三 between labels and figures, as statistical tables do."""
    table = draft.table("applications")
    count = 0
    for number, row in enumerate(table.rows):
        figures = [at for at, cell in enumerate(row) if cell.path]
        if figures:
            count += 1
            row.insert(figures[0], Cell(str(count)))
        elif number == 0:
            row.insert(1, Cell(rng.choice(["行次", "栏次"]), table.heads))


@kind("nothing between the cells of tables", "txt")
def streams(draft: Draft, rng: Random) -> None:
    """Copy each cell, or each row, as a line of its own, labels whole or broken; blanks leave no line."""
    draft.style["stream"] = rng.choice(["lines", "lines", "spaces", "blank lines"])
    if draft.style["stream"] == "lines" and rng.random() < 0.5:
        for table in draft.tables:
            for cell in table.labels():
                if len(cell.text) > 6:
                    at = rng.randint(4, len(cell.text) - 1)
                    cell.text = f"{cell.text[:at]}\n{cell.text[at:]}"
    for table in draft.tables:
        for row in table.rows:
            cells = [cell for cell in row if cell.path]
            if not all(cell.text for cell in cells):
                draft.gone |= {cell.path for cell in cells}
