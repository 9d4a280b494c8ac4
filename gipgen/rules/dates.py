"""Dates, and the form that is in force for a year."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.report import Report
from gipgen.schema import Shape
from gipgen.words import Say

_ADD = Say("补上一行，例如 成文日期: 2026-01-15。", "Add a line such as date: 2026-01-15.")
_FILL = Say("在冒号后面写上日期，例如 2026-01-15。", "Write the date after the colon, as 2026-01-15.")

LATEST = 2
"""By how many years at most the date of signature is later than the year reported on; reports are due in the next."""


def dates(report: Report, shape: Shape) -> Iterator[Finding]:
    """Check the form against the year (国办公开办函〔2021〕30号) and the date of signature against the year's end."""
    draft = shape.draft
    wanted = shape.in_force
    if wanted is not None and wanted.id != report.form.id:
        words = {
            "year": report.year,
            "form": report.form.title,
            "notice": report.form.notice,
            "wanted": wanted.title,
            "wanted_notice": wanted.notice,
        }
        yield Finding("GIP301", draft.spot(("form",)).value, words, ("form",), "格式", wanted.id, report.form.id)
    if report.date and report.year and report.date.year <= report.year:
        signed = report.date.isoformat()
        words = {"date": signed, "year": report.year}
        yield Finding("GIP302", draft.spot(("date",)).value, words, ("date",), "成文日期", actual=signed)
    if report.date and report.year and report.date.year > report.year + LATEST:
        signed = report.date.isoformat()
        words = {"date": signed, "year": report.year}
        yield Finding("GIP309", draft.spot(("date",)).value, words, ("date",), "成文日期", actual=signed)
    if draft.data.get("date") is None and ("date",) not in draft.excused:
        spot = draft.spot(("date",)) if ("date",) in draft.spots else draft.spot(("agency",))
        yield Finding(
            "GIP303", spot.head, {"help": _ADD if ("date",) not in draft.spots else _FILL}, ("date",), "成文日期"
        )
