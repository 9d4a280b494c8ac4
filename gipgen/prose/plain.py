"""Prose without marks, as most of it is: paragraphs of one line, headings, and references to figures."""

from __future__ import annotations

from gipgen.patterns import regex
from gipgen.prose.blocks import FIRST_HEADING, Block, Heading, Paragraph, Text
from gipgen.prose.parsed import Figures, Parsed
from gipgen.prose.problem import Problem

_WORDS = "0-9A-Za-z\u4e00-\u9fff"
_SIGNS = "，。；：、？！（）《》〈〉“”‘’〔〕％—…·"
_LINE = regex(
    rf"(?:(?P<marks>#{{{FIRST_HEADING},6}}) |(?![0-9]{{1,9}}[.)]))"
    rf"(?P<text>[{_WORDS}（《“](?:[{_WORDS}{_SIGNS},.;:()%/\"' -]|\{{\{{[^{{}}\r\n]*\}}\}})*)(?<! )"
)
"""Characters that say nothing in Markdown where they stand, and that nobody types by a slip of the hand for a mark."""
_REFERENCE = regex(r"\{\{[^{}\r\n]*\}\}")


def plain(text: str, figures: Figures) -> Parsed | None:
    """Return what the parser of Markdown would make of prose; None when it is needed to know, or would find problems."""
    blocks: list[Block] = []
    references: list[str] = []
    open_ = False
    for line in text.split("\n"):
        found = _LINE.fullmatch(line) if line else None
        if found is None:
            if line:
                return None
            open_ = False
            continue
        words = _filled(found["text"], figures, references)
        marks = found["marks"]
        if words is None or (open_ and not marks):
            return None
        open_ = not marks
        blocks.append(Heading(len(marks), (Text(words),)) if marks else Paragraph((Text(words),)))
    return Parsed(tuple(blocks), (), tuple(references))


def _filled(text: str, figures: Figures, references: list[str]) -> str | None:
    """Put in figures, and note the references; None when one of them is a problem."""
    if "{{" not in text:
        return text
    last, pieces = 0, list[str]()
    for found in _REFERENCE.finditer(text):
        answer = figures(found[0])
        if isinstance(answer, Problem):
            return None
        references.append(found[0])
        pieces += text[last : found.start()], answer
        last = found.end()
    return "".join([*pieces, text[last:]])
