"""Where a syntax error probably comes from: the slips of the hand that libyaml notices a line too late."""

from __future__ import annotations

import re
from itertools import islice

from gipgen.source.tree import Place
from gipgen.words import Say

_KEY = r"^(?P<key>\s*(?:- )?[^\s:：#\[\]{}\"',，]+)"
_SLIPS: tuple[tuple[re.Pattern[str], Say], ...] = (
    (
        re.compile(_KEY + r"(?P<slip>：)"),
        Say("这里用了全角冒号“：”，要用半角冒号，后面空一格", "a full-width colon; write a half-width one and a space"),
    ),
    (
        re.compile(_KEY + r"(?P<slip>:)(?=[^\s/])"),
        Say("冒号后面少一个空格", "a space is missing after the colon"),
    ),
    (
        re.compile(_KEY + r":\s*(?P<slip>[｜丨])\s*$"),
        Say("这里应当是半角竖线 |", "write a half-width | here"),
    ),
)
_DEEPER = Say(
    "这一行比上一行缩进得深，可是上一行已经写了内容；两行中有一行的缩进不对",
    "indented deeper than the line before, which has a value already; one of the two is indented wrongly",
)
_REACH = 1000
"""How many lines above a syntax error are looked at."""
_HEADING = Say("小标题前面少了两个空格（正文每行都要缩进）", "the heading is not indented like the text it belongs to")
_INDENTS = {
    "\t": Say("制表符（Tab）", "a tab"),
    "\u3000": Say("全角空格", "a full-width space"),
    "\u00a0": Say("不换行空格", "a no-break space"),
}


def odd_indent(lines: list[str], line: int) -> tuple[Place, Say] | None:
    """Find a sign in the indentation of a line, or of the one before, that YAML does not take for one."""
    for number in _near(lines, line):
        text = lines[number - 1]
        indent = text[: len(text) - len(text.lstrip())]
        for sign, name in _INDENTS.items():
            if sign in indent:
                column = indent.index(sign) + 1
                return Place(number, column, number, column + 1), name
    return None


def suspect(lines: list[str], line: int, problem: str) -> tuple[Place, Say] | None:
    """Find the slip that explains a syntax error at a line: there, just before, or where its block begins."""
    for number in (*_near(lines, line), *_block_head(lines, line)):
        for pattern, say in _SLIPS:
            if match := pattern.match(lines[number - 1]):
                column = match.start("slip") + 1
                return Place(number, column, number, column + 1), say
    before = next((number for number in _upwards(lines, line - 1) if lines[number - 1].strip()), 0)
    if before and lines[before - 1].startswith("##"):
        return Place(before, 1, before, 3), _HEADING
    near = _near(lines, line)
    if "mapping values" in problem and len(near) > 1 and _depth(lines[near[1] - 1]) < _depth(lines[line - 1]):
        start = _depth(lines[line - 1]) + 1
        return Place(line, start, line, start + 1), _DEEPER
    return None


def _near(lines: list[str], line: int) -> list[int]:
    """Return a line and the one with content before it, comments left out."""
    return list(islice((number for number in _upwards(lines, line) if _content(lines[number - 1])), 2))


def _upwards(lines: list[str], line: int) -> range:
    """Return the numbers of a line and of those above it, nearest first."""
    last = min(line, len(lines))
    return range(last, max(0, last - _REACH), -1)


def _content(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _block_head(lines: list[str], line: int) -> list[int]:
    """Return the nearest line above that is not indented."""
    above = _upwards(lines, min(line, len(lines)) - 1)
    return list(islice((number for number in above if lines[number - 1][:1].strip(" #")), 1))


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
