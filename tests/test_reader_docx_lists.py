"""Numbers and bullets that Word sets by itself before paragraphs."""

from __future__ import annotations

import pytest

from gipgen.readers.docx.counting import written
from tests.word_xml import p, paragraphs, read

ONE = {0: ("decimal", "%1.")}


def abstract(id_: int, levels: dict[int, tuple[str, str]], more: str = "", extra: str = "") -> str:
    """Define a list: of each level how it counts, and the text with places for numbers."""
    told = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (style, text) in levels.items()
    )
    return f'<w:abstractNum w:abstractNumId="{id_}">{more}{told}</w:abstractNum>'


def num(id_: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def item(list_: int, level: int = 0) -> str:
    return p("项", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')


def markers(numbering: str, *items: str, **parts: str) -> list[str]:
    return [one.marker for one in paragraphs(read("".join(items), numbering=numbering, **parts))]


def test_chinese_numbers_are_written_as_they_are_printed() -> None:
    levels = {0: ("chineseCountingThousand", "%1、"), 1: ("chineseCounting", "（%2）"), 2: ("decimal", "%3．")}
    found = markers(abstract(0, levels) + num(1, 0), item(1), item(1, 1), item(1, 1), item(1, 2), item(1), item(1, 1))
    assert found == ["一、", "（一）", "（二）", "1．", "二、", "（一）"]


def test_an_item_tells_how_deep_its_list_is_nested() -> None:
    levels = {0: ("bullet", "•"), 1: ("bullet", "\uf0b7"), 2: ("none", "")}
    body = item(1) + item(1, 1) + item(1, 2)
    found = paragraphs(read(body, numbering=abstract(0, levels) + num(1, 0)))
    assert [(one.marker, one.depth, one.text) for one in found] == [("-", 0, "项"), ("-", 1, "项"), ("", 0, "项")]


def test_levels_show_the_numbers_above_them() -> None:
    levels = {0: ("upperRoman", "%1"), 1: ("decimal", "%1.%2"), 2: ("decimal", "%1.%2.%3")}
    assert markers(abstract(0, levels) + num(1, 0), item(1), item(1, 1), item(1, 1), item(1, 2)) == [
        "I", "I.1", "I.2", "I.2.1",
    ]  # fmt: skip
    assert markers(abstract(0, levels, extra="<w:isLgl/>") + num(1, 0), item(1), item(1, 2)) == ["1", "1.1.1"]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = abstract(0, ONE) + num(1, 0) + num(2, 0) + num(3, 0, anew.format(1)) + num(4, 0, anew.format(7))
    assert markers(numbering, *map(item, (1, 1, 2, 3, 3, 4, 4))) == ["1.", "2.", "3.", "1.", "2.", "7.", "8."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    level = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl></w:lvlOverride>'
    assert markers(abstract(0, ONE) + num(1, 0, level), item(1)) == ["第1条"]


def test_a_level_may_count_on_below_new_items() -> None:
    levels = {0: ("decimal", "%1."), 1: ("decimal", "%2)")}
    numbering = abstract(0, levels, extra='<w:lvlRestart w:val="0"/>') + num(1, 0)
    assert markers(numbering, item(1), item(1, 1), item(1), item(1, 1)) == ["1.", "1)", "2.", "2)"]


def test_numbers_come_from_styles_and_paragraphs_may_do_without() -> None:
    linked = "<w:pStyle w:val='T{}'/>"
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{linked.format(level)}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1", "%1.%2"))
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + num(1, 0)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="T{level}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for level in (0, 1)
    )
    items = (
        p("项", linked.format(0)),
        p("项", linked.format(1)),
        p("项", linked.format(0) + '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    )
    assert markers(numbering, *items, styles=styles) == ["1", "1.1", ""]


def test_a_definition_may_stand_with_a_style() -> None:
    numbering = (
        abstract(0, {}, '<w:numStyleLink w:val="L"/>')
        + abstract(1, ONE, '<w:styleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert markers(numbering, item(1), item(1), styles=styles) == ["1.", "2."]


def test_empty_items_count_and_deleted_ones_do_not() -> None:
    empty = item(1).replace("项", "")
    deleted = (
        item(1)
        .replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
        .replace("<w:r>", "<w:del><w:r>")
        .replace("</w:r>", "</w:r></w:del>")
    )
    assert markers(abstract(0, ONE) + num(1, 0), item(1), empty, deleted, item(1)) == ["1.", "3."]


def test_lists_that_are_not_defined_have_no_markers() -> None:
    assert markers(abstract(0, ONE) + num(1, 7) + num(0, 0), item(1), item(2), item(0)) == ["", "", ""]


def test_a_marker_is_never_long() -> None:
    """A file made to do harm could repeat a long one before every paragraph."""
    (found,) = markers(abstract(0, {0: ("decimal", "长" * 9999)}) + num(1, 0), item(1))
    assert found == "长" * 100


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("decimal", {1: "1", 105: "105"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 105: "一〇五"}),
        ("chineseCountingThousand", {10: "十", 15: "十五", 30: "三十", 100: "一百", 105: "一百零五", 110: "一百一十", 1005: "一千零五", 1050: "一千零五十"}),
        ("ideographDigital", {3: "三", 10: "一〇", 12: "一二"}),
        ("japaneseCounting", {10: "十", 111: "百十一", 23: "二十三"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("unheardOf", {3: "3"}),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_styles_of_word(style: str, told: dict[int, str]) -> None:
    assert {count: written(count, style) for count in told} == told
    assert written(0, style) == "0"
    assert written(10_000, style) == "10000"
