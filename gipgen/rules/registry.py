"""Every rule on a report, and every rule on all reports of a run: one function each, known by the id of its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from traceback import walk_tb
from typing import TypeVar

from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.rulebook import rulebook
from gipgen.rules.run import Kept, Run
from gipgen.rules.subject import Subject
from gipgen.source import FIRST
from gipgen.words import quote

F = TypeVar("F")
Check = Callable[[Subject], Iterable[Finding]]
RunCheck = Callable[[Run], Iterable[Finding]]
AtHand = Callable[[Run, Kept], bool]

RULES: dict[str, Check] = {}
"""The functions by rule id; relations of the form share one."""
RUN_RULES: dict[str, RunCheck] = {}
"""The functions that compare the reports of a run; their findings name the file."""
AT_HAND: dict[str, AtHand] = {}
"""By the id of such a rule: whether a run holds what a report would be compared with."""
INTERNAL = "GIP690"
WHOLE_RUN = "."
"""What findings about all files of a run have for a file."""


def rule(*ids: str) -> Callable[[Check], Check]:
    """Register a function as the check of one rule, or of several that it tells apart."""
    return _register(RULES, ids)


def run_rule(**ids: AtHand) -> Callable[[RunCheck], RunCheck]:
    """Register a function that compares the reports of a run, under each id with what tells that it can."""
    AT_HAND.update(ids)
    return _register(RUN_RULES, tuple(ids))


def _register(rules: dict[str, F], ids: tuple[str, ...]) -> Callable[[F], F]:
    def register(check: F) -> F:
        for id_ in ids:
            assert id_ not in RULES.keys() | RUN_RULES.keys(), id_
            rules[id_] = check
        return check

    return register


def apply(subject: Subject) -> Iterator[Finding]:
    """Yield the findings of every rule in force; one that fails is a finding itself and stops no other."""
    report = subject.report
    in_force = {id_ for id_ in RULES if rulebook().rules[id_].applies(report.form.id, report.year)}
    for check, ids in _functions(RULES).items():
        if wanted := in_force.intersection(ids):
            try:
                yield from [finding for finding in check(subject) if finding.rule in wanted]
            except Exception as error:  # noqa: BLE001  # whatever a rule does, the other rules and files are checked
                yield internal("、".join(ids), error)


def compare(run: Run) -> list[Finding]:
    """Return the findings of every rule on a run, by file in the order of the run; one that fails stops no other.

    That one failed is a finding about the whole run, and comes last.
    """
    order = {kept.file: number for number, kept in enumerate(run.reports)} | {WHOLE_RUN: len(run.reports)}
    found: list[Finding] = []
    for check, ids in _functions(RUN_RULES).items():
        try:
            found += check(run)
        except Exception as error:  # noqa: BLE001  # whatever a rule does, the other rules are checked
            found.append(replace(internal("、".join(ids), error), file=WHOLE_RUN))
    return sorted(found, key=lambda finding: (order[finding.file], finding.place, finding.rule, finding.path))


def _functions(rules: dict[str, F]) -> dict[F, list[str]]:
    """Return each function once, with all rules that it tells apart."""
    found: dict[F, list[str]] = {}
    for id_, check in rules.items():
        found.setdefault(check, []).append(id_)
    return found


def internal(where: str, error: Exception) -> Finding:
    """Say that a rule or a stage failed, which is a fault of the program, and where in the code.

    Of the error's own words, which may repeat the file, no more is told than of any text of a file.
    """
    *_, (frame, line) = walk_tb(error.__traceback__)
    module = frame.f_globals.get("__name__", "?")
    reason = f"{type(error).__name__}, {module}:{line}"
    if told := quote(str(error)):
        reason += f": {told}"
    return Finding(INTERNAL, FIRST, {"where": where, "reason": reason})
