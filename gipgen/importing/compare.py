"""A report beside what a document tells: every figure, every text, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from rapidfuzz.distance import Indel

from gipgen.form import Cell, load_envelope
from gipgen.importing.difference import Difference
from gipgen.prose.blocks import block_texts
from gipgen.readers import NOWHERE
from gipgen.recognition import Found, Imported
from gipgen.report import Report
from gipgen.words import Say

_AROUND = 12
"""Characters that are told around the first difference of two texts."""
_SHOWN = 30
_NEAR = 6
"""Characters that two places must at least have between them to be told apart."""
_MATCHED = 400_000_000
"""Up to which product of lengths texts are compared character by character; the memory grows with it."""
_SPACE = re.compile(r"\s+")
_COUNTED = re.compile(r"^(?:[0-9]{1,3}[.)、]|[-•])")


def differences(report: Report, imported: Imported) -> Iterator[Difference]:
    """Compare all figures, then title and signature, catalogue and contact, then the prose of every section."""
    yield from figures(report, imported)
    yield from _fields(report, imported)
    yield from _catalogue(report, imported)
    yield from _texts(
        ("preamble",),
        Say("前言和联系方式", "the preamble and contact"),
        [*block_texts(report.preamble), report.contact],
        [*block_texts(imported.prose.get("preamble", ())), _contact(imported)],
    )
    for part in report.parts:
        if part.section.table is None:
            label = Say(part.section.heading, part.section.heading)
            theirs = list(block_texts(imported.prose.get(part.section.id, ())))
            yield from _texts((part.section.id,), label, list(block_texts(part.blocks)), theirs)
    if report.extra or imported.extra:
        mine = [text for one in report.extra for text in (one.heading, *block_texts(one.blocks))]
        theirs = [text for heading, blocks in imported.extra for text in (heading, *block_texts(blocks))]
        yield from _texts(("extra_sections",), Say("附加部分", "the extra sections"), mine, theirs)


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
    label = Say(cell.label, cell.label)
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
        if _plain(ours) != _plain(theirs):
            yield Difference((id_,), label, ours, theirs)


def _catalogue(report: Report, imported: Imported) -> Iterator[Difference]:
    """Compare the entries of the catalogue header; one that is blank is as one that is not there."""
    found = imported.fields.get("catalogue")
    told = found if isinstance(found, Mapping) else {}
    ours = dict(report.catalogue)
    for field in load_envelope().field("catalogue").fields:
        mine, theirs = ours.get(field.label, ""), str(told.get(field.id, ""))
        if _plain(mine) != _plain(theirs):
            label = Say(f"目录 › {field.label}", f"catalogue header, {field.label}")
            yield Difference(("catalogue", field.id), label, mine, theirs)


def _contact(imported: Imported) -> str:
    """Write the contact as reports print it."""
    found, field = imported.fields.get("contact"), load_envelope().field("contact")
    told = found if isinstance(found, Mapping) else {}
    parts = [f"{inner.label}：{told[inner.id]}" for inner in field.fields if told.get(inner.id)]
    return f"{field.label}：{'；'.join(parts)}。" if parts else ""


def _texts(path: tuple[str, ...], label: Say, ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    """Compare two texts as they are read, whatever their paragraphs, spaces and widths of characters."""
    one, other = _joined(ours), _joined(theirs)
    for (a, b), (c, d) in _changes(_folded(one), _folded(other)):
        yield Difference(path, label, _cut(one, a, b), _cut(other, c, d))


def _changes(one: str, other: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where two texts differ, what lies close together in one; long texts only from the first place to the last."""
    if one == other:
        return
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if (len(one) - same) * (len(other) - same) > _MATCHED:
        yield (same, len(one)), (same, len(other))
        return
    left: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(one, other):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            continue
        if left and a - left[1] >= _NEAR:
            yield left[:2], left[2:]
            left = None
        left = (left[0], b, left[2], d) if left else (a, b, c, d)
    if left:
        yield left[:2], left[2:]


def _joined(texts: Sequence[str]) -> str:
    return "".join(_SPACE.sub("", _COUNTED.sub("", text.strip())) for text in texts)


def _plain(text: str) -> str:
    return _folded(_SPACE.sub("", text))


def _folded(text: str) -> str:
    """Write each character in its usual width; all keep their places."""
    return "".join(wide if len(wide := normalize("NFKC", sign)) == 1 else sign for sign in text)


def _cut(text: str, start: int, end: int) -> str:
    """Return a stretch with a little of what stands around it, its middle left out when it is long."""
    inner = text[start:end]
    if len(inner) > _SHOWN:
        inner = f"{inner[: _SHOWN // 2]}…{inner[-_SHOWN // 2 :]}"
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before}【{inner}】{after}"
