"""How cells look: heads that are locked, cells to fill in, results; and how wide and high they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import ceil

from msgspec import Struct
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import KINDS
from gipgen.words import columns
from gipgen.workbook.formulas import Figure, Live
from gipgen.workbook.layout import Place

_LINE = Side(style="thin", color="808080")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LOCKED, _OPEN = Protection(locked=True), Protection(locked=False)
HIGH = 16.0
"""Points of a line of text."""
_HIGHEST = 400
"""Points; no program has a row higher than 409."""


class Look(Struct, frozen=True):
    """One kind of cell."""

    fill: str = ""
    bold: bool = False
    size: float = 10.5
    colour: str = "000000"
    across: str = "center"
    down: str = "center"
    framed: bool = True
    open: bool = False
    indent: int = 0


TITLE = Look(bold=True, size=16, framed=False)
SUBTITLE = Look(colour="595959", framed=False)
NOTE = Look(colour="404040", across="left", framed=False)
GROUP = Look("BDD7EE", bold=True)
BAND = Look("BDD7EE", bold=True, across="left", indent=1)
HEAD = Look("DDEBF7", bold=True)
ROW = Look("F2F2F2", across="left")
LABEL = Look("F2F2F2", across="left", indent=1)
HINT = Look("F2F2F2", size=9.5, colour="595959", across="left", indent=1)
INPUT = Look("FFF9DB", open=True)
TEXT = Look("FFF9DB", across="left", open=True, indent=1)
PROSE = Look("FFF9DB", across="left", down="top", open=True)
TOTAL = Look("E7E6E6", bold=True)
FIXED = Look("E7E6E6", across="left", indent=1)
RESULT = Look("F2F2F2", size=9.5)


def put(
    sheet: Worksheet, place: Place, value: object, look: Look, spans: tuple[int, int] = (1, 1), code: str = ""
) -> None:
    """Write a cell over so many rows and columns; texts are texts, whatever sign they begin with."""
    row, column = place
    for r in range(row, row + spans[0]):
        for c in range(column, column + spans[1]):
            _dress(sheet, (r, c), look)
    cell = sheet.cell(row, column)
    if isinstance(value, Live):
        cell.value = value.formula
    elif isinstance(value, str):
        cell.value, cell.data_type = _escaped(value), "s"
        cell.number_format = "@" if look.open else "General"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}
    elif isinstance(value, (int, Decimal, date)):
        cell.value = value
    if code:
        cell.number_format = code
    if spans != (1, 1):
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + spans[0] - 1, end_column=column + spans[1] - 1
        )


def _dress(sheet: Worksheet, place: Place, look: Look) -> None:
    cell = sheet.cell(*place)
    cell.font = Font(name="宋体", size=look.size, bold=look.bold, color=look.colour)
    cell.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=True, indent=look.indent)
    cell.protection = _OPEN if look.open else _LOCKED
    if look.framed:
        cell.border = _FRAME
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)


def _escaped(text: str) -> str:
    """Write what XML cannot hold as the format does: `_x0007_`; what looks like that already, too."""
    found = []
    for at, character in enumerate(text):
        code = ord(character)
        hidden = code < 32 and character not in "\t\n"
        looks = character == "_" and text[at + 1 : at + 2] == "x" and text[at + 6 : at + 7] == "_"
        found.append(f"_x{code:04X}_" if hidden or looks else character)
    return "".join(found)


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Make the columns so many half-width characters wide."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width + 0.7  # what the frame of a cell takes


def lines_in(text: str, width: float, size: float = 10.5) -> int:
    """Return over how many lines a text goes in so many half-width characters."""
    room = max(2.0, (width - 2) * 11 / max(size, 10.5))
    return sum(max(1, ceil(columns(line) / room)) for line in text.split("\n"))


def set_height(sheet: Worksheet, row: int, lines: int, least: float = 22) -> None:
    """Make a row high enough for so many lines."""
    sheet.row_dimensions[row].height = min(_HIGHEST, max(least, lines * HIGH + 6))


def set_page(sheet: Worksheet, *, landscape: bool, heads: int = 0) -> None:
    """Protect a sheet without a password and set its page: A4, as wide as the paper, `heads` rows on every page."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
    sheet.sheet_view.showGridLines = False
    if heads:
        sheet.print_title_rows = f"1:{heads}"


def figure_code(kind: str, value: Figure | None) -> str:
    """Return the number format of a figure: the decimals that were given, and up to four."""
    known = KINDS[kind]
    if known.signed:
        return "+0;-0;0"
    if known.whole:
        return "0" if value is not None and not -(10**11) < value < 10**11 else "General"
    decimals = len(f"{Decimal(value):f}".partition(".")[2]) if value is not None else 0
    return f"0.{'0' * decimals}{'#' * (4 - decimals)}" if decimals else "General"
