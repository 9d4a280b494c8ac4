"""The rows and columns of a table, under heads that may be open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gipgen.form import Block, Cell, Column, Line, Row, Table
from gipgen.form.labels import bare
from gipgen.schema.jsonschema.book import Book, Json, about, ref, told
from gipgen.schema.jsonschema.kinds import VALUES, or_blank
from gipgen.schema.jsonschema.mappings import REST_PART, Part, complete, keys, mapping, whole, zero_or


def rows(book: Book, table: Table, above: Iterable[Block | Row]) -> Iterator[Part]:
    """Yield the rows of blocks, or those below heads, as keys."""
    for row in (row for one in above for row in one.rows):
        if row.rows:
            yield _head(book, row, tuple(rows(book, table, [row])), opened=row.transparent)
        else:
            yield _row(book, table.line_of(row))


def _row(book: Book, line: Line) -> Part:
    row, value = line.row, _figures(book, line)
    words = about(" › ".join(line.names), "" if bare(row.label) == row.name else f"{row.label}。{_order(line)}")
    schema = book.put(row.id, told(words, {"type": value["type"]}, book.put("figures", value)))
    return Part(row.spellings, schema, not row.total)


def _head(book: Book, thing: Row | Column, parts: tuple[Part, ...], *, opened: bool) -> Part:
    """Return a head over the parts; what is below an open one may stand beside it instead."""
    inside = book.put(f"{thing.id}.keys", keys(parts)) if opened else {}
    below = {**keys([REST_PART]), "allOf": [inside], "unevaluatedProperties": False}
    schema = book.put(thing.id, zero_or(about(thing.label), below if opened else mapping([*parts, REST_PART])))
    demanded = book.put(f"{thing.id}.whole", whole(parts))
    return Part(
        names=thing.spellings,
        schema=schema,
        needed=any(part.needed for part in parts),
        parts=parts,
        open=opened,
        keys=inside,
        whole=demanded,
        complete=book.put(f"{thing.id}.complete", complete(parts, demanded)),
    )


# --- figures ----------------------------------------------------------------------------------------------------

_ROW_OF_ZEROS: Json = {"type": ["integer"], "errorMessage": "全部为零写 0，否则写成列表或逐项写"}


def _figures(book: Book, line: Line) -> Json:
    """Return what a row may be: one figure or 0, a list with or without its totals, a mapping of columns."""
    cells = dict(zip(line.block.leaves, line.cells, strict=True))
    columns = [_column(book, column, cells) for column in line.block.columns]
    by_column = book.put("columns", mapping([*columns, REST_PART]))
    alone = VALUES[line.cells[0].kind] if len(cells) == 1 else _ROW_OF_ZEROS
    if line.block.optional:
        alone = or_blank(alone)
    return {
        "description": _order(line),
        **alone,
        "type": [*alone["type"], "array", "object"],
        "allOf": [by_column, *([ref("zero")] if len(cells) > 1 else [])],
        **_lists(cells),
        **complete(columns),
    }


def _order(line: Line) -> str:
    """Say what the figures of a row are."""
    names = [column.name for column in line.block.leaves]
    return f"依次为：{'、'.join(names)}" if len(names) > 1 else line.block.leaves[0].label


def _lists(cells: dict[Column, Cell]) -> Json:
    """Return the lists that a row may be: all its figures in order, with the totals or without."""
    every = [_cell(cell) for cell in cells.values()]
    parts = [_cell(cell) for column, cell in cells.items() if not column.total]
    if every[: len(parts)] == parts and len(every) - len(parts) < 2:
        return _list(every, len(parts))
    return {"anyOf": [_list(every, len(every)), _list(parts, len(parts))]}


def _list(items: Sequence[Json], fewest: int) -> Json:
    return {"prefixItems": items, "minItems": fewest, "maxItems": len(items)}


def _column(book: Book, column: Column, cells: dict[Column, Cell]) -> Part:
    if column.columns:
        return _head(book, column, tuple(_column(book, inner, cells) for inner in column.columns), opened=True)
    return Part(column.spellings, _cell(cells[column]), not cells[column].total)


def _cell(cell: Cell) -> Json:
    figure = or_blank(VALUES[cell.kind]) if cell.optional else ref(cell.kind)
    return {**about(cell.column_name, f"单位：{cell.unit}" if cell.unit else ""), **figure}
