"""Block → lines: every row that holds figures written out with its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.form.parts import Block, Cell, Line, Row


def write_lines(block: Block, section: str, number: str, indexes: Iterator[int]) -> Iterator[Line]:
    """Yield the lines of a block in the section of that id and number; their cells take the next of the indexes."""
    for heads, row in _innermost(block.rows):
        way = [step for step in (*heads, row) if not step.transparent]
        ids, names = (section, *(step.id for step in way)), (number, *(step.name for step in way))
        cells = tuple(_cells(block, row, ids, names, indexes))
        yield Line(section, cells[0].row, heads, row, block, cells)


def _innermost(rows: Sequence[Row], heads: tuple[Row, ...] = ()) -> Iterator[tuple[tuple[Row, ...], Row]]:
    """Yield the rows that hold figures with the heads over each, the outermost first."""
    for row in rows:
        if row.rows:
            yield from _innermost(row.rows, (*heads, row))
        else:
            yield heads, row


def _cells(
    block: Block, row: Row, ids: tuple[str, ...], names: tuple[str, ...], indexes: Iterator[int]
) -> Iterator[Cell]:
    alone = len(block.leaves) == 1
    for column in block.leaves:
        yield Cell(
            index=next(indexes),
            section=ids[0],
            row=".".join(ids[1:]),
            column=column.id,
            kind=column.kind,
            unit=column.unit,
            total=row.total or column.total,
            optional=block.optional,
            path=ids if alone else (*ids, column.id),
            names=names if alone else (*names, column.name),
            row_name=row.name,
            column_name=column.name,
        )
