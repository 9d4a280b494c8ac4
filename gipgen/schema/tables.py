"""The rows of a statutory table → figures by row and column, with 0 and 其余 spread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from gipgen.findings import Finding
from gipgen.form import Cell, Line, Section, normal
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.keys import ColumnKey, Key, column_keys, table_key
from gipgen.schema.numbers import WANTED, Wrong, read_number
from gipgen.schema.reading import KEYED, REST_KEYS, SHAPES, Room, blank, misshapen, named, only_zero, twice
from gipgen.schema.words import describe
from gipgen.source import Mapping, Node, Scalar, Sequence
from gipgen.words import Say

_NO_BLANK = Say(
    "空白不等于 0：逐项填写，全部为零就写 0。", "A blank is not 0: write each figure, or 0 when all are zero."
)


def read_table(draft: Draft, section: Section, node: Node) -> Any:
    """Read a statutory table into {row key: {column: figure}}; 0 and 其余: 0 are written out, totals are not."""
    draft.data[section.id] = {}
    _rows(draft, section, table_key(section), node, (section.id,))
    return draft.data[section.id]


def _rows(draft: Draft, section: Section, head: Key, node: Node, path: Path) -> None:
    """Read what stands below a head: 0 for all of it, or a mapping of rows and heads."""
    if isinstance(node, Mapping):
        _keyed_rows(draft, section, head, node, path)
        return
    if isinstance(node, Scalar) and read_number(node, "count") == 0:
        _spread(draft, section, head.lines(), node)
        return
    if isinstance(node, Sequence):
        misshapen(draft, path, node, KEYED)
    elif node.blank or not node.text.strip():
        blank(draft, path, _NO_BLANK)
    else:
        only_zero(draft, path, node, tuple(key.name for key in head.listed()), listed=False)
    draft.excused.update((section.id, line.key) for line in head.lines())


def _keyed_rows(draft: Draft, section: Section, head: Key, node: Mapping, path: Path) -> None:
    rows = draft.data[section.id]
    for key, value, meaning in named(draft, node, _room(draft, section, head, path)):
        if meaning.line is None:
            spot_path: Path = path if meaning.transparent else (*path, meaning.id)
            draft.spots.setdefault(spot_path, Spot(key.place, value.place, key.text))
            _rows(draft, section, meaning, value, spot_path)
        elif meaning.line.key in rows:
            first = draft.spots[section.id, meaning.line.key]
            twice(draft, key, first.spelling, first.head.line, (section.id, meaning.line.key))
        else:
            row_path = (section.id, meaning.line.key)
            draft.spots[row_path] = Spot(key.place, value.place, key.text)
            row = _row(draft, meaning.line, value, row_path)
            if row is not _LOST:
                rows[meaning.line.key] = row
    for zero in _rest(draft, node, path):
        _spread(draft, section, [line for line in head.lines() if line.key not in rows], zero)


def _room(draft: Draft, section: Section, head: Key, path: Path) -> Room:
    listed = head.listed()
    label = describe(draft.form, path)[1]
    return Room(
        path,
        (section.id,),
        draft.data[section.id],
        dict(head.children),
        tuple(key.name for key in listed),
        tuple(key.id for key in listed),
        Say(f"“{label}”", f"“{label}”"),
        rest=True,
    )


def _spread(draft: Draft, section: Section, lines: Iterable[Line], zero: Scalar) -> None:
    """Write a zero into every figure of the lines; totals stay unwritten and are computed."""
    for line in lines:
        if line.key not in draft.data[section.id]:
            draft.spots[section.id, line.key] = Spot(None, zero.place)
            draft.data[section.id][line.key] = _zeros(line, zero)


def _zeros(line: Line, zero: Scalar, *, totals: bool = False) -> dict[str, Any]:
    return {cell.column: read_number(zero, cell.kind) for cell in line.cells if totals or not cell.total}


def _rest(draft: Draft, node: Mapping, path: Path) -> Iterator[Scalar]:
    """Yield the zero written for 其余; anything else there is a finding."""
    written = [value for key, value in node.items if normal(key.text) in REST_KEYS]
    if not written:
        return
    value = written[0]
    number = read_number(value, "count") if isinstance(value, Scalar) else None
    if isinstance(value, Scalar) and number == 0 and not isinstance(number, Wrong):
        yield value
        return
    ids, label = describe(draft.form, path)
    finding = Finding("GIP111", value.place, {"text": _shown(value)}, ids, label)
    if isinstance(number, Wrong) and number.rule != "GIP105":
        finding = Finding(number.rule, value.place, {"text": number.text, **number.words}, ids, label)
    draft.findings.append(finding)
    draft.excused.add(path)


def _shown(node: Node) -> Say:
    return Say(f"写的是“{node.text}”", f"“{node.text}”") if isinstance(node, Scalar) else SHAPES[type(node)]


_LOST: Any = object()  # a row that cannot be read; its finding is made


def _row(draft: Draft, line: Line, node: Node, path: Path) -> Any:
    if isinstance(node, Sequence):
        return _listed(draft, line, node, path)
    if isinstance(node, Mapping):
        return _mapped(draft, line, node, path)
    if len(line.cells) == 1:
        cell = line.cells[0]
        value = read_number(node, cell.kind, cell.unit)
        return None if value is None else {cell.column: value}
    if node.blank or not node.text.strip():
        return None
    if read_number(node, "count") == 0:
        return _zeros(line, node, totals=line.row.total)
    only_zero(draft, path, node, tuple(column.name for column in line.block.leaves), listed=True)
    return _LOST


def _listed(draft: Draft, line: Line, node: Sequence, path: Path) -> Any:
    parts = tuple(cell for cell, column in zip(line.cells, line.block.leaves, strict=True) if not column.total)
    cells = parts if len(node.items) == len(parts) else line.cells
    if len(node.items) == len(cells):
        return {cell.column: _figure(draft, cell, item, path) for cell, item in zip(cells, node.items, strict=True)}
    ids, label = describe(draft.form, path)
    words: dict[str, object] = {
        "actual": len(node.items),
        "expected": _counts(len(parts), len(line.cells)),
        "columns": "、".join(column.name for column in line.block.leaves),
        "slip": _slip(node),
    }
    draft.excused.add(path)
    draft.findings.append(Finding("GIP109", node.place, words, ids, label, actual=str(len(node.items))))
    return _LOST


def _counts(parts: int, whole: int) -> Say:
    if parts == whole:
        return Say(f"{whole} 个", str(whole))
    return Say(f"{whole} 个（含总计）或 {parts} 个（不含总计）", f"{whole} with the total or {parts} without")


def _slip(node: Sequence) -> Say:
    """Name the slip of the hand that most often makes a row too short or too long."""
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    if any("，" in text for text in texts):
        return Say("数之间用的是全角逗号“，”，请改成半角逗号。", "The commas are full-width; use half-width ones.")
    for before, after in pairwise(texts):
        if len(after) == 3 and after.isdigit() and before.isdigit() and before != "0":
            return Say(
                f"是不是把 {before}{after} 写成了 {before},{after}？",
                f"Was {before}{after} written as {before},{after}?",
            )
    return Say("", "")


def _mapped(draft: Draft, line: Line, node: Mapping, path: Path) -> Any:
    found: dict[str, Any] = {}
    _columns(draft, line, node, path, column_keys(line), found)
    return found


def _columns(
    draft: Draft, line: Line, node: Mapping, path: Path, known: dict[str, ColumnKey], found: dict[str, Any]
) -> None:
    """Read the columns of a row, or those below a head over several of them."""
    label = describe(draft.form, path)[1]
    names = tuple(column.name for column in line.block.leaves)
    ids = tuple(column.id for column in line.block.leaves)
    room = Room(path, path, found, dict(known), names, ids, Say(f"“{label}”", f"“{label}”"), rest=True)
    for key, value, column in named(draft, node, room):
        if column.position < 0:
            _below(draft, line, value, path, column, found)
            continue
        cell = line.cells[column.position]
        if cell.column in found:
            first = draft.spots[(*path, cell.column)]
            twice(draft, key, first.spelling, first.head.line, (*path, cell.column))
            continue
        draft.spots[(*path, cell.column)] = Spot(key.place, value.place, key.text)
        found[cell.column] = _figure(draft, cell, value, path)
    for zero in _rest(draft, node, path):
        _fill(draft, line, path, known, found, zero)


def _below(draft: Draft, line: Line, node: Node, path: Path, head: ColumnKey, found: dict[str, Any]) -> None:
    if isinstance(node, Mapping):
        _columns(draft, line, node, path, head.children, found)
    elif isinstance(node, Scalar) and read_number(node, "count") == 0:
        _fill(draft, line, path, head.children, found, node)
    else:
        names = tuple(column.name for column in {id(key): key for key in head.children.values()}.values())
        if isinstance(node, Scalar):
            only_zero(draft, path, node, names, listed=False)
        else:
            misshapen(draft, path, node, KEYED)


def _fill(
    draft: Draft, line: Line, path: Path, known: dict[str, ColumnKey], found: dict[str, Any], zero: Scalar
) -> None:
    """Write a zero into every column of a head that is not written yet; totals stay unwritten."""
    inside = {key.position for key in known.values()}
    for position, cell in enumerate(line.cells):
        if position in inside and cell.column not in found and not cell.total:
            draft.spots[(*path, cell.column)] = Spot(None, zero.place)
            found[cell.column] = read_number(zero, cell.kind)


def _figure(draft: Draft, cell: Cell, node: Node, path: Path) -> Any:
    draft.spots.setdefault((*path, cell.column), Spot(None, node.place))
    if isinstance(node, Scalar):
        return read_number(node, cell.kind, cell.unit)
    return Wrong("GIP112", "", {"actual": SHAPES[type(node)], "wanted": WANTED[cell.kind]})
