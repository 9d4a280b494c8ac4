"""A template filled as text gives what docxtpl itself makes of it, member by member; what cannot be so is left to docxtpl."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import given, settings

from gipgen.form import packaged_forms
from gipgen.packaged import TEMPLATES
from gipgen.project.pipeline import check_source
from gipgen.render.environment import word_environment
from gipgen.render.word import render_word
from gipgen.render.word.parts import WordParts
from gipgen.render.word.prepared import Prepared
from gipgen.render.word.properties import properties_xml
from gipgen.render.word.prose import WordProse
from gipgen.render.word.render import fill, packaged_template, plainly, prepared_for, word_context
from gipgen.report import Report
from gipgen.source import Source
from tests.drawing import Drawn, reports
from tests.word_files import DOCUMENT, LISTS, changed, packed, parts, png, report_on

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parent / "samples").glob("*.yaml"))
PACKAGED = (TEMPLATES / "word" / "form-2021.docx").read_bytes()
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
OWN_PARTS = {"docProps/core.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
"""Parts to which more is added than docxtpl does: properties, lists and links."""
TEXTS = "甲_乙 {_{ a }_} {_% b %_} \"引\" '号' & < > ]]> &#95; &#34; 𠮷 \u00a0"


def made(report: Report, path: Path, prepared: Prepared) -> tuple[bytes, dict[str, bytes]]:
    """Return what docxtpl makes of a template with our additions, and, without any of them, what it makes alone."""
    word = WordParts(prepared.template)
    context = word_context(report, WordProse(word))
    ours = plainly(path, context, word, properties_xml(report, prepared.kept, context))
    alone = DocxTemplate(path)
    alone.render(word_context(report, WordProse(WordParts(prepared.template))), word_environment())
    held = io.BytesIO()
    alone.save(held)
    return ours, parts(held.getvalue())


def same(report: Report, path: Path) -> Prepared:
    """Demand that a report is the same in all ways, and return the template as it was made ready."""
    prepared = prepared_for(report.form, path)
    filled = parts(fill(path, report, path))
    ours, alone = made(report, path, prepared)
    assert filled == parts(ours)
    for name in filled.keys() - OWN_PARTS:
        assert name.startswith("word/media/prose") or filled[name] == alone[name], name
    return prepared


def sample(path: Path) -> Report:
    checked = check_source(Source(path.name, path.read_text("utf-8")), packaged_forms(), path.parent, path.parent)
    assert checked.report is not None
    return checked.report


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_filled_as_text(path: Path) -> None:
    report = sample(path)
    prepared = same(report, packaged_template(report.form.id))
    assert prepared.text
    assert not prepared.names_figures


@given(reports())
@settings(max_examples=40)
def test_random_reports_are_filled_as_docxtpl_would(drawn: Drawn) -> None:
    report = check_source(Source("random.yaml", drawn.text), packaged_forms(), HERE, HERE).report
    assert report is not None
    path = packaged_template(report.form.id)
    assert same(report, path).text
    assert Document(io.BytesIO(fill(path, report, path))).tables


def full(folder: Path) -> Report:
    """A report with all that prose can hold but pictures, and with awkward signs in every text."""
    return report_on(
        folder,
        机关="某某省某某市某某县某某镇人民政府",
        落款=TEXTS,
        目录={"索引号": TEXTS, "发布机构": "某县"},
        联系方式={"联系单位": TEXTS, "联系电话": "0000-0000000"},
        前言="前言。",
        总体情况=f'### 一级\n\n{LISTS}\n\n5) 五\n6) 六\n\n**粗** *斜* [链](https://e.cn/?a=1&b="2") [又](https://e.cn/?a=1&b="2")\n',
        存在的主要问题及改进情况="| 甲 | 乙 |\n|:-:|--:|\n| 1 | **2** |\n",
        附加部分=[{"标题": "七、其他", "内容": "内容。"}, {"标题": "八、又一", "内容": "- 项\n"}],
    )


def before(mark: str, added: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(mark, added + mark, 1)


def instead(mark: str, put: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(mark, put, 1)


def said(text: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def row(*cells: str) -> str:
    properties = '<w:tcPr><w:vAlign w:val="top"/></w:tcPr>'
    return f"<w:tr>{''.join(f'<w:tc>{properties}{said(cell)}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{said('')}"


END = "<w:sectPr"
FIGURE = "{{ applications.received.total }}"
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="印"/></wp:inline></w:drawing></w:r></w:p>'
)
COVERED = {
    "as it is": (DOCUMENT, before(END, said("尾"))),
    "a table in a loop": (
        DOCUMENT,
        before(
            END,
            table(
                row("项", "值"),
                row("{%tr for item in catalogue %}", ""),
                row("{{ item.label }}", "{{ item.value }}"),
                row("{%tr endfor %}", ""),
            ),
        ),
    ),
    "a paragraph in a loop": (
        DOCUMENT,
        before(
            END,
            said("{%p for item in catalogue %}") + said("{{ loop.index }} {{ item.value }}") + said("{%p endfor %}"),
        ),
    ),
    "if, elif and else in a text": (
        DOCUMENT,
        before(END, said("{% if year == 2023 %}三{% elif draft %}草{% else %}“{{ year }}”{% endif %}")),
    ),
    "figures outside their table": (
        DOCUMENT,
        before(
            END,
            said("共 {{ applications.received.total }} 件，{% if applications.received.total|int > 3 %}多{% endif %}"),
        ),
    ),
    "no text at all": (DOCUMENT, before(END, said("{% if draft %}草{% endif %}"))),
    "words of docxtpl": (DOCUMENT, before(END, said("{_{ x }_} {_% y %_}"))),
    "words of docxtpl between figures": (DOCUMENT, before(END, said(f"{FIGURE} {{_{{ x }}_}} {FIGURE}"))),
    "a picture": (DOCUMENT, before(END, DRAWING + DRAWING)),
    "a header with tags": (HEADER, instead("草稿 · 不得公布", "{{ agency }} {{ title }}")),
    "a footer with tags": (FOOTER, before("</w:ftr>", said("{{ signature }}，{{ date }}"))),
    "properties with tags": (
        "docProps/core.xml",
        before(
            "</cp:coreProperties>",
            "<cp:keywords>{{ agency }}，年报</cp:keywords><dc:subject>A &amp;amp; {{ signature }}</dc:subject>",
        ),
    ),
    "space kept around a tag": (DOCUMENT, before(END, said("年 {{- year -}} 度"))),
    "set in a text": (DOCUMENT, before(END, said("{% set last = year - 1 %}{{ last }}"))),
}
"""Changes of our template after which it is still filled as text."""

LEFT = {
    "a colour": (DOCUMENT, before(END, table(row("{% cellbg '00ff00' %}甲", "乙")))),
    "columns in a loop": (
        DOCUMENT,
        before(
            END,
            table(
                "<w:tr>"
                + "".join(
                    f"<w:tc>{said(text)}</w:tc>"
                    for text in ("{%tc for item in catalogue %}", "{{ item.label }}", "{%tc endfor %}")
                )
                + "</w:tr>"
            ),
        ),
    ),
    "rows that are too wide": (DOCUMENT, before(END, table(row("甲", "乙", "丙")))),
    "rows that are too short": (DOCUMENT, before(END, table(row("甲")))),
    "a table of a loop alone": (
        DOCUMENT,
        before(
            END,
            table(row("{%tr for item in catalogue %}", ""), row("{{ item.label }}", "值"), row("{%tr endfor %}", "")),
        ),
    ),
    "prose in a table": (DOCUMENT, before(END, table(row("{{p preamble }}", "乙")))),
    "a text box": (
        DOCUMENT,
        before(END, f"<w:p><w:r><w:pict><w:txbxContent>{said('{{ agency }}')}</w:txbxContent></w:pict></w:r></w:p>"),
    ),
    "a filter": (DOCUMENT, before(END, said("{{ agency|upper }}"))),
    "a slice": (DOCUMENT, before(END, said("{{ agency[:2] }}"))),
    "a call": (DOCUMENT, before(END, said("{{ agency.title() }}"))),
    "a name that means something else": (DOCUMENT, before(END, said("{% set applications = 1 %}{{ applications }}"))),
    "a macro": (DOCUMENT, before(END, said("{% macro m() %}x{% endmacro %}"))),
    "a tag in an attribute": (
        DOCUMENT,
        instead('w:val="center"', 'w:val="{% if draft %}left{% else %}center{% endif %}"'),
    ),
    "half a paragraph in an if": (
        DOCUMENT,
        before(END, "<w:p><w:r>{% if draft %}<w:t>甲</w:t></w:r></w:p><w:p><w:r>{% endif %}<w:t>乙</w:t></w:r></w:p>"),
    ),
    "tabs as signs": (DOCUMENT, before(END, said("甲\t乙"))),
    "line ends as signs": (DOCUMENT, before(END, said("甲\n乙"))),
    "tabs by a tag": (DOCUMENT, before(END, said("{{ '\\t' }}"))),
    "a sign that no file can hold": (DOCUMENT, before(END, said("{{ '\\x01' }}"))),
    "a sign that we use ourselves": (DOCUMENT, before(END, said("{{ '\\uffff0\\uffff' }}"))),
    "any sign": (DOCUMENT, before(END, said("{{ '%c' % 1 }}"))),
    "a piece of what stands for a sign": (DOCUMENT, before(END, said("{{ signature[1] }}"))),
    "a filter that cuts such pieces": (DOCUMENT, before(END, said("{{ agency|trim('府') }}"))),
    "tags that are none": (DOCUMENT, before(END, said(f"{{% raw %}}{FIGURE}{{% endraw %}}"))),
    "prose in a text": (DOCUMENT, before(END, said("{{ preamble or '' }}"))),
    "prose by another name": (DOCUMENT, before(END, said("{% set x = preamble %}{{ x }}"))),
    "prose in a list": (DOCUMENT, before(END, said("{% for x in [preamble] %}{{ x }}{% endfor %}"))),
    "space between paragraphs of a header": (HEADER, before("</w:hdr>", "<w:p/> {% if year %} <w:p/> {% endif %}")),
    "a text outside a run": (DOCUMENT, before(END, "<w:p><w:t>{{ title }}</w:t></w:p>")),
    "a text outside a paragraph": (DOCUMENT, before(END, "<w:r><w:t>{{ title }}</w:t></w:r>")),
}
"""Changes after which only docxtpl itself can fill it."""


@pytest.mark.parametrize("kind", COVERED)
def test_own_templates_are_filled_as_text(kind: str, tmp_path: Path) -> None:
    part, change = COVERED[kind]
    path = tmp_path / "form-2021.docx"
    path.write_bytes(changed(PACKAGED, part, change))
    assert same(full(tmp_path), path).text
    assert same(report_on(tmp_path), path).text


def without(name: str) -> bytes:
    """Our template without one of its parts."""
    files = parts(PACKAGED)
    del files[name]
    for other, data in files.items():
        if other.endswith(".rels") or other.startswith("[Content"):
            root = ElementTree.fromstring(data)
            for item in list(root):
                if name.endswith(item.get("Target", "") or item.get("PartName", "")[1:]):
                    root.remove(item)
            files[other] = ElementTree.tostring(root)
    return packed(files)


@pytest.mark.parametrize("name", ["docProps/core.xml", "word/numbering.xml"])
def test_parts_that_a_template_lacks_are_made(name: str, tmp_path: Path) -> None:
    path = tmp_path / "form-2021.docx"
    path.write_bytes(without(name))
    for report in (full(tmp_path), report_on(tmp_path)):
        assert same(report, path).text
        assert name in parts(fill(path, report, path))


def test_a_template_of_another_make_is_filled_as_text(tmp_path: Path) -> None:
    """Without our styles and list definitions, with headers of several sections and pictures in body and header."""
    made = Document()
    made.add_heading("{{ title }}", 0)
    made.add_paragraph("{{p overview }}")
    for number in range(3):
        section = made.add_section()
        section.different_first_page_header_footer = True
        if number != 1:
            for part in (section.header, section.first_page_header, section.even_page_footer):
                part.is_linked_to_previous = False
                part.paragraphs[0].text = f"{{{{ agency }}}} & {number}"
            section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png(8, 8)))
        made.add_picture(io.BytesIO(png(9, 9)))
        made.add_table(2, 3).cell(0, 0).text = "{{ year }}"
    path = tmp_path / "form-2021.docx"
    made.save(str(path))
    for report in (full(tmp_path), report_on(tmp_path)):
        assert same(report, path).text


def test_pictures_are_left_to_docxtpl(tmp_path: Path) -> None:
    """A report with pictures and links, and the next one without, of the same template."""
    (tmp_path / "a.png").write_bytes(png(8, 8))
    report = report_on(tmp_path, 总体情况="![图](a.png)\n\n[链](https://e.cn) ![图](a.png)\n")
    path = packaged_template("2021")
    same(report, path)
    data = render_word(report)
    assert sum(name.startswith("word/media/") for name in parts(data)) == 1
    assert len(Document(io.BytesIO(data)).inline_shapes) == 2
    same(report_on(tmp_path), path)


def test_a_template_that_changes_is_made_ready_anew(tmp_path: Path) -> None:
    path = tmp_path / "form-2021.docx"
    path.write_bytes(PACKAGED)
    report = report_on(tmp_path)
    first = fill(path, report, path)
    path.write_bytes(changed(PACKAGED, DOCUMENT, before(END, said("换了"))))
    assert "换了".encode() in parts(fill(path, report, path))[DOCUMENT]
    assert "换了".encode() not in parts(first)[DOCUMENT]


@pytest.mark.parametrize("kind", LEFT)
def test_what_text_does_not_cover_is_left_to_docxtpl(kind: str, tmp_path: Path) -> None:
    part, change = LEFT[kind]
    path = tmp_path / "form-2021.docx"
    path.write_bytes(changed(PACKAGED, part, change))
    prepared = same(full(tmp_path), path)
    assert (prepared.text is None) == (prepared.reason is not None)
    assert prepared.reason or kind == "tabs by a tag"
    same(report_on(tmp_path), path)
