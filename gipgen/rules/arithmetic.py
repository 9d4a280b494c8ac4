"""The relations of the form, checked on every row and column, and the one cell whose change would mend them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gipgen.findings import Finding, Fix
from gipgen.form import Check, Form, Term
from gipgen.report import Report
from gipgen.report.build import written_values
from gipgen.report.model import Value, show
from gipgen.report.totals import resolve_totals
from gipgen.rulebook import rulebook
from gipgen.schema import Draft, Shape
from gipgen.source import Place
from gipgen.words import Say

Number = int | Decimal

SHOWN = 6
"""How many terms of a long sum a message spells out."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A check that does not hold, with the sums of both sides."""

    check: Check
    left: Number
    right: Number


def arithmetic(report: Report, shape: Shape) -> Iterator[Finding]:
    """Check every relation of the form on the report's values; relations on cells without a value are left out."""
    form, draft = report.form, shape.draft
    written = written_values(draft, shape.refused)
    context = {"level": report.level, "type": report.type}
    checks = [check for check in form.checks if _applies(check, context) and _told(check, written)]
    breaches = [breach for check in checks if (breach := evaluate(check, report.values))]
    statutory = [check for check in checks if _is_error(check)]
    for group in _connected([breach for breach in breaches if _is_error(breach.check)]):
        fix = _only_fix(form, statutory, written, group, draft)
        for breach in group:
            yield _finding(breach, report, draft, written, fix)
    for breach in breaches:
        if not _is_error(breach.check):
            yield _finding(breach, report, draft, written, None)


def evaluate(check: Check, values: Sequence[Value]) -> Breach | None:
    """Return the breach of a check, or None when it holds or a value is missing."""
    left, right = _sum(check.left, check.left_constant, values), _sum(check.right, check.right_constant, values)
    if left is None or right is None:
        return None
    holds = left == right if check.relation.compare == "=" else left >= right
    return None if holds else Breach(check, left, right)


def _sum(terms: tuple[Term, ...], constant: int, values: Sequence[Value]) -> Number | None:
    total: Number = constant
    for term in terms:
        value = values[term.cell]
        if value is None:
            return None
        total += term.sign * value
    return total


def _applies(check: Check, context: dict[str, str]) -> bool:
    return all(context.get(name) in allowed for name, allowed in check.relation.when)


def _is_error(check: Check) -> bool:
    return rulebook()[check.relation.rule].level == "error"


def _connected(breaches: list[Breach]) -> list[list[Breach]]:
    """Group breaches that share a cell, directly or through others."""
    groups: list[tuple[set[int], list[Breach]]] = []
    for breach in breaches:
        cells, members = set(breach.check.cells), [breach]
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


def _only_fix(form: Form, checks: list[Check], written: list[Value], group: list[Breach], draft: Draft) -> Fix | None:
    """Find the one written cell whose change makes the group hold and breaks nothing else; None unless just one."""
    before = resolve_totals(form, written)
    broken = {id(check) for check in checks if evaluate(check, before)}
    own = {id(breach.check) for breach in group}
    reach = set().union(*(_influences(form, written, breach.check) for breach in group))
    found: list[tuple[int, Value]] = []
    difference = _apart(group[0])
    for index in sorted(reach):
        value = written[index]
        if value is None:
            continue
        for candidate in (value + difference, value - difference):
            if candidate < 0 and form.cells[index].kind != "signed_count":
                continue
            changed = [*written[:index], candidate, *written[index + 1 :]]
            after = resolve_totals(form, changed)
            if {id(check) for check in checks if evaluate(check, after)} == broken - own:
                found.append((index, candidate))
    if len(found) != 1:
        return None
    index, mended = found[0]
    cell = form.cells[index]
    place = draft.spot((cell.section, cell.row, cell.column)).value
    return Fix(cell.path, cell.label, place.line, show(written[index], cell), show(mended, cell))


def _apart(breach: Breach) -> Number:
    return max(breach.left, breach.right) - min(breach.left, breach.right)


def _influences(form: Form, written: list[Value], check: Check) -> set[int]:
    """Return the written cells that a check reads, through totals that are computed."""
    found: set[int] = set()
    open_, seen = list(check.cells), set(check.cells)
    while open_:
        index = open_.pop()
        if written[index] is not None:
            found.add(index)
            continue
        for number in form.definitions[index]:
            for term in form.checks[number].defines(index) or ():
                if term.cell not in seen:
                    seen.add(term.cell)
                    open_.append(term.cell)
    return found


def _finding(breach: Breach, report: Report, draft: Draft, written: list[Value], fix: Fix | None) -> Finding:
    check = breach.check
    difference = _apart(breach)
    words: dict[str, object] = {
        "scope": " › ".join(check.scope),
        "left": _spell(check, check.left, report, breach.left),
        "right": _spell(check, check.right, report, breach.right),
        "value": breach.left,
        "difference": difference,
        "fix": _mend(fix),
    }
    index = _anchor(check, written)
    cell = report.form.cells[index]
    return Finding(
        check.relation.rule,
        _place(draft, index, report.form),
        words,
        cell.path,
        cell.label,
        expected=str(breach.right),
        actual=str(breach.left),
        fix=fix,
    )


def _mend(fix: Fix | None) -> Say:
    if fix is None:
        return Say("请逐项核对这些数字。", "Check these figures one by one.")
    return Say(
        f"只改一处就能全部对上：第 {fix.line} 行 {fix.label} 由 {fix.old} 改为 {fix.new}；改之前请核对原始记录。",
        f"One change mends it: line {fix.line}, {fix.label} from {fix.old} to {fix.new}; check your records first.",
    )


def _anchor(check: Check, written: list[Value]) -> int:
    """Return the cell that a finding points at: the total when it is written, else the first written cell."""
    terms = [*check.left, *check.right]
    return next((term.cell for term in terms if written[term.cell] is not None), terms[0].cell)


def _place(draft: Draft, index: int, form: Form) -> Place:
    cell = form.cells[index]
    return draft.spot((cell.section, cell.row, cell.column)).value


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
    line = next(line for line in report.form.lines if line.cells[0].index <= cell.index <= line.cells[-1].index)
    return line.row.label if line.row.total else cell.row_name
