"""Reports on which a template is tried: one in which nothing is written, one in which everything is different."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from gipgen.form import Form
from gipgen.prose import Block, Heading, Items, Link, Paragraph, ProseTable, Strong, Text
from gipgen.report import Extra, Part, Report

_FIRST_FIGURE = 70000001
"""Figures of eight digits, so that none is found inside another."""


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
        site_code="",
        contact="",
        preamble=(),
        parts=tuple(Part(section, (), True) for section in form.sections),
        extra=(Extra("", ()),),
        written=(None,) * len(form.cells),
        values=(None,) * len(form.cells),
        texts=("",) * len(form.cells),
        fee=(None, None),
    )


def full_report(form: Form, year: int) -> Report:
    """Return a report in which every figure, section and line of the header has a text of its own."""
    figures = range(_FIRST_FIGURE, _FIRST_FIGURE + len(form.cells))
    return replace(
        blank_report(form),
        year=year,
        agency="甲单位",
        title="甲单位的标题",
        date=date(year + 1, 1, 9),
        signature="乙单位",
        catalogue=(("目录甲", "目录甲的内容"), ("目录乙", "目录乙的内容")),
        contact="联系方式的内容",
        preamble=_blocks("前言"),
        parts=tuple(Part(section, _blocks(section.id), True) for section in form.sections),
        extra=(Extra("附加甲", _blocks("附加甲的内容")), Extra("附加乙", _blocks("附加乙的内容"))),
        values=tuple(figures),
        texts=tuple(map(str, figures)),
    )


def zero_report(form: Form, year: int) -> Report:
    """Return the full report with 0 in every cell, which most cells of most reports hold."""
    return replace(full_report(form, year), values=(0,) * len(form.cells), texts=("0",) * len(form.cells))


def _blocks(name: str) -> tuple[Block, ...]:
    """Return one block of each kind, each with a text that begins with a name."""

    def text(kind: str) -> tuple[Text]:
        return (Text(f"{name}：{kind}"),)

    return (
        Paragraph(text("段落")),
        Heading(3, text("小标题")),
        Items(None, ((Paragraph(text("列表")),),)),
        Items(1, ((Paragraph((Strong(text("编号")),)),),)),
        ProseTable(("left",), ((text("表头"),), (text("表格"),))),
        Paragraph((Link("https://example.gov.cn/", text("链接")),)),
    )
