"""The reader of Markdown: CommonMark with tables, with the lines from which everything comes."""

from __future__ import annotations

from pathlib import Path
from string import punctuation

import cmarkgfm
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gipgen.readers import Document, DocumentError, Grid, Paragraph, Run, read_document
from gipgen.readers.html.gaps import LINE, PLAIN, SPACE
from gipgen.readers.markdown.inlines import shown
from gipgen.readers.markdown.parser import DEEPEST, parser
from tests.conftest import HOUSE
from tests.readback.html import own_text


def read(text: str) -> Document:
    return read_document(text.encode(), ".md")


def paragraphs(text: str) -> list[Paragraph]:
    return [block for block in read(text).blocks if isinstance(block, Paragraph)]


def grids(text: str) -> list[list[list[str]]]:
    found = [block for block in read(text).blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in found]


def test_own_output_gives_the_texts_of_another_reader(sample: Path) -> None:
    """Every paragraph, item and cell of the goldens is that which GitHub's own parser finds."""
    data = (HOUSE / "tests/golden" / f"{sample.stem}.md").read_bytes()
    html = cmarkgfm.github_flavored_markdown_to_html(data.decode())
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    other = [own_text(block) for block in root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th")]
    texts = [
        text
        for block in read_document(data, ".md").blocks
        for text in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])
    ]
    assert [" ".join(text.split()) for text in texts if text] == [text for text in other if text]


def test_own_output_gives_flat_grids_with_lines(sample: Path) -> None:
    data = (HOUSE / "tests/golden" / f"{sample.stem}.md").read_bytes()
    lines = data.decode().split("\n")
    for block in read_document(data, ".md").blocks:
        if isinstance(block, Grid):
            assert block.drawn
            assert all(cell.rows == cell.columns == 1 for cell in block.cells)
            assert all(cell.text in lines[cell.origin.line - 1] for cell in block.cells)
        else:
            assert block.text in lines[block.origin.line - 1].replace("**", "")


def test_headings_lists_and_lines() -> None:
    text = "# 一\n\n二\n--\n\n3) 三\n4) 四\n   - 里\n\n     续\n- 点\n"
    found = [(block.origin.line, block.level, block.marker, block.depth, block.text) for block in paragraphs(text)]
    assert found == [
        (1, 1, "", 0, "一"), (3, 2, "", 0, "二"), (6, 0, "3)", 0, "三"), (7, 0, "4)", 0, "四"),
        (8, 0, "-", 1, "里"), (10, 0, "", 1, "续"), (11, 0, "-", 0, "点"),
    ]  # fmt: skip


def test_emphasis_links_and_escapes() -> None:
    (block,) = paragraphs(r"**甲***乙*[丙](http://a.cn/b?c 't')2\*3 &lt; `x` ~丁~")
    assert block.runs == (
        Run("甲", bold=True), Run("乙", italic=True), Run("丙", link="http://a.cn/b?c"), Run("2*3 < x ~丁~"),
    )  # fmt: skip


def test_line_breaks() -> None:
    """One that is meant stays; an indented line begins a paragraph; other lines are one text."""
    assert [block.text for block in paragraphs("甲\n乙  \n丙<br>丁\n　　戊 a\nb")] == ["甲乙\n丙\n丁", "戊 a b"]


def test_indented_text_is_no_code() -> None:
    assert [block.text for block in paragraphs("    一、甲\n\n```\n乙\n  丙\n```")] == ["一、甲", "乙\n  丙"]


def test_rows_have_the_cells_that_are_written() -> None:
    text = "| 项 | 数 |\n|---|--:|\n| a\\|b | **1**<br>2 | 3 | x |\n| 短 |\n"
    assert grids(text) == [[["项", "数"], ["a|b", "1 2", "3", "x"], ["短"]]]


def test_tables_in_lists_and_quotes_have_no_cell_more() -> None:
    text = "\u2028\r\n\r\n- |甲|乙|\r\n  |-|-|\r\n  |1|2|\r\n\r\n> |甲|乙|\r\n> |-|-|\r\n> |1|2|\r\n"
    assert grids(text) == [[["甲", "乙"], ["1", "2"]]] * 2


def test_text_that_is_struck_through_is_told() -> None:
    document = read("~~12~~15\n\n|甲|乙|\n|-|-|\n|~~1~~2|3|\n")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["15"]
    assert [one.what.zh for one in document.dropped] == ["划掉的文字“12”", "划掉的文字“1”"]


def test_columns_are_set_to_a_side() -> None:
    (table,) = (block for block in read("|甲|乙|丙|丁|\n|-|-:|:-:|:-|\n|1|2|3|4|\n").blocks if isinstance(block, Grid))
    assert [cell.align for cell in table.cells] == ["", "right", "center", ""] * 2


def test_tables_in_html_are_read_as_such() -> None:
    """An empty line within one cuts the block, not the table."""
    text = "前\n\n<table><tr><td rowspan=2>头</td><td>1</td></tr>\n\n<tr><td>2</td></tr>\n\n</table>\n\n|甲|乙|\n|-|-|\n|3|4|\n"
    first, second = (block for block in read(text).blocks if isinstance(block, Grid))
    assert [(cell.text, cell.rows) for cell in first.cells] == [("头", 2), ("1", 1), ("2", 1)]
    assert (first.origin.line, first.origin.table, second.origin.line, second.origin.table) == (3, 1, 9, 2)


def test_pictures_are_told() -> None:
    dropped = read("文![图一](a.png)\n\n|甲|乙|\n|-|-|\n|![图二](b.png)|1|\n").dropped
    assert [(one.what.zh, one.origin.line, one.origin.row) for one in dropped] == [
        ("图片“图一”", 1, 0),
        ("图片“图二”", 5, 2),
    ]


def test_text_in_gbk_is_read() -> None:
    assert read_document("# 政府信息公开".encode("gbk"), ".md").blocks[0].origin.line == 1


@pytest.mark.parametrize(("data", "rule"), [(b"a\0b", "GIP651"), (b"a" * 200_001, "GIP653")])
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_document(data, ".md")
    assert raised.value.rule == rule


def test_lists_too_deep_are_told() -> None:
    assert read("\n".join("  " * depth + "- 甲" for depth in range(60))).dropped


COMMON = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"]).disable("code")
MARKS = [
    *punctuation,
    "~~",
    "**",
    "a",
    "甲",
    " ",
    "  \n",
    "\n",
    "&amp;",
    "&#20;",
    "http://a.b",
    "<b>",
    "[a](b)",
    "\t",
    "\r",
    "\0",
]


@pytest.mark.parametrize("mark", MARKS)
@settings(max_examples=20)
@given(inner=st.lists(st.sampled_from(MARKS), max_size=6).map("".join))
def test_texts_are_parsed_as_if_marks_were_looked_for_in_all(mark: str, inner: str) -> None:
    """Many marks come in pairs."""
    text = f"{mark}{inner}{mark}"
    for source in (
        text,
        f"甲 {mark}乙{mark}",
        f"甲{text}乙\n\n[a]: /b",
        f"| 甲 | {text} |\n|-|-|\n| 1{text} | {text}2 |\n",
    ):
        assert parser().parse(source) == COMMON.parse(source)


@given(st.text(st.sampled_from(f"a甲1 \t\n\xa0\u3000\u2003{LINE}{SPACE}—")))
def test_what_a_short_cell_shows_is_what_several_pieces_show(text: str) -> None:
    """Of a single short piece is kept what it shows."""
    assert shown([(PLAIN, text)]) == shown([(PLAIN, text), (PLAIN, "")])
