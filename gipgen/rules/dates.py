"""Dates, and the form that is in force for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject
from gipgen.words import Say

_ADD = Say("补上一行，例如 成文日期: 2026-01-15。", "Add a line such as date: 2026-01-15.")
_FILL = Say("在冒号后面写上日期，例如 2026-01-15。", "Write the date after the colon, as 2026-01-15.")
_NUMBER = regex(r"[〔\[（(【](?P<year>20\d\d)[〕\]）)】]第?(?P<number>[0-9]{1,4})号")
_FORMAT = "年度报告格式"
_PAST = regex(r"原(?![则文因件本])|废止|不再|代替|替代|取代")

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


@rule("GIP304")
def published_in_time(subject: Subject) -> Iterator[Finding]:
    """Expect publication, or else the signature, by the end of January or March (条例第四十九条)."""
    report = subject.report
    path, label, day = _publication(subject)
    if day is None or not report.year or not report.level:
        return
    early = report.type == "department" or report.level == "township"
    last = date(report.year + 1, 1, 31) if early else date(report.year + 1, 3, 31)
    if last < day and day.year <= report.year + LATEST:  # beyond, the year is a slip
        words = {"which": label, "date": day.isoformat(), "last": last.isoformat(), "who": _who(subject)}
        yield Finding("GIP304", subject.draft.spot(path).value, words, path, label, last.isoformat(), day.isoformat())


@rule("GIP305")
def signed_before_it_is_published(subject: Subject) -> Iterator[Finding]:
    """Expect no date of signature after the date of publication."""
    published = _dated(subject, ("catalogue", "published"))
    for path, label in ((("date",), "成文日期"), (("catalogue", "written"), "目录 › 成文日期")):
        signed = _dated(subject, path)
        if signed and published and signed > published:
            words = {"date": signed.isoformat(), "published": published.isoformat()}
            yield Finding("GIP305", subject.draft.spot(path).value, words, path, label, actual=signed.isoformat())


def _publication(subject: Subject) -> tuple[tuple[str, ...], str, date | None]:
    published = _dated(subject, ("catalogue", "published"))
    if published:
        return ("catalogue", "published"), "目录 › 发布日期", published
    return ("date",), "成文日期", subject.report.date


def _dated(subject: Subject, path: tuple[str, ...]) -> date | None:
    held = subject.draft.value(path)
    return held if isinstance(held, date) else None


def _who(subject: Subject) -> Say:
    if subject.report.type == "department":
        return Say("部门", "Departments publish")
    if subject.report.level == "township":
        return Say("乡镇（街道）", "Townships, unless a local rule says otherwise, publish")
    return Say("县级以上人民政府", "County and higher governments publish")


@rule("GIP307")
def notice_of_the_form(subject: Subject) -> Iterator[Finding]:
    """Look for the number of a notice that prescribes another form, or for one that is mistyped."""
    form, forms = subject.report.form, subject.draft.forms
    right = {_number(known.notice) for known in (form, subject.shape.in_force) if known}
    others = set(map(_number, forms.notices.values())) - right
    offices = {office for office, _, _ in right if office}
    for stretch in subject.stretches:
        for found in _NUMBER.finditer(stretch.text):
            before = stretch.text[max(0, found.start() - 60) : found.start()]
            office = next((known for known in offices if before.endswith(known)), "")
            number = office, found["year"], found["number"]
            around = before + stretch.text[found.end() : found.end() + 60]
            if office and number not in right and (number in others or _FORMAT in around) and not _PAST.search(around):
                start, end = found.start() - len(office), found.end()
                yield stretch.finding("GIP307", start, end, {"wanted": form.notice, "form": form.title}, form.notice)


def _number(notice: str) -> tuple[str, str, str]:
    found = _NUMBER.search(notice)
    return (notice[: found.start()], found["year"], found["number"]) if found else ("", "", "")
