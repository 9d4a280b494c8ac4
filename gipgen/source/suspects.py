"""Where a syntax error probably comes from: the slips of the hand that libyaml notices a line too late."""

from __future__ import annotations

import re
from itertools import islice

from gipgen.patterns import regex
from gipgen.source.tree import Place
from gipgen.words import Say

_KEY = r"^(?P<key>\s*(?:- )?[^\s:：#\[\]{}\"',，]+)"
_SLIPS: tuple[tuple[re.Pattern[str], Say], ...] = (
    (
        regex(_KEY + r"(?P<slip>：)"),
        Say("这里用了全角冒号“：”，要用半角冒号，后面空一格", "a full-width colon; write a half-width one and a space"),
    ),
    (
        regex(_KEY + r"(?P<slip>:)(?=[^\s/])"),
        Say("冒号后面少一个空格", "a space is missing after the colon"),
    ),
    (
        regex(_KEY + r":\s*(?P<slip>[｜丨])\s*$"),
        Say("这里应当是半角竖线 |", "write a half-width | here"),
    ),
)
REFERENCE = Say(
    "以 {{ 开头的内容要给整段加半角双引号，或换行写在竖线 | 后面",
    "text that begins with {{ needs quotes around all of it, or stands in a block after |",
)
_VALUE = r"^\s*(?:- )?[^\s:：#\[\]{}\"',，]+:\s+"
_REFERENCE = regex(r"^\s*(?:[^\s:：#\[\]{}\"',，]+:\s+|- )*(?P<slip>\{\{)")
_MARK = regex(_VALUE + r"(?P<slip>[]}&*!%@`,?])")
_CLOSED = regex(_VALUE + r"""(?P<slip>\[[^]]*\]|\{[^}]*\}|"[^"]*"|'[^']*')\s*[^\s,\]}#:]""")
_WORD = regex(r"\s*[^\s:\-\[\]{}\"'|>%][^:]*$")
_OPEN = regex(r":\s*(#.*)?$")
_NO_COLON = Say(
    "这一行没有半角冒号，应当是“项目: 内容”（正文有几行的，写在竖线 | 后面）",
    "no colon in this line; expected “key: value” (prose of several lines stands in a block after |)",
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
    if begun := _begun(lines[line - 1] if line <= len(lines) else "", problem):
        return Place(line, begun[0], line, begun[0] + 1), begun[1]
    if bare := _without_colon(lines, near):
        return Place(bare, 1, bare, 2), _NO_COLON
    if "mapping values" in problem and len(near) > 1 and _depth(lines[near[1] - 1]) < _depth(lines[line - 1]):
        start = _depth(lines[line - 1]) + 1
        return Place(line, start, line, start + 1), _DEEPER
    return None


def _begun(text: str, problem: str) -> tuple[int, Say] | None:
    """Find the sign of YAML's own with which a value begins, and its column."""
    if match := _REFERENCE.match(text):
        return match.start("slip") + 1, REFERENCE
    if (match := _MARK.match(text)) and "alias" not in problem and "anchor" not in problem:
        mark = match["slip"]
        return match.start("slip") + 1, Say(
            f"内容不能以 {mark} 开头；是文字就给整段加半角双引号，或换行写在竖线 | 后面",
            f"a value cannot begin with {mark}; quote it if it is text, or write it in a block after |",
        )
    if (match := _CLOSED.match(text)) and "expected ','" not in problem:
        mark = match["slip"][-1]
        return match.end("slip"), Say(
            f"{mark} 后面还有内容；整段是文字就换行写在竖线 | 后面，或给整段加半角单引号",
            f"something follows {mark}; if all of it is text, write it in a block after |, or in single quotes",
        )
    return None


def _without_colon(lines: list[str], near: list[int]) -> int | None:
    """Find the line without a colon at the beginning of its mapping, which is no mapping to YAML."""
    if len(near) < 2 or not _WORD.match(lines[near[1] - 1]) or _depth(lines[near[1] - 1]) != _depth(lines[near[0] - 1]):
        return None
    above = _near(lines, near[1])[1:]
    head = lines[above[0] - 1] if above else ""
    begins = not head or (_OPEN.search(head) and _depth(head) < _depth(lines[near[1] - 1]))
    return near[1] if begins else None


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
