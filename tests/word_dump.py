"""A Word file as lines of text that a person can review."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {"b": "bold", "i": "italic", "rStyle": "style"}


def dump(data: bytes) -> str:
    """List members, properties, headers and footers, then the body: a line a paragraph, a line a table cell."""
    with ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    lines = [f"member {name}" for name in names]
    lines += [
        f"property {_local(item.tag)}: {item.text or ''}" for item in ElementTree.fromstring(parts["docProps/core.xml"])
    ]
    for name in sorted(name for name in names if name.startswith(("word/header", "word/footer"))):
        lines += [f"{name}: {line}" for line in _blocks(ElementTree.fromstring(parts[name]))]
    body = ElementTree.fromstring(parts["word/document.xml"]).find(W + "body")
    assert body is not None
    return "\n".join([*lines, *_blocks(body)]) + "\n"


def _inside(parent: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """Return what a part of an element holds; nothing when it has no such part."""
    part = parent.find(W + name)
    return [] if part is None else list(part)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _blocks(parent: ElementTree.Element) -> Iterator[str]:
    for child in parent:
        if child.tag == W + "p":
            yield _paragraph(child)
        elif child.tag == W + "tbl":
            yield from _table(child)
        elif child.tag == W + "sectPr":
            for item in child:
                yield f"section {_local(item.tag)} {_attributes(item)}"


def _attributes(element: ElementTree.Element) -> str:
    return " ".join(f"{_local(name)}={value}" for name, value in sorted(element.attrib.items()))


def _paragraph(paragraph: ElementTree.Element) -> str:
    properties = paragraph.find(W + "pPr")
    told = []
    for item in properties if properties is not None else []:
        inner = " ".join(f"{_local(part.tag)} {_attributes(part)}" for part in item)
        told.append(f"{_local(item.tag)} {_attributes(item)} {inner}".strip())
    runs = "".join(_run(run) for run in paragraph.iter(W + "r"))
    return f"[{'; '.join(told)}] {runs}"


def _run(run: ElementTree.Element) -> str:
    marks = [
        _MARKS[_local(item.tag)] + (f"={value}" if (value := item.get(W + "val")) else "")
        for item in _inside(run, "rPr")
        if _local(item.tag) in _MARKS
    ]
    text = "".join(
        item.text or "" if item.tag == W + "t" else f"<{_local(item.tag)}>" for item in run if item.tag != W + "rPr"
    )
    return f"{{{','.join(marks)}: {text}}}" if marks else text


def _table(table: ElementTree.Element) -> Iterator[str]:
    widths = [column.get(W + "w", "") for column in table.iter(W + "gridCol")]
    yield f"table {' '.join(widths)}"
    for row in table.findall(W + "tr"):
        properties = [_local(item.tag) for item in _inside(row, "trPr")]
        yield f"  row {' '.join(properties)}"
        for cell in row.findall(W + "tc"):
            told = [f"{_local(item.tag)} {_attributes(item)}".strip() for item in _inside(cell, "tcPr")]
            texts = " / ".join(_paragraph(paragraph) for paragraph in cell.findall(W + "p"))
            yield f"    cell ({'; '.join(told)}) {texts}"
