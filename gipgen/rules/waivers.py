"""Findings that a data file accepts: each waiver names a rule, perhaps a place, a reason, a person and a last day."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import Form, normal
from gipgen.personal import mask
from gipgen.rulebook import Family, Rule, rulebook
from gipgen.rules.registry import RUN_RULES
from gipgen.schema import Draft
from gipgen.schema.parts import find_part
from gipgen.schema.words import Steps, describe, steps_of
from gipgen.source import Place
from gipgen.words import Say, quote

KEY = "waivers"
BLANK = "（空）"
"""The place of a waiver whose place was not filled in: none, rather than the whole report."""


class Waived(Struct, frozen=True):
    """What was accepted, as it is noted beside what is published: the rule and place of a finding, why, until when.

    Who answers for it stands in the data file only.
    """

    rule: str
    where: str
    reason: str
    until: str


class Waiver(Struct, frozen=True):
    """One waiver as it is written; `number` is its place in the list, `parts` the ways in ids to its place."""

    number: int
    rule: Rule
    where: str
    parts: tuple[Steps, ...]
    reason: str
    person: str
    until: date
    places: Mapping[str, Place]
    """Where its members are written."""

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding is of its rule, at its place or below; findings about waivers are covered by none.

        Of rules that must be waived figure by figure nothing below the place is covered.
        """
        if finding.rule != self.rule.id or finding.path[:1] == (KEY,):
            return False
        if self.rule.placed:
            return finding.path in self.parts
        return (
            not self.where
            or normal(finding.label) == normal(self.where)
            or any(finding.path[: len(part)] == part for part in self.parts)
        )


class Waivers(Struct, frozen=True):
    """The waivers of one data file on a day."""

    form: Form
    day: date
    written: tuple[Waiver, ...]

    @property
    def in_force(self) -> tuple[Waiver, ...]:
        """Those that can cover findings: of a rule that can be waived there, and not expired."""
        return tuple(one for one in self.written if one.until >= self.day and not self._refusal(one))

    @property
    def of_runs(self) -> bool:
        """Say whether any can cover what rules on the whole run find."""
        return any(one.rule.id in RUN_RULES for one in self.in_force)

    def applied(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings, those that are waived with reason and person."""
        return tuple(self._applied(finding) for finding in findings)

    def _applied(self, finding: Finding) -> Finding:
        waiver = self._waiver_of(finding)
        return replace(finding, waived=f"{waiver.reason}（{waiver.person}）") if waiver else finding

    def _waiver_of(self, finding: Finding) -> Waiver | None:
        return next((one for one in self.in_force if one.covers(finding)), None)

    def used(self, findings: Iterable[Finding]) -> tuple[Waived, ...]:
        """Return what is waived, each rule and place once."""
        pairs = [(finding, self._waiver_of(finding)) for finding in findings]
        return tuple(
            dict.fromkeys(
                Waived(one.rule.id, finding.label, one.reason, one.until.isoformat()) for finding, one in pairs if one
            )
        )

    def faults(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield what is wrong with the waivers themselves: never possible, expired, of no place, without a finding.

        Whether those of rules on a run are used is known when the reports have been compared.
        """
        listed = tuple(findings)
        for one in self.written:
            if refusal := self._refusal(one):
                yield self._fault("GIP953", one, "rule", {"title": one.rule.title, **refusal})
            elif one.until < self.day:
                yield self._fault("GIP952", one, "until", {"until": one.until.isoformat()})
            elif one.where and not one.parts and not any(map(one.covers, listed)):
                yield self._fault("GIP954", one, "where", {"text": one.where, "example": self.form.cells[0].label})
        yield from self.unused(listed, rulebook().rules.keys() - RUN_RULES.keys())

    def unused(self, findings: Sequence[Finding], rules: Container[str]) -> Iterator[Finding]:
        """Yield the waivers of some rules that cover nothing of their own: nothing at all, or what one before covers."""
        waived = [(finding, owner) for finding in findings if (owner := self._waiver_of(finding))]
        for one in self.in_force:
            owners = {owner.number for finding, owner in waived if one.covers(finding)}
            if one.rule.id in rules and one.number not in owners and (owners or one.parts or not one.where):
                yield self._fault("GIP951", one, "rule", {"why": _why(one, owners)})

    def _refusal(self, waiver: Waiver) -> dict[str, object]:
        """Return the words that say why a waiver can never hold; none when it can."""
        rule = waiver.rule
        if not rule.waivable:
            return _NEVER if rule.family.waivable else {**_NEVER, "why": _why_never(rule.family)}
        figures = {path for cell in self.form.cells for path in (cell.path, cell.path[:-1]) if len(path) > 1}
        if rule.placed and not (waiver.where and figures.issuperset(waiver.parts)):
            return _ELSEWHERE
        return {}

    def _fault(self, rule: str, waiver: Waiver, member: str, words: dict[str, object]) -> Finding:
        ids, label = describe(self.form, (KEY, waiver.number, member))
        return Finding(rule, waiver.places[member], {"rule": waiver.rule.id, **words}, ids, label)


def _why(waiver: Waiver, owners: Collection[int]) -> Say:
    """Say why a waiver covers nothing: which cover the same, or where nothing is found."""
    rule = waiver.rule.id
    if owners:
        numbers = sorted(number + 1 for number in owners)
        zh, en = "、".join(f"第 {number} 项" for number in numbers), ", ".join(map(str, numbers))
        return Say(f"{rule} 的提示已经由{zh}豁免了", f"what it would cover of {rule} is waived by entry {en} already")
    where = Say(f"“{quote(waiver.where)}”", f"“{quote(waiver.where)}”") if waiver.where else _WHOLE
    return Say(f"{where.zh}没有 {rule} 的提示", f"there is no finding of {rule} in {where.en}")


_WHOLE = Say("整份年报里", "the whole report")

_NEVER: dict[str, object] = {
    "how": Say("", ""),
    "why": Say("豁免以后，生成的年报就和数据文件写的不一样", "the report would not be what the data file says"),
    "way": Say("只能改正；请删去这一条豁免。", "It can only be mended; delete this waiver."),
}
_ELSEWHERE: dict[str, object] = {
    "how": Say("这样", " like this"),
    "why": Say(
        "只有表格里空着的一格或一行，逐处写明位置，才能豁免",
        "only a blank figure or row of a table can be, each by its own place",
    ),
    "way": Say(
        "照提示写明“位置”；表格以外的请改正。", "Write the place as the finding does; mend what is in no table."
    ),
}


def _why_never(family: Family) -> Say:
    """Say why nothing of a family can be waived."""
    return Say(f"“{family.title.zh}”这一类的问题只能改正", f"findings about {family.title.en} can only be mended")


def read_waivers(draft: Draft, refused: Iterable[Steps], day: date) -> Waivers:
    """Read the waivers of a data file; one of which a part is missing or refused covers nothing."""
    bad = {path[1:2] for path in refused if path[:1] == (KEY,) and len(path) > 1}
    items = [*enumerate(draft.data.get(KEY) or [])]
    found = [
        _waiver(draft, number, item) for number, item in items if isinstance(item, dict) and steps_of(number) not in bad
    ]
    return Waivers(draft.form, day, tuple(found))


def _waiver(draft: Draft, number: int, item: dict[str, Any]) -> Waiver:
    where = str(item.get("where") or "").strip() or (BLANK if "where" in item else "")
    return Waiver(
        number,
        rulebook().rules[item["rule"]],
        where,
        find_part(draft.form, where) if where else (),
        mask(item["reason"]),
        mask(item["person"]),
        item["until"],
        {member: draft.spot((KEY, number, member)).value for member in ("rule", "where", "until")},
    )
