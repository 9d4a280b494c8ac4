"""What a value may be: every kind of figure, and every kind of text beside the form."""

from __future__ import annotations

from msgspec import Struct

from gipgen.words import Say


class Kind(Struct, frozen=True):
    """What may stand in a place. Only figures have a `unit`: the one they are in where the form names no other."""

    wanted: Say
    """What belongs there, in messages."""
    unit: str = ""
    whole: bool = False
    """A figure without decimals; one that is not whole has at most four (2021 form: 保留4位小数)."""
    signed: bool = False
    """A figure that may be less than zero."""

    @property
    def figure(self) -> bool:
        """Say whether it is a number that can stand in a table."""
        return bool(self.unit)


KINDS = {
    "count": Kind(Say("不小于 0 的整数", "a whole number of 0 or more"), "件", whole=True),
    "signed_count": Kind(
        Say("整数，减少写负号", "a whole number, negative for a decrease"), "件", whole=True, signed=True
    ),
    "money": Kind(Say("不小于 0、最多四位小数的金额", "an amount of 0 or more with at most four decimals"), "元"),
    "date": Kind(Say("日期，例如 2026-01-15", "a date such as 2026-01-15")),
    "year": Kind(Say("四位数的年度", "a year of four digits")),
    "choice": Kind(Say("所列的一种", "one of the choices")),
    "rule": Kind(Say("一条规则的编号，例如 GIP205", "the id of a rule, such as GIP205")),
    "names": Kind(Say("一个或几个名称", "one or more names")),
    "text": Kind(Say("一行文字", "one line of text")),
    "prose": Kind(Say("一段文字", "text")),
}
"""All kinds by the name that form files give them. How a figure is read and checked follows from its entry alone."""

FIGURES = tuple(name for name, kind in KINDS.items() if kind.figure)
"""The kinds that a column of a table can have; the first is the usual one."""
