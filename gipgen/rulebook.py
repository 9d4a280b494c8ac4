"""The rule book: schemas/rules.yaml, the only list of rules and of their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from gipgen.findings import Finding
from gipgen.packaged import SCHEMAS
from gipgen.source.entry import read_data
from gipgen.words import Say, quote

LEVELS = ("error", "warning", "info")

_QUOTES = frozenset({"text", "key", "mend", "tag"})
"""The words that quote a file; messages shorten them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its level and its words, in which braces are filled from a finding."""

    id: str
    level: str
    title: Say
    message: Say
    advice: Say


@cache
def rulebook() -> dict[str, Rule]:
    """Read the rule book; rules by id, in the order of the file."""
    return {id_: _rule(id_, entry) for id_, entry in read_data(SCHEMAS / "rules.yaml").items()}


def level(finding: Finding) -> str:
    """Return error, warning or info."""
    return rulebook()[finding.rule].level


def is_fault(finding: Finding) -> bool:
    """Say whether a finding is an error of the templates or the machine, which no change of the data mends."""
    return finding.rule.startswith(("GIP5", "GIP6")) and level(finding) == "error"


def message(finding: Finding, lang: str) -> str:
    """Say what is wrong, in `zh` or `en`."""
    return _fill(rulebook()[finding.rule].message, finding, lang)


def advice(finding: Finding, lang: str) -> str:
    """Say what would be right, in `zh` or `en`; empty when nothing more can be said."""
    return _fill(rulebook()[finding.rule].advice, finding, lang).strip()


def _rule(id_: str, entry: dict[str, Any]) -> Rule:
    if entry["level"] not in LEVELS:
        raise ValueError(f"{id_}: level {entry['level']}")
    title, text, advice_ = (Say(entry[key]["zh"], entry[key]["en"]) for key in ("title", "message", "advice"))
    return Rule(id_, entry["level"], title, text, advice_)


def _fill(say: Say, finding: Finding, lang: str) -> str:
    words = {"label": finding.label, **finding.words}
    spoken = {name: _spoken(value, lang, quoted=name in _QUOTES) for name, value in words.items()}
    return getattr(say, lang).format_map(spoken)  # type: ignore[no-any-return]


def _spoken(value: object, lang: str, *, quoted: bool) -> object:
    if isinstance(value, Say):
        return getattr(value, lang)
    return quote(value) if quoted and isinstance(value, str) else value
