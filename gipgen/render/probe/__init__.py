"""A template is tried on made-up reports: what their outputs do not show, it would leave out of real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.render.environment import RenderError, faults
from gipgen.render.probe.reports import blank_report, full_report, zero_report
from gipgen.render.probe.visible import Page, visible
from gipgen.render.probe.walk import Lost, lost
from gipgen.report import Report
from gipgen.source import Place
from gipgen.words import Say

__all__ = ["blank_report", "probe"]

DRAFT = "草稿"
"""What a draft must say on every page, and a report to be published nowhere."""
_UNMARKED = Say("草稿不是每页都有“草稿”字样", "not every page of a draft is marked 草稿")
_MARKED = Say("不是草稿的年报上也有“草稿”字样", "a report that is no draft is marked 草稿 too")
_NAMED = 5
"""How many of the lost pieces a finding names."""


def probe(form: Form, name: str, render: Callable[[Report], bytes], template: str) -> list[Finding]:
    """Render made-up reports on a form and read them back as the format `name`; findings call the template `template`.

    Found are faults while rendering (GIP604), what is not shown (GIP504) or elsewhere (GIP506), and drafts that do not
    say that they are drafts (GIP505).
    """
    full = full_report(form)
    try:
        render(blank_report(form))
        made = [render(report) for report in (full, zero_report(form), replace(full, draft=True))]
        with faults(template, Path(template)):
            page, zeros, draft = (visible(name, data) for data in made)
    except RenderError as error:
        return [error.finding]
    return [
        *_lost(lost(full, page.body, name), lost(zero_report(form), zeros.body, name), template),
        *_marked(draft, page, template),
    ]


def _lost(full: Lost, zeros: Lost, template: str) -> list[Finding]:
    """Tell what full reports lack; a 0 that is not where it belongs is lacking too, as each looks like another."""
    hidden = () if full.missing or full.misplaced else (*zeros.missing, *zeros.misplaced)
    told = (("GIP504", (*full.missing, *hidden)), ("GIP506", full.misplaced))
    return [_finding(rule, template, parts=_named(names)) for rule, names in told if names]


def _marked(draft: Page, final: Page, template: str) -> list[Finding]:
    if not all(DRAFT in place for place in draft.marked):
        return [_finding("GIP505", template, problem=_UNMARKED)]
    if DRAFT in final.body or any(DRAFT in place for place in final.marked):
        return [_finding("GIP505", template, problem=_MARKED)]
    return []


def _named(names: Sequence[Say]) -> Say:
    more = len(names) - _NAMED
    zh, en = "、".join(name.zh for name in names[:_NAMED]), ", ".join(name.en for name in names[:_NAMED])
    return Say(f"{zh} 等 {len(names)} 处", f"{en} and {more} more") if more > 0 else Say(zh, en)


def _finding(rule: str, template: str, **words: object) -> Finding:
    return Finding(rule, Place(1, 1, 1, 1), {"template": template, **words}, file=template)
