"""Report → one self-contained HTML page."""

from __future__ import annotations

from pathlib import Path

from gipgen.render.environment import faults, text_environment
from gipgen.render.html.prose import to_html
from gipgen.render.html.table import bodies, head_columns
from gipgen.report import Report

__all__ = ["render_html"]


def render_html(report: Report, templates: Path | None = None) -> bytes:
    """Render a report as a UTF-8 page without scripts or resources from elsewhere; raises RenderError."""
    with faults("html/report.html", templates):
        template = text_environment(templates, escape=True).get_template("html/report.html")
        return template.render(report=report, prose=to_html, bodies=bodies, head_columns=head_columns).encode()
