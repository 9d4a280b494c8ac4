"""Tree → draft: keys by any of their names become ids, 0 and 其余 spread, text becomes numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gipgen.findings import Finding, Say
from gipgen.form import Field, Form, Line, Section, normal
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.guess import did_you_mean
from gipgen.schema.keys import REST, ColumnKey, Key, column_keys, field_keys, root_keys, table_key
from gipgen.schema.numbers import WANTED, Wrong, read_date, read_number
from gipgen.schema.words import label_of
from gipgen.source import Mapping, Node, Scalar, Sequence

_REST = frozenset(map(normal, REST))

SHAPES = {
    Scalar: Say("单个值", "a single value"),
    Sequence: Say("列表", "a list"),
    Mapping: Say("带项目名的内容", "a mapping of keys"),
}


def draft_report(tree: Mapping, form: Form, envelope: Field) -> Draft:
    """Read a data file under the names of a form; whatever cannot be placed becomes a finding of the draft."""
    draft = Draft(form)
    draft.spots[()] = Spot(None, tree.place)
    known = root_keys(form, envelope)
    parent = Say("年报", "the report")
    for key, value, part in _named(draft, tree, known, (), parent, _root_words(form, envelope), draft.data):
        path: Path = (part.id,)
        draft.spots[path] = Spot(key.place, value.place, key.text)
        if isinstance(part, Field):
            draft.data[part.id] = _field(draft, part, value, path)
        elif part.table:
            draft.data[part.id] = _table(draft, part, value)
        else:
            draft.data[part.id] = _prose(draft, value, path, part.heading)
    return draft


def _root_words(form: Form, envelope: Field) -> list[str]:
    return [field.label for field in envelope.fields] + [section.name for section in form.sections]


def _named(
    draft: Draft,
    node: Mapping,
    known: dict[str, Any],
    path: Path,
    parent: Say,
    words: Iterable[str],
    holder: dict[str, Any],
) -> Iterable[tuple[Scalar, Node, Any]]:
    """Yield key, value and meaning of every key known here, once each; `holder` keeps the unknown ones for Cerberus."""
    seen: dict[int, Scalar] = {}
    for key, value in node.items:
        meaning = known.get(normal(key.text))
        if meaning is None:
            if normal(key.text) not in _REST:
                _unknown(draft, key, value, path, parent, words, holder)
            continue
        first = seen.setdefault(id(meaning), key)
        if first is not key:
            told = {"key": key.text, "other": first.text, "first": first.place.line}
            draft.findings.append(Finding("GIP103", key.place, told, _ids(path), _label(draft, path)))
            continue
        yield key, value, meaning


def _unknown(
    draft: Draft, key: Scalar, value: Node, path: Path, parent: Say, words: Iterable[str], holder: dict[str, Any]
) -> None:
    guess = did_you_mean(key.text, words, _elsewhere(draft.form, key.text, path))
    place = f"?{key.text}"
    draft.spots[(*path, place)] = Spot(key.place, value.place, key.text)
    holder[place] = Wrong("GIP101", key.text, {"key": key.text, "parent": parent, "guess": guess})


def _elsewhere(form: Form, text: str, path: Path) -> str:
    """Say under which heads of the same form a key belongs, when it is known in just one other place."""
    wanted = normal(text)
    found = set()
    for section, table in form.tables:
        if wanted in map(normal, section.spellings):
            found.add("年报")
        for line in table.lines:
            if wanted in map(normal, line.row.spellings):
                found.add(" › ".join((section.heading, *line.names[1:-1])))
    return found.pop() if len(found) == 1 and not path[2:] else ""


# --- fields of the envelope -------------------------------------------------------------------------------------


def _field(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if field.kind == "group":
        return _group(draft, field, node, path)
    if field.kind == "list":
        return _list(draft, field, node, path)
    if field.kind == "names":
        items = node.items if isinstance(node, Sequence) else (node,)
        return [_text(draft, item, path, field.label) for item in items if not _is_blank(item)]
    if not isinstance(node, Scalar):
        return _misshapen(draft, path, node, field.label, WANTED.get(field.kind, WANTED["text"]))
    if field.kind in {"count", "money"}:
        return read_number(node, field.kind, field.unit)
    if field.kind == "date":
        return read_date(node)
    if field.kind == "choice":
        return None if node.blank else field.choice(node.text) or _no_choice(field, node.text)
    if field.kind == "year":
        return read_number(node, "count")
    if field.kind == "prose":
        return None if node.blank else node.text
    return _text(draft, node, path, field.label)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank


def _no_choice(field: Field, text: str) -> Wrong:
    names = [choices[0] for _, choices in field.choices]
    every = [*names, *(id_ for id_, _ in field.choices)]
    guess = did_you_mean(text, every)
    listed = Say("、".join(names), ", ".join(id_ for id_, _ in field.choices))
    return Wrong("GIP114", text, {"text": text, "choices": listed, "guess": guess})


def _text(draft: Draft, node: Node, path: Path, label: str) -> Any:
    if not isinstance(node, Scalar):
        return _misshapen(draft, path, node, label, WANTED["text"])
    if node.blank:
        return None
    text = node.text.strip()
    return Wrong("GIP117", text) if "\n" in text else text


def _prose(draft: Draft, node: Node, path: Path, label: str) -> Any:
    if not isinstance(node, Scalar):
        return _misshapen(draft, path, node, label, WANTED["prose"])
    return None if node.blank or not node.text.strip() else node.text


def _group(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Scalar) and node.blank:
        return None
    numeric = all(inner.kind in {"count", "money"} for inner in field.fields)
    if numeric and isinstance(node, Scalar) and read_number(node, "count") == 0:
        return {inner.id: read_number(node, inner.kind) for inner in field.fields}
    if not isinstance(node, Mapping):
        return _misshapen(draft, path, node, field.label, SHAPES[Mapping])
    return _members(draft, field, node, path)


def _members(draft: Draft, field: Field, node: Mapping, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    words = [inner.label for inner in field.fields]
    for key, value, inner in _named(draft, node, field_keys(field), path, Say(field.label, field.id), words, found):
        inner_path = (*path, inner.id)
        draft.spots[inner_path] = Spot(key.place, value.place, key.text)
        found[inner.id] = _field(draft, inner, value, inner_path)
    return found


def _list(draft: Draft, field: Field, node: Node, path: Path) -> Any:
    if isinstance(node, Scalar) and node.blank:
        return []
    if not isinstance(node, Sequence):
        return _misshapen(draft, path, node, field.label, SHAPES[Sequence])
    items = []
    for number, item in enumerate(node.items):
        item_path = (*path, number)
        draft.spots[item_path] = Spot(None, item.place)
        if isinstance(item, Mapping):
            items.append(_members(draft, field, item, item_path))
        else:
            _misshapen(draft, item_path, item, field.label, SHAPES[Mapping])
    return items


# --- tables -----------------------------------------------------------------------------------------------------


def _table(draft: Draft, section: Section, node: Node) -> Any:
    if isinstance(node, Scalar) and node.blank:
        return None
    draft.data[section.id] = {}
    _rows(draft, section, table_key(section), node, (section.id,))
    return draft.data[section.id]


def _rows(draft: Draft, section: Section, head: Key, node: Node, path: Path) -> None:
    """Read what stands below a head: 0 for all of it, or a mapping of rows and heads."""
    label = _label(draft, path)
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
        _misshapen(draft, path, node, label, SHAPES[Mapping], rule)
    draft.excused.update((section.id, line.key) for line in head.lines())


def _keyed_rows(draft: Draft, section: Section, head: Key, node: Mapping, path: Path) -> None:
    parent = Say(f"“{_label(draft, path)}”", f"“{_label(draft, path)}”")
    words = [key.name for key in head.listed()]
    rows = draft.data[section.id]
    for key, value, meaning in _named(draft, node, head.children, path, parent, words, rows):
        if meaning.line is None:
            spot_path: Path = path if meaning.transparent else (*path, meaning.id)
            draft.spots.setdefault(spot_path, Spot(key.place, value.place, key.text))
            _rows(draft, section, meaning, value, spot_path)
        elif meaning.line.key in rows:
            first = draft.spots[section.id, meaning.line.key]
            told = {"key": key.text, "other": first.spelling, "first": first.head.line}
            draft.findings.append(Finding("GIP103", key.place, told, _ids(path), " › ".join(meaning.line.names)))
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
        if normal(key.text) in _REST:
            if isinstance(value, Scalar) and read_number(value, "count") == 0:
                yield value
            else:
                text = value.text if isinstance(value, Scalar) else SHAPES[type(value)]
                draft.findings.append(Finding("GIP111", value.place, {"text": text}, _ids(path), _label(draft, path)))
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
    _only_zero(draft, path, node, _label(draft, path), [column.name for column in line.block.leaves])
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
        label = _label(draft, path)
        draft.findings.append(
            Finding("GIP109", node.place, words, _ids(path), label, actual=str(len(node.items)))
        )
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
    parent = Say(f"“{_label(draft, path)}”", f"“{_label(draft, path)}”")
    found: dict[str, Any] = draft.data[line.section][line.key]
    for key, value, column in _named(draft, node, known, path, parent, names, found):
        if column.position < 0:
            if isinstance(value, Mapping):
                _columns(draft, line, value, path, column.children, names)
            else:
                _misshapen(draft, path, value, column.name, SHAPES[Mapping])
            continue
        cell = line.cells[column.position]
        if cell.column in found:
            first = draft.spots[(*path, cell.column)]
            told = {"key": key.text, "other": first.spelling, "first": first.head.line}
            draft.findings.append(Finding("GIP103", key.place, told, cell.path, cell.label))
            continue
        draft.spots[(*path, cell.column)] = Spot(key.place, value.place, key.text)
        found[cell.column] = _figure(draft, cell, value, path)


def _figure(draft: Draft, cell: Any, node: Node, path: Path) -> Any:
    draft.spots.setdefault((*path, cell.column), Spot(None, node.place))
    if isinstance(node, Scalar):
        return read_number(node, cell.kind, cell.unit)
    return Wrong("GIP112", "", {"actual": SHAPES[type(node)], "wanted": WANTED[cell.kind]})


# --- findings ---------------------------------------------------------------------------------------------------


def _misshapen(draft: Draft, path: Path, node: Node, label: str, wanted: Say, rule: str = "GIP112") -> Any:
    words = {"actual": SHAPES[type(node)], "wanted": wanted, "help": Say(f"应当是{wanted.zh}。", f"Expected: {wanted.en}.")}
    draft.findings.append(Finding(rule, node.place if rule == "GIP112" else draft.spot(path).head, words, _ids(path), label))
    draft.excused.add(path)
    return None


def _only_zero(draft: Draft, path: Path, node: Scalar, label: str, names: list[str]) -> None:
    value = read_number(node, "count")
    words: dict[str, object] = {"text": node.text, "columns": "、".join(names)}
    rule = "GIP110"
    if isinstance(value, Wrong):
        rule, words = value.rule, {"text": value.text, **value.words}
    draft.findings.append(Finding(rule, node.place, words, _ids(path), label, actual=node.text))


def _ids(path: Path) -> tuple[str, ...]:
    return tuple(part for step in path for part in str(step).split("."))


def _label(draft: Draft, path: Path) -> str:
    return label_of(draft.form, path)
