"""What an output must show of a report, in which order, and what of it is lost or out of its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gipgen.form import Section, Table
from gipgen.prose import Block, Heading, Items, Paragraph, ProseTable, plain_text
from gipgen.render.probe.visible import Text
from gipgen.report import Report
from gipgen.words import Say


class Piece(Struct, frozen=True):
    """A text that an output must show, and what a person calls it; a whole one has its cell for itself."""

    text: str
    name: Say
    whole: bool = False


class Lost(Struct, frozen=True):
    """The pieces that an output does not show, and those that stand elsewhere than the form has them."""

    missing: tuple[Say, ...]
    misplaced: tuple[Say, ...]


def lost(report: Report, body: Text, name: str) -> Lost:
    """Walk through the visible text of an output of the format `name` from piece to piece."""
    missing = [piece.name for piece in _anywhere(report) if not body.places(piece.text)]
    found = [(piece.name, body.places(piece.text, whole=piece.whole)) for piece in _in_order(report, name)]
    misplaced = _out_of_order([(places[0], label) for label, places in found if len(places) == 1])
    at = 0
    for label, places in found:
        following = next((place for place in places if place >= at), None)
        if not places:
            missing.append(label)
        elif following is None:
            misplaced.append(label)
        elif label not in misplaced:
            at = following + 1
    return Lost(tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(misplaced)))


def _out_of_order(found: Sequence[tuple[int, Say]]) -> list[Say]:
    """Return the fewest labels without which the places are in order: those outside the longest rising sequence."""
    ends: list[int] = []
    chains: list[list[int]] = []
    for number, (place, _) in enumerate(found):
        length = bisect_left(ends, place)
        chain = [*(chains[length - 1] if length else []), number]
        ends[length:] = [place, *ends[length + 1 :]]
        chains[length:] = [chain, *chains[length + 1 :]]
    kept = set(chains[-1] if chains else [])
    return [label for number, (_, label) in enumerate(found) if number not in kept]


def _anywhere(report: Report) -> Iterator[Piece]:
    yield Piece(report.title, Say("标题", "the title"))
    for label, value in report.catalogue:
        yield from (Piece(text, Say("目录", "the catalogue header")) for text in (label, value))
    yield from _prose(report.preamble, Say("前言", "the preamble"))
    yield Piece(report.contact, Say("联系方式", "the contact"))
    yield Piece(report.signature, Say("落款", "the signature"))
    yield Piece(report.signed_on, Say("成文日期", "the date"))


def _in_order(report: Report, name: str) -> Iterator[Piece]:
    for part in report.parts:
        heading = part.section.heading
        yield Piece(heading, Say(f"标题“{heading}”", f"the heading “{heading}”"))
        if part.section.table:
            yield from _table(report, part.section, part.section.table, name)
        else:
            yield from _prose(part.blocks, Say(f"“{heading}”的文字", f"the prose of “{heading}”"))
    for extra in report.extra:
        yield Piece(extra.heading, Say("附加部分的标题", "the heading of an extra section"))
        yield from _prose(extra.blocks, Say("附加部分的文字", "the prose of an extra section"))


def _table(report: Report, section: Section, table: Table, name: str) -> Iterator[Piece]:
    """Yield heads and figures as they are read: Markdown has all heads of a row or column in one cell."""
    if name != "md":
        for row in table.grid.rows:
            for cell in row:
                yield _figure(report, cell.cell) if cell.role == "value" else _head(section, cell.text)
        return
    for block in table.blocks:
        yield _head(section, block.label)
        for leaf in () if block.headless else block.leaves:
            yield _head(section, leaf.label)
        for line in table.lines:
            if line.block is block:
                yield _head(section, line.row.label)
                yield from (_figure(report, cell.index) for cell in line.cells)


def _figure(report: Report, index: int) -> Piece:
    label = report.form.cells[index].label
    return Piece(report.texts[index], Say.same(label), whole=True)


def _head(section: Section, text: str) -> Piece:
    return Piece(text, Say(f"{section.number} › 表头“{text}”", f"{section.number} › the head “{text}”"))


def _prose(blocks: Sequence[Block], name: Say) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from _prose(item, name)
        elif isinstance(block, ProseTable):
            yield from (Piece(plain_text(cell), name) for row in block.rows for cell in row)
        elif isinstance(block, (Heading, Paragraph)):
            yield Piece(plain_text(block.children), name)
