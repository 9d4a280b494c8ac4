"""The rows of a statutory table → figures by row and column, with 0 and 其余 spread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gipgen.findings import Finding, Say
from gipgen.form import Cell, Line, Section, normal
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.keys import ColumnKey, Key, column_keys, table_key
from gipgen.schema.numbers import WANTED, Wrong, read_number
from gipgen.schema.reading import REST_KEYS, SHAPES, ids, misshapen, named
from gipgen.schema.words import label_of
from gipgen.source import Mapping, Node, Scalar, Sequence


def read_table(draft: Draft, section: Section, node: Node) -> Any:
    """Read a statutory table into {row key: {column: figure}}; 0 and 其余: 0 are written out, totals are not."""
    if isinstance(node, Scalar) and node.blank:
        return None
    draft.data[section.id] = {}
    _rows(draft, section, table_key(section), node, (section.id,))
    return draft.data[section.id]


def _rows(draft: Draft, section: Section, head: Key, node: Node, path: Path) -> None:
    """Read what stands below a head: 0 for all of it, or a mapping of rows and heads."""
    label = label_of(draft.form, path)
    if isinstance(node, Scalar) and not node.blank:
        if read_number(node, "count") == 0:
            _spread(draft, section, head.lines(), node)
            return
        _only_zero(draft, path, node, label, [key.name for key in head.listed()])
    elif isinstance(node, Mapping):
        _keyed_rows(draft, section, head, node, path)
        return
    else:
        rule = "GIP104" if isinstance(node, Scalar) else "GIP112"
        misshapen(draft, path, node, label, SHAPES[Mapping], rule)
    draft.excused.update((section.id, line.key) for line in head.lines())


def _keyed_rows(draft: Draft, section: Section, head: Key, node: Mapping, path: Path) -> None:
    parent = Say(f"“{label_of(draft.form, path)}”", f"“{label_of(draft.form, path)}”")
    words = [key.name for key in head.listed()]
    rows = draft.data[section.id]
    for key, value, meaning in named(draft, node, head.children, path, parent, words, rows):
        if meaning.line is None:
            spot_path: Path = path if meaning.transparent else (*path, meaning.id)
            draft.spots.setdefault(spot_path, Spot(key.place, value.place, key.text))
            _rows(draft, section, meaning, value, spot_path)
        elif meaning.line.key in rows:
            first = draft.spots[section.id, meaning.line.key]
            told = {"key": key.text, "other": first.spelling, "first": first.head.line}
            draft.findings.append(Finding("GIP103", key.place, told, ids(path), " › ".join(meaning.line.names)))
        else:
            row_path = (section.id, meaning.line.key)
            draft.spots[row_path] = Spot(key.place, value.place, key.text)
            _row(draft, meaning.line, value, row_path)
    for rest in _rest(draft, node, path):
        missing = [line for line in head.lines() if line.key not in rows]
        _spread(draft, section, missing, rest)


def _spread(draft: Draft, section: Section, lines: Iterable[Line], zero: Scalar) -> None:
    """Write a zero into every figure of the lines; totals stay unwritten and are computed."""
    for line in lines:
        if line.key not in draft.data[section.id]:
            draft.spots[section.id, line.key] = Spot(None, zero.place)
            draft.data[section.id][line.key] = _zeros(line, zero)


def _zeros(line: Line, zero: Scalar, *, totals: bool = False) -> dict[str, Any]:
    return {cell.column: read_number(zero, cell.kind) for cell in line.cells if totals or not cell.total}


def _rest(draft: Draft, node: Mapping, path: Path) -> Iterable[Scalar]:
    """Yield the zero written for 其余; anything else there is a finding."""
    for key, value in node.items:
        if normal(key.text) in REST_KEYS:
            if isinstance(value, Scalar) and read_number(value, "count") == 0:
                yield value
            else:
                text = value.text if isinstance(value, Scalar) else SHAPES[type(value)]
                draft.findings.append(
                    Finding("GIP111", value.place, {"text": text}, ids(path), label_of(draft.form, path))
                )
                draft.excused.add(path)


def _row(draft: Draft, line: Line, node: Node, path: Path) -> None:
    row: Any
    if isinstance(node, Scalar):
        row = _single(draft, line, node, path)
    elif isinstance(node, Sequence):
        row = _listed(draft, line, node, path)
    else:
        row = _mapped(draft, line, node, path)
    if row is not _LOST:
        draft.data[line.section][line.key] = row


_LOST: Any = object()  # a row that cannot be read; its finding is made


def _single(draft: Draft, line: Line, node: Scalar, path: Path) -> Any:
    if node.blank:
        return None
    if len(line.cells) == 1:
        cell = line.cells[0]
        return {cell.column: read_number(node, cell.kind, cell.unit)}
    if read_number(node, "count") == 0:
        return _zeros(line, node, totals=line.row.total)
    draft.excused.add(path)
    _only_zero(draft, path, node, label_of(draft.form, path), [column.name for column in line.block.leaves])
    return _LOST


def _listed(draft: Draft, line: Line, node: Sequence, path: Path) -> Any:
    cells = line.cells
    columns = line.block.leaves
    parts = [cell for cell, column in zip(cells, columns, strict=True) if not column.total]
    if len(node.items) == len(parts):
        cells = tuple(parts)
    if len(node.items) != len(cells):
        words: dict[str, object] = {
            "actual": len(node.items),
            "expected": _counts(len(parts), len(line.cells)),
            "columns": "、".join(column.name for column in columns),
        }
        draft.excused.add(path)
        label = label_of(draft.form, path)
        draft.findings.append(Finding("GIP109", node.place, words, ids(path), label, actual=str(len(node.items))))
        return _LOST
    return {cell.column: _figure(draft, cell, item, path) for cell, item in zip(cells, node.items, strict=True)}


def _counts(parts: int, whole: int) -> Say:
    if parts == whole:
        return Say(str(whole), str(whole))
    return Say(f"{whole}（含总计）或 {parts}（不含总计）", f"{whole} with the total or {parts} without")


def _mapped(draft: Draft, line: Line, node: Mapping, path: Path) -> Any:
    names = [column.name for column in line.block.leaves]
    found: dict[str, Any] = {}
    draft.data[line.section][line.key] = found
    _columns(draft, line, node, path, column_keys(line), names)
    for rest in _rest(draft, node, path):
        for cell in line.cells:
            if cell.column not in found and not cell.total:
                draft.spots[(*path, cell.column)] = Spot(None, rest.place)
                found[cell.column] = read_number(rest, cell.kind)
    return found


def _columns(
    draft: Draft, line: Line, node: Mapping, path: Path, known: dict[str, ColumnKey], names: list[str]
) -> None:
    parent = Say(f"“{label_of(draft.form, path)}”", f"“{label_of(draft.form, path)}”")
    found: dict[str, Any] = draft.data[line.section][line.key]
    for key, value, column in named(draft, node, known, path, parent, names, found):
        if column.position < 0:
            if isinstance(value, Mapping):
                _columns(draft, line, value, path, column.children, names)
            else:
                misshapen(draft, path, value, column.name, SHAPES[Mapping])
            continue
        cell = line.cells[column.position]
        if cell.column in found:
            first = draft.spots[(*path, cell.column)]
            told = {"key": key.text, "other": first.spelling, "first": first.head.line}
            draft.findings.append(Finding("GIP103", key.place, told, cell.path, cell.label))
            continue
        draft.spots[(*path, cell.column)] = Spot(key.place, value.place, key.text)
        found[cell.column] = _figure(draft, cell, value, path)


def _figure(draft: Draft, cell: Cell, node: Node, path: Path) -> Any:
    draft.spots.setdefault((*path, cell.column), Spot(None, node.place))
    if isinstance(node, Scalar):
        return read_number(node, cell.kind, cell.unit)
    return Wrong("GIP112", "", {"actual": SHAPES[type(node)], "wanted": WANTED[cell.kind]})


def _only_zero(draft: Draft, path: Path, node: Scalar, label: str, names: list[str]) -> None:
    value = read_number(node, "count")
    words: dict[str, object] = {"text": node.text, "columns": "、".join(names)}
    rule = "GIP110"
    if isinstance(value, Wrong):
        rule, words = value.rule, {"text": value.text, **value.words}
    draft.findings.append(Finding(rule, node.place, words, ids(path), label, actual=node.text))
