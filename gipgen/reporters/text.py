"""Findings for people: place, words, the faulty line with a caret, and what would be right."""

from __future__ import annotations

from itertools import accumulate, groupby

from gipgen.findings import Finding
from gipgen.personal import mask
from gipgen.reporters.closing import closing, tally
from gipgen.reporters.run import Part, Reporter, Voice
from gipgen.reporters.summary import Summary
from gipgen.reporters.wording import WAIVED
from gipgen.rulebook import LEVELS, advice, level, message
from gipgen.source import Place, Source
from gipgen.words import Say, columns, visible

FRAME = len("  99999 | ……")
"""The most columns that stand about the part of a faulty line."""

_STYLES = {**LEVELS, "waived": WAIVED}


def of_part(part: Part, voice: Voice) -> str:
    """Write the findings of a part, those of each file together; the waived stand below in a line each."""
    text = ""
    for file, group in groupby(part.findings, key=lambda finding: finding.file):
        findings = tuple(group)
        text += _name(file, findings, part, voice) if voice.several else ""
        text += "".join(to_text(finding, part.source, voice) + "\n\n" for finding in findings if not finding.waived)
        waived = "".join(_waived(finding, voice) + "\n" for finding in findings if finding.waived)
        text += waived and waived + "\n"
    return text


REPORTER = Reporter(of_part, closing, looks_back=False)


def to_text(finding: Finding, source: Source, voice: Voice) -> str:
    """Write one finding as a few lines."""
    lines = [_head(finding, level(finding), voice), f"  {message(finding, voice.lang)}"]
    lines += _excerpt(finding.place, source, voice) if finding.file == source.name else []
    told = advice(finding, voice.lang)
    if told:
        lines.append(f"  {voice.paint('→', 'advice')} {told}")
    return "\n".join(lines)


def _name(file: str, findings: tuple[Finding, ...], part: Part, voice: Voice) -> str:
    """Head the findings of a file; those of a comparison say so, as the file had its head before."""
    summary = Summary()
    summary.add(findings)
    zh, en = tally(summary)
    said = (
        Say(f" 与其他年报比较（{zh}）", f" beside other reports ({en})")
        if part.beside
        else Say(f"（{zh}）", f" ({en})")
    )
    return f"{voice.paint(visible(file), 'file')}{said.spoken(voice.lang)}\n\n"


def _head(finding: Finding, style: str, voice: Voice) -> str:
    place = voice.paint(f"{visible(finding.file)}:{finding.place.line}:{finding.place.column}", "place")
    return (
        f"{place}: {voice.paint(f'{_STYLES[style].spoken(voice.lang)} {finding.rule}', style)} {finding.label}".rstrip()
    )


def _waived(finding: Finding, voice: Voice) -> str:
    plain = Voice(voice.lang)
    return voice.paint(f"{_head(finding, 'waived', plain)} — {visible(finding.waived or '')}", "waived")


def _excerpt(place: Place, source: Source, voice: Voice) -> list[str]:
    """Show the faulty line with carets below and persons' data hidden; of a long line the part about its place."""
    if not source.text or place.line > len(source.lines):
        return []
    line = source.lines[place.line - 1]
    start = place.column - 1
    end = max(place.end_column - 1, start + 1) if place.end_line == place.line else len(line)
    first, last = _window(line, start, voice.width)
    shown = visible(mask(line, first, last))
    before, after = ("…" if first else "") + shown[: start - first], shown[start - first :]
    marks = "^" * max(1, columns(after[: end - start]))
    number = str(place.line)
    return [
        f"  {number} | {before}{after}{'…' if last < len(line) else ''}",
        f"  {' ' * len(number)} | {' ' * columns(before)}{voice.paint(marks, 'caret')}",
    ]


def _window(line: str, start: int, width: int) -> tuple[int, int]:
    """Return where to cut a line so that at most `width` columns remain, `start` near their middle."""
    if len(line) <= width and columns(line) <= width:
        return 0, len(line)
    first = start - _fitting(line[max(0, start - width) : start][::-1], width // 2)
    left = width - columns(line[first:start])
    return first, start + _fitting(line[start : start + left], left)


def _fitting(text: str, width: int) -> int:
    """Return how many characters of a text fit into that many columns."""
    return sum(1 for total in accumulate(map(columns, text)) if total <= width)
