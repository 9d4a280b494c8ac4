"""An output beside the report that it was made from: read back by readers that know nothing of how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gipgen.form import Forms
from gipgen.importing.difference import Difference
from gipgen.importing.marks import lost_pictures, lost_styles
from gipgen.importing.places import lost_groups
from gipgen.importing.stream import Stream
from gipgen.importing.told import Told, bare, told
from gipgen.importing.verbatim import Printed, printed_in, tables_of_prose, verbatim
from gipgen.readers import NOWHERE, Document, DocumentError, Grid, Paragraph, read_document
from gipgen.recognition import Imported, Remarks, recognise
from gipgen.report import Report
from gipgen.words import Say

_DOUBTS = frozenset({"GIP661", "GIP664", "GIP665"})
"""What is found in a table of a report's own only when a row or a head stands there that does not belong."""


def unproven(report: Report, suffix: str, data: bytes, forms: Forms) -> Iterator[Difference]:
    """Yield each figure that an output does not show as the report has it, and each text that is not in its place."""
    try:
        document = read_document(data, suffix)
    except DocumentError as error:
        yield Difference((), Say(f"读不了（{error.rule}）", f"unreadable ({error.rule})"), report.title, "")
        return
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    printed = verbatim(report.form, grids, tables_of_prose(report))
    if printed is None:
        found = recognise(document, forms)
        if not isinstance(found, Imported):
            yield Difference((), _refusal(found), report.title, "")
            return
        yield from _doubts(report, found, document)
        printed = _recognised(report, found)
    stream = Stream(document, {origin.table for _, origin in printed.values()})
    passages = list(told(report))
    yield from _figures(report, printed)
    yield from _front(report, stream, passages)
    yield from _body(report, stream, passages, printed)
    yield from _signature(report, stream)
    yield from _twice(document, passages)
    yield from lost_pictures(passages, document)
    yield from lost_styles(passages, document)


def _refusal(remarks: Remarks) -> Say:
    """Say why no report was found, such as a table that stands there twice."""
    last = remarks.found[-1]
    why = next((said for said in last.words.values() if isinstance(said, Say) and said.zh), Say.same(last.rule))
    return Say(f"整份年报（{why.zh}）", f"the whole report ({why.en})")


def _recognised(report: Report, found: Imported) -> Printed:
    """Return the figures of an output that prints its tables in another way than the form."""
    theirs = found.by_path
    known = ((cell.index, theirs[cell.path]) for cell in report.form.cells if cell.path in theirs)
    return {index: (one.text, one.origin) for index, one in known}


def _doubts(report: Report, found: Imported, document: Document) -> Iterator[Difference]:
    """Yield the rows and heads that do not belong, and the groups that the form calls otherwise."""
    for one in found.findings:
        if one.rule in _DOUBTS:
            printed = [str(one.words.get(name, "")) for name in ("text", "heads", "printed")]
            what = Say("表格里多出来或者对不上的一行", "a row that does not belong to its table")
            yield Difference((), what, one.label, " ".join(filter(None, printed)))
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        for index, (text, origin) in (printed_in(grid, report.form) or {}).items():
            if text != report.texts[index] and found.figures.get(index, (text,))[0] != text:
                cell = report.form.cells[index]
                yield Difference(cell.path, Say.same(cell.label), report.texts[index], text, origin)
    yield from lost_groups(report, document)


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
            yield from _in_order(stream, passage.label, passage.texts)


def _body(report: Report, stream: Stream, passages: Sequence[Told], printed: Printed) -> Iterator[Difference]:
    """Look for headings, prose and tables in their order; what stands between them is the template's."""
    tables: dict[str, set[int]] = {}
    cells = report.form.cells
    for section, table in {(cells[index].section, origin.table) for index, (_, origin) in printed.items()}:
        tables.setdefault(section, set()).add(stream.tables[table])
    stream.at = 0
    for passage in passages:
        if passage.heading:
            yield from _in_order(stream, passage.label, [bare("", passage.heading)], whole=False)
            yield from _in_order(stream, passage.label, passage.texts)
        places = sorted(tables.get(passage.id, ()))
        if places and places[0] < stream.at:
            what = Say(f"“{passage.heading}”的表格前面", f"what stands before the table of {passage.heading}")
            yield Difference((), what, passage.heading, stream.whole[: places[0]][-len(passage.heading) :])
        stream.at = max(stream.at, *places, 0)


def _in_order(stream: Stream, label: Say, texts: Sequence[str], *, whole: bool = True) -> Iterator[Difference]:
    for text in filter(None, texts):
        if not stream.passes(text, whole=whole):
            yield Difference((), label, text, stream.ahead(len(text)), stream.origin())


def _signature(report: Report, stream: Stream) -> Iterator[Difference]:
    """Look for signature and date behind the report, in one paragraph or two."""
    if report.date:
        name, day = bare("", report.signature), report.signed_on
        if not stream.follows({name, f"{name}{day}", f"{day}{name}"}):
            yield Difference((), Say("落款", "the signature"), report.signature, stream.ahead(len(name)))
        yield from _in_order(stream, Say("成文日期", "the date"), [day], whole=False)


def _twice(document: Document, passages: Sequence[Told]) -> Iterator[Difference]:
    """Yield the paragraphs that are printed more often than the report has them."""
    ours = Counter(text for passage in passages for text in passage.texts if text)
    printed = (bare(block.marker, block.text) for block in document.blocks if isinstance(block, Paragraph))
    theirs = Counter(text for text in printed if text in ours)
    for passage in passages:
        for text in dict.fromkeys(passage.texts):
            if theirs[text] > ours[text]:
                yield Difference((), passage.label, text, f"{text} ×{theirs[text]}")
