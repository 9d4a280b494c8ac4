"""Report → Word, by docxtpl from a template that people can restyle."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from gipgen.cache import kept, stamps
from gipgen.form import Form
from gipgen.packaged import TEMPLATES
from gipgen.render.causes import cause
from gipgen.render.environment import RenderError, faults, own_word_template, word_environment
from gipgen.render.word.parts import SKELETON, WordParts
from gipgen.render.word.prepared import Prepared
from gipgen.render.word.properties import properties_xml
from gipgen.render.word.prose import WordProse, literal
from gipgen.render.word.stored import from_data, to_data
from gipgen.report import Report
from gipgen.zipped import zipped

_LIBRARIES = ("docxtpl", "docx", "jinja2", "lxml")
"""What makes a template ready."""


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
    with faults(path.as_posix(), own):
        prepared = prepared_for(report.form, path)
        parts = WordParts(prepared.template)
        context = word_context(report, WordProse(parts), figures=prepared.names_figures)
        properties = properties_xml(report, prepared.kept, context)
        made = None if prepared.text is None or parts.pictures else prepared.text.filled(context, report.texts)
        if made is None or prepared.text is None:
            return plainly(path, context | nested(report), parts, properties)
        return prepared.text.document(made, parts, properties)


def prepared_for(form: Form, path: Path) -> Prepared:
    """Return a template made ready for reports on a form; it is looked at anew when its file changes. Raises RenderError."""
    try:
        stat = path.stat()
        return _prepared(path, stat.st_mtime_ns, stat.st_size, form)
    except OSError as error:
        raise RenderError(path.as_posix(), None, cause(error)) from error


@lru_cache(maxsize=32)
def _prepared(path: Path, _modified: int, _size: int, form: Form) -> Prepared:
    def make() -> dict[str, Any]:
        from gipgen.render.word.preparing import prepare  # only here are docxtpl and what it needs read

        return to_data(prepare(path, data, form))

    data = path.read_bytes()  # once: a template that is saved meanwhile is not kept under the name of another
    return from_data(kept("word", _made_from(data, form), make))


def _made_from(template: bytes, form: Form) -> Iterator[bytes | str]:
    """Yield what a template that is made ready depends on: its file, the form's names, the libraries and our own code."""
    yield template
    yield from (".".join(cell.path) for cell in form.cells)
    yield from (section.id for section in form.prose)
    yield zlib.ZLIB_RUNTIME_VERSION
    libraries = [spec.submodule_search_locations or [] for name in _LIBRARIES if (spec := find_spec(name))]
    word = Path(__file__).parent
    yield from stamps(word, word.parent, word.parent.parent, SKELETON / "word", *(Path(*place) for place in libraries))


def plainly(path: Path, context: dict[str, Any], parts: WordParts, properties: bytes) -> bytes:
    """Fill a template as docxtpl does it, which knows pictures and whatever a template may hold."""
    from gipgen.render.word.document import document_members, open_template, put_into

    document = open_template(path, path.read_bytes())
    document.render(context, word_environment())
    put_into(document, parts, properties)
    return zipped(document_members(document))


def packaged_template(form: str) -> Path:
    """Return our template of a form."""
    return TEMPLATES / "word" / f"form-{form}.docx"


def word_context(report: Report, prose: WordProse, *, figures: bool = True) -> dict[str, Any]:
    """Return what a Word template can show; prose as paragraphs for {{p …}}, every figure by its path if wanted."""
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
    return context | nested(report) if figures else context


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


def nested(report: Report) -> dict[str, Any]:
    """Return the figures of a report as printed, step by step of their paths."""
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
