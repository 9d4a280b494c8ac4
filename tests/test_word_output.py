"""Word files as they are built: every character kept, lists, links and pictures sound, the same bytes everywhere."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from msgspec.structs import replace

from gipgen.form import packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.project.pipeline import check_source
from gipgen.render.word import render_word
from gipgen.source import Source
from tests.conftest import HOUSE, check_sample
from tests.word_files import (
    DATA,
    DOCUMENT,
    LISTS,
    R,
    W,
    changed,
    dump,
    packed,
    paragraphs,
    parts,
    png,
    relationships,
    report_on,
    styled,
    text_of,
    tree,
    value,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MILLIMETRE = 36000
"""EMU, the unit of drawings."""

PACKAGED = (TEMPLATES / "word" / "form-2021.docx").read_bytes()
HOSTILE = "{_{ a }_} {_% b %_} {{ c }} {% d %} {# e #} & &amp; < > &lt;i&gt; </w:t> \"q\" 'r' “s” ‘t’ _u_ \\ ${v} 𠮷"


def word(folder: Path, templates: Path | None = None, **fields: Any) -> bytes:
    return render_word(report_on(folder, **fields), templates)


def own(folder: Path, template: bytes) -> Path:
    """Write an own template folder with a template for the form of 2021."""
    (folder / "own" / "word").mkdir(parents=True)
    (folder / "own" / "word" / "form-2021.docx").write_bytes(template)
    return folder / "own"


def shown(text: str) -> str:
    """Write text so that Markdown shows it as it is."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()#+-.!|<>&~$\"'%" else character for character in text)


# --- properties -------------------------------------------------------------------------------------------------


def core(data: bytes) -> dict[str, str]:
    root = ElementTree.fromstring(parts(data)["docProps/core.xml"])
    return {item.tag.rpartition("}")[2]: item.text or "" for item in root}


def test_properties_are_those_of_the_report(tmp_path: Path) -> None:
    """Title, agency, language and the date of signature; nobody and nothing else."""
    assert core(word(tmp_path)) == {
        "title": "某县某镇人民政府2024年政府信息公开工作年度报告",
        "creator": "某县某镇人民政府",
        "language": "zh-CN",
        "created": "2025-01-10T00:00:00Z",
        "modified": "2025-01-10T00:00:00Z",
    }


def test_a_report_without_date_has_no_dates_in_its_properties(tmp_path: Path) -> None:
    """The clock of the machine is not asked instead."""
    assert set(core(word(tmp_path, 成文日期=None))) == {"title", "creator", "language"}


def test_properties_are_escaped_once(tmp_path: Path) -> None:
    """& < > in title and agency are one entity each in the file, and themselves when read."""
    data = word(tmp_path, 机关='甲&乙<丙>"丁"', 标题="A & B < C > D &amp; E")
    assert (core(data)["title"], core(data)["creator"]) == ("A & B < C > D &amp; E", '甲&乙<丙>"丁"')
    raw = parts(data)["docProps/core.xml"].decode()
    assert "A &amp; B &lt; C &gt; D &amp;amp; E" in raw
    assert Document(io.BytesIO(data)).core_properties.title == "A & B < C > D &amp; E"


def test_a_title_too_long_for_a_property_is_cut_there_and_whole_in_the_document(tmp_path: Path) -> None:
    """Word keeps 255 characters of a property; the page shows all."""
    title, agency = "长" * 300 + "报告", "某" * 400
    data = word(tmp_path, 标题=title, 机关=agency)
    assert core(data)["title"] == "长" * 254 + "…"
    assert core(data)["creator"] == "某" * 254 + "…"
    assert title in paragraphs(data)
    assert agency in paragraphs(data)
    assert core(word(tmp_path, 标题="长" * 255))["title"] == "长" * 255


def test_properties_of_who_made_a_template_are_dropped(tmp_path: Path) -> None:
    """Author, last editor, revision and dates of an own template go; subject and keywords stay, tags filled."""
    document = Document(io.BytesIO(PACKAGED))
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.revision = "张三", "李四", 7
    properties.subject, properties.keywords, properties.comments = (
        "{{ agency }}",
        "公开 & 年报",
        "长" * 242 + "{{ agency }}",
    )
    held = io.BytesIO()
    document.save(held)
    data = word(tmp_path, own(tmp_path, held.getvalue()), 机关="甲&乙", 成文日期=None)
    assert core(data) == {
        "title": "甲&乙2024年政府信息公开工作年度报告",
        "creator": "甲&乙",
        "language": "zh-CN",
        "subject": "甲&乙",
        "keywords": "公开 & 年报",
        "description": "长" * 242 + "甲&乙",
    }


def test_a_template_without_properties_gets_those_of_the_report(tmp_path: Path) -> None:
    """python-docx makes up an author and a time for such a file; neither comes out."""
    files = parts(PACKAGED)
    del files["docProps/core.xml"]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        root = ElementTree.fromstring(files[name])
        for item in list(root):
            if "core" in (item.get("Target", "") + item.get("PartName", "")):
                root.remove(item)
        files[name] = ElementTree.tostring(root)
    folder = own(tmp_path, packed(files))
    assert core(word(tmp_path, folder, 成文日期=None)) == core(word(tmp_path, 成文日期=None))


# --- characters -------------------------------------------------------------------------------------------------


def test_every_character_survives_everywhere(tmp_path: Path) -> None:
    """What docxtpl, Jinja and XML take for their own signs stays as written in agency, catalogue, contact and prose."""
    data = word(
        tmp_path,
        机关=HOSTILE,
        落款="落款" + HOSTILE,
        目录={"索引号": HOSTILE},
        联系方式={"联系单位": HOSTILE},
        前言=shown("前言" + HOSTILE),
        总体情况=f"### {shown('标题' + HOSTILE)}\n\n{shown('段落' + HOSTILE)}\n\n- {shown('列表' + HOSTILE)}\n",
        存在的主要问题及改进情况=f"| 甲 | 乙 |\n|---|---|\n| {shown('表格' + HOSTILE)} | **{shown(HOSTILE)}** |\n",
        附加部分=[{"标题": "七、" + HOSTILE, "内容": f"[{shown('链接' + HOSTILE)}](https://e.cn/?a=1&b={{_{{)"}],
    )
    found = paragraphs(data)
    for expected in (
        f"索引号：{HOSTILE}",
        f"联系方式：联系单位：{HOSTILE}。",
        *(before + HOSTILE for before in ("落款", "前言", "标题", "段落", "列表", "表格", "七、", "链接")),
        HOSTILE,
    ):
        assert expected in found
    assert f"{HOSTILE}\n2024年政府信息公开工作年度报告" in found
    assert core(data)["creator"] == HOSTILE


def test_an_own_title_survives(tmp_path: Path) -> None:
    """A title that is written by hand is kept to the last sign, in the document and in its properties."""
    data = word(tmp_path, 标题=HOSTILE)
    assert HOSTILE in paragraphs(data)
    assert core(data)["title"] == HOSTILE


def test_every_character_survives_in_a_header(tmp_path: Path) -> None:
    """An own template may show agency and signature in headers and footers."""
    template = changed(PACKAGED, "word/header1.xml", lambda xml: xml.replace("草稿 · 不得公布", "{{ agency }}"))
    template = changed(template, "word/header1.xml", lambda xml: xml.replace("{%p if draft %}", "{%p if not draft %}"))
    template = changed(template, "word/footer2.xml", lambda xml: xml.replace("— </w:t>", "{{ signature }}</w:t>", 1))
    data = word(tmp_path, own(tmp_path, template), 机关=HOSTILE)
    assert paragraphs(data, "word/header1.xml") == [HOSTILE]
    assert paragraphs(data, "word/footer2.xml") == [f"{HOSTILE}1 —"]


def test_very_long_words_survive(tmp_path: Path) -> None:
    """Ten thousand characters without a break, Latin and Chinese."""
    latin, chinese = "x" * 10_000, "字" * 10_000
    assert {latin, chinese} <= set(paragraphs(word(tmp_path, 总体情况=f"{latin}\n\n{chinese}")))


def test_line_ends_in_prose_are_what_markdown_says(tmp_path: Path) -> None:
    """Chinese lines are joined, a backslash at the end breaks the line."""
    found = paragraphs(word(tmp_path, 总体情况="第一行\n第二行\\\n第三行"))
    assert "第一行第二行\n第三行" in found


# --- lists ------------------------------------------------------------------------------------------------------


def numberings(data: bytes) -> list[tuple[str, int, int]]:
    """Return text, level and numbering id of the list items."""
    return [
        (text_of(paragraph), int(value(paragraph, "pPr/numPr/ilvl")), int(value(paragraph, "pPr/numPr/numId")))
        for paragraph in tree(data).iter(W + "p")
        if paragraph.find(f"{W}pPr/{W}numPr") is not None
    ]


def numbering(data: bytes, number: int) -> tuple[str, dict[int, int]]:
    """Return the format of a numbering's first level and the numbers at which its levels are told to begin."""
    root = tree(data, "word/numbering.xml")
    (found,) = [item for item in root.iter(W + "num") if item.get(W + "numId") == str(number)]
    (definition,) = [
        item for item in root.iter(W + "abstractNum") if item.get(W + "abstractNumId") == value(found, "abstractNumId")
    ]
    starts = {
        int(item.get(W + "ilvl", "")): int(value(item, "startOverride")) for item in found.iter(W + "lvlOverride")
    }
    return value(definition, "lvl/numFmt"), starts


def test_each_numbered_list_begins_at_its_own_number(tmp_path: Path) -> None:
    """Lists do not share a numbering: the second begins at 1 again, the nested one at its own level."""
    data = word(tmp_path, 总体情况=LISTS)
    items = {text: (level, number) for text, level, number in numberings(data)}
    assert [items[text][0] for text in ("三", "四", "甲", "乙", "子甲", "子乙", "点", "丙", "一项", "子项")] == [
        *(0, 0, 0, 0, 1, 1, 2, 0, 0, 1)
    ]
    first, second, nested = items["三"][1], items["甲"][1], items["子甲"][1]
    assert len({first, second, nested, items["点"][1]}) == 4
    assert items["四"][1] == first
    assert items["丙"][1] == second
    assert numbering(data, first) == ("decimal", {0: 3})
    assert numbering(data, second) == ("decimal", {0: 1})
    assert numbering(data, nested) == ("decimal", {1: 1})
    assert numbering(data, items["点"][1]) == ("bullet", {})


def test_the_sign_behind_a_number_is_kept(tmp_path: Path) -> None:
    """A bracket stays a bracket, on each level of a list."""
    data = word(tmp_path, 总体情况="3) 三\n4) 四\n   1) 子\n\n文\n\n1. 甲\n")
    own = {text: number for text, _, number in numberings(data)}
    root = tree(data, "word/numbering.xml")
    signs = {
        int(number.get(W + "numId", "")): [
            (value(level, "lvlText"), value(level, "start")) for level in number.iter(W + "lvl")
        ]
        for number in root.iter(W + "num")
    }
    assert (own["三"], signs[own["三"]]) == (own["四"], [("%1)", "3")])
    assert signs[own["子"]] == [("%2)", "1")]
    assert signs[own["甲"]] == []


@pytest.mark.parametrize("mark", ["-", "1."])
def test_nine_lists_inside_each_other_are_nine_levels(tmp_path: Path, mark: str) -> None:
    """Each has a level of its own in the definition, further to the right, with its own number."""
    indent = " " * (len(mark) + 1)
    data = word(tmp_path, 总体情况="".join(f"{indent * depth}{mark} 第{depth}层\n" for depth in range(9)))
    assert [(text, level) for text, level, _ in numberings(data)] == [(f"第{depth}层", depth) for depth in range(9)]
    (_, _, number) = numberings(data)[-1]
    root = tree(data, "word/numbering.xml")
    (found,) = [item for item in root.iter(W + "num") if item.get(W + "numId") == str(number)]
    (definition,) = [
        item for item in root.iter(W + "abstractNum") if item.get(W + "abstractNumId") == value(found, "abstractNumId")
    ]
    levels = definition.findall(W + "lvl")
    assert [level.get(W + "ilvl") for level in levels] == [str(depth) for depth in range(9)]
    assert [value(level, "pPr/ind", "left") for level in levels] == [str(1064 + 432 * depth) for depth in range(9)]
    assert mark == "-" or [value(level, "lvlText") for level in levels] == [f"%{depth}." for depth in range(1, 10)]


def test_the_second_paragraph_of_an_item_has_no_number(tmp_path: Path) -> None:
    """It stands indented below the first."""
    data = word(tmp_path, 总体情况=LISTS)
    assert "同项的第二段" not in [text for text, _, _ in numberings(data)]
    (paragraph,) = [found for _, found in styled(data) if text_of(found) == "同项的第二段"]
    assert value(paragraph, "pPr/ind", "left") == "1064"


# --- links ------------------------------------------------------------------------------------------------------


def test_links_have_relationships(tmp_path: Path) -> None:
    """Each link names a relationship with its address; one address is kept once; an empty one is no link."""
    prose = "[甲](https://e.cn/?a=1&b=2) [乙](mailto:a@e.cn) [丙](附件.pdf) [又甲](https://e.cn/?a=1&b=2) [空]() **[粗](https://e.cn)**"
    data = word(tmp_path, 总体情况=prose)
    known = relationships(data)
    links = [(text_of(link), *known[link.get(R + "id", "")]) for link in tree(data).iter(W + "hyperlink")]
    assert links == [
        ("甲", "hyperlink", "https://e.cn/?a=1&b=2"),
        ("乙", "hyperlink", "mailto:a@e.cn"),
        ("丙", "hyperlink", "%E9%99%84%E4%BB%B6.pdf"),
        ("又甲", "hyperlink", "https://e.cn/?a=1&b=2"),
        ("粗", "hyperlink", "https://e.cn"),
    ]
    assert len({link.get(R + "id") for link in tree(data).iter(W + "hyperlink")}) == 4
    assert all(target for kind, target in known.values() if kind == "hyperlink")
    assert "甲 乙 丙 又甲 空 粗" in paragraphs(data)


# --- pictures ---------------------------------------------------------------------------------------------------


def jpeg(width: int, height: int) -> bytes:
    """Return a JPEG as scanners write it: tables first, no JFIF and no Exif."""
    tables = b"\xff\xdb" + struct.pack(">H", 67) + bytes(65)
    return b"\xff\xd8" + tables + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00\xff\xd9"


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """A folder with pictures of all kinds and shapes."""
    (tmp_path / "图 1.png").write_bytes(png(40, 30))
    (tmp_path / "scan.jpg").write_bytes(jpeg(96, 48))
    (tmp_path / "chart.gif").write_bytes(gif(20, 10))
    (tmp_path / "wide.png").write_bytes(png(3000, 500))
    (tmp_path / "tall.png").write_bytes(png(300, 4000))
    return tmp_path


def drawings(data: bytes) -> list[tuple[str, int, int, bytes]]:
    """Return alternative text, width and height in EMU and the bytes of the pictures in the document."""
    known, members = relationships(data), parts(data)
    found = []
    for inline in tree(data).iter(WP + "inline"):
        extent, named = inline.find(WP + "extent"), inline.find(WP + "docPr")
        (blip,) = inline.iter(A + "blip")
        assert extent is not None
        assert named is not None
        kind, target = known[blip.get(R + "embed", "")]
        assert kind == "image"
        size = int(extent.get("cx", "")), int(extent.get("cy", ""))
        found.append((named.get("descr", ""), *size, members[f"word/{target}"]))
    return found


def test_pictures_are_kept_with_their_alternative_text(gallery: Path) -> None:
    """PNG, JPEG and GIF, bytes as they are, 96 pixels an inch; the text says what docxtpl would take for a tag."""
    prose = '![{\\_{ 甲 }\\_} & <乙> "丙"](<图 1.png>)\n\n![扫描](scan.jpg) 文 ![](chart.gif)'
    data = word(gallery, 总体情况=prose)
    assert drawings(data) == [
        ('{_{ 甲 }_} & <乙> "丙"', 40 * 9525, 30 * 9525, png(40, 30)),
        ("扫描", 96 * 9525, 48 * 9525, jpeg(96, 48)),
        ("", 20 * 9525, 10 * 9525, gif(20, 10)),
    ]
    types = parts(data)["[Content_Types].xml"].decode()
    assert all(f"image/{kind}" in types for kind in ("png", "jpeg", "gif"))


def test_pictures_stay_inside_the_type_area(gallery: Path) -> None:
    """156 mm wide and 225 mm high; in proportion, less where text, a list or a cell leaves less."""
    prose = (
        "![单独](wide.png)\n\n![高](tall.png)\n\n文 ![文中](wide.png)\n\n- 项 ![项](wide.png)\n  - 子项 ![子项](wide.png)\n\n"
        "| 甲 | 乙 |\n|---|---|\n| ![格](wide.png) | 2 |\n"
    )
    sizes = {
        alt: (width / MILLIMETRE, height / MILLIMETRE)
        for alt, width, height, _ in drawings(word(gallery, 总体情况=prose))
    }
    assert sizes["单独"] == pytest.approx((156, 26), abs=0.1)
    assert sizes["高"] == pytest.approx((15, 200), abs=0.1)
    assert sizes["文中"][0] == pytest.approx(156 - 11.1, abs=0.1)  # the indent of the first line
    assert sizes["项"][0] == pytest.approx(156 - 18.8, abs=0.1)
    assert sizes["子项"][0] == pytest.approx(156 - 26.4, abs=0.1)
    assert sizes["格"][0] == pytest.approx(78 - 2, abs=0.1)
    for alt, (width, height) in sizes.items():
        assert width / height == pytest.approx(300 / 4000 if alt == "高" else 6, rel=0.001)


def test_a_picture_used_twice_is_kept_once(gallery: Path) -> None:
    """One file in the package, a drawing with an id of its own for each place, in a list and a table cell too."""
    picture = "![同一张](<图 1.png>)"
    prose = f"{picture}\n\n{picture}\n\n- {picture}\n\n| 甲 | 乙 |\n|---|---|\n| {picture} | 2 |\n"
    data = word(gallery, 总体情况=prose, 其他需要报告的事项=picture)
    assert len(drawings(data)) == 5
    assert [name for name in parts(data) if name.startswith("word/media/")] == ["word/media/prose1.png"]
    ids = [named.get("id") for named in tree(data).iter(WP + "docPr")]
    assert len(set(ids)) == 5
    Document(io.BytesIO(data))


def test_a_picture_alone_is_centred(gallery: Path) -> None:
    """Its paragraph has a style of its own, without indent."""
    found = [
        style
        for style, paragraph in styled(word(gallery, 总体情况="![甲](scan.jpg)"))
        if list(paragraph.iter(WP + "inline"))
    ]
    assert found == ["Picture"]


@pytest.mark.parametrize("length", [12, 24, 40, 60])
def test_a_picture_that_breaks_off_is_a_finding(tmp_path: Path, length: int) -> None:
    """A file that was copied only in part is refused where it is named, before any document is made."""
    (tmp_path / "cut.png").write_bytes(png(40, 30)[:length])
    text = dump({**DATA, "总体情况": f"{DATA['总体情况']}\n\n![断](cut.png)"})
    findings = check_source(Source("x.yaml", text), packaged_forms(), tmp_path, tmp_path).findings
    assert [finding.rule for finding in findings] == ["GIP404"]


# --- tables in prose --------------------------------------------------------------------------------------------


def prose_tables(data: bytes) -> list[ElementTree.Element]:
    return [table for table in tree(data).iter(W + "tbl") if value(table, "tblPr/tblStyle") == "ProseTable"]


def test_prose_tables_are_set_like_the_statutory_ones(tmp_path: Path) -> None:
    """Fixed layout over the whole type area, head repeated, rows unsplit, alignment as written."""
    data = word(tmp_path, 总体情况="| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | **2** | 3 |\n")
    (table,) = prose_tables(data)
    columns = [int(column.get(W + "w", "")) for column in table.iter(W + "gridCol")]
    assert (len(columns), sum(columns)) == (3, 8844)
    assert value(table, "tblPr/tblLayout", "type") == "fixed"
    rows = list(table.iter(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [[text_of(cell) for cell in row.iter(W + "tc")] for row in rows] == [["甲", "乙", "丙"], ["1", "2", "3"]]
    assert [value(cell, "p/pPr/jc") for cell in rows[1].iter(W + "tc")] == ["left", "center", "right"]


@pytest.mark.parametrize("indent", ["", "  "])
def test_two_tables_stay_two(tmp_path: Path, indent: str) -> None:
    """Word takes tables without a paragraph between them for one."""
    table = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
    prose = f"- 项\n\n{table}\n{table}".replace("\n|", f"\n{indent}|")
    body = tree(word(tmp_path, 总体情况=prose)).find(W + "body")
    assert body is not None
    kinds = [child.tag.removeprefix(W) for child in body]
    assert kinds.count("tbl") == 5
    assert ("tbl", "tbl") not in set(pairwise(kinds))


# --- drafts, signature, local rows ------------------------------------------------------------------------------


def test_a_draft_is_marked_on_every_page(tmp_path: Path) -> None:
    """Odd and even pages have the mark in their headers; in a report that may be published it is nowhere."""
    report = report_on(tmp_path)
    draft, clean = parts(render_word(replace(report, draft=True))), parts(render_word(report))
    headers = [name for name in draft if name.startswith("word/header")]
    assert len(headers) == 2
    for name in headers:
        assert paragraphs(packed(draft), name) == ["草稿 · 不得公布"]
        assert paragraphs(packed(clean), name) == []
        assert ElementTree.fromstring(clean[name]).find(W + "p") is not None, "a header needs a paragraph"
    assert not [name for name, content in clean.items() if "草稿 · 不得公布".encode() in content]


def test_a_report_with_a_date_is_signed(tmp_path: Path) -> None:
    """Who signs and the day stand at the end, and at least a line of text stays with them on their page."""
    data = word(tmp_path, 落款="某镇")
    *_, (_, last), (first_style, signature), (second_style, date) = list(styled(data))
    assert (text_of(signature), text_of(date)) == ("某镇", "2025年1月10日")
    assert first_style == second_style == "Signature"
    for paragraph in (last, signature):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("closing", ["文", "1. 文", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "![甲](a.png)", ""])
def test_the_text_above_a_signature_may_end_with_anything(tmp_path: Path, closing: str) -> None:
    """A paragraph, an item or a picture stays with the signature; the last section decides, also one that is added."""
    (tmp_path / "a.png").write_bytes(png(40, 30))
    data = word(tmp_path, 附加部分=[{"标题": "七、其他", "内容": f"首段\n\n{closing}"}])
    *_, (style, last), (_, signature), (_, _) = list(styled(data))
    assert text_of(signature) == "某县某镇人民政府"
    assert (last.find(f"{W}pPr/{W}keepNext") is not None) == (style != "TableText")
    (other,) = [paragraph for _, paragraph in styled(data) if text_of(paragraph) == "没有收取信息处理费。"]
    assert other.find(f"{W}pPr/{W}keepNext") is None


def test_a_report_without_a_date_is_not_signed(tmp_path: Path) -> None:
    """A published report that has no signature gets none."""
    data = word(tmp_path, 成文日期=None)
    assert "Signature" not in [style for style, _ in styled(data)]
    assert paragraphs(data)[-1] == "没有收取信息处理费。"


def test_local_rows_are_shown_only_when_declared() -> None:
    """The row that Jilin adds stands in a report from there and in no other."""
    report = check_sample(HOUSE / "samples" / "malugou-2020.yaml").report
    other = check_sample(HOUSE / "samples" / "tianchi-2021.yaml").report
    assert report is not None
    assert other is not None
    label = "本行政区域（或本部门）政府信息公开发布总数量（非新闻类、消息类）"
    assert label in paragraphs(render_word(report))
    assert label not in paragraphs(render_word(other))
    assert not [text for text in paragraphs(render_word(other)) if "{" in text]


def test_a_section_that_is_not_listed_leaves_nothing() -> None:
    """Heading and text of an omitted section are gone; no empty paragraph stays in its place."""
    report = check_sample(HOUSE / "samples" / "tianchi-2021.yaml").report
    assert report is not None
    data = render_word(report)
    assert not [text for text in paragraphs(data) if "其他需要报告的事项" in text]
    body = tree(data).find(W + "body")
    assert body is not None
    assert not [paragraph for paragraph in body.findall(W + "p") if not text_of(paragraph)]


# --- templates that another program has saved -------------------------------------------------------------------


def test_styles_are_found_by_their_names(tmp_path: Path) -> None:
    """Chinese Word calls heading 1 `1` and numbers styles with Chinese names: prose follows the names."""

    def renamed(xml: str) -> str:
        for old, new in {
            "Body": "a3",
            "Heading2": "2",
            "ListItem": "a9",
            "TableText": "aa",
            "ProseTable": "ab",
        }.items():
            xml = xml.replace(f'"{old}"', f'"{new}"')
        return xml.replace('w:name w:val="heading 2"', 'w:name w:val="Heading 2"')

    template = changed(changed(PACKAGED, "word/styles.xml", renamed), DOCUMENT, renamed)
    prose = "段落\n\n### 小标题\n\n- 列表\n\n| 甲 |\n|---|\n| 1 |\n"
    data = word(tmp_path, own(tmp_path, template), 总体情况=prose)
    found = {text_of(paragraph): style for style, paragraph in styled(data)}
    assert [found[text] for text in ("段落", "小标题", "列表", "1")] == ["a3", "2", "a9", "aa"]
    assert len([table for table in tree(data).iter(W + "tbl") if value(table, "tblPr/tblStyle") == "ab"]) == 1
    known = {style.get(W + "styleId") for style in tree(data, "word/styles.xml").iter(W + "style")}
    assert {style for style, _ in styled(data)} <= known


def test_list_definitions_are_found_when_they_are_renumbered(tmp_path: Path) -> None:
    """Word counts list definitions from 0; a definition of the template's own is not mistaken for ours."""

    def renumbered(xml: str) -> str:
        xml = xml.replace('abstractNumId="1"', 'abstractNumId="0"').replace('abstractNumId="2"', 'abstractNumId="1"')
        xml = xml.replace('abstractNumId w:val="1"', 'abstractNumId w:val="0"')
        return xml.replace('abstractNumId w:val="2"', 'abstractNumId w:val="1"')

    template = changed(PACKAGED, "word/numbering.xml", renumbered)
    data = word(tmp_path, own(tmp_path, template), 总体情况="- 点\n\n5. 五\n")
    (_, _, bullets), (_, _, numbers) = numberings(data)
    assert numbering(data, bullets) == ("bullet", {})
    assert numbering(data, numbers) == ("decimal", {0: 5})


@pytest.mark.parametrize("kept", [True, False])
def test_list_definitions_that_were_dropped_are_added(tmp_path: Path, kept: bool) -> None:
    """LibreOffice saves no list that is not used: definitions, or the whole part, come back from the packaged template."""
    files = parts(PACKAGED)
    if kept:
        other = (
            f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="upperRoman"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        )
        files["word/numbering.xml"] = other.encode()
    else:
        del files["word/numbering.xml"]
        for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
            root = ElementTree.fromstring(files[name])
            for item in list(root):
                if "numbering.xml" in (item.get("Target", "") + item.get("PartName", "")):
                    root.remove(item)
            files[name] = ElementTree.tostring(root)
    data = word(tmp_path, own(tmp_path, packed(files)), 总体情况="- 点\n\n5. 五\n\n- 又一点\n\n1. 一\n")
    (_, _, bullets), (_, _, numbers), (_, _, again), (_, _, others) = numberings(data)
    assert bullets == again
    assert len({bullets, numbers, others}) == 3
    assert numbering(data, bullets) == ("bullet", {})
    assert numbering(data, numbers) == ("decimal", {0: 5})
    order = [item.tag.removeprefix(W) for item in tree(data, "word/numbering.xml")]
    assert order == sorted(order), "Word wants all definitions before the numberings"


# --- bytes ------------------------------------------------------------------------------------------------------


def test_two_machines_write_the_same_bytes(gallery: Path) -> None:
    """Hash seed, folder, locale and time zone leave no trace: figures, lists, links, pictures and all."""
    prose = LISTS + "\n![甲](wide.png) ![乙](scan.jpg) [网](https://e.cn) [邮](mailto:a@e.cn)\n"
    (gallery / "a.yaml").write_text(dump({**DATA, "总体情况": prose}), "utf-8")
    command = [sys.executable, "-m", "gipgen", "build", "a.yaml", "--format", "docx", "--out", "-"]
    built = []
    for seed, zone, locale, folder in (
        ("1", "UTC", "C.UTF-8", gallery),
        ("2", "Asia/Shanghai", "zh_CN.UTF-8", gallery / "b" / "c"),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        for file in gallery.glob("*.*"):
            if folder != gallery:
                (folder / file.name).write_bytes(file.read_bytes())
        told = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(HOUSE)}
        environment = {**os.environ, **told}
        environment.pop("SOURCE_DATE_EPOCH", None)
        result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        built.append(result.stdout)
    assert built[0] == built[1]
    assert len(parts(built[0])) > 10


def times(data: bytes) -> set[tuple[int, ...]]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {info.date_time for info in archive.infolist()}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, (1980, 1, 1, 0, 0, 0)),
        ("1736500000", (2025, 1, 10, 9, 6, 40)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("99999999999999999999", (2107, 12, 31, 23, 59, 58)),
        ("tomorrow", (1980, 1, 1, 0, 0, 0)),
        ("²", (1980, 1, 1, 0, 0, 0)),
        ("-1", (1980, 1, 1, 0, 0, 0)),
    ],
)
def test_members_have_the_time_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str | None, expected: tuple[int, ...]
) -> None:
    """SOURCE_DATE_EPOCH in UTC, within what a zip can say; without it the first second that zip knows."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if told is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    assert times(word(tmp_path)) == {expected}


def test_a_built_file_opens_in_another_program(gallery: Path) -> None:
    """python-docx reads what was written, with pictures, lists and links in it."""
    document = Document(io.BytesIO(word(gallery, 总体情况=LISTS + "\n![甲](wide.png) [网](https://e.cn)")))
    assert len(document.tables) == 3
    assert len(document.inline_shapes) == 1
