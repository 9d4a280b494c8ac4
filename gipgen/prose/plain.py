"""Prose with few marks, as most of it is: paragraphs and items of one line, headings, and references to figures."""

from __future__ import annotations

from gipgen.patterns import regex
from gipgen.prose.blocks import FIRST_HEADING, Block, Heading, Items, Paragraph, Text
from gipgen.prose.parsed import Figures, Parsed
from gipgen.prose.problem import Problem

_WORDS = "0-9A-Za-z\u4e00-\u9fff"
_SIGNS = "，。；：、？！（）《》〈〉“”‘’〔〕％—…·"
_LINE = regex(
    rf"(?:(?P<marks>#{{{FIRST_HEADING},6}}) |(?:(?P<item>-|[1-9][0-9]{{0,8}}\.) )?(?![0-9]{{1,9}}[.)]))"
    rf"(?P<text>[{_WORDS}（《“](?:[{_WORDS}{_SIGNS},.;:()%/\"' -]|\{{\{{[^{{}}\r\n]*\}}\}})*)(?<! )"
)
"""Characters that say nothing in Markdown where they stand, and that nobody types by a slip of the hand for a mark."""
_MOST = 50
"""Items of a list; longer ones are left to the parser, so that none takes more time than it has lines."""
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
        marks, item = found["marks"], found["item"]
        if words is None or (open_ and not (marks or item)):
            return None
        children = (Text(words),)
        if not item:
            blocks.append(Heading(len(marks), children) if marks else Paragraph(children))
        elif not _listed(blocks, item, Paragraph(children), open_=open_):
            return None
        open_ = not marks
    return Parsed(tuple(blocks), (), tuple(references))


def _listed(blocks: list[Block], mark: str, item: Block, *, open_: bool) -> bool:
    """Add an item to the list before it, or begin a list; say whether its number would be printed as it is written.

    In an `open_` paragraph only 1. begins a list.
    """
    number = None if mark == "-" else int(mark[:-1])
    last = blocks[-1] if blocks else None
    if isinstance(last, Items) and (last.start is None) == (number is None):
        if len(last.items) == _MOST or (last.start is not None and number != last.start + len(last.items)):
            return False
        blocks[-1] = Items(last.start, (*last.items, (item,)))
        return True
    blocks.append(Items(number, ((item,),)))
    return not open_ or number in {None, 1}


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
