"""Every rule on a whole report: one function each, known by the id of its entry in the rule book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gipgen.findings import Finding
from gipgen.rulebook import rulebook
from gipgen.rules.subject import Subject
from gipgen.source import Place
from gipgen.words import Say

Check = Callable[[Subject], Iterable[Finding]]

RULES: dict[str, Check] = {}
"""The functions by rule id; relations of the form share one."""
INTERNAL = "GIP690"


def rule(*ids: str) -> Callable[[Check], Check]:
    """Register a function as the check of one rule, or of several that it tells apart."""

    def register(check: Check) -> Check:
        for id_ in ids:
            assert id_ not in RULES, id_
            RULES[id_] = check
        return check

    return register


def apply(subject: Subject) -> Iterator[Finding]:
    """Yield the findings of every rule in force; one that fails is a finding itself and stops no other."""
    report = subject.report
    in_force = {
        check: id_ for id_, check in RULES.items() if rulebook().rules[id_].applies(report.form.id, report.year)
    }
    for check, id_ in in_force.items():
        try:
            yield from list(check(subject))
        except Exception as error:  # noqa: BLE001  # whatever a rule does, the other rules and files are checked
            yield internal(id_, error)


def internal(where: str, error: Exception) -> Finding:
    """Say that a rule or a stage failed, which is a fault of the program."""
    reason = f"{type(error).__name__}: {error}"
    return Finding(INTERNAL, Place(1, 1, 1, 2), {"where": where, "reason": Say(reason, reason)})
