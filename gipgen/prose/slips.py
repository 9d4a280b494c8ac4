"""Slips of the hand in prose: what looks like a mark but is printed as it stands, and lines that run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gipgen.prose.problem import Problem
from gipgen.words import Say

_MARKS: tuple[tuple[re.Pattern[str], Say], ...] = (
    (
        re.compile(r"^ {0,3}(?:#{2,6}(?=[^\s#])|#*＃[#＃]*)\S*"),
        Say(
            "小标题写成“### 标题”：井号用半角，后面空一格。",
            "A heading is written ### heading, with a space after the signs.",
        ),
    ),
    (
        re.compile(r"[｛{]{1,2}[^{}｛｝]*(?:｝|(?<=｛)[^{}｛｝]*})[｝}]?|｛｛"),
        Say(
            "引用用半角花括号，例如 {{ 年度 }}。",
            "A reference has half-width braces, as in {{ year }}.",
        ),
    ),
    (
        re.compile(r"^ {0,3}[-+•·](?=[\u4e00-\u9fff（])\S*"),
        Say("列表的一项写成“- 内容”，短横后面空一格。", "An item of a list is written “- text”, with a space."),
    ),
    (
        re.compile(r"\S{0,12}\t\S{0,12}"),
        Say(
            "从 Word 粘贴的表格要改写成“| 甲 | 乙 |”，第二行写“| --- | --- |”。",
            "A table pasted from Word must be written | a | b | with | --- | --- | below.",
        ),
    ),
)

_ENDS = re.compile(r"[。！？；：][”’）]?\s*$")
_BEGINS = re.compile(r"\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[、是]|[0-9]+[、．])|　")
_OWN_LINE = re.compile(r" *(?:#{1,6}\s|[-*+] |[0-9]+[.)] |\||>|!\[)")
SHOWN = 12
"""How many characters of a line a message quotes."""


_FULL = 40
"""Columns from which on a line may be as long as its writer lets lines be."""


def slips(text: str) -> Iterator[Problem]:
    """Yield what a writer probably meant otherwise, line by line; nothing of it is changed."""
    lines = text.split("\n")
    wrapped = _wrapped(lines)
    for number, line in enumerate(lines):
        for pattern, help_ in _MARKS:
            if match := pattern.search(line):
                found = match[0].strip()
                yield Problem("GIP409", found, {"text": found, "help": help_}, number)
        before = lines[number - 1] if number else ""
        if _runs_on(before, line) and (number - 1 not in wrapped or line.startswith("　")):
            shown = line.strip()[:SHOWN]
            yield Problem("GIP408", shown, {"text": shown}, number)


def _wrapped(lines: list[str]) -> set[int]:
    """Return the numbers of the lines that end where the writer's lines end, not where a sentence does.

    Lines of a paragraph are wrapped by hand when one of the long ones breaks off in a sentence.
    """
    found: set[int] = set()
    for blank, group in groupby(range(len(lines)), lambda number: not lines[number].strip()):
        numbers = list(group)
        widths = {number: _columns(lines[number]) for number in numbers}
        full = max(_FULL, 0.8 * max(widths.values()))
        long = [number for number in numbers if widths[number] >= full]
        if not blank and any(not _ENDS.search(lines[number]) for number in long if number != numbers[-1]):
            found.update(long)
    return found


def _columns(line: str) -> int:
    """Return the width of a line; what is not ASCII counts as an ideograph."""
    return sum(1 if character.isascii() else 2 for character in line)


def _runs_on(before: str, line: str) -> bool:
    """Say whether two neighbouring lines were probably meant as two paragraphs."""
    if not before.strip() or not line.strip() or before.endswith(("  ", "\\")):
        return False
    if _OWN_LINE.match(before) and not before.lstrip().startswith(("-", "*", "+")) and "|" not in before:
        return False
    if _OWN_LINE.match(line) or "|" in before:
        return False
    return bool(_ENDS.search(before) or _BEGINS.match(line))
