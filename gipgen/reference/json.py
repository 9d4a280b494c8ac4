"""Rules for programs, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gipgen.reference.examples import told
from gipgen.reference.words import forms_of
from gipgen.reporters.json import write
from gipgen.rulebook import Rule, rulebook


def to_json(rules: Iterable[Rule]) -> str:
    """Write rules as one JSON object; messages keep the names of the words that findings fill in."""
    return write({"rules": [_rule(rule) for rule in rules]})


def families_to_json() -> str:
    """Write the families as one JSON object, each with the ids of its rules."""
    book = rulebook()
    families = [
        {
            "id": family.id,
            "prefix": family.prefix,
            "statutory": family.statutory,
            "waivable": family.waivable,
            "title": family.title._asdict(),
            "basis": family.basis._asdict(),
            "rules": [rule.id for rule in book.of(family)],
        }
        for family in book.families
    ]
    return write({"families": families})


def _rule(rule: Rule) -> dict[str, Any]:
    first, last = rule.years
    return {
        "id": rule.id,
        "level": rule.level,
        "family": rule.family.id,
        "statutory": rule.statutory,
        "waivable": rule.waivable,
        "placed": rule.placed,
        "forms": list(forms_of(rule)),
        "years": {"from": first, "to": last},
        **{name: getattr(rule, name)._asdict() for name in ("title", "basis", "message", "advice")},
        "example": rule.example or None,
        "findings": {lang: list(told(rule, lang)) if rule.example else [] for lang in ("zh", "en")},
        "mended": rule.mended or None,
    }
