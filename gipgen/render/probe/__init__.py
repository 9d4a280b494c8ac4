"""A template is tried on made-up reports: what their outputs do not show, it would leave out of real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.render.environment import RenderError, faults
from gipgen.render.probe.reports import blank_report, full_report, zero_report
from gipgen.render.probe.visible import Page, visible
from gipgen.render.probe.walk import Lost, lost
from gipgen.report import Report
from gipgen.source import FIRST
from gipgen.words import Say

__all__ = ["blank_report", "probe"]

DRAFT = "草稿"
"""What a draft must say on every page, and a report to be published nowhere."""
_UNMARKED = Say("草稿不是每页都有“草稿”字样", "not every page of a draft is marked 草稿")
_MARKED = Say("不是草稿的年报上也有“草稿”字样", "a report that is no draft is marked 草稿 too")
_SOURCES = {"docx": Say("gipgen template new 生成的模板", "what gipgen template new writes")}
_TEXTS = Say("gipgen 自带的模板", "the templates of gipgen")
"""What own templates are best begun from."""
_YEARS = (0, 1, 9)
"""How far from the first year of a form the reports are that a template is tried on."""
_NAMED = 5
"""How many of the lost pieces a finding names."""


def probe(
    form: Form, name: str, render: Callable[[Report], bytes], template: str, year: int | None = None
) -> list[Finding]:
    """Render made-up reports on a form and read them back as the format `name`; findings call the template `template`.

    They are on `year`; without it on several, so that conditions on the year show.

    Found are faults while rendering (GIP604), what is not shown (GIP504) or elsewhere (GIP506), and drafts that do not
    say that they are drafts (GIP505).
    """
    first, second, last = (year,) * 3 if year else (form.first_year + later for later in _YEARS)
    full, zero, draft = full_report(form, first), zero_report(form, second), full_report(form, last)
    try:
        render(blank_report(form))
        made = [render(report) for report in (full, zero, replace(draft, draft=True))]
        with faults(template, Path(template)):
            page, zeros, marked = (visible(name, data) for data in made)
    except RenderError as error:
        return [error.finding]
    return [
        *_lost(
            lost(full, page.body, name), [lost(zero, zeros.body, name), lost(draft, marked.body, name)], name, template
        ),
        *_marked(marked, page, template),
    ]


def _lost(full: Lost, others: Sequence[Lost], name: str, template: str) -> list[Finding]:
    """Tell what full reports lack, else what others do; of zeros each looks like another, so none is misplaced."""
    hidden = (
        () if full.missing or full.misplaced else [part for lost in others for part in (*lost.missing, *lost.misplaced)]
    )
    told = (("GIP504", (*full.missing, *dict.fromkeys(hidden))), ("GIP506", full.misplaced))
    source = _SOURCES.get(name, _TEXTS)
    return [_finding(rule, template, parts=_named(names), source=source) for rule, names in told if names]


def _marked(draft: Page, final: Page, template: str) -> list[Finding]:
    if not all(DRAFT in place for place in draft.marked):
        return [_finding("GIP505", template, problem=_UNMARKED)]
    if DRAFT in final.body.text or any(DRAFT in place for place in final.marked):
        return [_finding("GIP505", template, problem=_MARKED)]
    return []


def _named(names: Sequence[Say]) -> Say:
    more = len(names) - _NAMED
    zh, en = "、".join(name.zh for name in names[:_NAMED]), ", ".join(name.en for name in names[:_NAMED])
    return Say(f"{zh} 等 {len(names)} 处", f"{en} and {more} more") if more > 0 else Say(zh, en)


def _finding(rule: str, template: str, **words: object) -> Finding:
    return Finding(rule, FIRST, {"template": template, **words}, file=template)
