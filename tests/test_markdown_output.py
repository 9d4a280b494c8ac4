"""The Markdown of a report: two readers that know only the standard see what the HTML shows."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gipgen.prose import Block, Inline, Picture, Problem, parse
from gipgen.prose.blocks import Emphasis, Paragraph, Strong, Text
from gipgen.render.html.prose import to_html
from gipgen.render.markdown.prose import to_markdown
from gipgen.render.markdown.text import escape_line

STANDARD = MarkdownIt("commonmark").enable("table")
SPANS = {"strong", "em", "a", "img"}


def blocks_of(text: str) -> tuple[Block, ...]:
    return parse(text, _figure, _picture, lambda _: True).blocks


def _figure(_reference: str) -> str | Problem:
    return "12"


def _picture(source: str, alt: str) -> Picture:
    return Picture(f"{source} (1).png", alt, "image/png", b"", 1, 1)


def by_cmark(text: str) -> list[Any]:
    return seen(markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["table", "strikethrough"]))


def by_markdown_it(text: str) -> list[Any]:
    return seen(STANDARD.render(text))


def by_gipgen(text: str) -> list[Any]:
    return seen(to_html(blocks_of(text)))


READERS = [by_cmark, by_markdown_it, by_gipgen]


def seen(html: str) -> list[Any]:
    """Return what a reader sees of a page: blocks with their words, each word with its marks."""
    return _blocks(lxml.html.fragment_fromstring(html, create_parent="div"))


def _blocks(element: Any) -> list[Any]:
    found: list[Any] = []
    held: list[tuple[str, frozenset[str]]] = [(element.text or "", frozenset())]

    def let_go() -> None:
        if words := _words(held):
            found.append(words)
        held.clear()

    for child in element:
        if child.tag in {"ul", "ol"}:
            let_go()
            start = int(child.get("start", 1)) if child.tag == "ol" else None
            found.append((child.tag, start, [_blocks(item) for item in child]))
        elif child.tag == "table":
            let_go()
            found.append([[_words(_runs(cell, frozenset())) for cell in row] for row in child.iter("tr")])
        elif child.tag in SPANS | {"br"}:
            held += _runs_of_child(child, frozenset())
        else:
            let_go()
            inner = _blocks(child)
            found += [("h", *inner)] if child.tag[0] == "h" else inner
        held.append((child.tail or "", frozenset()))
    let_go()
    return found


def _runs(element: Any, marks: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    runs = [(element.text or "", marks)]
    for child in element:
        runs += [*_runs_of_child(child, marks), (child.tail or "", marks)]
    return runs


def _runs_of_child(child: Any, marks: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    if child.tag == "br":
        return [("\0", frozenset())]
    if child.tag == "img":
        return [(f"[{child.get('alt')}]", frozenset())]
    assert child.tag in SPANS
    return _runs(child, marks | {child.get("href") if child.tag == "a" else child.tag})


def _words(runs: list[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """Return the characters that can be seen, each with its marks; neighbours with the same marks together."""
    found: list[tuple[str, frozenset[str]]] = []
    for character, marks in _squeezed([(character, marks) for text, marks in runs for character in text]):
        if found and found[-1][1] == marks:
            found[-1] = (found[-1][0] + character, marks)
        else:
            found.append((character, marks))
    return found


def _squeezed(characters: list[tuple[str, frozenset[str]]]) -> list[tuple[str, frozenset[str]]]:
    """Fold white space, whose marks nobody sees."""
    found: list[tuple[str, frozenset[str]]] = []
    for character, marks in characters:
        if character.isspace() or character == "\0":
            if found and found[-1][0] == "\0":
                continue
            if found and found[-1][0] == " ":
                found.pop()
            found.append((character if character == "\0" else " ", frozenset()))
        else:
            found.append((character, marks))
    while found and found[-1][0] in " \0":
        found.pop()
    return found[1:] if found and found[0][0] == " " else found


SIGNS = [
    "*", "**", "***", "_", "__", "甲", "，", "（", "）", "1", "a", " ", "\n", "\n\n", "\n  ", "\n   ", "\n    ", "[", "](x)", "\\", "\\\n", "#", "### ",
    "- ", "+ ", "1. ", "3. ", "3) ", "-", "\n- ", "\n  - ", "\n1. ", "\n   3. ", "&#32;", "&nbsp;", "＋", "℃", "$", "~~", "|", "\n|-|\n", "!", "`",
    "<b>", "&amp;", "==", ">", "![b](p)", "{{ x }}", ".", ":-",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=24).map("".join))
@settings(max_examples=1500)
def test_readers_of_the_standard_see_what_the_page_shows(text: str) -> None:
    """Structure, words and marks are the same, whatever signs the prose is made of."""
    blocks = blocks_of(text)
    shown, written = seen(to_html(blocks)), to_markdown(blocks, "")
    for reader in READERS:
        assert reader(written) == shown, f"{reader.__name__}: {text!r} → {written!r}"


_MARKED: st.SearchStrategy[Inline] = st.recursive(
    st.sampled_from([*"甲，1a（）＋$*_\\！-.", "甲，乙", "a。", "“b”", "1*2"]).map(Text),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda children: st.sampled_from([Strong(tuple(children)), Emphasis(tuple(children))])
    ),
    max_leaves=6,
)


@given(st.lists(_MARKED, min_size=1, max_size=5))
@settings(max_examples=1500)
def test_bold_and_italic_are_read_back_wherever_they_stand(children: list[Inline]) -> None:
    """Marks beside each other, inside each other, at punctuation and in the middle of a word."""
    blocks = [Paragraph(_flat(children))]
    shown, written = seen(to_html(blocks)), to_markdown(blocks, "")
    for reader in READERS:
        assert reader(written) == shown, f"{reader.__name__}: {written!r}"


def _flat(children: list[Inline]) -> tuple[Inline, ...]:
    """Write inline content in our own dialect's shape: no mark inside or beside the same mark."""
    flat = [_without(child, frozenset()) for child in children]
    return _joined([inner for group in flat for inner in group])


def _without(child: Inline, marks: frozenset[type]) -> list[Inline]:
    if not isinstance(child, (Strong, Emphasis)):
        return [child]
    inner = [new for one in child.children for new in _without(one, marks | {type(child)})]
    return inner if type(child) in marks else [type(child)(_joined(inner))]


def _joined(children: list[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for child in children:
        last = found[-1] if found else None
        if isinstance(child, (Strong, Emphasis)) and type(last) is type(child):
            assert isinstance(last, (Strong, Emphasis))
            found[-1] = type(child)(_joined([*last.children, *child.children]))
        else:
            found.append(child)
    return tuple(found)


LINES = [
    "- 局",
    "* 局",
    "+ 局",
    "1. 某局",
    "2) 某局",
    "# 局",
    "> 局",
    "---",
    "===",
    "局 #",
    "局 ##",
    "#",
    "| 局 |",
    ":-",
    "<b>局",
    "局{{ 年度 }}",
    "    局",
]


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("place", ["{}", "甲\n\n{}\n\n乙", "# {}", "## {}", "甲\n{}"])
def test_a_text_stands_in_any_line_as_it_is(text: str, place: str) -> None:
    """Agency, title, signature and headings come out as text, whatever they look like."""
    for reader in (by_cmark, by_markdown_it):
        plain = str(reader(place.format("（局）")))
        assert str(reader(place.format(escape_line(text)))) == plain.replace("（局）", text.strip())
