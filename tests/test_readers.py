"""What all readers do alike."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gipgen.readers import Document, Paragraph, read_document
from gipgen.readers.unseen import seen
from gipgen.words import UNSEEN, WITHOUT_WIDTH
from tests.word_xml import dropped, p, word_file


def book(text: str) -> bytes:
    file, workbook = io.BytesIO(), Workbook()
    workbook.worksheets[0]["A1"] = text
    workbook.save(file)
    return file.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    ".docx": lambda text: word_file(p(text)),
    ".html": lambda text: f"<meta charset=utf-8><p>{text}</p>".encode(),
    ".md": str.encode,
    ".txt": str.encode,
    ".xlsx": book,
}


def read(text: str, suffix: str) -> Document:
    return read_document(FORMATS[suffix](text), suffix)


def text_of(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_has_no_width_is_left_out(suffix: str) -> None:
    """The same characters by every reader: a data file would be told to have them (GIP415)."""
    unseen = [chr(code) for code in [*range(0x80, 0xE000), 0xFEFF, 0xFFA0, 0xE0041] if UNSEEN.match(chr(code))]
    document = read("".join(f"甲{sign}" for sign in unseen if sign not in "\u2028\u2029\u202b\u202e\u2067"), suffix)
    assert set(text_of(document)) == {"甲"}
    assert not dropped(document)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_seen_otherwise_on_each_machine_stays(suffix: str) -> None:
    """A character of private use may be a sign or a person's name; check asks for it (GIP415)."""
    assert text_of(read("甲\ue123乙", suffix)) == "甲\ue123乙"


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_turns_the_direction_is_told(suffix: str) -> None:
    """It is seen as 公开21条."""
    document = read("公开\u202e12\u202c条", suffix)
    assert text_of(document) == "公开12条"
    assert dropped(document) == ["使文字从右向左排的控制符，看到的与读到的“公开12条”可能不同"]


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_separators_of_lines_are_line_ends(suffix: str) -> None:
    assert text_of(read("甲。\u2028乙。", suffix)).split() == ["甲。", "乙。"]


@given(st.text(st.sampled_from("a1 甲\u3000\u200b\u00ad\ufeff\u202a\u2028\u2029\u202e\u2067\u115f\U000e0041")))
def test_characters_are_looked_at_as_if_one_by_one(text: str) -> None:
    def shown(sign: str) -> str:
        if sign in "\u2028\u2029":
            return "\n"
        return "" if re.match(f"[{WITHOUT_WIDTH}]", sign) and sign not in "\u202e\u2067" else sign

    assert seen(text) == "".join(map(shown, text))
