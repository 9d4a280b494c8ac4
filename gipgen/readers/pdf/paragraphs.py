"""Lines → paragraphs, joined by what a break at their ends can mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from math import inf
from statistics import median

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.readers.document import Origin, Paragraph, Run
from gipgen.readers.pdf.characters import CLOSING, OPENING, wide
from gipgen.readers.pdf.lines import Line

_MARKED = regex(r"([-–•●■◆▪·*○\ue000-\uf8ff]|[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])\s*")

_BULLET = regex(r"[•●■◆▪▫◦‣⁃➢·\ue000-\uf8ff]\s*")
_ENDS = "。；：！？…”）;:.!?)"


class Setting(Struct, frozen=True):
    """How a text is set: its margins, the usual way from line to line in sizes, and whether 2024 年 is typed so."""

    left: float
    right: float
    pitch: float
    first: float = -1
    """Where first lines of paragraphs begin whose others begin at the margin; -1 when there are none."""
    spaced: bool = False


def setting_of(lines: Sequence[Line], *, spaced: bool = False) -> Setting:
    """Measure lines of one width of paper, without the few that stick out."""
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.edge for line in lines)
    steps = Counter(
        round((after.y - before.y) / before.size, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and after.y > before.y
    )
    pitch = max(steps, key=lambda step: (steps[step], -step), default=2.0)
    left, right = lefts[int(0.05 * (len(lines) - 1))], rights[int(0.95 * (len(lines) - 1))]
    if all(line.text[-1] in _ENDS for line in lines if line.edge + 2 * line.size > right):
        right = inf  # no sentence breaks at the margin: every line is a paragraph
    firsts = Counter(
        round(before.x0)
        for before, after in pairwise(lines)
        if before.x0 > left + before.size and after.x0 < left + after.size / 2 and before.x1 + 2 * before.size > right
    )
    first = max(firsts, key=lambda place: (firsts[place], place), default=-1)
    return Setting(left, right, pitch, first, spaced)


def spaces_typed(lines: Sequence[Line]) -> bool:
    """Say whether most borders of Chinese and figures hold a typed space."""
    typed = bare = 0
    for line in lines:
        texts = [glyph.text for glyph in line.glyphs]
        for before, here, after in zip(texts, texts[1:], texts[2:], strict=False):
            typed += here == " " and wide(before[-1]) != wide(after[0])
            bare += " " not in (before, here) and wide(before[-1]) != wide(here[0])
    return typed > bare


def paragraphs(lines: Sequence[Line], setting: Setting) -> list[Paragraph]:
    """Return the paragraphs of lines in reading order."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1], line, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [paragraph(group, setting) for group in groups]


def goes_on(group: list[Line], line: Line, setting: Setting) -> bool:
    """Say whether a line continues a paragraph."""
    last, size = group[-1], max(group[-1].size, line.size)
    if min(last.size, line.size) < 0.9 * size:
        return False
    if line.page == last.page and line.y - last.y > max(pitch_of(group), setting.pitch) * 1.25 * last.size:
        return False
    if last.x1 - last.x0 < (setting.right - setting.left) / 2:
        return False
    if last.x1 + chunk(line) + 0.2 * size <= right_of(last, line, setting):
        return False
    return not begins(group, line, setting)


def right_of(last: Line, line: Line, setting: Setting) -> float:
    """Return the right margin; inside a sentence, a block may be indented on its right as on its left."""
    if last.text[-1] in _ENDS or abs(last.x0 - line.x0) > 0.2 * line.size:
        return setting.right
    return setting.right - max(last.x0 - setting.left, 0)


def pitch_of(group: list[Line]) -> float:
    """Return the way from line to line inside a paragraph, in sizes; 0 for a single line."""
    steps = [after.y - before.y for before, after in pairwise(group) if after.page == before.page]
    return min(median(steps) / group[0].size, 2.5) if steps else 0


def chunk(line: Line) -> float:
    """Return the width of the part of a line that cannot be parted from its beginning."""
    glyphs = line.glyphs
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in OPENING:
        end += 1
    if not wide(glyphs[end].text[0]):
        while end < len(glyphs) - 1 and glyphs[end + 1].text != " " and not wide(glyphs[end + 1].text[0]):
            end += 1
    while end < len(glyphs) - 1 and glyphs[end + 1].text in CLOSING:
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def begins(group: list[Line], line: Line, setting: Setting) -> bool:
    """Say whether a line that follows a full one is indented, or marked, as the first of a paragraph."""
    first, last, near = group[0], group[-1], 0.6 * line.size
    if centred(line, setting) and centred(last, setting) and line.x0 > setting.left + near:
        return False
    if len(group) > 1:
        return abs(line.x0 - last.x0) > near
    if abs(line.x0 - first.x0) > near:
        return line.x0 > first.x0 and not under_the_text(first, line)
    if line.x0 < setting.left + near:
        return bool(_MARKED.match(line.text) and _MARKED.match(first.text))
    ended = last.text[-1] in _ENDS or bool(_MARKED.match(line.text))
    return ended and abs(line.x0 - setting.first) < near / 3


def under_the_text(first: Line, line: Line) -> bool:
    """Say whether a line stands under the text that follows a mark."""
    marked = _MARKED.match(first.text)
    if not marked or marked.end() >= len(first.glyphs):
        return False
    return abs(first.glyphs[marked.end()].x0 - line.x0) < 0.6 * line.size


def centred(line: Line, setting: Setting) -> bool:
    """Say whether a line stands in the middle."""
    return abs((line.x0 - setting.left) - (setting.right - line.x1)) < line.size


def paragraph(group: list[Line], setting: Setting) -> Paragraph:
    """Join lines to a paragraph."""
    pieces: list[Run] = []
    for number, line in enumerate(group):
        found = [Run(glyph.text, glyph.bold, link=glyph.link) for glyph in line.glyphs]
        if number:
            pieces.append(found[0]._replace(text=joint(group[number - 1], line, spaced=setting.spaced)))
        pieces += found
    runs = [
        Run("".join(piece.text for piece in run), bold, link=link)
        for (bold, link), run in groupby(pieces, key=lambda one: (one.bold, one.link))
    ]
    marker = "-" if _BULLET.match(group[0].text) else ""
    if marker:
        runs[0] = runs[0]._replace(text=_BULLET.sub("", runs[0].text, count=1))
    return Paragraph(trimmed(runs), Origin(page=group[0].page), marker=marker)


def trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Take the indent and the spaces at the end away."""
    runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def joint(before: Line, after: Line, *, spaced: bool) -> str:
    """Return what a break between two lines stands for: nothing, or a space."""
    end, start = before.text[-1], after.text[0]
    if wide(end) and wide(start):
        return ""
    if wide(end) or wide(start):
        return " " if spaced and end not in CLOSING and start not in CLOSING else ""
    address = before.text.split()[-1]
    if "://" in address or "www." in address or "@" in address or end == "/":
        return ""
    if end in OPENING or start in CLOSING or end == "-":
        return ""
    return " "
