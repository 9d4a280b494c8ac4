"""Report → Word, by docxtpl from a template that people can restyle."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from gipgen.packaged import TEMPLATES
from gipgen.render.environment import faults, own_word_template, word_environment
from gipgen.render.word.document import document_bytes, open_template, set_properties
from gipgen.render.word.prose import WordProse, literal
from gipgen.report import Report


def render_word(report: Report, templates: Path | None = None) -> bytes:
    """Render a report as .docx; the same report gives the same bytes.

    Raises RenderError when an own template is no Word file or asks for what a report does not have.
    """
    own = own_word_template(report.form.id, templates)
    return fill(own or packaged_template(report.form.id), report, own=templates if own else None)


def fill(path: Path, report: Report, own: Path | None) -> bytes:
    """Fill one template; `own` is the folder of own templates, or the template itself, when it is not ours.

    Raises RenderError.
    """
    document = open_template(path)
    with faults(path.as_posix(), own):
        context = word_context(report, WordProse(document))
        document.render(context, word_environment())
        set_properties(document, report, context)
        return document_bytes(document)


def packaged_template(form: str) -> Path:
    """Return our template of a form."""
    return TEMPLATES / "word" / f"form-{form}.docx"


def word_context(report: Report, prose: WordProse) -> dict[str, Any]:
    """Return what a Word template can show; prose as paragraphs for {{p …}}, every figure by its path."""
    last = _last_blocks(report)
    context: dict[str, Any] = {
        "title": Markup("\n").join(map(literal, report.title_lines)),
        "agency": literal(report.agency),
        "year": report.year,
        "notice": literal(report.form.notice),
        "signature": literal(report.signature) if report.date else "",
        "date": report.signed_on,
        "draft": report.draft,
        "catalogue": [SimpleNamespace(label=label, value=literal(value)) for label, value in report.catalogue],
        "contact_line": literal(report.contact),
        "preamble": prose.write(report.preamble),
        "omitted": SimpleNamespace(**{part.section.id: not part.listed for part in report.parts}),
        "local": Local(addition.id for addition in report.form.local),
        "extra_sections": [
            SimpleNamespace(
                heading=literal(extra.heading), content=prose.write(extra.blocks, kept=extra.blocks is last)
            )
            for extra in report.extra
        ],
    }
    for part in report.parts:
        if not part.section.table:
            context[part.section.id] = prose.write(part.blocks, kept=part.blocks is last)
    return context | _figures(report)


def _last_blocks(report: Report) -> object:
    """Return the prose above the signature, which must not stand alone on a page (GB/T 9704-2012, 7.3.5)."""
    prose = [part.blocks for part in report.parts if part.listed] + [extra.blocks for extra in report.extra]
    return prose[-1] if prose and report.date else None


class Local:
    """Answers for every local addition whether the report declares it."""

    def __init__(self, ids: Any) -> None:
        self.ids = frozenset(ids)

    def __getattr__(self, name: str) -> bool:
        return name in self.ids


def _figures(report: Report) -> dict[str, Any]:
    root = SimpleNamespace()
    for cell in report.form.cells:
        *way, last = cell.path
        place = root
        for step in way:
            if not hasattr(place, step):
                setattr(place, step, SimpleNamespace())
            place = getattr(place, step)
        setattr(place, last, report.texts[cell.index])
    return vars(root)
