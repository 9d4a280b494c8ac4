"""Dates, and the form that is in force for a year."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject
from gipgen.words import Say

_ADD = Say("补上一行，例如 成文日期: 2026-01-15。", "Add a line such as date: 2026-01-15.")
_FILL = Say("在冒号后面写上日期，例如 2026-01-15。", "Write the date after the colon, as 2026-01-15.")

LATEST = 2
"""By how many years at most the date of signature is later than the year reported on; reports are due in the next."""


@rule("GIP301")
def form_in_force(subject: Subject) -> Iterator[Finding]:
    """Hold the form against the year (国办公开办函〔2021〕30号)."""
    report, wanted = subject.report, subject.shape.in_force
    if wanted is not None and wanted.id != report.form.id:
        words = {
            "year": report.year,
            "form": report.form.title,
            "notice": report.form.notice,
            "wanted": wanted.title,
            "wanted_notice": wanted.notice,
        }
        place = subject.draft.spot(("form",)).value
        yield Finding("GIP301", place, words, ("form",), "格式", wanted.id, report.form.id)


@rule("GIP302")
def signed_after_the_year(subject: Subject) -> Iterator[Finding]:
    """Expect the signature after the year's end, as a report tells of a whole year."""
    report = subject.report
    if report.date and report.year and report.date.year <= report.year:
        signed = report.date.isoformat()
        words = {"date": signed, "year": report.year}
        yield Finding("GIP302", subject.draft.spot(("date",)).value, words, ("date",), "成文日期", actual=signed)


@rule("GIP309")
def signed_in_time(subject: Subject) -> Iterator[Finding]:
    """Ask about a signature so late that its year is a slip."""
    report = subject.report
    if report.date and report.year and report.date.year > report.year + LATEST:
        signed = report.date.isoformat()
        words = {"date": signed, "year": report.year}
        yield Finding("GIP309", subject.draft.spot(("date",)).value, words, ("date",), "成文日期", actual=signed)


@rule("GIP303")
def signed_at_all(subject: Subject) -> Iterator[Finding]:
    """Expect the date of signature, which a published report carries."""
    draft = subject.draft
    if draft.data.get("date") is None and ("date",) not in draft.excused:
        spot = draft.spot(("date",)) if ("date",) in draft.spots else draft.spot(("agency",))
        helped = _ADD if ("date",) not in draft.spots else _FILL
        yield Finding("GIP303", spot.head, {"help": helped}, ("date",), "成文日期")
