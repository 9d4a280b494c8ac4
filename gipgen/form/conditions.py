"""For which reports a part of a form holds: `when: {level: [county], type: [government]}`."""

from __future__ import annotations

from collections.abc import Mapping

from gipgen.form.envelope import load_envelope
from gipgen.source.entry import Entry, FormError

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
"""By name of a choice the ids for which something holds."""


def hold(conditions: Conditions, report: Mapping[str, str]) -> bool:
    """Say whether a report whose choices are given by name is one of those."""
    return all(report.get(name) in allowed for name, allowed in conditions)


def read_conditions(entry: Entry) -> Conditions:
    """Read a condition on choices of the report's own fields; raises FormError."""
    conditions = entry.mapping("when", {})
    for name, allowed in conditions.items():
        field = next((field for field in load_envelope().fields if field.id == name and field.choices), None)
        unknown = set(allowed) - {id_ for id_, _ in field.choices} if field else {name}
        if unknown:
            raise FormError(f"{entry.origin}: when: unknown {', '.join(sorted(unknown))}")
    return tuple((name, tuple(allowed)) for name, allowed in conditions.items())
