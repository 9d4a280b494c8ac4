"""A finding in one breath, for places that show a single text."""

from __future__ import annotations

from gipgen.findings import Finding
from gipgen.rulebook import advice, message
from gipgen.source import STDIN
from gipgen.words import Say

WAIVED = Say("已豁免", "waived")

_COLON = Say("：", ": ")


def told_alone(finding: Finding, lang: str) -> str:
    """Say what `told` does, and first where, when no file holds the place."""
    place = finding.place
    where = Say(
        f"标准输入第 {place.line} 行第 {place.column} 列：",
        f"standard input, line {place.line}, column {place.column}: ",
    )
    return (where.spoken(lang) if finding.file == STDIN else "") + told(finding, lang)


def told(finding: Finding, lang: str, between: str = "\n→ ") -> str:
    """Say what a finding is about, what is wrong, and what would be right."""
    words = message(finding, lang)
    if finding.label:
        words = f"{finding.label}{_COLON.spoken(lang)}{words}"
    more = advice(finding, lang)
    return f"{words}{between}{more}" if more else words
