"""A report beside what a document tells: every figure, every text, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gipgen.form import Cell, load_envelope
from gipgen.importing.difference import Difference
from gipgen.importing.marks import lost_pictures, lost_styles
from gipgen.importing.places import Places, lost_headings, lost_signature
from gipgen.importing.spelling import changes, cut, plain
from gipgen.importing.told import EXTRA, Told, lines, told
from gipgen.prose import Block
from gipgen.readers import NOWHERE, Document
from gipgen.recognition import Found, Imported
from gipgen.report import Report, contact_line
from gipgen.words import Say

_UNSTYLED = frozenset({".pdf", ".txt", ".xlsx", ".xlsm"})
"""Suffixes of documents in which links and bold type are not read."""


def differences(
    report: Report, imported: Imported, document: Document | None = None, suffix: str = ""
) -> Iterator[Difference]:
    """Compare all figures, then title and signature, catalogue and contact, then the prose of every section.

    With the document that the report was found in, headings and marks are compared, and places are told.
    """
    passages = list(told(report))
    yield from figures(report, imported)
    yield from _fields(report, imported)
    yield from _catalogue(report, imported)
    yield from _prose(report, passages, imported, document)
    if document:
        yield from lost_headings(report, document)
        yield from lost_signature(report, imported, document)
        yield from lost_pictures(passages, document)
        if suffix not in _UNSTYLED:
            yield from lost_styles(passages, document)


def figures(report: Report, imported: Imported) -> Iterator[Difference]:
    """Compare every cell of both forms; a figure is the same when it has the same value, whatever its digits."""
    theirs = imported.by_path
    own = {cell.path: cell for cell in report.form.cells}
    for cell in report.form.cells:
        found, value = theirs.get(cell.path), report.values[cell.index]
        if (found.value if found else None) != value:
            yield _figure(cell, report.texts[cell.index], found)
    for path, cell in ((cell.path, cell) for cell in imported.form.cells if cell.path not in own):
        if (found := theirs.get(path)) and found.value is not None:
            yield _figure(cell, "", found)


def _figure(cell: Cell, ours: str, found: Found | None) -> Difference:
    label = Say.same(cell.label)
    return Difference(
        cell.path, label, ours, found.text if found else "", found.origin if found else NOWHERE, figure=True
    )


def _fields(report: Report, imported: Imported) -> Iterator[Difference]:
    fields = imported.fields
    canonical = imported.form.report_title.format(agency=fields.get("agency", ""), year=fields.get("year", ""))
    signed = str(fields.get("date", ""))
    for id_, label, ours, theirs in (
        ("title", Say("标题", "the title"), report.title, str(fields.get("title", canonical))),
        ("date", Say("成文日期", "the date"), str(report.date or ""), signed),
        (
            "signature",
            Say("落款", "the signature"),
            report.signature if report.date else "",
            str(fields.get("signature", fields.get("agency", ""))) if signed else "",
        ),
    ):
        if plain(ours) != plain(theirs):
            yield Difference((id_,), label, ours, theirs)


def _catalogue(report: Report, imported: Imported) -> Iterator[Difference]:
    """Compare the entries of the catalogue header; a date that only the document has is of the site that shows it."""
    found = imported.fields.get("catalogue")
    entries = found if isinstance(found, Mapping) else {}
    ours = dict(report.catalogue)
    for field in load_envelope().field("catalogue").fields:
        mine, theirs = ours.get(field.label, ""), str(entries.get(field.id, ""))
        if plain(mine) != plain(theirs) and (mine or field.kind != "date"):
            label = Say(f"目录 › {field.label}", f"catalogue header, {field.label}")
            yield Difference(("catalogue", field.id), label, mine, theirs)


def _prose(
    report: Report, passages: Sequence[Told], imported: Imported, document: Document | None
) -> Iterator[Difference]:
    """Compare preamble and contact, the texts of each section, those beside its table, and the sections after them."""
    ours: dict[str, list[str]] = {}
    for one in passages:
        here = ours.setdefault("preamble" if one.id == "contact" else one.id, [])
        here += [one.heading] if one.id == EXTRA else []
        here += one.texts
    theirs = {id_: list(_texts(blocks)) for id_, blocks in (*imported.prose.items(), *imported.beside.items())}
    theirs["preamble"] = [*theirs.get("preamble", ()), contact_line(imported.fields.get("contact"))]
    theirs[EXTRA] = [text for heading, blocks in imported.extra for text in (heading, *_texts(blocks))]
    labels = {"preamble": Say("前言和联系方式", "the preamble and contact")}
    labels |= {section.id: Say.same(section.heading) for section in report.form.sections}
    where = Places(document)
    for id_, label in (labels | {EXTRA: Say("附加部分", "the extra sections")}).items():
        mine, other = ("".join("".join(texts).split()) for texts in (ours.get(id_, ()), theirs.get(id_, ())))
        for (a, b), (c, d) in changes(mine, other):
            yield Difference((id_,), label, cut(mine, a, b), cut(other, c, d), where.of(other, c))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (line.text for line in lines(blocks))
