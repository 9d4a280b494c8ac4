"""The summary page of a job in GitHub Actions: the counts and a table, in Markdown."""

from __future__ import annotations

from gipgen.findings import Finding
from gipgen.render.markdown.text import escape
from gipgen.reporters.closing import closing
from gipgen.reporters.run import Reporter, Run, Voice, nothing
from gipgen.reporters.wording import told
from gipgen.rulebook import LEVELS, level
from gipgen.words import Say, visible

ROWS = 500
"""How many findings are listed; a page holds a megabyte."""

_HEAD = (Say("位置", "place"), Say("级别", "level"), Say("规则", "rule"), Say("说明", "finding"))


def _page(run: Run, voice: Voice) -> str:
    """List what is not waived, errors first."""
    found = [finding for finding in run.findings if not finding.waived]
    ordered = sorted(found, key=lambda finding: list(LEVELS).index(level(finding)))
    text = f"### gipgen\n\n{escape(closing(run, voice).strip())}\n\n"
    if ordered:
        text += f"| {' | '.join(name.spoken(voice.lang) for name in _HEAD)} |\n|{' --- |' * len(_HEAD)}\n"
        text += "".join(_row(finding, voice) for finding in ordered[:ROWS]) + "\n"
    if more := len(ordered[ROWS:]):
        text += Say(f"另有 {more} 条。\n\n", f"{more} more.\n\n").spoken(voice.lang)
    return text


REPORTER = Reporter(nothing, _page)


def _row(finding: Finding, voice: Voice) -> str:
    place = f"{visible(voice.path(finding.file))}:{finding.place.line}"
    words = told(finding, voice.lang, between=" → ")
    cells = (place, LEVELS[level(finding)].spoken(voice.lang), finding.rule, words)
    return f"| {' | '.join(map(escape, cells))} |\n"
