"""What may be typed into a cell, with the words that say so."""

from __future__ import annotations

from msgspec import Struct, field
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gipgen.form import KINDS, Cell
from gipgen.workbook.formulas import address
from gipgen.workbook.layout import Place

_MOST = 10**15 - 1
"""The greatest whole number that a workbook keeps exactly."""


class Inputs(Struct):
    """The cells of a sheet that take figures, by what they take."""

    sheet: Worksheet
    found: dict[tuple[str, str], DataValidation] = field(default_factory=dict)

    def add(self, place: Place, cell: Cell) -> None:
        """Let a cell take a figure of the form."""
        self.add_kind(place, cell.kind, cell.unit)

    def add_kind(self, place: Place, kind: str, unit: str = "") -> None:
        """Let a cell take a figure of a kind."""
        key = (kind, unit or KINDS[kind].unit)
        if key not in self.found:
            self.found[key] = figures(kind, key[1], address(place))
        self.found[key].add(address(place))

    def close(self) -> None:
        """Tell the sheet."""
        for one in self.found.values():
            self.sheet.add_data_validation(one)


def figures(kind: str, unit: str, first: str) -> DataValidation:
    """Allow the figures of a kind; `first` is the cell that the formula is written for."""
    known = KINDS[kind]
    if known.whole:
        rule = DataValidation(
            "whole", operator="between", formula1=str(-_MOST if known.signed else 0), formula2=str(_MOST)
        )
    else:
        least = "" if known.signed else f",{first}>=0"
        rule = DataValidation("custom", formula1=f"AND(ISNUMBER({first}){least},ROUND({first},4)={first})")
    wanted = known.wanted.zh
    return _told(
        rule,
        f"填{wanted}，单位：{unit}。没有就填 0，空白不等于 0。",
        f"这里只能填{wanted}，不带单位和逗号。没有就填 0。",
    )


def choices(names: list[str], about: str) -> DataValidation:
    """Allow one of some names."""
    return _told(DataValidation("list", formula1=f'"{",".join(names)}"'), about, f"只能是：{'、'.join(names)}。")


def year() -> DataValidation:
    """Allow a year of four digits."""
    rule = DataValidation("whole", operator="between", formula1="1000", formula2="9999")
    return _told(rule, KINDS["year"].wanted.zh, f"这里只能填{KINDS['year'].wanted.zh}。")


def _told(rule: DataValidation, prompt: str, error: str) -> DataValidation:
    rule.allow_blank = True
    rule.promptTitle, rule.prompt, rule.showInputMessage = "填写", prompt[:255], True
    rule.errorTitle, rule.error, rule.showErrorMessage = "请重新填写", error[:255], True
    return rule
