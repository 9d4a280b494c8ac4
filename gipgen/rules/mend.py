"""The one cell whose change would mend what is broken."""

from __future__ import annotations

from gipgen.findings import Fix
from gipgen.form import Check, Form
from gipgen.report.model import Value, show
from gipgen.report.totals import resolve_totals
from gipgen.rules.breach import Breach, evaluate
from gipgen.schema import Draft


def only_fix(form: Form, checks: list[Check], written: list[Value], group: list[Breach], draft: Draft) -> Fix | None:
    """Find the one written cell whose change makes the group hold and breaks nothing else; None unless just one."""
    before = resolve_totals(form, written)
    broken = {id(check) for check in checks if evaluate(check, before)}
    own = {id(breach.check) for breach in group}
    reach = set().union(*(influences(form, written, breach.check) for breach in group))
    found: list[tuple[int, Value]] = []
    difference = group[0].difference
    for index in sorted(reach):
        value = written[index]
        if value is None:
            continue
        for candidate in (value + difference, value - difference):
            if candidate < 0 and not form.cells[index].signed:
                continue
            changed = [*written[:index], candidate, *written[index + 1 :]]
            after = resolve_totals(form, changed)
            if {id(check) for check in checks if evaluate(check, after)} == broken - own:
                found.append((index, candidate))
    if len(found) != 1:
        return None
    index, mended = found[0]
    cell = form.cells[index]
    place = draft.place_of(cell)
    others = (other for other in form.cells if other is not cell and written[other.index] is not None)
    if any(draft.place_of(other) == place for other in others):
        return None  # one 0 or one alias stands for several figures; changing it changes them all
    return Fix(cell.path, cell.label, place, show(written[index], cell), show(mended, cell))


def influences(form: Form, written: list[Value], check: Check) -> set[int]:
    """Return the written cells that a check reads, through totals that are computed."""
    found: set[int] = set()
    open_, seen = list(check.cells), set(check.cells)
    while open_:
        index = open_.pop()
        if written[index] is not None:
            found.add(index)
            continue
        for terms in form.sums[index]:
            for term in terms:
                if term.cell not in seen:
                    seen.add(term.cell)
                    open_.append(term.cell)
    return found
