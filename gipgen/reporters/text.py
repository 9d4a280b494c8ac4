"""Findings for people: place, words, the faulty line with a caret, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from gipgen.findings import Finding
from gipgen.rulebook import advice, level, message
from gipgen.source import Place, Source
from gipgen.words import columns, visible

Paint = Callable[[str, str], str]
"""Colours a text by the name of a style: error, warning, info, place, caret or advice."""

WIDTH = 160
"""The most columns of a faulty line that are shown."""

LEVEL_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


def to_text(finding: Finding, source: Source, lang: str, paint: Paint) -> str:
    """Write one finding as a few lines."""
    place = finding.place
    name = level(finding)
    head = f"{finding.file}:{place.line}:{place.column}"
    lines = [
        f"{paint(head, 'place')}: {paint(f'{LEVEL_WORDS[lang][name]} {finding.rule}', name)} {finding.label}".rstrip()
    ]
    lines.append(f"  {message(finding, lang)}")
    lines += _excerpt(place, source, paint) if finding.file == source.name else []
    told = advice(finding, lang)
    if told:
        lines.append(f"  {paint('→', 'advice')} {told}")
    return "\n".join(lines)


def _excerpt(place: Place, source: Source, paint: Paint) -> list[str]:
    """Show the faulty line with carets below; of a long line the part about its place."""
    if not source.text or place.line > len(source.lines):
        return []
    line = source.lines[place.line - 1]
    start = place.column - 1
    end = max(place.end_column - 1, start + 1) if place.end_line == place.line else len(line)
    first, last = _window(line, start)
    before = ("…" if first else "") + visible(line[first:start])
    after = visible(line[start:last])
    marks = "^" * max(1, columns(after[: end - start]))
    number = str(place.line)
    return [
        f"  {number} | {before}{after}{'…' if last < len(line) else ''}",
        f"  {' ' * len(number)} | {' ' * columns(before)}{paint(marks, 'caret')}",
    ]


def _window(line: str, start: int) -> tuple[int, int]:
    """Return where to cut a line so that at most WIDTH columns remain, `start` near their middle."""
    if len(line) <= WIDTH and columns(line) <= WIDTH:
        return 0, len(line)
    first = start - _fitting(line[max(0, start - WIDTH) : start][::-1], WIDTH // 2)
    left = WIDTH - columns(line[first:start])
    return first, start + _fitting(line[start : start + left], left)


def _fitting(text: str, width: int) -> int:
    """Return how many characters of a text fit into that many columns."""
    return sum(1 for total in accumulate(map(columns, text)) if total <= width)
