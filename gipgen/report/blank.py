"""A report in which nothing is written: what a template can be tried on."""

from __future__ import annotations

from gipgen.form import Form
from gipgen.report.model import Extra, Part, Report


def blank_report(form: Form) -> Report:
    """Return a report on a form without figures and prose, with one catalogue entry and one extra section."""
    return Report(
        form=form,
        agency="",
        year=form.first_year,
        level="",
        type="government",
        title="",
        date=None,
        signature="",
        catalogue=(("", ""),),
        contact="",
        preamble=(),
        parts=tuple(Part(section, (), True) for section in form.sections),
        extra=(Extra("", ()),),
        values=(None,) * len(form.cells),
        texts=("",) * len(form.cells),
        fee=(None, None),
    )
