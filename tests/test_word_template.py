"""The packaged Word templates: made from the form files, set as GB/T 9704-2012 asks, and free of what others left."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document

from gipgen.form import Form, packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.render.word.template import template_bytes
from tests.word_files import DOCUMENT, R, W, paragraphs, parts, text_of, tree, value

FORMS = packaged_forms()
TWIPS = 1440 / 25.4


def path_of(id_: str) -> Path:
    return TEMPLATES / "word" / f"form-{id_}.docx"


def form_of(id_: str) -> Form:
    return FORMS.get(id_, tuple(addition.id for addition in FORMS.local_to(id_)))


@pytest.fixture(params=FORMS.ids)
def id_(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def data(id_: str) -> bytes:
    return path_of(id_).read_bytes()


def test_a_template_is_what_its_form_gives(id_: str, data: bytes) -> None:
    """Every member holds what `gipgen template new` writes today; the same call mends a difference."""
    form = form_of(id_)
    made, kept = parts(template_bytes(form, form.local)), parts(data)
    different = [name for name in sorted({*made, *kept}) if made.get(name) != kept.get(name)]
    mend = f"gipgen template new --form {id_} -o templates/word/form-{id_}.docx --force"
    assert not different, f"form-{id_}.docx differs in {', '.join(different)}; mend it with: {mend}"
    assert list(made) == list(kept)


def test_a_template_is_the_same_file_every_time(id_: str) -> None:
    """Two calls give the same bytes, times included."""
    form = form_of(id_)
    assert template_bytes(form, form.local) == template_bytes(form, form.local)


def test_it_opens_in_another_program(id_: str, data: bytes) -> None:
    """python-docx reads it: three tables, and the statutory headings in order."""
    document = Document(io.BytesIO(data))
    assert len(document.tables) == 3
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.style_id == "Heading1"
    ]
    assert headings[:6] == [section.heading for section in form_of(id_).sections]


def test_every_figure_has_one_tag_in_one_run(id_: str, data: bytes) -> None:
    """Each cell of the form stands in one table cell, alone in its paragraph and its run; no cell holds another."""
    cells = [cell for cell in tree(data).iter(W + "tc") if value(cell, "p/pPr/pStyle") == "TableText"]
    tags = []
    for cell in cells:
        if "{%tr" in text_of(cell):
            continue
        (run,) = cell.iter(W + "r")
        (text,) = run.iter(W + "t")
        tags.append(text.text)
    assert sorted(map(str, tags)) == sorted(f"{{{{ {'.'.join(cell.path)} }}}}" for cell in form_of(id_).cells)


def test_every_tag_is_in_one_run(data: bytes) -> None:
    """Nobody has to join a tag of a fresh template."""
    for name in (DOCUMENT, "word/header1.xml", "word/header2.xml"):
        for text in tree(data, name).iter(W + "t"):
            assert (text.text or "").count("{{") == (text.text or "").count("}}")
            assert (text.text or "").count("{%") == (text.text or "").count("%}")


def test_every_style_names_its_fonts(data: bytes) -> None:
    """Latin and East Asian text have fonts of their own in the defaults and in every style."""
    root = tree(data, "word/styles.xml")
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
    assert defaults is not None
    for style in [defaults, *root.iter(W + "style")]:
        fonts = style.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None, style.get(W + "styleId")
        assert all(fonts.get(W + script) for script in ("ascii", "hAnsi", "eastAsia", "cs")), style.get(W + "styleId")


def test_no_font_depends_on_a_theme(data: bytes) -> None:
    """No theme part, no theme font: WPS and LibreOffice would set other fonts than Word."""
    members = parts(data)
    assert not [name for name in members if "theme" in name.lower()]
    assert not [name for name, content in members.items() if b"heme" in content]


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", 44),
        ("Body", "仿宋", 32),
        ("Heading1", "黑体", 32),
        ("Heading2", "楷体", 32),
        ("Heading3", "仿宋", 32),
        ("ListItem", "仿宋", 32),
        ("Signature", "仿宋", 32),
        ("Footer", "宋体", 28),
        ("TableText", "宋体", 20),
        ("TableHead", "宋体", 20),
        ("TableLabel", "宋体", 20),
    ],
)
def test_fonts_and_sizes_are_those_of_official_documents(data: bytes, style: str, font: str, half_points: int) -> None:
    """GB/T 9704-2012: 22 pt title, 16 pt 仿宋 text under 黑体, 楷体 and 仿宋 heads, 14 pt page numbers; tables 10 pt 宋体."""
    styles = {item.get(W + "styleId", ""): item for item in tree(data, "word/styles.xml").iter(W + "style")}
    found = styles[style]
    assert value(found, "rPr/rFonts", "eastAsia") == font
    while not value(found, "rPr/sz"):
        found = styles[value(found, "basedOn")]
    assert int(value(found, "rPr/sz")) == half_points


def test_page_and_grid_are_those_of_official_documents(data: bytes) -> None:
    """A4, margins 37, 35, 28 and 26 mm, 22 lines of 28 characters (GB/T 9704-2012)."""
    (section,) = tree(data).iter(W + "sectPr")
    size = [int(value(section, "pgSz", side)) / TWIPS for side in ("w", "h")]
    assert [round(side, 1) for side in size] == [210.0, 297.0]
    margins = [int(value(section, "pgMar", side)) / TWIPS for side in ("top", "bottom", "left", "right")]
    assert [round(margin) for margin in margins] == [37, 35, 28, 26]
    height, width = size[1] - margins[0] - margins[1], size[0] - margins[2] - margins[3]
    assert value(section, "docGrid", "type") == "linesAndChars"
    assert int(height * TWIPS / int(value(section, "docGrid", "linePitch"))) == 22
    (normal,) = [style for style in tree(data, "word/styles.xml") if style.get(W + "styleId") == "Normal"]
    character = int(value(normal, "rPr/sz")) * 10 + int(value(normal, "rPr/spacing"))
    assert int(width * TWIPS / character) == 28


def test_text_is_indented_by_two_characters(data: bytes) -> None:
    """The first lines of paragraphs and heads, in characters for Word and in twips for others."""
    (body,) = [style for style in tree(data, "word/styles.xml") if style.get(W + "styleId") == "Body"]
    assert value(body, "pPr/ind", "firstLineChars") == "200"
    assert int(value(body, "pPr/ind", "firstLine")) == pytest.approx(640, abs=10)


def test_tables_have_fixed_widths_inside_the_type_area(data: bytes) -> None:
    """Fixed layout; grid, table and every row are equally wide, at most 156 mm; spans fill the grid."""
    for table in tree(data).iter(W + "tbl"):
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        columns = [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]
        assert sum(columns) == int(value(table, "tblPr/tblW", "w"))
        assert sum(columns) <= 156 * TWIPS + 1
        for row in table.iter(W + "tr"):
            cells = list(row.iter(W + "tc"))
            assert sum(int(value(cell, "tcPr/gridSpan") or 1) for cell in cells) == len(columns)
            assert sum(int(value(cell, "tcPr/tcW", "w")) for cell in cells) == sum(columns)


def test_rows_are_never_split_and_heads_are_repeated(id_: str, data: bytes) -> None:
    """Every row that is printed has cantSplit; the rows of a table's head have tblHeader, no others."""
    tables = list(tree(data).iter(W + "tbl"))
    for table, (_, laid_out) in zip(tables, form_of(id_).tables, strict=True):
        rows = [row for row in table.iter(W + "tr") if "{%tr" not in text_of(row)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        heads = laid_out.grid.head_rows
        assert repeated == [True] * heads + [False] * (len(rows) - heads)


BREAKS = {
    "2021": [
        ["行政规范性文件", "行政许可", "行政强制", "行政事业性收费"],
        ["二、上年", "（二）部分公开", "8.属于", "3.补正后", "5.要求行政机关", "3.其他", "四、结转"],
        [""],
    ],
    "2019": [
        ["规范性文件", "其他对外", "行政强制", "行政事业性收费", "政府集中采购", "本行政区域"],
        ["二、上年", "（二）部分公开", "8.属于", "3.补正后", "5.要求行政机关", "（六）其他处理", "四、结转"],
        [""],
    ],
}
"""Below which rows a page may end: after a whole block, after all rows beside one head, never after one row alone."""


def test_tables_break_only_where_a_reader_is_not_lost(id_: str, data: bytes) -> None:
    """A block without repeated heads stays whole, so do the rows beside one head, and a head has two rows with it."""
    for table, expected in zip(tree(data).iter(W + "tbl"), BREAKS[id_], strict=True):
        rows = [row for row in table.iter(W + "tr") if "{%tr" not in text_of(row)]
        breaks = []
        for row in rows:
            kept = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in row.iter(W + "p")]
            assert len(set(kept)) == 1, "Word looks at every cell of a row"
            if not kept[0]:
                breaks.append(re.sub(r"\{\{.*?\}\}", "", text_of(row)))
        assert len(breaks) == len(expected)
        assert all(label.startswith(begin) for label, begin in zip(breaks, expected, strict=True)), breaks


def test_heads_are_never_alone_at_the_foot_of_a_page(data: bytes) -> None:
    """Title and headings stay with the next paragraph, and the signature with its date."""
    styles = {item.get(W + "styleId"): item for item in tree(data, "word/styles.xml").iter(W + "style")}
    for name in ("Title", "Heading1", "Heading2", "Heading3", "Heading4"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None
    (signature,) = [p for p in tree(data).iter(W + "p") if text_of(p) == "{{ signature }}"]
    assert signature.find(f"{W}pPr/{W}keepNext") is not None


def test_odd_and_even_pages_have_their_own_header_and_footer(data: bytes) -> None:
    """The setting evenAndOddHeaders is on, both kinds are there, and no first page differs."""
    assert tree(data, "word/settings.xml").find(W + "evenAndOddHeaders") is not None
    (section,) = tree(data).iter(W + "sectPr")
    for kind in ("headerReference", "footerReference"):
        assert sorted(item.get(W + "type", "") for item in section.iter(W + kind)) == ["default", "even"]
    assert section.find(W + "titlePg") is None


@pytest.mark.parametrize(("kind", "side"), [("default", "right"), ("even", "left")])
def test_page_numbers_stand_outside(data: bytes, kind: str, side: str) -> None:
    """— N — at the right of odd pages and at the left of even ones, one character from the edge."""
    (section,) = tree(data).iter(W + "sectPr")
    (id_,) = [item.get(R + "id") for item in section.iter(W + "footerReference") if item.get(W + "type") == kind]
    related = ElementTree.fromstring(parts(data)["word/_rels/document.xml.rels"])
    (target,) = [item.get("Target") for item in related if item.get("Id") == id_]
    (paragraph,) = tree(data, f"word/{target}").iter(W + "p")
    assert (value(paragraph, "pPr/pStyle"), value(paragraph, "pPr/jc")) == ("Footer", side)
    assert value(paragraph, "pPr/ind", f"{side}Chars") == "100"
    assert text_of(paragraph) == "— 1 —"
    assert [(item.text or "").strip() for item in paragraph.iter(W + "instrText")] == ["PAGE"]


def test_drafts_are_marked_in_both_headers(data: bytes) -> None:
    """The mark stands under the same condition on odd and even pages."""
    expected = ["{%p if draft %}", "草稿 · 不得公布", "{%p else %}", "{%p endif %}"]
    assert paragraphs(data, "word/header1.xml") == paragraphs(data, "word/header2.xml") == expected


def test_nothing_of_an_author_is_left(data: bytes) -> None:
    """No names, dates, companies, editing marks or comments, and members without a clock's time."""
    members = parts(data)
    core = {item.tag.rpartition("}")[2]: item.text for item in ElementTree.fromstring(members["docProps/core.xml"])}
    assert core == {"language": "zh-CN"}
    app = {item.tag.rpartition("}")[2]: item.text for item in ElementTree.fromstring(members["docProps/app.xml"])}
    assert app == {"Application": "gipgen"}
    for name, content in members.items():
        assert not re.search(rb"w:rsid|w:ins |w:del |w:comment|<!--", content), name
    assert not [name for name in members if "custom" in name.lower() or "people" in name or "comments" in name]
