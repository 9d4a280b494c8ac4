"""Report → one self-contained HTML page."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment
from markupsafe import Markup

from gipgen.cache import kept, stamps
from gipgen.form import Form, Section, made_from
from gipgen.packaged import TEMPLATES
from gipgen.render.environment import faults, text_environment
from gipgen.render.html.prose import to_html
from gipgen.render.html.table import bodies, head_columns
from gipgen.render.stretch import Stretch, marks, stretch_of
from gipgen.report import Report

__all__ = ["render_html"]

TABLE = ("html/table.html", "html/row.html")
"""The templates of a statutory table; as ours show nothing of a report but figures, they are filled once for a form."""


def render_html(report: Report, templates: Path | None = None) -> bytes:
    """Render a report as a UTF-8 page without scripts or resources from elsewhere; raises RenderError."""
    environment = text_environment(templates, escape=True)
    own = templates is not None and any((templates / name).is_file() for name in TABLE)

    def table(section: Section) -> Markup:
        written = _table(environment, section, report) if own else _stretch(report.form, section).filled(report.texts)
        return Markup(written)  # noqa: S704  # made by templates that escape

    with faults("html/report.html", templates):
        return environment.get_template("html/report.html").render(report=report, prose=to_html, table=table).encode()


@lru_cache(maxsize=64)
def _stretch(form: Form, section: Section) -> Stretch:
    def written() -> str:
        return _table(text_environment(None, escape=True), section, SimpleNamespace(texts=marks(len(form.cells))))

    return stretch_of(kept("table", (section.id, *made_from(form), *_code()), written))


@cache
def _code() -> tuple[str, ...]:
    """Return what tells the templates of tables, and our code that fills them, from others."""
    html = Path(__file__).parent
    return tuple(stamps(html, html.parent, TEMPLATES / "html"))


def _table(environment: Environment, section: Section, report: Report | SimpleNamespace) -> str:
    template = environment.get_template(TABLE[0])
    return template.render(section=section, report=report, bodies=bodies, head_columns=head_columns).rstrip("\n")
