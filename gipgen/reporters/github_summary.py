"""The summary page of a job in GitHub Actions: the counts and a table, in Markdown."""

from __future__ import annotations

from gipgen.findings import Finding
from gipgen.render.markdown.text import escape
from gipgen.reporters.closing import closing
from gipgen.reporters.run import Reporter, Run, Voice, nothing
from gipgen.reporters.text import LEVEL_WORDS
from gipgen.reporters.wording import told
from gipgen.rulebook import LEVELS, level
from gipgen.words import visible

ROWS = 500
"""How many findings are listed; a page holds a megabyte."""

_HEAD = {"zh": ("位置", "级别", "规则", "说明"), "en": ("place", "level", "rule", "finding")}


def _page(run: Run, voice: Voice) -> str:
    """List what is not waived, errors first."""
    found = [finding for finding in run.findings if not finding.waived]
    ordered = sorted(found, key=lambda finding: LEVELS.index(level(finding)))
    text = f"### gipgen\n\n{escape(closing(run, voice).strip())}\n\n"
    if ordered:
        head = _HEAD[voice.lang]
        text += f"| {' | '.join(head)} |\n|{' --- |' * len(head)}\n"
        text += "".join(_row(finding, voice) for finding in ordered[:ROWS]) + "\n"
    if more := len(ordered[ROWS:]):
        text += f"另有 {more} 条。\n\n" if voice.lang == "zh" else f"{more} more.\n\n"
    return text


REPORTER = Reporter(nothing, _page)


def _row(finding: Finding, voice: Voice) -> str:
    place = f"{visible(voice.path(finding.file))}:{finding.place.line}"
    words = told(finding, voice.lang, between=" → ")
    cells = (place, LEVEL_WORDS[voice.lang][level(finding)], finding.rule, words)
    return f"| {' | '.join(map(escape, cells))} |\n"
