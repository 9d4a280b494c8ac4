"""Which findings count in a run and as what: rules chosen, rules left out, levels of a project, and the day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from gipgen.epoch import told_second
from gipgen.findings import Finding
from gipgen.rulebook import LEVELS, Rule, folded, is_error, is_fault, rulebook
from gipgen.schema.guess import nearest
from gipgen.words import Say

OFF = "off"
SETTINGS = (*LEVELS, OFF)
"""What gipgen.toml can say of a rule or family."""

_NO_GUESS = Say("；gipgen explain 列出有哪些", "; gipgen explain lists them")
_LAST_SECOND = 253402300799
"""The last that a date can tell, in the year 9999."""


class SelectionError(Exception):
    """A rule that does not exist, or a level that a rule cannot have."""

    def __init__(self, said: Say) -> None:
        super().__init__(said.en)
        self.said = said


def today() -> date:
    """Return the day of SOURCE_DATE_EPOCH when it is set, else the real one."""
    second = told_second()
    if second is None:
        return datetime.now().astimezone().date()
    return datetime.fromtimestamp(min(second, _LAST_SECOND), UTC).date()


class Selection(Struct, frozen=True):
    """What counts in a run. `levels` are those of rules that have another than their own; `chosen` is None for all."""

    levels: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] | None = None
    day: date = field(default_factory=today)
    """On which waivers are in force or have expired."""
    firm: tuple[tuple[str, str], ...] = ()
    """Rules that belong to a family turned off or lowered but stay as they are, each with what asked for it."""

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that are shown, at their levels, and the errors that are not, as they were not chosen."""
        levels = dict(self.levels)
        counted = [one for finding in findings if (one := _at_level(finding, levels.get(finding.rule, "")))]
        shown = [one for one in counted if self._shows(one)]
        return shown, [one for one in counted if not self._shows(one) and is_error(one)]

    def refuses(self, rules: Iterable[str]) -> bool:
        """Say whether what one of the rules finds keeps a report from being built."""
        levels = dict(self.levels)
        return any(levels.get(id_, rulebook().rules[id_].level) == "error" for id_ in rules)

    def shown(self, *findings: Finding) -> list[Finding]:
        """Return those that are shown."""
        return self.split(findings)[0]

    def _shows(self, finding: Finding) -> bool:
        return self.chosen is None or finding.rule in self.chosen or is_fault(finding)


def _at_level(finding: Finding, level: str) -> Finding | None:
    return None if level == OFF else replace(finding, level=level) if level else finding


def make_selection(settings: Mapping[str, object], select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """Combine the [rules] of gipgen.toml with --select and --ignore; an id stands before a family. Raises SelectionError."""
    given = [("gipgen.toml: [rules]", name, _level(name, level)) for name, level in settings.items()]
    given += [("--ignore", name, OFF) for name in ignore]
    levels: dict[str, str] = {}
    firm: dict[str, str] = {}
    for single in (False, True):
        for origin, name, level in given:
            if single == (_one(name) is not None):
                found = _levels(origin, name, level)
                levels |= found
                firm |= dict.fromkeys(ids_named(origin, name) - found.keys(), f"{origin} {name}")
    chosen = frozenset(id_ for name in select for id_ in ids_named("--select", name)) if select else None
    return Selection(tuple(sorted(levels.items())), chosen, firm=tuple(sorted(firm.items())))


def _level(name: str, level: object) -> str:
    """Return what gipgen.toml says of a rule; raises SelectionError when it is no level."""
    told = level.strip().lower() if isinstance(level, str) else ""
    if told not in SETTINGS:
        raise SelectionError(_no_level(name, level))
    return told


def _one(name: str) -> Rule | None:
    return rulebook().one(name)


def ids_named(origin: str, name: str) -> frozenset[str]:
    """Return the rules that a name given somewhere stands for; raises SelectionError with what was probably meant."""
    book = rulebook()
    ids = book.chosen(name)
    if not ids:
        known = book.like(name)
        meant = known.get(nearest(folded(name), known) or "")
        guess = Say(f"；是不是 {meant}？", f"; did you mean {meant}?") if meant else _NO_GUESS
        raise SelectionError(Say(f"{origin}：没有规则“{name}”{guess.zh}", f"{origin}: no rule {name!r}{guess.en}"))
    return ids


def _levels(origin: str, name: str, level: str) -> dict[str, str]:
    """Return the level of every rule that a name stands for; a family leaves out those that cannot be lowered."""
    rules = [rulebook().rules[id_] for id_ in ids_named(origin, name)]
    if _one(name) and not _allowed(rules[0], level):
        raise SelectionError(_refusal(origin, rules[0]))
    return {rule.id: level for rule in rules if _allowed(rule, level)}


def _allowed(rule: Rule, level: str) -> bool:
    return level in {rule.level, "error"} or not rule.firm


def _refusal(origin: str, rule: Rule) -> Say:
    if rule.waivable:
        way = Say(
            "，只能在数据文件里逐条豁免（写明理由、责任人和到期日）", "; only a waiver in the data file can accept it"
        )
    else:
        way = Say("，只能改正", "; it can only be mended")
    return Say(
        f"{origin}：{rule.id}（{rule.title.zh}）是必须遵守的规则，不能关闭或降级{way.zh}",
        f"{origin}: {rule.id} ({rule.title.en}) cannot be turned off or lowered{way.en}",
    )


def _no_level(name: str, level: object) -> Say:
    written = f"{name} = {json.dumps(level, ensure_ascii=False, default=str)}"
    levels = ", ".join(f'"{one}"' for one in LEVELS)
    return Say(
        f'gipgen.toml: [rules] 里的 {written} 不对：不检查这条规则，写 {name} = "{OFF}"；改级别，写 {levels} 之一',
        f'gipgen.toml: [rules]: {written} is no level: write {name} = "{OFF}" to turn it off, or one of {levels}',
    )
