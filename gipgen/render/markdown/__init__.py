"""Report → Markdown: CommonMark with GFM tables."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gipgen.form import Form, Section
from gipgen.render.environment import faults, text_environment
from gipgen.render.markdown.prose import to_markdown
from gipgen.render.markdown.tables import to_pipes
from gipgen.render.markdown.text import escape_line
from gipgen.render.stretch import Stretch, marks, stretch_of
from gipgen.report import Report

__all__ = ["render_markdown"]


def render_markdown(report: Report, templates: Path | None = None, pictures: str = "") -> bytes:
    """Render a report as UTF-8 Markdown; `pictures` is the folder, relative to the page, where its pictures lie.

    Raises RenderError.
    """
    with faults("markdown/report.md", templates):
        text = (
            text_environment(templates, escape=False)
            .get_template("markdown/report.md")
            .render(
                report=report,
                title=escape_line(report.title),
                escape=escape_line,
                prose=lambda blocks: to_markdown(blocks, pictures),
                table=lambda section: _stretch(report.form, section).filled(report.texts),
            )
        )
    return _tidy(text).encode()


@lru_cache(maxsize=64)
def _stretch(form: Form, section: Section) -> Stretch:
    """Return a section's table as it is on every report on the form."""
    assert section.table
    return stretch_of(to_pipes(section.table, marks(len(form.cells))))


def _tidy(text: str) -> str:
    """Leave one empty line between blocks and one line end at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() else "")
    return "\n".join(lines).strip("\n") + "\n"
