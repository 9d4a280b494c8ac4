"""Prose that is read at a glance is what the parser of Markdown reads."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gipgen.prose import Heading, Paragraph, PictureError, Problem, Text
from gipgen.prose.parsed import Parsed
from gipgen.prose.plain import plain
from gipgen.prose.reading import read
from gipgen.words import Say

WORDS = st.text("政府信息公开一二三ab01239，。；：、（）《》“”‘’％%.,;:()/\"' -—…·", max_size=8)
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "### ", "#### ", "- ", "- ", "1. ", "2. ", "3. ", "7. ", "10. "]),
    st.sampled_from("甲全（《12"),
    st.lists(WORDS | st.sampled_from(["{{ 年度 }}", "{{ 空 }}"]), max_size=3).map("".join),
)
MARKS = [
    "### ",
    "## ",
    "#### （一）",
    "######",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "10.",
    "—",
    "·",
    "---",
    "===",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "!",
    "！",
    "【】",
    "｛",
    "<",
    ">",
    "&amp;",
    "\\",
    "~~",
    "^",
    "$",
    "@",
    "\t",
    "  ",
    "\u3000",
    "{{ 错 }}",
    "{{",
    "}}",
    "{年度}",
    "{",
    "\xa0",
    "\u200b",
    "\r",
    "\x00",
    "https://例.中国/a-b",
    "www.a.cn",
    "①",
    "é",
    "\n",
    "\n\n",
    "|",
    "| 甲 | 乙 |",
]


@st.composite
def _prose(draw: st.DrawFn) -> str:
    """Return lines without marks, and in half of the texts a mark somewhere."""
    ends = st.sampled_from(["\n\n", "\n\n\n", "\n"])
    text = "".join(draw(LINES) + draw(ends) for _ in range(draw(st.integers(1, 5))))
    if draw(st.booleans()):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(MARKS)) + text[place:]
    return text


def _figures(reference: str) -> str | Problem:
    name = reference[2:-2].strip()
    return {"年度": "2024", "空": ""}.get(name) or (
        "" if name == "空" else Problem("GIP401", reference, {"text": reference})
    )


def _read(text: str) -> Parsed:
    def pictures(source: str, _alt: str) -> object:
        raise PictureError(Say(source, source))

    return read(text, _figures, pictures, lambda _address: False)  # type: ignore[arg-type]


@settings(max_examples=1500, deadline=None)
@given(_prose())
@example("共 {{ 空 }}")
@example("### （一）甲\n乙")
@example("甲\n### 乙\n丙")
@example("甲\n乙")
@example("甲{{ 年度\r}}")
@example("1.甲")
@example("1. 甲\n2. 乙\n\n3. 丙\n- 丁\n1. 戊")
@example("甲\n2. 乙")
@example("- 甲\n乙")
@example("- 甲\n\n\n- 乙\n\n丙")
@example("01. 甲")
@example("1. 甲\n1. 乙")
@example("- 1. 甲")
@example("- - 甲")
@example("- 甲\n" * 60)
@example("### 1. 甲")
@example("### 1.甲")
@example("甲 ")
def test_what_is_read_at_a_glance_is_what_the_parser_reads(text: str) -> None:
    """The same blocks and references, and no problems, or it is left to the parser."""
    found = plain(text, _figures)
    assert found is None or found == _read(text)


def test_ordinary_prose_is_read_at_a_glance() -> None:
    """Headings, paragraphs and figures; without this the test above could prove nothing."""
    found = plain("\n### （一）主动公开\n\n全年公开 {{ 年度 }} 条（含“五公开”）。\n\n\n无。\n", _figures)
    assert found is not None
    assert found.blocks == (
        Heading(3, (Text("（一）主动公开"),)),
        Paragraph((Text("全年公开 2024 条（含“五公开”）。"),)),
        Paragraph((Text("无。"),)),
    )
    assert found.references == ("{{ 年度 }}",)


def test_whatever_may_be_a_mark_is_left_to_the_parser() -> None:
    """Marks, slips of the hand, lines that run together, and references to nothing."""
    for text in (
        "**甲**",
        "甲\n乙",
        "- 甲\n乙",
        "1) 甲",
        "2. 甲\n1. 乙",
        "　甲",
        "甲\t乙",
        "# 甲",
        "{{ 错 }}",
        "{年度}",
        "甲【乙】",
        "| 甲 |",
        "甲 ",
    ):
        assert plain(text, _figures) is None, text
