"""Word files as tests build them, take them apart and break them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

import yaml

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.report import Report
from gipgen.rulebook import level
from gipgen.source import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT = "word/document.xml"

DATA: dict[str, Any] = {
    "机关": "某县某镇人民政府",
    "年度": 2024,
    "级别": "乡镇",
    "成文日期": "2025-01-10",
    "总体情况": "全年公开信息二十条。依申请公开按期答复；政府信息管理、平台建设和监督保障到位，接受工作考核和社会评议，没有责任追究。",
    "主动公开": 0,
    "申请": 0,
    "复议诉讼": 0,
    "存在的主要问题及改进情况": "人手不足，将加强培训。",
    "其他需要报告的事项": "没有收取信息处理费。",
}
"""A sound report on the form of 2021."""

PROSE = "".join(f"{name}: {DATA[name]}\n" for name in ("总体情况", "存在的主要问题及改进情况", "其他需要报告的事项"))
"""Its prose, for data files written by hand."""

LISTS = """3. 三
4. 四

文

1. 甲
2. 乙
   1. 子甲
   2. 子乙
      - 点
3. 丙

- 一项

  同项的第二段

  - 子项
"""
"""Prose with lists of all kinds: numbered from elsewhere, nested, with bullets, with paragraphs inside."""


class _Blocks(yaml.SafeDumper):
    """YAML with several lines of text in a block, as data files have them."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Blocks.add_representer(str, _text)


def dump(data: dict[str, Any]) -> str:
    """Write a data file as people do, a key a line."""
    text: str = yaml.dump(
        data, Dumper=_Blocks, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6
    )
    return text


def report_on(folder: Path, **fields: Any) -> Report:
    """Make the report of a data file in a folder, some fields replaced, those that are None left out.

    The file is sound, but its one-line texts may hold braces, which a draft prints as they stand.
    """
    data = {key: value for key, value in {**DATA, **fields}.items() if value is not None}
    checked = check_source(Source("x.yaml", dump(data)), packaged_forms(), folder, folder)
    assert all(level(found) != "error" or found.rule == "GIP413" for found in checked.findings), checked.findings
    assert checked.report is not None
    return checked.report


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Change one part of a Word file; a change that changes nothing is a mistake in the test."""
    files = parts(data)
    text = files[name].decode()
    files[name] = change(text).encode()
    assert files[name].decode() != text, f"nothing to change in {name}"
    return packed(files)


def packed(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def tree(data: bytes, name: str = DOCUMENT) -> ElementTree.Element:
    return ElementTree.fromstring(parts(data)[name])


def text_of(element: ElementTree.Element) -> str:
    """Join the characters of an element as Word shows them; a line break is a line end."""
    return "".join(
        "\n" if node.tag == W + "br" else node.text or "" for node in element.iter() if node.tag in {W + "t", W + "br"}
    )


def paragraphs(data: bytes, name: str = DOCUMENT) -> list[str]:
    return [text for paragraph in tree(data, name).iter(W + "p") if (text := text_of(paragraph))]


def styled(data: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield all paragraphs of the document with the ids of their styles."""
    for paragraph in tree(data).iter(W + "p"):
        yield value(paragraph, "pPr/pStyle"), paragraph


def value(element: ElementTree.Element, way: str, attribute: str = "val") -> str:
    """Return an attribute of an element further down, named without namespace; empty when there is none."""
    found = element.find("/".join(W + step for step in way.split("/")))
    return "" if found is None else found.get(W + attribute, "")


def relationships(data: bytes) -> dict[str, tuple[str, str]]:
    """Return kind and target of the document's relationships by id."""
    root = ElementTree.fromstring(parts(data)["word/_rels/document.xml.rels"])
    return {item.get("Id", ""): (item.get("Type", "").rpartition("/")[2], item.get("Target", "")) for item in root}


def png(width: int, height: int) -> bytes:
    """Make a black picture."""
    rows = b"".join(b"\0" + bytes((width + 7) // 8) for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
