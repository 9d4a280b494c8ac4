"""The rule book: schemas/rules.yaml, the only list of rules and of their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from gipgen.findings import Finding
from gipgen.packaged import SCHEMAS
from gipgen.source.entry import Entry, FormError, read_data
from gipgen.words import Say, quote

LEVELS = ("error", "warning", "info")

_BEGINNING = re.compile("GIP[0-9]{1,3}")
_QUOTES = frozenset({"text", "key", "mend", "tag"})
"""The words that quote a file; messages shorten them."""


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that belong together: `prefix` begins their ids."""

    id: str
    prefix: str
    title: Say
    basis: Say
    statutory: bool
    """Whether errors follow from the law or the form, or leave nothing to publish: only a waiver lowers them."""
    data: bool
    """Whether the rules are about data; the others are about templates and the machine, and end with exit status 2."""
    waivable: bool
    """Whether a waiver can cover findings of the family."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its level, where it holds, and its words, in which braces are filled from a finding.

    `forms` and `years` (first and last) are empty when it holds for all. `example` is what breaks it, `mended` the same
    put right: keys that replace those of a sound data file, or with `whole` a file of its own.
    """

    id: str
    family: Family
    level: str
    forms: tuple[str, ...]
    years: tuple[int | None, int | None]
    title: Say
    message: Say
    advice: Say
    basis: Say
    example: str
    mended: str
    whole: bool
    binding: bool
    """Whether its entry or its family says that as an error it is statutory."""

    @property
    def statutory(self) -> bool:
        """Say whether only a waiver can lower it."""
        return self.binding and self.level == "error"

    @property
    def firm(self) -> bool:
        """Say whether no setting turns it off or lowers it: a statutory error, or a fault of templates or machine."""
        return self.statutory or (self.level == "error" and not self.family.data)

    def applies(self, form: str, year: int) -> bool:
        """Say whether the rule holds for reports on a form and year."""
        first, last = self.years
        return (
            (not self.forms or form in self.forms)
            and (first is None or year >= first)
            and (last is None or year <= last)
        )


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All families and rules, rules in the order of their ids, and the sound data file that completes the examples."""

    families: tuple[Family, ...]
    rules: dict[str, Rule]
    sound: str

    def chosen(self, name: str) -> frozenset[str]:
        """Return the rules that a name stands for: an id, how ids begin, as GIP2, or a family; none when unknown."""
        wanted = name.strip()
        begins = wanted.upper() if _BEGINNING.fullmatch(wanted.upper()) else None
        return frozenset(
            rule.id
            for rule in self.rules.values()
            if (begins and rule.id.startswith(begins)) or wanted.lower() == rule.family.id
        )


@cache
def rulebook() -> RuleBook:
    """Read schemas/rules.yaml; raises FormError."""
    data = read_data(SCHEMAS / "rules.yaml")
    families = tuple(_family(id_, entry) for id_, entry in data["families"].items())
    rules = {id_: _rule(id_, entry, families) for id_, entry in sorted(data["rules"].items())}
    return RuleBook(families, rules, data["sound"])


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


def _family(id_: str, data: dict[str, Any]) -> Family:
    entry = Entry(data, f"rules.yaml: {id_}")
    family = Family(
        id_,
        entry.text("prefix"),
        _say(entry, "title"),
        _say(entry, "basis"),
        entry.flag("statutory"),
        data=not entry.flag("machine"),
        waivable=not entry.flag("unwaivable"),
    )
    entry.close()
    return family


def _rule(id_: str, data: dict[str, Any], families: tuple[Family, ...]) -> Rule:
    entry = Entry(data, f"rules.yaml: {id_}")
    family = next((family for family in families if id_.startswith(family.prefix)), None)
    if family is None:
        raise FormError(f"{entry.origin}: belongs to no family")
    years = Entry(entry.mapping("years", {}), f"{entry.origin}: years")
    rule = Rule(
        id_,
        family,
        entry.text("level"),
        tuple(map(str, entry.list("forms", []))),
        (years.number("from", None), years.number("to", None)),
        _say(entry, "title"),
        _say(entry, "message"),
        _say(entry, "advice"),
        _say(entry, "basis") if "basis" in data else family.basis,
        entry.text("example", ""),
        entry.text("mended", ""),
        entry.flag("whole"),
        entry.flag("statutory") or family.statutory,
    )
    if rule.level not in LEVELS:
        raise FormError(f"{entry.origin}: level {rule.level}")
    years.close()
    entry.close()
    return rule


def _say(entry: Entry, key: str) -> Say:
    words = Entry(entry.mapping(key), f"{entry.origin}: {key}")
    said = Say(words.text("zh"), words.text("en"))
    words.close()
    return said


def _fill(say: Say, finding: Finding, lang: str) -> str:
    words = {"label": finding.label, **finding.words}
    spoken = {name: _spoken(value, lang, quoted=name in _QUOTES) for name, value in words.items()}
    return getattr(say, lang).format_map(spoken)  # type: ignore[no-any-return]


def _spoken(value: object, lang: str, *, quoted: bool) -> object:
    if isinstance(value, Say):
        return getattr(value, lang)
    return quote(value) if quoted and isinstance(value, str) else value
