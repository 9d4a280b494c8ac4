"""What the rule book holds: families of rules, and rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.words import Say

LEVELS = {"error": Say("错误", "error"), "warning": Say("警告", "warning"), "info": Say("提示", "info")}
"""The levels of findings from the worst on, as people call them."""

_BEGINNING = regex("gip[0-9]{1,3}")


class Family(Struct, frozen=True):
    """Rules that belong together: `prefix` begins their ids."""

    id: str
    prefix: str
    title: Say
    basis: Say
    statutory: bool
    """Whether errors follow from the law or the form, or leave nothing to publish: only a waiver lowers them."""
    data: bool
    """Whether the rules are about data; the others are about templates and the machine, and end with exit status 2."""
    foreign: bool
    """Whether the rules are about other documents than data files."""
    waivable: bool
    """Whether a waiver can cover findings of the family."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the family is called, folded."""
        return tuple(map(folded, (self.id, *self.title)))


class Rule(Struct, frozen=True):
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
    statutory: bool
    """Whether only a waiver can lower it: an error of a statutory family, or what its own entry says."""
    waivable: bool
    """Whether a waiver can cover its findings: what is built is then still what is written."""
    placed: bool
    """Whether a waiver must name the very figure or row."""

    @property
    def firm(self) -> bool:
        """Say whether no setting turns it off or lowers it: a statutory rule, or a fault of templates or machine."""
        return self.statutory or (self.level == "error" and not self.family.data)

    def applies(self, form: str, year: int) -> bool:
        """Say whether the rule holds for reports on a form and year."""
        first, last = self.years
        return (
            (not self.forms or form in self.forms)
            and (first is None or year >= first)
            and (last is None or year <= last)
        )


class RuleBook(Struct, frozen=True):
    """All families and rules in the order of their ids, and the sound data file that completes the examples."""

    families: tuple[Family, ...]
    rules: dict[str, Rule]
    sound: str

    def of(self, family: Family) -> list[Rule]:
        """Return the rules of a family."""
        return [rule for rule in self.rules.values() if rule.family == family]

    def one(self, name: str) -> Rule | None:
        """Return the rule with an id; None when there is none."""
        return self.rules.get(folded(name).upper())

    def chosen(self, name: str) -> frozenset[str]:
        """Return the rules that a name stands for: an id, how ids begin, as GIP2, or a family; none when unknown."""
        wanted = folded(name)
        begins = wanted.upper() if _BEGINNING.fullmatch(wanted) else None
        return frozenset(
            rule.id
            for rule in self.rules.values()
            if (begins and rule.id.startswith(begins)) or wanted in rule.family.names
        )

    def like(self, name: str) -> dict[str, str]:
        """Return what an unknown name may have been meant for, by folded names: rules of its family, else anything."""
        family = family_of(folded(name).upper(), self.families)
        ids = {folded(rule.id): rule.id for rule in self.rules.values() if family in {None, rule.family}}
        return ids if family else ids | {known: one.id for one in self.families for known in one.names}


def folded(name: str) -> str:
    """Return a name of rules as names are compared: in half width and without capitals."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def family_of(id_: str, families: Iterable[Family]) -> Family | None:
    """Return the family in which an id lies, also one that no rule has."""
    around = [family for family in families if id_.startswith(family.prefix)]
    return max(around, key=lambda family: len(family.prefix), default=None)
