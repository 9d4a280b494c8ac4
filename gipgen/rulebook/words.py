"""What the rule book says of a finding, and of a rule without one."""

from __future__ import annotations

import re

from gipgen.findings import Finding
from gipgen.personal import mask
from gipgen.rulebook.load import rulebook
from gipgen.rulebook.model import Rule
from gipgen.words import Say, quote

_QUOTES = frozenset({"text", "key", "mend", "tag", "code"})
"""The words that quote a file; messages shorten them. Persons' data are hidden in all."""


def rule_of(finding: Finding) -> Rule:
    """Return the rule of a finding."""
    return rulebook().rules[finding.rule]


def level(finding: Finding) -> str:
    """Return error, warning or info."""
    return finding.level or rule_of(finding).level


def is_error(finding: Finding) -> bool:
    """Say whether a finding is an error that nobody accepted."""
    return level(finding) == "error" and not finding.waived


def is_fault(finding: Finding) -> bool:
    """Say whether a finding is an error of the templates or the machine, which no change of the data mends."""
    return not rule_of(finding).family.data and level(finding) == "error"


def message(finding: Finding, lang: str) -> str:
    """Say what is wrong, in `zh` or `en`."""
    return _fill(rule_of(finding).message, finding, lang)


def advice(finding: Finding, lang: str) -> str:
    """Say what would be right, in `zh` or `en`; empty when nothing more can be said."""
    return _fill(rule_of(finding).advice, finding, lang).strip()


class _Gaps(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "…"


def general(said: Say) -> Say:
    """Return the words of a rule with a sign for each that a finding fills in; none when nothing else is said."""
    shown = Say(*(words.format_map(_Gaps()).strip() for words in said))
    return shown if re.search(r"\w", shown.zh) else Say("", "")


def _fill(say: Say, finding: Finding, lang: str) -> str:
    words = {"label": finding.label, **finding.words}
    spoken = {name: _spoken(value, lang, quoted=name in _QUOTES) for name, value in words.items()}
    return say.spoken(lang).format_map(spoken)


def _spoken(value: object, lang: str, *, quoted: bool) -> object:
    spoken = value.spoken(lang) if isinstance(value, Say) else value
    if not isinstance(spoken, str):
        return spoken
    return quote(spoken) if quoted and not isinstance(value, Say) else mask(spoken)
