"""Report → Markdown: CommonMark with GFM tables."""

from __future__ import annotations

from pathlib import Path

from gipgen.render.environment import faults, text_environment
from gipgen.render.markdown.prose import to_markdown
from gipgen.render.markdown.tables import to_pipes
from gipgen.render.markdown.text import escape_line
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
                table=lambda section: to_pipes(section.table, report.texts),
            )
        )
    return _tidy(text).encode()


def _tidy(text: str) -> str:
    """Leave one empty line between blocks and one line end at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line if line.strip() else "")
    return "\n".join(lines).strip("\n") + "\n"
