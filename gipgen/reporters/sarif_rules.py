"""A rule of the book as SARIF describes rules: its words in both languages."""

from __future__ import annotations

import re
from typing import Any

from gipgen.rulebook import Rule, general
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
        "shortDescription": {"text": rule.title.spoken(lang)},
        "fullDescription": {"text": f"{general(rule.message).spoken(lang)}\n{_basis(rule, lang)}".lstrip()},
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
        f"{rule.id} {rule.title.spoken(lang)}",
        general(rule.message).spoken(lang),
        general(rule.advice).spoken(lang),
        _basis(rule, lang),
        *(
            shown.format(title.spoken(lang), example.rstrip())
            for title, example in ((_BREAKS, rule.example), (_MENDED, rule.mended))
            if example
        ),
    ]
    return "\n\n".join(text for text in said if text)


def _basis(rule: Rule, lang: str) -> str:
    return Say(f"依据：{rule.basis.zh}。", f"Basis: {rule.basis.en}.").spoken(lang)
