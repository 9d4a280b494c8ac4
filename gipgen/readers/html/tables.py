"""Rows and cells of a page → places on a grid, as HTML prescribes, and which tables are none."""

from __future__ import annotations

from msgspec import Struct, field

from gipgen.readers.document import DocumentError, Paragraph
from gipgen.readers.html.items import Item, Place, Table, plain
from gipgen.words import Say

MOST_COLUMNS = 1000
WIDEST = 100
"""Columns that a span may be wide; one that is wider ends where the table does."""
LONG = 100
"""Characters of a cell of several paragraphs from which it is no cell of a table that has one row."""
_FILLING = Paragraph, Table


class Rows(Struct):
    """A table while it is read: its groups of rows, each cell with its spans and what stands in it."""

    groups: list[tuple[str, list[list[Place]]]] = field(default_factory=list)
    caption: list[Item] = field(default_factory=list)

    def group(self, tag: str) -> None:
        """Open a group of rows: thead, tbody or tfoot."""
        self.groups.append((tag, []))

    def row(self) -> None:
        """Open a row."""
        self.groups[-1][1].append([])

    def cell(self, items: list[Item], rows: int, columns: int, *, head: bool) -> None:
        """Add a cell; 0 rows reach to the end of the group."""
        self.groups[-1][1][-1].append(Place(0, 0, rows, columns, items, head))

    def items(self) -> list[Item]:
        """Return the table, or what stands in it when it is there for the layout of the page only."""
        places = self._placed()
        if _is_real(places):
            return [Table(places, self.caption)]
        return [*self.caption, *(item for place in places for item in place.items)]

    def _placed(self) -> list[Place]:
        """Give the cells their places: the first head on top, the first foot at the bottom."""
        tags = [tag for tag, _ in self.groups]
        ends = {tags.index(tag): end for tag, end in (("thead", -1), ("tfoot", 1)) if tag in tags}
        placed: list[Place] = []
        top = 0
        for number in sorted(range(len(tags)), key=lambda number: ends.get(number, 0)):
            rows = self.groups[number][1]
            placed += _place(rows, top)
            top += len(rows)
        width = max((place.column + place.columns for place in placed if place.columns < WIDEST), default=WIDEST)
        for place in placed:
            if place.columns == WIDEST:
                place.columns = max(1, min(WIDEST, width - place.column))
        return placed


def _place(rows: list[list[Place]], top: int) -> list[Place]:
    """Put the cells of a group each into the first free columns of its row; no two share a place."""
    placed: list[Place] = []
    ends: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for place in row:
            while ends.get(column, 0) > number:
                column += 1
            wide = min(place.columns, WIDEST)
            free = next((right for right in range(wide) if ends.get(column + right, 0) > number), wide)
            place.row, place.column, place.columns = top + number, column, free
            place.rows = min(place.rows or len(rows), len(rows) - number)
            ends |= dict.fromkeys(range(column, column + free), number + place.rows)
            placed.append(place)
            column += wide
            if column > MOST_COLUMNS:
                reason = Say(f"一个表格超过 {MOST_COLUMNS} 列", f"a table has more than {MOST_COLUMNS} columns")
                raise DocumentError("GIP651", reason=reason)
    return placed


def _is_real(places: list[Place]) -> bool:
    """Tell a table from one that lays a page out.

    That one has no two filled cells beside each other (nor heads above each other), more cells of tables inside it than
    of its own, headings above text in a cell, or one row with long text.
    """
    filled = [place for place in places if any(isinstance(item, _FILLING) for item in place.items)]
    rows = {place.row for place in filled}
    if len(filled) < 2 or (len(rows) == len(filled) and not any(place.head for place in filled)):
        return False
    inner = [len(item.places) for place in filled for item in place.items if isinstance(item, Table)]
    if sum(inner) > len(filled) - len(inner):
        return False
    for place in filled:
        texts = [item for item in plain(place.items) if isinstance(item, Paragraph)]
        long = len(rows) == 1 and sum(len(item.text) for item in texts) > LONG
        if len(texts) > 1 and (long or any(item.level for item in texts)):
            return False
    return True
