"""An output beside the report that it was made from: read back by readers that know nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gipgen.form import Forms
from gipgen.importing.difference import Difference
from gipgen.importing.marks import lost_pictures, lost_styles
from gipgen.importing.stream import Stream
from gipgen.importing.told import Told, bare, told
from gipgen.importing.verbatim import Printed, tables_of_prose, verbatim
from gipgen.readers import NOWHERE, Document, DocumentError, Grid, read_document
from gipgen.recognition import Imported, recognise
from gipgen.report import Report
from gipgen.words import Say

_LONG = 8
"""Characters from which a paragraph that is printed more often than the report has it was printed twice."""


def unproven(report: Report, suffix: str, data: bytes, forms: Forms) -> Iterator[Difference]:
    """Yield each figure that an output does not show as the report has it, and each text that is not in its place."""
    try:
        document = read_document(data, suffix)
    except DocumentError as error:
        yield Difference((), Say(f"读不了（{error.rule}）", f"unreadable ({error.rule})"), report.title, "")
        return
    printed = _printed(report, document, forms)
    if printed is None:
        yield Difference((), Say("读回时找不到年报", "no report found when read back"), report.title, "")
        return
    stream = Stream(document, {origin.table for _, origin in printed.values()})
    passages = list(told(report))
    yield from _figures(report, printed)
    yield from _front(report, stream, passages)
    yield from _body(report, stream, passages, printed)
    yield from _signature(report, stream)
    yield from _twice(stream, passages)
    yield from lost_pictures(passages, document)
    yield from lost_styles(passages, document)


def _printed(report: Report, document: Document, forms: Forms) -> Printed | None:
    """Return the figures: word by word where the form's own labels stand at them, else as in any document."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    if (printed := verbatim(report.form, grids, tables_of_prose(report))) is not None:
        return printed
    found = recognise(document, forms)
    if not isinstance(found, Imported):
        return None
    theirs = found.by_path
    known = ((cell.index, theirs[cell.path]) for cell in report.form.cells if cell.path in theirs)
    return {index: (one.text, one.origin) for index, one in known}


def _figures(report: Report, printed: Printed) -> Iterator[Difference]:
    for cell in report.form.cells:
        theirs, origin = printed.get(cell.index, ("", NOWHERE))
        if cell.index not in printed or theirs != report.texts[cell.index]:
            yield Difference(cell.path, Say.same(cell.label), report.texts[cell.index], theirs, origin)


def _front(report: Report, stream: Stream, passages: Sequence[Told]) -> Iterator[Difference]:
    """Look for what stands around the sections; templates may put it where they like."""
    for label, value in report.catalogue:
        found = list(stream.entries(bare("", label), len(bare("", value))))
        if bare("", value) not in found:
            yield Difference((), Say(f"目录 › {label}", f"catalogue header, {label}"), value, "".join(found[:1]))
    if bare("", report.title) not in stream.whole:
        yield Difference((), Say("标题", "the title"), report.title, stream.ahead(len(report.title)))
    for passage in passages:
        if not passage.heading:
            stream.at = 0
            yield from _in_order(stream, passage.label, [line.text for line in passage.lines])


def _body(report: Report, stream: Stream, passages: Sequence[Told], printed: Printed) -> Iterator[Difference]:
    """Look for headings, prose and tables in their order; what stands between them is the template's."""
    tables: dict[str, set[int]] = {}
    for index, (_, origin) in printed.items():
        tables.setdefault(report.form.cells[index].section, set()).add(stream.tables[origin.table])
    stream.at = 0
    for passage in passages:
        if passage.heading:
            texts = [bare("", passage.heading), *(line.text for line in passage.lines)]
            yield from _in_order(stream, passage.label, texts)
        places = sorted(tables.get(passage.id, ()))
        if places and places[0] < stream.at:
            what = Say(f"“{passage.heading}”的表格前面", f"what stands before the table of {passage.heading}")
            yield Difference((), what, passage.heading, stream.whole[: places[0]][-len(passage.heading) :])
        stream.at = max(stream.at, *places, 0)


def _in_order(stream: Stream, label: Say, texts: Sequence[str]) -> Iterator[Difference]:
    for text in texts:
        if not stream.passes(text):
            yield Difference((), label, text, stream.ahead(len(text)), stream.origin())


def _signature(report: Report, stream: Stream) -> Iterator[Difference]:
    """Look for signature and date behind the report, in one paragraph or two."""
    if report.date:
        name, day = bare("", report.signature), report.signed_on
        if not stream.follows({name, f"{name}{day}", f"{day}{name}"}):
            yield Difference((), Say("落款", "the signature"), report.signature, stream.ahead(len(name)))
        yield from _in_order(stream, Say("成文日期", "the date"), [day])


def _twice(stream: Stream, passages: Sequence[Told]) -> Iterator[Difference]:
    """Yield the paragraphs that are printed more often than the report has them."""
    ours = Counter(line.text for passage in passages for line in passage.lines)
    for passage in passages:
        for text in dict.fromkeys(line.text for line in passage.lines):
            if len(text) >= _LONG and stream.counts[text] > ours[text]:
                yield Difference((), passage.label, text, f"{text} ×{stream.counts[text]}")
