"""The reader of pages: what a browser shows of a page, in reading order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipgen.readers import Block, Cell, Document, DocumentError, Grid, Paragraph, Run, read_document
from gipgen.readers.html.gaps import LINE, PLAIN, SPACE, TAB, paragraphs
from gipgen.render.html import render_html
from tests.conftest import HOUSE, check_sample
from tests.readback import read_html

FIGURES = "<table><tr><th>项<th>数<tr><td>甲<td>1</table>"
"""A table that is one."""


def page(body: str, head: str = "") -> Document:
    return read_document(f"<!doctype html><meta charset=utf-8>{head}<body>{body}".encode(), ".html")


def texts(body: str) -> list[str]:
    return [shown(block) for block in page(body).blocks]


def shown(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "|".join(cell.text for cell in block.cells)


def grid(rows: str) -> list[tuple[int, int, int, int, str]]:
    (found,) = page(f"<table>{rows}</table>").blocks
    assert isinstance(found, Grid)
    return [cell[:5] if isinstance(cell, tuple) else place(cell) for cell in found.cells]


def place(cell: Cell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.column, cell.rows, cell.columns, cell.text


def left(body: str) -> list[str]:
    return [dropped.what.zh for dropped in page(body).dropped]


def runs(body: str) -> list[Run]:
    (paragraph,) = page(body).blocks
    assert isinstance(paragraph, Paragraph)
    return list(paragraph.runs)


def rule(data: bytes) -> str:
    with pytest.raises(DocumentError) as raised:
        read_document(data, ".html")
    return raised.value.rule


# Our own pages


def test_own_page_gives_every_cell_in_its_place(sample: Path) -> None:
    """The three tables of every sample come back with places, spans and figures."""
    report = check_sample(sample).report
    assert report is not None
    grids = [block for block in read_document(render_html(report), ".html").blocks if isinstance(block, Grid)]
    drawn = [part.section.table.grid for part in report.parts if part.section.table]
    statutory = [one for one in grids if len(one.cells) >= 30]
    assert len(statutory) == len(drawn)
    for one, form in zip(statutory, drawn, strict=True):
        expected = [
            (cell.row, cell.column, cell.rows, cell.columns, report.texts[cell.cell] if cell.cell >= 0 else cell.text)
            for row in form.rows
            for cell in row
        ]
        assert [place(cell) for cell in one.cells] == expected


def test_own_page_gives_the_texts_of_another_reader(sample: Path) -> None:
    """Paragraphs, headings, items and cells of tables in prose are those that a reader by lxml finds."""
    data = (HOUSE / "tests/golden" / f"{sample.stem}.html").read_bytes()
    own = [
        text
        for block in read_document(data, ".html").blocks
        for text in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])
        if not (isinstance(block, Grid) and len(block.cells) >= 30)
    ]
    assert [" ".join(text.split()) for text in own if text] == list(read_html(data).paragraphs)


def test_own_page_gives_levels_and_markers() -> None:
    data = (HOUSE / "tests/golden/malugou-2020.html").read_bytes()
    blocks = [block for block in read_document(data, ".html").blocks if isinstance(block, Paragraph)]
    assert [block.level for block in blocks if block.level][:4] == [1, 2, 2, 2]
    assert [block.marker for block in blocks if block.marker] == [*"-----", "1.", "2.", "3.", "4.", *"---"]
    assert Run("公开形式", bold=True) in [run for block in blocks for run in block.runs]


def test_own_page_gives_its_tags() -> None:
    tags = dict(read_document((HOUSE / "tests/golden/batai-2021.html").read_bytes(), ".html").tags)
    assert tags["ArticleTitle"] == "舞钢市八台镇人民政府2021年政府信息公开工作年度报告"
    assert tags["ContentSource"] == "舞钢市八台镇人民政府"


# Characters


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "", "utf-8", "no-such"])
def test_a_page_in_gb18030_is_read_whatever_it_says(declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    data = f"<html><head>{meta}</head><p>朱镕基、喆、㐀、𠀀的政府信息公开</p>".encode("gb18030")
    assert shown(read_document(data, ".htm").blocks[0]) == "朱镕基、喆、㐀、𠀀的政府信息公开"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_unicode_is_read_whatever_it_says(codec: str) -> None:
    data = '<meta charset="gb2312"><p>政府信息公开</p>'.encode(codec)
    assert shown(read_document(data, ".html").blocks[0]) == "政府信息公开"


def test_one_damaged_character_does_not_change_the_rest() -> None:
    """Content management cuts descriptions in the middle of a character."""
    data = "<meta charset=utf-8><meta name=Description content='政府信".encode()[:-1] + "'><p>政府信息公开</p>".encode()
    assert shown(read_document(data, ".html").blocks[0]) == "政府信息公开"


def test_unseen_characters_are_taken_out_and_full_width_stays() -> None:
    assert texts("<p>政\u200b府&shy;信&#8203;息１２３％ａ</p>") == ["政府信息１２３％ａ"]


# Paragraphs


def test_indents_are_no_text() -> None:
    assert texts("<p>　　&nbsp;&emsp;第一段&nbsp;　</p><p>&nbsp;</p><div>第二段</div>第三段") == [
        "第一段",
        "第二段",
        "第三段",
    ]


def test_two_line_breaks_or_an_indented_line_begin_a_paragraph() -> None:
    assert texts("<div>一<br><br>二<br>　　三<br>&nbsp;&nbsp;四<br/>五</br>六</div>") == [
        "一",
        "二",
        "三",
        "四\n五\n六",
    ]


def test_lines_of_the_source_leave_no_space_in_chinese() -> None:
    assert texts("<p>政府\n  <span>信息</span>\n公开 2024\n年 and\nmore</p>") == ["政府信息公开 2024 年 and more"]


def test_text_between_blocks_is_kept_in_order() -> None:
    assert texts(f"前<div>一<p>二</p>三</div>{FIGURES}后") == ["前", "一", "二", "三", "项|数|甲|1", "后"]


def test_broken_inline_elements_keep_text_and_style() -> None:
    body = "<p><b>甲<i>乙</b>丙</i>丁</p>"
    assert runs(body) == [Run("甲", bold=True), Run("乙", True, True), Run("丙", italic=True), Run("丁")]


def test_styles_in_attributes_count() -> None:
    body = "<p><span style='FONT-WEIGHT: 700'>甲<span style='font-weight:normal'>乙</span></span><font style='font-style:italic'>丙</font>"
    assert runs(body) == [Run("甲", bold=True), Run("乙"), Run("丙", italic=True)]


def test_links_are_kept_but_not_scripts() -> None:
    body = "<p><a href='../a.html'>甲</a><a href=' java\nscript:x()'>乙</a><a href=https://b.cn/c>丙</a><a href=#top>丁</a></p>"
    assert [run.link for run in runs(body.replace("</p>", "一二三四</p>"))] == [
        "../a.html",
        "",
        "https://b.cn/c",
        "",
    ]


def test_word_html_is_text_only() -> None:
    body = (
        '<p class=MsoNormal><?xml:namespace prefix = o ns = "urn:x" /><o:p></o:p><font><span>甲</span></font>'
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->乙<o:p>&nbsp;</o:p></p><center>丙</center>"
    )  # fmt: skip
    assert texts(body) == ["甲乙", "丙"]


def test_word_markers_are_markers() -> None:
    body = (
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span>"
        "<span style='mso-list:Ignore'>（一）<span>&nbsp;&nbsp; </span></span></span><![endif]>正文</p>"
    )  # fmt: skip
    (block,) = page(body).blocks
    assert isinstance(block, Paragraph)
    assert (block.marker, block.text, block.depth) == ("（一）", "正文", 1)


def test_preformatted_lines_stay_lines() -> None:
    assert texts("<pre>甲\t1\n乙  2</pre><p>丙<span style='white-space:pre'>\t</span>3</p>") == [
        "甲\t1\n乙  2",
        "丙\t3",
    ]


def test_superior_figures_are_text() -> None:
    assert texts("<p>10m<sup>2</sup>、H<sub>2</sub>O</p>") == ["10m²、H2O"]


def test_text_that_is_struck_through_is_told() -> None:
    body = "<p><s>12</s>15<span style='text-decoration: underline line-through'>件</span><strike>甲</strike><del>乙</del></p>"
    assert texts(body) == ["15"]
    assert left(body) == ["划掉的文字“12”", "划掉的文字“件”", "划掉的文字“甲”", "标为删除的文字“乙”"]


def test_a_cell_whose_text_is_struck_through_stays_in_its_place() -> None:
    rows = "<tr><th>甲<th>乙<th>丙<tr><td style='text-decoration:line-through'>1<td>2<td><p><s>3</s><p>4"
    (table,) = page(f"<table>{rows}</table>").blocks
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.cells] == ["甲", "乙", "丙", "", "2", "4"]
    assert left(f"<table>{rows}</table>") == ["划掉的文字“1”", "划掉的文字“3”"]


def test_equations_are_told() -> None:
    body = "<p>甲<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>乙</p>"
    assert (texts(body), left(body)) == (["甲乙"], ["公式“12”"])


def test_readings_are_told() -> None:
    body = "<p><ruby>音<rp>（</rp><rt>yīn</rt><rp>）</rp></ruby>乐</p>"
    assert (texts(body), left(body)) == (["音乐"], ["注音“yīn”"])


def test_cells_are_set_to_a_side() -> None:
    """By a style or an old attribute of the cell, of what is around it, or of its paragraph; a table begins anew."""
    rows = '<tr align=right><td>1<td style="text-align: Center">2<td><p align=center>3</p><td align=left>4<td><center>5</center></tr>'
    (table,) = page(f"<div align=right><table align=center>{rows}<tr><td>6<td>7</table></div>").blocks
    assert isinstance(table, Grid)
    assert [cell.align for cell in table.cells] == ["right", "center", "center", "", "center", "", ""]


def test_headings_have_levels() -> None:
    blocks = page("<h1>一</h1><h3><span>二</span></h3><h6>三</h6><p>四</p>").blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [1, 3, 6, 0]


def test_lists_count_as_they_are_shown() -> None:
    body = (
        "<ol start=3><li>甲<ul><li>乙</li></ul><p>丙</p><li value=9><p>丁<p>戊</ol><ol type=i><li>己</ol><ol type=A><li>庚</ol>"
        "<ol style='list-style-type: cjk-ideographic' start=12><li>辛</ol><ul style='list-style:none'><li>壬</ul>"
    )
    found = [(block.marker, block.depth, block.text) for block in page(body).blocks if isinstance(block, Paragraph)]
    assert found == [
        ("3.", 0, "甲"), ("-", 1, "乙"), ("", 0, "丙"), ("9.", 0, "丁"), ("", 0, "戊"),
        ("i.", 0, "己"), ("A.", 0, "庚"), ("十二、", 0, "辛"), ("", 0, "壬"),
    ]  # fmt: skip


# Tables


def test_spans_are_resolved() -> None:
    rows = "<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>3<td><td>4"
    assert grid(rows) == [
        (0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, "3"), (2, 1, 1, 1, ""), (2, 2, 1, 1, "4"),
    ]  # fmt: skip


def test_spans_out_of_all_bounds_end_where_the_table_does() -> None:
    rows = "<tr><td rowspan=0>甲<td colspan=99999>乙<tr><td rowspan=99999999999>1<td colspan=-3>2<tr><td colspan=0>3"
    assert grid(rows) == [
        (0, 0, 3, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 2, 1, "1"), (1, 2, 1, 1, "2"), (2, 2, 1, 1, "3"),
    ]  # fmt: skip


def test_no_two_cells_share_a_place() -> None:
    rows = "<tr><td>甲<td rowspan=2>乙<tr><td colspan=2>1<td>2"
    assert grid(rows) == [(0, 0, 1, 1, "甲"), (0, 1, 2, 1, "乙"), (1, 0, 1, 1, "1"), (1, 2, 1, 1, "2")]


def test_a_row_without_its_tag_is_a_row() -> None:
    rows = "<tbody><td>甲</td><td>1</td></tr><td>乙</td><td>2</td></tr><tr></tr><tr><td>丙<td>3"
    assert [cell[0] for cell in grid(rows)] == [0, 0, 1, 1, 3, 3]


def test_heads_stand_on_top_and_feet_at_the_bottom() -> None:
    rows = "<tfoot><tr><td>尾<td>9<tbody><tr><td>甲<td>1<thead><tr><th>项<th>数"
    assert [cell[4] for cell in grid(rows)] == ["项", "数", "甲", "1", "尾", "9"]


def test_text_split_in_a_cell_is_one_text_and_figures_stay_apart() -> None:
    rows = "<tr><td><p>三、本年度</p><p>办理<br>结果</p><td><p>12</p><p>34</p><tr><td><ol start=2><li>重复申请</ol><td>&nbsp;0　"
    assert [cell[4] for cell in grid(rows)] == ["三、本年度办理结果", "12 34", "2.重复申请", "0"]


def test_a_caption_stands_over_its_table_unless_the_heading_says_it() -> None:
    captioned = FIGURES.replace("<table>", "<table><caption>收费情况</caption>")
    assert texts(f"<h2>二、收费情况</h2>{captioned}") == ["二、收费情况", "项|数|甲|1"]
    first, second = page(captioned).blocks
    assert (shown(first), first.origin.table, first.origin.row, second.origin.table) == ("收费情况", 1, 0, 1)


def test_cells_know_their_origin() -> None:
    second = page(FIGURES * 2).blocks[1]
    assert isinstance(second, Grid)
    assert [(cell.origin.table, cell.origin.row, cell.origin.column) for cell in second.cells][2:] == [
        (2, 2, 1),
        (2, 2, 2),
    ]


def test_tables_for_layout_dissolve_however_deep() -> None:
    inner = f"<h2>一、标题</h2><p>正文</p>{FIGURES}<p>尾</p>"
    nested = f"<table><tr><td>左<td><table><tr><td>{inner}</table><td>右</table>"
    assert texts(f"<table><tr><td>{nested}</table>") == ["左", "一、标题", "正文", "项|数|甲|1", "尾", "右"]


def test_one_row_with_an_article_in_it_is_layout() -> None:
    article = "<p>" + "第一段文字。" * 20 + "</p><p>第二段。</p>"
    assert len(texts(f"<table><tr><td>菜单<td>{article}</table>")) == 3


def test_a_row_of_figures_is_a_table() -> None:
    assert texts("<table><tr><td>0<td>0<td>1</table>") == ["0|0|1"]


def test_a_small_table_in_a_cell_does_not_dissolve_the_table() -> None:
    rows = "<tr><td><table><tr><td>本年<td>新收</table><td>1<tr><td>上年<td>2<tr><td>总计<td>3"
    assert [cell[4] for cell in grid(rows)] == ["本年新收", "1", "上年", "2", "总计", "3"]


# What is left out


def test_scripts_forms_and_comments_are_no_text() -> None:
    body = (
        "<script>document.write('<table><tr><td>');</script><style>p{}</style><!-- 注释 --><template><p>模板</p></template>"
        "<noscript>请打开</noscript><select><option>请选择</select><input value=搜索><textarea>文</textarea><button>打印</button>正文"
    )
    assert texts(body) == ["正文"]


def test_a_form_around_the_page_hides_nothing() -> None:
    assert texts(f"<form id=aspnetForm><input type=hidden value=x>{FIGURES}</form>") == ["项|数|甲|1"]


def test_hidden_text_is_left_out_and_said_so() -> None:
    body = (
        "<p>正文<span style='display:none'>暗</span>继续</p><div hidden>藏</div><p style='visibility: hidden'>无</p>"
        + "字" * 9
    )
    assert texts(body) == ["正文继续", "字" * 9]
    assert left(body) == ["网页上不显示的文字“暗”", "网页上不显示的文字“藏”", "网页上不显示的文字“无”"]


def test_hidden_cells_take_no_place() -> None:
    rows = "<tr style='display:none'><td>x<td>y<tr><td>甲<td style='display:none'>z<td>1"
    assert grid(rows) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")]


FRAME = (
    "<header><a href=/>首页</a></header><nav><a href=1>政务</a></nav><div class=menu>"
    "<ul><li><a href=1>领导</a><li><a href=2>机构</a><li><a href=3>法规</a><li><a href=4>年报</a></ul></div>"
    "{}<aside>相关阅读</aside><footer>主办单位</footer>"
)


def test_what_frames_a_page_is_left_out() -> None:
    article = "<h1>年度报告</h1><p>" + "正文。" * 20 + "</p>"
    assert texts(FRAME.format(article)) == ["年度报告", "正文。" * 20]
    assert left(FRAME.format(article)) == ["只有链接的列表", "边栏“相关阅读”", "页脚“主办单位”"]


@pytest.mark.parametrize("tag", ["header", "footer", "aside", "nav", "div hidden"])
def test_an_article_inside_a_frame_is_kept(tag: str) -> None:
    assert texts(f"<p>导航</p><{tag}><h1>年度报告</h1><p>" + "正文。" * 20 + f"</p>{FIGURES}</{tag}>")[-2:] == [
        "正文。" * 20,
        "项|数|甲|1",
    ]


def test_head_and_foot_of_an_article_are_its_text() -> None:
    body = f"<article><header><p>来源</p></header><p>{'正文。' * 20}</p><footer>某局</footer></article>"
    assert texts(body) == ["来源", "正文。" * 20, "某局"]


def test_links_in_prose_are_no_navigation() -> None:
    body = "<p>详见<a href=1>一</a>、<a href=2>二</a>、<a href=3>三</a>、<a href=4>四</a>各项说明文件</p>"
    assert texts(body) == ["详见一、二、三、四各项说明文件"]


def test_menus_of_scripts_and_contents_of_the_page_are_lists_of_links() -> None:
    menu = "".join(
        f"<a href='javascript:go({number})'>第{number}项</a> | <a href='#{number}'>目录</a><br>" for number in range(4)
    )
    assert texts(f"<div><p>{menu}</p></div><p>正文</p>") == ["正文"]


def test_a_page_of_frames_tells_them() -> None:
    assert [one.what.zh for one in read_document(b"<frameset><frame src=a.html></frameset>", ".html").dropped] == [
        "嵌入的页面“a.html”"
    ]


def test_pictures_and_what_is_embedded_are_told() -> None:
    body = "<p>正文<img src=a.png alt=柱状图><img src=/b/c.jpg></p><iframe src=d.html></iframe><embed src=e.pdf><object data=f.pdf></object>"
    assert texts(body) == ["正文"]
    assert left(body) == [
        "图片“柱状图”",
        "图片“/b/c.jpg”",
        "嵌入的页面“d.html”",
        "嵌入的文件“e.pdf”",
        "嵌入的文件“f.pdf”",
    ]


def test_a_picture_in_a_cell_is_told_with_its_place() -> None:
    (dropped,) = page(FIGURES.replace("1", "<img alt=一>")).dropped
    assert (dropped.origin.table, dropped.origin.row, dropped.origin.column) == (1, 2, 2)


def mangled(html: str) -> bytes:
    """Put a page of ours into a site of 2008: capitals, layout tables, Word's spans, closing tags lost, GBK as gb2312."""
    article = html[html.index("<article") : html.index("</article>")].partition(">")[2]
    article = re.sub(r"</?(section|header|footer|time|div|colgroup|col|thead|tbody)[^>]*>", "", article)
    article = re.sub(r"<caption.*?</caption>", "", article)
    article = re.sub(r"</(td|th|tr|li|p)>", "", article)
    article = re.sub(
        r"(<t[dh][^>]*>)([^<]+)",
        r"\1<p class=MsoNormal><span lang=EN-US><font>&nbsp;\2<o:p></o:p></font></span></p>",
        article,
    )
    article = re.sub(r"<(/?)(\w+)", lambda tag: f"<{tag[1]}{tag[2].upper()}", article)
    menu = "".join(f"<li><a href='javascript:go({number})'>栏目{number}</a>" for number in range(9))
    return (
        '<html><head><META content="text/html; charset=gb2312" http-equiv=Content-Type><title>某站</title></head><body>'
        f"<form><table><tr><td colspan=2><img src=logo.gif></td></tr><tr><td><ul>{menu}</ul></td><td><table><tr><td>"
        f"{article}</td></tr></table></td></tr></table></form><div>版权所有</div><script>if (a<b) go('</td>')</script></body></html>"
    ).encode("gb18030")


def test_an_article_in_an_old_site_is_the_same(sample: Path) -> None:
    """All of our page but its captions comes back from such a site, and only the name of its owner besides."""
    html = (HOUSE / "tests/golden" / f"{sample.stem}.html").read_text("utf-8")
    blocks = read_document(mangled(html), ".html").blocks
    whole = [shown(block) for block in read_document(html.encode(), ".html").blocks]
    assert [shown(block) for block in blocks] == [*whole, "版权所有"]
    grids = [
        [block for block in one if isinstance(block, Grid)]
        for one in (blocks, read_document(html.encode(), ".html").blocks)
    ]
    assert grids[0] == grids[1]


# Bad input


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 99, b"PK\x03\x04 ", b"%PDF-1.7 <p>", b"\xd0\xcf\x11\xe0", "没有标记".encode()]
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    assert rule(data) == "GIP651"


def test_a_page_of_tags_only_is_too_large() -> None:
    assert rule(b"<p>" * 100_000) == "GIP653"


@pytest.mark.parametrize("body", ["<b>" * 20_000, "<span>" * 10_000, "<table><tr><td>" * 5_000, "<ul><li>" * 5_000])
def test_text_below_deep_nesting_is_not_lost(body: str) -> None:
    assert texts(f"{body}底")[-1].endswith("底")


def test_formatting_that_is_never_closed_does_not_multiply() -> None:
    """By the rules of HTML each of the 8,000 paragraphs would open all 8,000 elements anew."""
    fonts = "".join(f"<font a={number}>" for number in range(8_000))
    assert len(texts(f"<p>{fonts}</p>" + "<p>x</p>" * 8_000)) == 8_000


def test_attributes_without_end_are_refused() -> None:
    names = " ".join(f"a{number}=1" for number in range(200_000))
    assert rule(f"<div {names}>x".encode()) == "GIP651"


def test_a_truncated_page_gives_what_it_holds() -> None:
    data = (HOUSE / "tests/golden/batai-2021.html").read_bytes()
    for end in range(9_000, len(data), 3_000):
        assert read_document(data[:end], ".html").blocks


def test_raised_digits_stay_raised() -> None:
    """The mark of a note makes no longer figure of the one before it."""
    assert texts("<p>12<sup>1</sup>件，3<span style='vertical-align: super'>2</span></p>") == ["12¹件，3²"]


@given(st.text(st.sampled_from(f"a甲1 \t\n\xa0\u3000\u2003{LINE}{SPACE}{TAB}\u200b—")))
def test_a_single_piece_of_text_is_split_as_several_are(text: str) -> None:
    assert list(paragraphs([(PLAIN, text)])) == list(paragraphs([(PLAIN, text), (PLAIN, "")]))
