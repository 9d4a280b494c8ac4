"""Word files → paragraphs: their text, how it looks, where it leads, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from gipgen.form import Forms, GridCell
from gipgen.readers import Cell, Document, DocumentError, Grid, Paragraph, Run, read_document, read_file
from gipgen.render.word import render_word
from tests.conftest import check_sample
from tests.readback.word import read_word
from tests.word_files import changed, packed, parts
from tests.word_xml import dropped, p, paragraphs, r, read, tbl, texts, tr, word_file

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/><w:name w:val="镇标题"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="条"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="5"><w:name w:val="粗"/><w:rPr><w:b/><w:i w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
"""


def style(id_: str) -> str:
    return f'<w:pStyle w:val="{id_}"/>'


def runs(xml: str, **words: str) -> list[Run]:
    (paragraph,) = paragraphs(read(xml, words, styles=STYLES))
    return list(paragraph.runs)


# --- text -------------------------------------------------------------------------------------------------------


def test_text_is_kept_and_indents_are_not() -> None:
    """Full-width signs stay; white space at the ends and what has no width goes."""
    xml = p(r("　　全年\u200b公开 １２ 条\u00ad，　以及") + r("\u00a0 ") + r("　"))
    assert texts(read(xml + p("　"))) == ["全年公开 １２ 条，　以及"]


def test_breaks_tabs_hyphens_and_symbols_are_text() -> None:
    """A page that ends inside a paragraph is a line that ends; where a page began last time is nothing."""
    xml = p(
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:lastRenderedPageBreak/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B7"/><w:br w:type="page"/></w:r>'
    )
    assert texts(read(xml)) == ["甲\n乙\t丙-☑•"]


def test_white_space_that_only_indents_the_xml_is_no_text() -> None:
    assert texts(read(p("<w:r><w:t>\n  甲\n </w:t></w:r><w:r><w:t>乙</w:t></w:r>"))) == ["甲乙"]


def test_runs_that_look_alike_are_one() -> None:
    """Word cuts texts at every correction and change of script."""
    assert runs(p(r("2024") + r("年") + r("公开", "<w:b/>") + r("信息", "<w:b/>"))) == [Run("2024年"), Run("公开信息", bold=True)]  # fmt: skip


def test_raised_digits_stay_raised() -> None:
    """The mark of a note makes no longer figure of the one before it."""
    assert texts(read(p(r("12") + r("1", '<w:vertAlign w:val="superscript"/>') + r("件")))) == ["12¹件"]


def test_bold_and_italic_come_from_runs_and_styles() -> None:
    assert runs(p(r("甲", '<w:b w:val="1"/><w:i/>') + r("乙", '<w:b w:val="0"/>'))) == [
        Run("甲", True, True),
        Run("乙"),
    ]
    assert runs(p(r("甲", '<w:rStyle w:val="s"/>') + r("乙"))) == [Run("甲", True), Run("乙")]
    assert runs(p(r("甲") + r("乙", '<w:rStyle w:val="s"/>') + r("丙", "<w:b/>"), style("5"))) == [
        Run("甲", True),
        Run("乙"),
        Run("丙", True),
    ]


def test_emphasis_is_known_by_the_name_of_its_style() -> None:
    """Chinese is set in another font and not aslant."""
    kaiti = '<w:style w:type="character" w:styleId="e"><w:name w:val="Emphasis"/>{}</w:style>'
    for look, italic in (("", True), ('<w:rPr><w:i w:val="0"/></w:rPr>', False)):
        (paragraph,) = paragraphs(read(p(r("甲", '<w:rStyle w:val="e"/>')), styles=kaiti.format(look)))
        assert paragraph.runs == (Run("甲", italic=italic),)


def test_headings_are_known_by_the_names_and_levels_of_their_styles() -> None:
    """English and Chinese names, styles based on them, levels in styles and in paragraphs, styles not defined."""
    level = '<w:outlineLvl w:val="{}"/>'
    xml = "".join(p("题", style(id_)) for id_ in ("1", "2", "3", "4", "a", "Heading2", "x"))
    xml += p("题", level.format(0)) + p("题", style("1") + level.format(9)) + p("题", level.format("no"))
    assert [one.level for one in paragraphs(read(xml, styles=STYLES))] == [1, 2, 2, 4, 0, 2, 0, 1, 0, 0]


def test_a_heading_is_bold_only_where_that_is_said_of_its_text() -> None:
    assert runs(p(r("甲") + r("乙", "<w:b/>"), style("1"))) == [Run("甲"), Run("乙", bold=True)]


# --- links and fields -------------------------------------------------------------------------------------------


def field(code: str, result: str = "", mark: str = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>') -> str:
    middle = mark.format("separate") + result if result else ""
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{mark.format('end')}"


def test_links_lead_where_relationships_and_fields_say() -> None:
    """Links to places in the document lead nowhere."""
    address = "https://www.example.gov.cn/a"
    linked = Run("甲", link=address)
    assert runs(p(f'<w:hyperlink r:id="L">{r("甲")}</w:hyperlink>' + r("乙")), L=address) == [linked, Run("乙")]
    assert runs(p(field(f' HYPERLINK "{address}" ', r("甲")) + r("乙"))) == [linked, Run("乙")]
    assert runs(p(f"<w:fldSimple w:instr=' HYPERLINK \"{address}\" '>{r('甲')}</w:fldSimple>")) == [linked]
    assert runs(p(f'<w:hyperlink w:anchor="_Toc1">{r("甲")}</w:hyperlink>')) == [Run("甲")]
    assert runs(p(field(r' HYPERLINK \l "_Toc1" ', r("甲")))) == [Run("甲")]


def test_results_of_fields_are_text_and_codes_are_not() -> None:
    """Also of a field inside the code of another, and of one that ends paragraphs later."""
    inner = field(" PAGE ", r("7"))
    document = read(p(field(f" IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 7 ", r("真"))))
    assert (texts(document), dropped(document)) == (["真"], ["域代码“7”"])
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    assert texts(read(p(begin + separate + r("目录一")) + p(r("目录二") + end) + p(end + "<w:r/>") + p("正文"))) == [
        "目录一",
        "目录二",
        "正文",
    ]


def test_a_field_that_shows_what_only_its_code_holds_is_named() -> None:
    """Encircled figures are made with EQ; boxes to be ticked are fields too."""
    document = read(p(r("第") + field(r" eq \o\ac(○,1) ") + field(" PAGE ")) + p(field(" FORMCHECKBOX ")))
    assert (texts(document), dropped(document)) == (["第"], [r"域代码“eq \o\ac(○,1)”", "域代码“FORMCHECKBOX”"])


# --- revisions, notes, drawings ---------------------------------------------------------------------------------


def test_inserted_text_is_kept_and_deleted_text_is_named() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    document = read(p(r("甲") + deleted + f"<w:ins>{r('新')}</w:ins>" + deleted))
    assert (texts(document), dropped(document)) == (["甲新"], ["修订中删除的文字“旧旧”"])


def test_moved_text_stands_where_it_was_moved_to() -> None:
    moved = read(p(f"<w:moveFrom>{r('甲')}</w:moveFrom>") + p("乙") + p(f"<w:moveTo>{r('甲')}</w:moveTo>"))
    assert (texts(moved), moved.dropped) == (["乙", "甲"], ())


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    end = "<w:rPr><w:del/></w:rPr>"
    assert texts(read(p("甲", end) + p("乙") + p("丙", end))) == ["甲乙", "丙"]
    assert texts(read(p("甲", end) + tbl(tr("一", "二")))) == ["甲", "一|二"]


def test_hidden_text_is_named() -> None:
    document = read(p(r("甲") + r("暗", "<w:vanish/>") + r("影", '<w:rStyle w:val="h"/>')), styles=STYLES)
    assert (texts(document), dropped(document)) == (["甲"], ["隐藏文字“暗影”"])


def test_text_that_is_struck_through_is_named() -> None:
    """A figure that was put right by hand is not both figures in one."""
    document = read(p(r("12", "<w:strike/>") + r("15") + r("x", "<w:dstrike/>") + r("件", '<w:strike w:val="0"/>')))
    assert (texts(document), dropped(document)) == (["15件"], ["划掉的文字“12x”"])


def test_equations_are_text_as_long_as_they_stand_in_a_line() -> None:
    """A fraction of 1 and 2 is not 12."""
    one, two = "<m:r><m:t>1</m:t></m:r>", "<m:r><m:t>2</m:t></m:r>"
    fraction = f"<m:f><m:num>{one}</m:num><m:den>{two}</m:den></m:f>"
    document = read(p(f"<m:oMath>{one}</m:oMath>{r('又')}<m:oMathPara><m:oMath>{fraction}</m:oMath></m:oMathPara>"))
    assert (texts(document), dropped(document)) == (["1又"], ["公式“12”"])


def test_comments_and_notes_are_named_with_their_text() -> None:
    document = read(
        p(r("甲") + '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
        comments=f'<w:comment w:id="3" w:author="某">{p("核对")}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{p("见附件")}</w:footnote>',
    )
    assert (texts(document), dropped(document)) == (["甲"], ["批注“核对”", "脚注“见附件”"])


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Word writes it twice, for today's and for older programs."""
    content = f"<w:txbxContent>{p('框中')}{p('第二段')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(read(p(box + r("甲")) + p("乙"))) == ["甲", "框中", "第二段", "乙"]
    assert texts(read(p(f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"))) == ["框中", "第二段"]


def test_words_drawn_as_a_picture_are_text() -> None:
    """WordArt of older files, as in the heads of official papers."""
    assert texts(read(p('<w:r><w:pict><v:shape><v:textpath string="某县文件"/></v:shape></w:pict></w:r>'))) == [
        "某县文件"
    ]


def test_pictures_charts_and_objects_are_named() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{}"/><a:graphic>{}</a:graphic></wp:inline></w:drawing></w:r>'
    picture = "<pic:pic><pic:blipFill><a:blip/></pic:blipFill></pic:pic>"
    document = read(
        p(
            drawing.format("流程", picture)
            + drawing.format("", picture)
            + drawing.format("", "<c:chart/>")
            + drawing.format("", '<x:chart xmlns:x="http://schemas.microsoft.com/office/drawing/2014/chartex"/>')
            + drawing.format("", "<dgm:relIds/>")
            + drawing.format("签名", '<x:contentPart xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml"/>')
            + '<w:r><w:pict><v:shape><v:imagedata o:title="印章"/></v:shape></w:pict></w:r>'
            + '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
        )
        + '<w:altChunk r:id="r9"/>'
    )
    assert dropped(document) == [
        "图片“流程”", "图片", "图表", "图表", "SmartArt 图形", "墨迹“签名”", "图片“印章”", "嵌入的对象“Excel.Sheet.12”", "嵌入的文档",
    ]  # fmt: skip


def test_content_controls_and_tags_are_looked_into() -> None:
    xml = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
    xml += p(f"<w:sdt><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt><w:smartTag>{r('丙')}</w:smartTag>")
    xml += p("<w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby>")
    document = read(f"<w:customXml>{xml}</w:customXml>")
    assert (texts(document), dropped(document)) == (["甲", "乙丙", "音"], ["注音“yin”"])


def test_heads_and_feet_of_pages_are_no_text() -> None:
    assert texts(read(p("甲") + '<w:sectPr><w:footerReference r:id="r5"/></w:sectPr>')) == ["甲"]


# --- files ------------------------------------------------------------------------------------------------------


def test_macros_are_named_and_never_read() -> None:
    data = packed(parts(word_file(p("甲"))) | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    document = read_document(data, ".docm")
    assert (texts(document), dropped(document)) == (["甲"], ["宏"])


def test_files_outside_are_named_and_never_opened() -> None:
    """By their names alone, for folders tell who wrote the file; a link is text."""
    link = '<Relationship Id="{}" Type="http://x/{}" Target="{}" TargetMode="External"/>'
    package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    template = link.format("a", "attachedTemplate", "file:///C:\\Users\\some%20body\\%E6%9C%BA%E5%85%B3.dotm")
    linked = link.format("i", "image", "http://127.0.0.1:9/a/1.png?x=2#y") + link.format(
        "h", "hyperlink", "http://a.cn"
    )
    linked += link.format("s", "subDocument", "附件.docx") + link.format("o", "oleObject", "file:///D:/表.xlsx")
    files = parts(word_file(p("甲"))) | {"word/_rels/settings.xml.rels": package.format(template).encode()}
    files["word/_rels/document.xml.rels"] = package.format(linked).encode()
    named = "链接的图片“1.png”、子文档“附件.docx”、链接的对象“表.xlsx”、附加的模板“机关.dotm”"
    assert dropped(read_document(packed(files), ".docx")) == [f"文档以外的文件，没有打开（{named}）"]
    files["word/_rels/document.xml.rels"] = package.format(linked * 2).encode()
    assert dropped(read_document(packed(files), ".docx")) == [f"文档以外的文件，没有打开（{named}）"]
    assert not dropped(read(p(f'<w:hyperlink r:id="L">{r("甲")}</w:hyperlink>'), {"L": "https://a.cn/"}))


def test_files_in_the_strict_form_are_read() -> None:
    data = word_file(
        p(f'<w:hyperlink r:id="L">{r("甲")}</w:hyperlink>', style("1")), {"L": "https://a.cn/"}, styles=STYLES
    )
    for name in parts(data):
        for transitional, strict in (
            ("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"),
            ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
        ):
            if transitional.encode() in parts(data)[name]:
                data = changed(data, name, lambda text, old=transitional, new=strict: text.replace(old, new))  # type: ignore[misc]
    assert paragraphs(read_document(data, ".docx")) == [Paragraph((Run("甲", link="https://a.cn/"),), level=1)]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "GIP651"),
        (b"not a zip file", "GIP651"),
        (word_file(p("甲"))[:-40], "GIP651"),
        (packed({"xl/workbook.xml": b"<workbook/>"}), "GIP651"),
        (packed({"word/document.xml": b"<document/>"}), "GIP651"),
        (packed({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "GIP651"),
        (packed({"word/document.xml": b"<a>" * 300 + b"</a>" * 300}), "GIP651"),
        (packed({"word/document.xml": b" " * 40_000_000}), "GIP653"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "GIP652"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "GIP651"),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_document(data, ".docx")
    assert raised.value.rule == rule


def test_a_document_without_a_body_is_empty() -> None:
    xml = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert read_document(packed({"word/document.xml": xml}), ".docx") == Document(())


# --- real ones --------------------------------------------------------------------------------------------------


def places(cells: Iterable[Cell | GridCell]) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in cells]


def test_own_outputs_are_read_back(sample: Path) -> None:
    """Every cell in its place with its text, every paragraph as another reader sees it; nothing is left out."""
    report = check_sample(sample).report
    assert report is not None
    data = render_word(report)
    document = read_document(data, ".docx")
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    drawn = [[cell for row in table.grid.rows for cell in row] for _, table in report.form.tables]
    for table, cells in zip(tables[-len(drawn) :], drawn, strict=True):
        assert places(table.cells) == places(cells)
        told = [report.texts[cell.cell] if cell.role == "value" else cell.text for cell in cells]
        assert [bare(cell.text) for cell in table.cells] == [bare(text) for text in told]
    prose = {bare(block.text) for block in document.blocks if isinstance(block, Paragraph)}
    prose |= {bare(cell.text) for table in tables[: -len(drawn)] for cell in table.cells}
    assert prose - {""} == set(map(bare, read_word(data).paragraphs))
    assert not document.dropped


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.reference
def test_the_official_form_is_read_with_every_cell_and_span(reference: Path, forms: Forms) -> None:
    """As published, cell by cell as the form file draws it."""
    document = read_file(reference / "documents" / "official-form-2021.docx")
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    assert not document.dropped
    form = forms.for_year(2021)
    assert form is not None
    for table, (_, printed) in zip(tables, form.tables, strict=True):
        cells = [cell for row in printed.grid.rows for cell in row]
        assert places(table.cells) == places(cells)
        assert [bare(cell.text) for cell in table.cells] == [bare(cell.text) for cell in cells]


def test_paragraphs_of_one_style_say_more_each_for_itself() -> None:
    style = '<w:pStyle w:val="A"/>'
    body = p("甲", style) + p("乙", style + '<w:jc w:val="center"/>') + p("丙", style + '<w:outlineLvl w:val="1"/>')
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:jc w:val="right"/></w:pPr></w:style>'
    found = [(one.align, one.level) for one in paragraphs(read(body + p("丁", style), styles=styles))]
    assert found == [("right", 0), ("center", 0), ("right", 2), ("right", 0)]


def test_white_space_in_a_text_is_spaces() -> None:
    assert texts(read(p(r("甲\n乙\t丙")))) == ["甲 乙 丙"]
