"""An output beside the report that it was made from: read back by readers that know nothing of how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gipgen.form import Forms
from gipgen.importing.compare import Difference
from gipgen.prose.blocks import block_texts
from gipgen.readers import NOWHERE, Document, DocumentError, Paragraph, read_document
from gipgen.recognition import Imported, recognise
from gipgen.report import Report
from gipgen.words import Say

_SPACE = re.compile(r"\s+")


def unproven(report: Report, suffix: str, data: bytes, forms: Forms) -> Iterator[Difference]:
    """Yield each figure that an output does not show as the report has it, and each text that is not in its place."""
    try:
        document = read_document(data, suffix)
    except DocumentError as error:
        yield Difference((), Say(f"读不了（{error.rule}）", f"unreadable ({error.rule})"), report.title, "")
        return
    found = recognise(document, forms)
    if not isinstance(found, Imported):
        yield Difference((), Say("读回时找不到年报", "no report found when read back"), report.title, "")
        return
    yield from _figures(report, found)
    yield from _texts(report, document)


def _figures(report: Report, found: Imported) -> Iterator[Difference]:
    theirs = found.by_path
    for cell in report.form.cells:
        one, ours = theirs.get(cell.path), report.texts[cell.index]
        if one is None or one.text != ours:
            origin = one.origin if one else NOWHERE
            yield Difference(cell.path, Say(cell.label, cell.label), ours, one.text if one else "", origin)


def _texts(report: Report, document: Document) -> Iterator[Difference]:
    """Look for every text in its order; what stands between them is the template's."""
    whole = "".join(_SPACE.sub("", text) for text in _all(document))
    at = 0
    for label, text in _told(report):
        bare = _SPACE.sub("", text)
        place = whole.find(bare, at)
        if place < 0:
            yield Difference((), label, text, whole[at : at + len(bare)])
        else:
            at = place + len(bare)


def _all(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _told(report: Report) -> Iterator[tuple[Say, str]]:
    """Yield the texts of a report as they follow each other, with what they are called."""
    for label, value in report.catalogue:
        yield from ((Say("目录", "the catalogue header"), text) for text in (label, value))
    yield Say("标题", "the title"), report.title
    for text in block_texts(report.preamble):
        yield Say("前言", "the preamble"), text
    yield Say("联系方式", "the contact"), report.contact
    for part in report.parts:
        if part.listed:
            yield Say(part.section.heading, part.section.heading), part.section.heading
            yield from ((Say(part.section.heading, part.section.heading), text) for text in block_texts(part.blocks))
    for extra in report.extra:
        yield Say(extra.heading, extra.heading), extra.heading
        yield from ((Say(extra.heading, extra.heading), text) for text in block_texts(extra.blocks))
    if report.date:
        yield Say("落款", "the signature"), report.signature
        yield Say("成文日期", "the date"), report.signed_on
