"""A draft as a Word document, in plain WordprocessingML."""

from __future__ import annotations

import io
from random import Random
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.hostile.draft import Cell, Draft, Table, Text
from tests.hostile.shapes import placed

NUMBERS = {"、": "chineseCounting", ".": "decimal"}


def write_word(draft: Draft, rng: Random) -> bytes:
    """Write a document."""
    document = docx.Document()
    _number(document, next((one.marker for one in draft.texts("heading") if one.marker and one.marker != "run in"), ""))
    parts: list[str] = []
    blocks = draft.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            parts.append(_table(block, draft, rng))
        elif block.marker == "run in" and isinstance(below := blocks[at + 1], Text):
            parts.append(f"<w:p>{_run(block.text, bold=True)}{_run('。' + below.text)}</w:p>")
        elif not (at and isinstance(before := blocks[at - 1], Text) and before.marker == "run in"):
            parts.append(_paragraph(block, draft, rng))
    body = "".join(parts)
    for _ in range(draft.style.get("layout", 0)):
        body = f"<w:tbl><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    root = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
    end = document.element.body.sectPr
    for element in list(root):
        end.addprevious(element)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _number(document: docx.document.Document, marker: str) -> None:
    """Define the numbering of headings."""
    if not marker:
        return
    style = "chineseCounting" if marker[0] == "一" else "decimal"
    root = document.part.numbering_part.element
    level = (
        f"<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{style}'/><w:lvlText w:val='%1{marker[-1]}'/></w:lvl>"
    )
    root.insert(0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{level}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))


def _run(text: str, *, bold: bool = False) -> str:
    lines = "<w:br/>".join(f"<w:t xml:space='preserve'>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{lines}</w:r>".replace("\t", "</w:t><w:tab/><w:t>")


def _paragraph(one: Text, draft: Draft, rng: Random) -> str:
    style = (
        {"title": "Title", "heading": "Heading1", "sub": "Heading2"}.get(one.role, "")
        if "styled" in draft.style
        else ""
    )
    number = (
        "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='77'/></w:numPr>" if one.marker and one.marker != "run in" else ""
    )
    properties = (f"<w:pStyle w:val='{style}'/>" if style else "") + number
    if "pieces" in draft.style and len(one.text) > 4:
        at = rng.randint(1, len(one.text) - 1)
        inside = _run(one.text[:at]) + "<w:proofErr w:type='spellStart'/>" + _run(one.text[at:])
    else:
        inside = _run(one.text, bold=one.role == "heading")
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _table(table: Table, draft: Draft, rng: Random) -> str:
    lines = placed(table.rows)
    width = max(at + cell.columns for line in lines for at, cell in line)
    open_: dict[int, tuple[Cell, int]] = {}
    rows = []
    for number, line in enumerate(lines):
        here = [(at, cell, False) for at, cell in line]
        here += [(at, cell, True) for at, (cell, end) in open_.items() if number < end]
        open_ = {at: kept for at, kept in open_.items() if number < kept[1]}
        open_ |= {at: (cell, number + cell.rows) for at, cell in line if cell.rows > 1}
        cells = "".join(
            _cell(cell, draft, rng, goes_on=goes_on) for at, cell, goes_on in sorted(here, key=lambda one: one[0])
        )
        rows.append(
            f"<w:tr>{'<w:trPr><w:hidden/></w:trPr>' if number in table.hidden else '<w:trPr><w:cantSplit/></w:trPr>'}{cells}</w:tr>"
        )
    grid = f"<w:gridCol w:w='{9000 // width}'/>" * width
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(cell: Cell, draft: Draft, rng: Random, *, goes_on: bool) -> str:
    span = f"<w:gridSpan w:val='{cell.columns}'/>" if cell.columns > 1 else ""
    down = ("<w:vMerge/>" if goes_on else "<w:vMerge w:val='restart'/>") if cell.rows > 1 else ""
    if goes_on:
        inside = "<w:p/>"
    elif "pieces" in draft.style and cell.path and len(cell.text) > 1:
        at = rng.randint(1, len(cell.text) - 1)
        inside = f"<w:p>{_run(cell.text[:at])}{_run(cell.text[at:], bold=True)}</w:p>"
    elif "pieces" in draft.style:
        inside = "".join(f"<w:p>{_run(part)}</w:p>" for part in cell.text.split("\n"))
    else:
        inside = f"<w:p>{_run(cell.text)}</w:p>"
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{inside}</w:tc>"
