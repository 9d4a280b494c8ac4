"""An imported report → the text of its data file, as `init` would write it."""

from __future__ import annotations

from gipgen.form import load_envelope
from gipgen.prose import Block
from gipgen.recognition import Imported
from gipgen.render.markdown.prose import to_markdown
from gipgen.report.model import show
from gipgen.scaffold import Contents, Style, scaffold


def data_file(imported: Imported, style: Style) -> str:
    """Write what was found; what was not stays blank, and no figure that is printed is left out."""
    cells = imported.form.cells
    figures = {index: show(found.value, cells[index]) for index, found in imported.figures.items()}
    left_out = imported.fields.get("omitted_sections", ())
    prose = {
        id_: _markdown(blocks)
        for id_, blocks in imported.prose.items()
        if blocks or not isinstance(left_out, list) or id_ not in left_out
    }
    extra = [{"heading": heading, "content": _markdown(blocks)} for heading, blocks in imported.extra]
    told = {"extra_sections": extra} if extra else {}
    fields = {**told, **imported.fields, **_named(imported, style)}
    return scaffold(imported.form, load_envelope(), Contents(fields, {**prose, **imported.markdown}, figures), style)


def _named(imported: Imported, style: Style) -> dict[str, object]:
    """Return the fields that name parts of the form, in the language of the keys."""
    form, named = imported.form, {}
    if form.local:
        named["local"] = [style.key(addition) for addition in form.local]
    if isinstance(left_out := imported.fields.get("omitted_sections"), list):
        named["omitted_sections"] = [style.key(section) for section in form.sections if section.id in left_out]
    return dict(named)


def _markdown(blocks: tuple[Block, ...]) -> str:
    return to_markdown(blocks, "").strip("\n")
