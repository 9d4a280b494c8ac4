"""The processing fee, which section six tells (《政府信息公开信息处理费管理办法》) and no table shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.form import Field, Form, Section, load_envelope
from gipgen.prose import block_texts
from gipgen.report import Report
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject

_FIGURE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万?)")


@rule("GIP701")
def fee_is_told(subject: Subject) -> Iterator[Finding]:
    """Ask for a fee that is not 0 and that neither a reference nor the section on it tells."""
    report, shape = subject.report, subject.shape
    field = load_envelope().field("processing_fee")
    number, amount = report.fee
    figure = amount or number
    refused = any(path[:1] == (field.id,) for path in shape.refused)
    if not figure or refused or field.id in report.referred:
        return
    section = _section(report.form, field)
    if figure not in _figures(report, section):
        told = [
            f"{Decimal(value):f} {inner.unit}" for value, inner in zip(report.fee, field.fields, strict=True) if value
        ]
        words: dict[str, object] = {"told": "、".join(told), "section": section.label}
        place = shape.draft.spot((field.id,)).head
        yield Finding("GIP701", place, words, (field.id,), field.label)


def _section(form: Form, field: Field) -> Section:
    """Return the section whose hint names the fee, else the last one of prose."""
    return next((section for section in form.prose if field.label in section.hint), form.prose[-1])


def _figures(report: Report, section: Section) -> set[Decimal]:
    """Return the figures in a section, in 元 also where they are told in 万元."""
    (part,) = (part for part in report.parts if part.section is section)
    found = _FIGURE.findall(normalize("NFKC", "\n".join(block_texts(part.blocks))))
    return {Decimal(digits.replace(",", "")) * (10_000 if unit else 1) for digits, unit in found}
