"""Findings for people: place, words, the faulty line with a caret, and what would be right."""

from __future__ import annotations

from collections.abc import Callable

from gipgen.findings import Finding
from gipgen.rulebook import advice, level, message
from gipgen.source import Place, Source
from gipgen.words import columns

Paint = Callable[[str, str], str]
"""Colours a text by the name of a style: error, warning, info, place, caret or advice."""

WIDTH = 100
"""Columns of a faulty line that are shown."""

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
    if not source.text or place.line > len(source.lines):
        return []
    line = source.lines[place.line - 1].replace("\t", " ")
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    cut = max(0, start - WIDTH // 2)
    shown = line[cut : cut + WIDTH]
    before = ("…" if cut else "") + shown
    lead = columns(("…" if cut else "") + shown[: start - cut])
    marks = "^" * max(1, columns(shown[start - cut : max(end, start + 1) - cut]))
    number = str(place.line)
    return [f"  {number} | {before}", f"  {' ' * len(number)} | {' ' * lead}{paint(marks, 'caret')}"]
