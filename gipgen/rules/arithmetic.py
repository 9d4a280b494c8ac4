"""The relations of the form, checked on every row and column, and the one cell whose change would mend them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gipgen.findings import Finding, Fix
from gipgen.form import Check, Form, Term
from gipgen.form.conditions import hold
from gipgen.report import Report
from gipgen.report.model import Value
from gipgen.rulebook import rulebook
from gipgen.rules.breach import Breach, Number, evaluate
from gipgen.rules.mend import influences, only_fix
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject
from gipgen.schema import Draft
from gipgen.words import Say

SHOWN = 6
"""How many terms of a long sum a message spells out."""


@rule("GIP201", "GIP202", "GIP203", "GIP204", "GIP205", "GIP206", "GIP207")
def relations(subject: Subject) -> Iterator[Finding]:
    """Check every relation of the form on the report's values; relations on cells without a value are left out."""
    report, form, draft = subject.report, subject.report.form, subject.draft
    written = list(report.written)
    choices = report.choices

    def counts(check: Check) -> bool:
        return hold(check.relation.when, choices) and _told(check, written)

    breaches = [breach for check in form.checks if (breach := evaluate(check, report.values)) and counts(check)]
    statutory = [check for check in form.checks if _is_error(check) and counts(check)] if breaches else []
    for group in _connected([one for one in breaches if _is_error(one.check)], form, written):
        fix = only_fix(form, statutory, written, group, draft)
        for breach in group:
            yield _finding(breach, report, draft, written, _mend(fix, len(group)), fix)
    for row in _by_row([one for one in breaches if not _is_error(one.check)], form):
        yield _finding(row[0], report, draft, written, _mend(None, 1), None, row)


def _by_row(breaches: list[Breach], form: Form) -> Iterable[list[Breach]]:
    """Group the breaches of a relation that says what a row must be, so that one finding tells of the row."""
    rows: dict[tuple[int | str, ...], list[Breach]] = {}
    for number, breach in enumerate(breaches):
        check = breach.check
        row = (number,) if check.right else (check.relation.rule, *form.line_of(check.left[0].cell).names)
        rows.setdefault(row, []).append(breach)
    return rows.values()


def _is_error(check: Check) -> bool:
    return rulebook().rules[check.relation.rule].level == "error"


def _connected(breaches: list[Breach], form: Form, written: list[Value]) -> list[list[Breach]]:
    """Group breaches that one written cell can reach, directly or through computed totals."""
    groups: list[tuple[set[int], list[Breach]]] = []
    for breach in breaches:
        cells, members = influences(form, written, breach.check), [breach]
        apart = []
        for group in groups:
            if group[0] & cells:
                cells |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _told(check: Check, written: list[Value]) -> bool:
    """Say whether a check is about figures that somebody wrote.

    What holds for computed totals follows from the rest: a total that nobody wrote is right by definition.
    """
    first = check.left[0].cell
    if check.defines(first) is not None and written[first] is None:
        return False
    return any(written[index] is not None for index in check.cells)


def _finding(
    breach: Breach,
    report: Report,
    draft: Draft,
    written: list[Value],
    advice: Say,
    fix: Fix | None,
    row: Sequence[Breach] = (),
) -> Finding:
    check = breach.check
    words: dict[str, object] = {
        "scope": " › ".join(check.scope),
        "left": _spell(check, check.left, report, breach.left),
        "right": _spell(check, check.right, report, breach.right),
        "values": "、".join(f"{' › '.join(one.check.scope)} = {one.left}" for one in row),
        "difference": breach.difference,
        "fix": advice,
    }
    cell = report.form.cells[_anchor(check, written)]
    return Finding(
        check.relation.rule,
        draft.place_of(cell),
        words,
        cell.path,
        cell.label,
        expected=str(breach.right),
        actual=str(breach.left),
        fix=fix,
    )


def _mend(fix: Fix | None, count: int) -> Say:
    """Say what to change, and how many relations that mends: those connected with each other, not all of a report."""
    if fix is None:
        return Say("请逐项核对这些数字。", "Check these figures one by one.")
    mends, mends_en = ("能对上", "it") if count == 1 else (f"能让 {count} 处关系都对上", f"these {count} relations")
    return Say(
        f"只改一处就{mends}：第 {fix.line} 行 {fix.label} 由 {fix.old} 改为 {fix.new}；改之前请核对原始记录。",
        f"One change mends {mends_en}: line {fix.line}, {fix.label} from {fix.old} to {fix.new}; check your records first.",
    )


def _anchor(check: Check, written: list[Value]) -> int:
    """Return the cell that a finding points at: the total when it is written, else the first written cell."""
    terms = [*check.left, *check.right]
    return next((term.cell for term in terms if written[term.cell] is not None), terms[0].cell)


def _spell(check: Check, terms: tuple[Term, ...], report: Report, total: Number) -> str:
    """Write a side of a check with its names, figures and sum; of a long sum only what is not zero."""
    if not terms:
        return str(total)
    told = [term for term in terms if report.values[term.cell]] if len(terms) > SHOWN else list(terms)
    parts = []
    for term in told[:SHOWN]:
        sign = "-" if term.sign < 0 else "+"
        parts.append(f"{sign} {_name(check, term, report)} {report.values[term.cell]}")
    if len(told) > SHOWN:
        parts.append("+ …")
    spelled = " ".join(parts).removeprefix("+ ")
    return spelled if len(terms) == 1 else f"{spelled or '0'} = {total}"


def _name(check: Check, term: Term, report: Report) -> str:
    cell = report.form.cells[term.cell]
    if check.relation.each == "row":
        return cell.column_name
    row = report.form.line_of(term.cell).row
    return row.label if row.total else cell.row_name
