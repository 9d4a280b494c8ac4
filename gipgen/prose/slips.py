"""Slips of the hand in prose: what looks like a mark but is printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from gipgen.patterns import regex
from gipgen.prose.problem import Problem
from gipgen.words import Say

SHOWN = 12
"""How many characters of a line a message quotes."""
GAP = "\ufffc"
"""What stands for a mark, a reference or an escaped character, which are no slips."""
_CJK = "\u4e00-\u9fff（"
_REST = rf"[^\s{GAP}]*"
_RULE = Say(
    "没有分隔线，标题下面也不画线：请删去这一行，标题写成“### 标题”。",
    "There are no rules and no underlined headings: delete the line, write a heading as ### heading.",
)
_REFERENCE = Say("引用用两对半角花括号，例如 {{ 年度 }}。", "A reference has two half-width braces, as in {{ year }}.")

_LINES: tuple[tuple[re.Pattern[str], Say], ...] = (
    (
        regex(rf"\s*(?:#{{2,}}|#(?=\s)|#(?=[{_CJK}][^#]*$)|[#＃]*＃)\s?{_REST}"),
        Say(
            "小标题写成“### 标题”：三到六个半角井号顶格写，后面空一个半角空格。",
            "A heading is written ### heading: three to six signs at the margin, then a space.",
        ),
    ),
    (
        regex(rf"\s*(?:[-+•·－–](?=[{_CJK}])|[-+*－–—•·](?=\s))\s?{_REST}"),
        Say(
            "列表的一项写成“- 内容”：半角短横顶格写，后面空一个半角空格。",
            "An item of a list is written “- text”: the sign at the margin, then a space.",
        ),
    ),
    (
        regex(rf".*?(?P<said>[^\s{GAP}]{{1,12}}\t+[^\s{GAP}]{{0,12}})"),
        Say(
            "从 Word 粘贴的表格要改写成“| 甲 | 乙 |”，第二行写“| --- | --- |”。",
            "A table pasted from Word must be written | a | b | with | --- | --- | below.",
        ),
    ),
    (regex(r"\s*[=—－]{2,}\s*$"), _RULE),
)
"""What is wrong with a whole line, from its beginning."""

_INSIDE: tuple[tuple[re.Pattern[str], Say], ...] = (
    (regex(rf"[｛{{]{{1,2}}[^{{}}｛｝{GAP}]*(?:｝|(?<=｛)[^{{}}｛｝]*}})[｝}}]?|｛｛"), _REFERENCE),
    (
        regex(
            rf"[!！]?[\[【][^\[\]【】\n]*[\]】]\s?[(（](?![^()（）\n]*{GAP})"
            r"(?=\s*(?:https?:|mailto:|www\.)|[^()（）\n]*\.[A-Za-z]{2,5}\s*[)）])[^()（）\n]*[)）]?"
        ),
        Say(
            "链接写成 [文字](地址)，图片写成 ![说明](文件)：都用半角符号，中间不空格；文件名里有空格的，先改名。",
            "A link is written [words](address), a picture ![words](file), with half-width signs and no space anywhere;"
            " rename a file that has a space in its name.",
        ),
    ),
    (
        regex(
            r"(?<!\*)(?!(?<=[0-9A-Za-z])\*\*[0-9A-Za-z])(?!(?<=[\u4e00-\u9fff])\*\*(?:[，。、；：！？）”]|$))"
            rf"\*\*(?!\*)[^*\n{GAP}]{{0,10}}|＊＊[^＊\n{GAP}]+＊＊"
        ),
        Say(
            "加粗写成 **文字**：前后各两个半角星号，星号和文字之间不空格；要印星号就写 \\*\\*。",
            "Bold is written **words**: two half-width stars on either side and no space inside;"
            " for stars as they stand write \\*\\*.",
        ),
    ),
)
_BRACES = regex(rf"(?<!\{{)\{{([^{{}}\n{GAP}]{{1,60}})\}}(?!\}})")
_PATH = regex(r"[^\W\d]\w*(?:\s*\.\s*\w+)+")


def unread(tokens: Sequence[Token]) -> str:
    """Return the characters that the parser took for plain text, with gaps for everything else."""
    texts = {"text": None, "softbreak": "\n", "hardbreak": "\n"}
    return "".join(token.content if (text := texts.get(token.type, GAP)) is None else text for token in tokens)


def line_slip(line: str) -> Problem | None:
    """Return what is wrong with a whole line of a paragraph."""
    for pattern, help_ in _LINES:
        if match := pattern.match(line):
            return slip((match.groupdict().get("said") or match[0]).strip(), help_)
    return None


def slips(line: str, names: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield what looks like a mark inside a line; `names` says whether words name a figure."""
    for pattern, help_ in _INSIDE:
        if match := pattern.search(line):
            yield slip(match[0].strip(), help_)
    for match in _BRACES.finditer(line):
        inner = match[1].strip()
        if _PATH.fullmatch(inner) or names(inner):
            yield slip(match[0], _REFERENCE)


def rule_slip(line: str) -> Problem:
    """Return the problem of a line that would draw a rule."""
    return slip(line, _RULE)


def slip(found: str, help_: Say) -> Problem:
    """Return the problem of characters that are printed as they stand."""
    return Problem("GIP409", found, {"text": found, "help": help_})
