"""Colours by what a formula tells."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.workbook.formulas import CLOSE, FAILED, OPEN, RIGHT, WRONG

_RED, _BAD, _GOOD = PatternFill("solid", bgColor="FFC7CE"), Font(color="9C0006", bold=True), Font(color="00803C")


def mark_check(sheet: Worksheet, place: str) -> None:
    """Show in colours what a check says."""
    for formula, font, fill in (
        (f'LEFT({place},2)="{WRONG[:2]}"', _BAD, _RED),
        (f'{place}="{RIGHT}"', _GOOD, None),
        (f'{place}="{OPEN}"', Font(color="7F7F7F"), None),
    ):
        sheet.conditional_formatting.add(place, FormulaRule(formula=[formula], font=font, fill=fill))


def mark_state(sheet: Worksheet, place: str) -> None:
    """Show in colours that checks fail, or that nothing is left to do."""
    fine = f'ISNUMBER(SEARCH("{FAILED}0{CLOSE}",{place}))'
    done = f'ISNUMBER(SEARCH(" 0{FAILED}0{CLOSE}",{place}))'
    sheet.conditional_formatting.add(place, FormulaRule(formula=[f"NOT({fine})"], fill=_RED, font=_BAD))
    sheet.conditional_formatting.add(place, FormulaRule(formula=[done], font=_GOOD))
