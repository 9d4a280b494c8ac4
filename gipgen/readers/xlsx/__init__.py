"""Workbooks (.xlsx, .xlsm) → paragraphs and grids, sheet by sheet as they are seen; formulas by the results saved with them.

Nothing is computed, no macro runs, no link to another workbook is followed.
"""

from __future__ import annotations

from gipgen.readers.archive import Archive
from gipgen.readers.document import Block, Document, Dropped, Origin
from gipgen.readers.xlsx.blocks import blocks_of
from gipgen.readers.xlsx.drawings import CHARTED, HIDDEN_SHEET, MACRO, drawn_in
from gipgen.readers.xlsx.package import MACROS, Part, Workbook, open_workbook
from gipgen.readers.xlsx.sheet import read_sheet


def read(data: bytes) -> Document:
    """Read a workbook; raises DocumentError GIP651, GIP652, GIP653."""
    workbook = open_workbook(Archive(data))
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for part in workbook.sheets:
        _read_part(workbook, part, blocks, dropped)
    if MACROS in workbook.archive:
        dropped.append(MACRO)
    return Document(tuple(blocks), dropped=tuple(dropped))


def _read_part(workbook: Workbook, part: Part, blocks: list[Block], dropped: list[Dropped]) -> None:
    """Add what a sheet holds; hidden ones and sheets without cells are only told."""
    origin = Origin(sheet=part.name)
    if part.kind != "worksheet":
        dropped.append(Dropped(CHARTED, origin))
        return
    sheet = read_sheet(workbook, part)
    if part.hidden:
        if sheet.cells:
            dropped.append(Dropped(HIDDEN_SHEET, origin))
        return
    tables = sum(1 for block in blocks if not hasattr(block, "runs"))
    blocks += blocks_of(sheet, tables)
    dropped += sheet.dropped
    paragraphs, left_out = drawn_in(workbook, part)
    blocks += paragraphs
    dropped += left_out
