"""A rule of the book as SARIF describes rules: its words in both languages."""

from __future__ import annotations

import re
from typing import Any

from gipgen.rulebook import Rule
from gipgen.words import Say

LEVELS = {"error": "error", "warning": "warning", "info": "note"}

_BREAKS = Say("不对的写法", "What breaks it")
_MENDED = Say("改正以后", "The same put right")


def descriptor(rule: Rule, lang: str) -> dict[str, Any]:
    """Describe a rule; the short words are in the language of the run, the help in Chinese and English."""
    both = ("zh", "en")
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", rule.title.en)),
        "shortDescription": {"text": _in(rule.title, lang)},
        "fullDescription": {"text": f"{_general(rule.message, lang)}\n{_basis(rule, lang)}"},
        "help": {
            "text": "\n\n".join(_help(rule, each, "{}\n{}") for each in both),
            "markdown": "\n\n".join(_help(rule, each, "**{}**\n\n```yaml\n{}\n```") for each in both),
        },
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"tags": [rule.family.id]},
    }


def _help(rule: Rule, lang: str, shown: str) -> str:
    """Explain a rule in one language; `shown` frames a title and an example."""
    said = [
        f"{rule.id} {_in(rule.title, lang)}",
        _general(rule.message, lang),
        _general(rule.advice, lang),
        _basis(rule, lang),
        *(
            shown.format(_in(title, lang), example.rstrip())
            for title, example in ((_BREAKS, rule.example), (_MENDED, rule.mended))
            if example
        ),
    ]
    return "\n\n".join(text for text in said if text.strip("…。. "))


def _basis(rule: Rule, lang: str) -> str:
    return _in(Say(f"依据：{rule.basis.zh}。", f"Basis: {rule.basis.en}."), lang)


class _Gaps(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return "…"


def _general(say: Say, lang: str) -> str:
    """Return words that are filled from a finding with a sign in each gap."""
    return _in(say, lang).format_map(_Gaps()).strip()


def _in(say: Say, lang: str) -> str:
    text: str = getattr(say, lang)
    return text
