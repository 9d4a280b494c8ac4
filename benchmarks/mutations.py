"""`python -m benchmarks.mutations [REPORTS]`: put one mistake of each kind into right reports and count what is caught."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.reports import Made, Raw, dump, flat, make
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.rulebook import level
from gipgen.source import Source

HERE = Path()

Data = dict[str, Any]
Mistake = Callable[[Data, Random], str | None]
"""Puts a mistake into data; returns the text of the file when it is one of writing, None for data as it now is.

Raises ImpossibleError when a report has no place for it.
"""


class ImpossibleError(Exception):
    """A report that has no place for a mistake, such as two different figures to swap."""


@dataclass
class Count:
    """What became of one kind of mistake."""

    tried: int = 0
    errors: int = 0
    warnings: int = 0
    named: int = 0


MISTAKES: dict[str, Mistake] = {}


def mistake(title: str) -> Callable[[Mistake], Mistake]:
    """Register a kind of mistake."""

    def register(function: Mistake) -> Mistake:
        MISTAKES[title] = function
        return function

    return register


# --- places -----------------------------------------------------------------------------------------------------


def rows(data: Data, table: str = "申请") -> list[list[Any]]:
    """Return the rows of a table in print order, to be changed in place."""
    return [row for row in flat(data[table]).values() if isinstance(row, list)]


def pick(items: list[Any], chance: Random) -> Any:
    if not items:
        raise ImpossibleError
    return chance.choice(items)


def cell(data: Data, chance: Random, *, least: int = 1, total: bool = False) -> tuple[list[Any], int]:
    """Pick a figure of at least some size in table 三: a row and a column, the last when a total is wanted."""
    found = [
        (row, column)
        for row in rows(data)
        for column in ([len(row) - 1] if total else range(len(row) - 1))
        if row[column] >= least
    ]
    picked: tuple[list[Any], int] = pick(found, chance)
    return picked


def raw(data: Data, chance: Random, write: Callable[[int], str], least: int = 1) -> None:
    row, column = cell(data, chance, least=least)
    row[column] = Raw(write(row[column]))


def differ(before: object, after: object) -> None:
    if before == after:
        raise ImpossibleError


# --- figures of table 三 ----------------------------------------------------------------------------------------


@mistake("三: a figure a little off")
def little_off(data: Data, chance: Random) -> None:
    row, column = cell(data, chance)
    row[column] += chance.choice([1, 2, -1])


@mistake("三: one digit mistyped")
def digit(data: Data, chance: Random) -> None:
    row, column = cell(data, chance, least=10)
    text = str(row[column])
    place = chance.randrange(1, len(text))
    row[column] = int(text[:place] + chance.choice([d for d in "0123456789" if d != text[place]]) + text[place + 1 :])


@mistake("三: two digits exchanged")
def exchanged(data: Data, chance: Random) -> None:
    row, column = cell(data, chance, least=10)
    text = str(row[column])
    new = int(text[:-2] + text[-1] + text[-2])
    differ(row[column], new)
    row[column] = new


@mistake("三: a digit lost")
def lost(data: Data, chance: Random) -> None:
    row, column = cell(data, chance, least=10)
    row[column] //= 10


@mistake("三: a digit doubled")
def doubled(data: Data, chance: Random) -> None:
    row, column = cell(data, chance)
    row[column] = int(str(row[column]) + str(row[column])[-1])


@mistake("三: ten times as much")
def tenfold(data: Data, chance: Random) -> None:
    row, column = cell(data, chance)
    row[column] *= 10


@mistake("三: a figure in a 0's place")
def invented(data: Data, chance: Random) -> None:
    found = [(row, column) for row in rows(data) for column in range(len(row) - 1) if not row[column]]
    row, column = pick(found, chance)
    row[column] = chance.randint(1, 9)


@mistake("三: a figure replaced by 0")
def zeroed(data: Data, chance: Random) -> None:
    row, column = cell(data, chance)
    row[column] = 0


@mistake("三: a figure left blank")
def blank(data: Data, chance: Random) -> None:
    row, column = cell(data, chance, least=0)
    row[column] = None


@mistake("三: a total off")
def total(data: Data, chance: Random) -> None:
    row, column = cell(data, chance, total=True)
    row[column] += chance.choice([1, -1, 10])


@mistake("三: a row missing")
def missing_row(data: Data, chance: Random) -> None:
    named = [key for key, row in data["申请"].items() if isinstance(row, list) and key != "总计"]  # that is computed
    del data["申请"][pick(named, chance)]


@mistake("三: two rows exchanged")
def rows_exchanged(data: Data, chance: Random) -> None:
    found = rows(data)[2:-2]
    first, second = chance.sample(found, 2)
    differ(first, second)
    first[:], second[:] = second[:], first[:]


@mistake("三: new and carried over exchanged")
def first_rows(data: Data, chance: Random) -> None:
    first, second = rows(data)[:2]
    differ(first, second)
    first[:], second[:] = second[:], first[:]


@mistake("三: two columns exchanged throughout")
def columns(data: Data, chance: Random) -> None:
    first, second = chance.sample(range(6), 2)
    found = rows(data)
    differ([row[first] for row in found], [row[second] for row in found])
    for row in found:
        row[first], row[second] = row[second], row[first]


@mistake("三: two columns of one row exchanged")
def cells_exchanged(data: Data, chance: Random) -> None:
    found = [(row, at) for row in rows(data) for at in range(5) if row[at] != row[at + 1]]
    row, at = pick(found, chance)
    row[at], row[at + 1] = row[at + 1], row[at]


@mistake("三: a row shifted to the right")
def shifted_right(data: Data, chance: Random) -> None:
    row = pick([row for row in rows(data) if any(row)], chance)
    row[:] = [0, *row[:-1]]


@mistake("三: a row shifted to the left")
def shifted_left(data: Data, chance: Random) -> None:
    row = pick([row for row in rows(data) if any(row)], chance)
    row[:] = [*row[1:], 0]


@mistake("三: all rows shifted to the left, totals in the last place of six")
def all_shifted(data: Data, chance: Random) -> None:
    found = rows(data)
    if any(row[0] for row in found) or not any(map(any, found)):
        column = next((at for at in range(6) if not any(row[at] for row in found)), None)
        if column is None or not any(map(any, found)):
            raise ImpossibleError
    else:
        column = 0
    for row in found:
        del row[column]


@mistake("三: the row above copied")
def copied(data: Data, chance: Random) -> None:
    found = rows(data)
    above, row = pick([(a, b) for a, b in pairwise(found) if a != b], chance)
    row[:] = above


@mistake("三: a figure too many in a row")
def too_many(data: Data, chance: Random) -> None:
    pick(rows(data), chance).insert(chance.randrange(6), 0)


@mistake("三: two figures too few in a row")
def too_few(data: Data, chance: Random) -> None:
    row = pick(rows(data), chance)
    del row[chance.randrange(6)], row[0]


@mistake("三: a negative figure")
def negative(data: Data, chance: Random) -> None:
    row, column = cell(data, chance)
    row[column] = -row[column]


@mistake("三: half a request")
def half(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: f"{value}.5")


@mistake("三: last year's carried-over figure")
def stale_carried(data: Data, chance: Random) -> None:
    row = rows(data)[1]
    place = chance.randrange(6)
    row[place] += chance.randint(1, 9)
    row[-1] = sum(row[:-1])


@mistake("三: one result counted under another, totals kept right")
def moved(data: Data, chance: Random) -> None:
    found = rows(data)[2:-2]
    source = pick([row for row in found if any(row[:-1])], chance)
    target = chance.choice([row for row in found if row is not source])
    column = chance.choice([at for at in range(6) if source[at]])
    for row, step in ((source, -1), (target, 1)):
        row[column] += step
        row[-1] += step


# --- how figures are written ------------------------------------------------------------------------------------


@mistake("written with a thousands separator")
def thousands(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: f"{value:,}", least=1000)


@mistake("written in full width")
def full_width(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}))


@mistake("written with its unit")
def unit(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: f"{value}件")


@mistake("a stroke for 0")
def stroke(data: Data, chance: Random) -> None:
    raw(data, chance, lambda _value: "/", least=0)


@mistake("无 for 0")
def nothing(data: Data, chance: Random) -> None:
    raw(data, chance, lambda _value: "无", least=0)


@mistake("a letter O for 0")
def letter(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: str(value).replace("0", "O") if "0" in str(value) else f"{value}O", least=0)


@mistake("a leading 0")
def leading(data: Data, chance: Random) -> None:
    raw(data, chance, lambda value: f"0{value}")


@mistake("a key misspelt")
def misspelt(data: Data, chance: Random) -> str:
    text = dump(data)
    return text.replace("上年结转", chance.choice(["上年接转", "上年结余", "上年转结"]), 2)


@mistake("a row written twice")
def twice(data: Data, chance: Random) -> str:
    lines = dump(data).split("\n")
    place = pick([number for number, line in enumerate(lines) if re.match(r" +.*: \[", line)], chance)
    return "\n".join([*lines[: place + 1], lines[place], *lines[place + 1 :]])


@mistake("a full-width colon")
def colon(data: Data, chance: Random) -> str:
    lines = dump(data).split("\n")
    place = pick([number for number, line in enumerate(lines) if re.match(r" +.*: ", line)], chance)
    lines[place] = lines[place].replace(": ", "：", 1)
    return "\n".join(lines)


# --- tables 二 and 四 -------------------------------------------------------------------------------------------


def disclosure(data: Data) -> list[tuple[Data, str]]:
    """Return the places of single figures in table 二."""
    return [(data["主动公开"], key) for key, value in data["主动公开"].items() if isinstance(value, int)]


@mistake("二: a figure off")
def second_off(data: Data, chance: Random) -> None:
    place, key = pick(disclosure(data), chance)
    place[key] += 1


@mistake("二: money in yuan")
def yuan(data: Data, chance: Random) -> None:
    table = data["主动公开"]
    key = pick([key for key, value in table.items() if "收费" in key and isinstance(value, int) and value], chance)
    table[key] *= 10_000


@mistake("二: money with five decimals")
def decimals(data: Data, chance: Random) -> None:
    table = data["主动公开"]
    key = pick([key for key, value in table.items() if "收费" in key and isinstance(value, int)], chance)
    table[key] = Raw(f"{table[key]}.12345")


@mistake("二: documents made and in force exchanged")
def in_force(data: Data, chance: Random) -> None:
    found = [row for row in rows(data, "主动公开") if len(row) == 3 and row[0] != row[2]]
    row = pick(found, chance)
    row[0], row[2] = row[2], row[0]


@mistake("二: two rows exchanged")
def second_rows(data: Data, chance: Random) -> None:
    found = disclosure(data)
    if len(found) < 2:
        raise ImpossibleError
    first, second = chance.sample(found, 2)
    differ(first[0][first[1]], second[0][second[1]])
    first[0][first[1]], second[0][second[1]] = second[0][second[1]], first[0][first[1]]


@mistake("四: a result off")
def fourth_off(data: Data, chance: Random) -> None:
    row = pick(rows(data, "复议诉讼"), chance)
    row[chance.randrange(4)] += 1


@mistake("四: a total off")
def fourth_total(data: Data, chance: Random) -> None:
    pick(rows(data, "复议诉讼"), chance)[-1] += 1


@mistake("四: two blocks exchanged")
def blocks(data: Data, chance: Random) -> None:
    first, second = chance.sample(rows(data, "复议诉讼"), 2)
    differ(first, second)
    first[:], second[:] = second[:], first[:]


# --- years, dates, prose ----------------------------------------------------------------------------------------


@mistake("last year's number of the year")
def stale_year(data: Data, chance: Random) -> None:
    data["年度"] -= 1


@mistake("last year's date of signature")
def stale_date(data: Data, chance: Random) -> None:
    year, _, rest = data["成文日期"].partition("-")
    data["成文日期"] = f"{int(year) - 1}-{rest}"


@mistake("last year's year in the prose")
def stale_prose(data: Data, chance: Random) -> None:
    year = data["年度"] - 1
    data["总体情况"] = f"{year}年，我单位认真落实条例，各项工作有序开展。\n\n{data['总体情况']}"


@mistake("last year's title")
def stale_title(data: Data, chance: Random) -> None:
    data["标题"] = f"{data['机关']}{data['年度'] - 1}年政府信息公开工作年度报告"


@mistake("prose: requests received, off by some")
def prose_received(data: Data, chance: Random) -> None:
    data["总体情况"] = re.sub(
        r"(新收政府信息公开申请 )(\d+)", lambda m: f"{m[1]}{int(m[2]) + chance.randint(1, 9)}", data["总体情况"]
    )


@mistake("prose: requests granted, off by some")
def prose_granted(data: Data, chance: Random) -> None:
    data["总体情况"] = re.sub(
        r"(予以公开 )(\d+)", lambda m: f"{m[1]}{int(m[2]) + chance.randint(1, 9)}", data["总体情况"]
    )


@mistake("prose: a section empty")
def prose_empty(data: Data, chance: Random) -> None:
    data[chance.choice(["总体情况", "存在的主要问题及改进情况", "其他需要报告的事项"])] = ""


@mistake("prose: a section of 无")
def prose_nothing(data: Data, chance: Random) -> None:
    data[chance.choice(["存在的主要问题及改进情况", "其他需要报告的事项"])] = "无。\n"


@mistake("prose: a topic of section 一 left out")
def prose_topic(data: Data, chance: Random) -> None:
    parts = re.split(r"(?<=。)", data["总体情况"].replace("\n", ""))
    del parts[chance.randrange(len(parts) - 1)]
    data["总体情况"] = "".join(parts)


@mistake("prose: the fee not told")
def prose_fee(data: Data, chance: Random) -> None:
    data["其他需要报告的事项"] = "本年没有其他需要报告的事项。\n"


@mistake("prose: two sections exchanged")
def prose_exchanged(data: Data, chance: Random) -> None:
    first, second = "总体情况", "存在的主要问题及改进情况"
    data[first], data[second] = data[second], data[first]


@mistake("prose: a leftover of an old tool")
def leftover(data: Data, chance: Random) -> None:
    data["总体情况"] += "\n[bookmark: _GoBack]\n"


@mistake("prose: broken numbering")
def numbering(data: Data, chance: Random) -> None:
    data["总体情况"] = "### （一）主动公开\n\n" + data["总体情况"] + "\n### （三）监督保障\n\n制度健全。\n"


@mistake("a mobile number to be published")
def mobile(data: Data, chance: Random) -> None:
    data["联系方式"] = {"联系单位": "办公室", "电话": "13800138000"}


# --- the run ----------------------------------------------------------------------------------------------------


def found(text: str) -> list[Finding]:
    """Check a data file and return errors and warnings."""
    checked = check_source(Source("report.yaml", text), packaged_forms(), HERE, HERE)
    return [finding for finding in checked.findings if level(finding) != "info"]


def main() -> None:
    """Print the share caught of each kind, and the findings on reports without a mistake."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    reports = [make(seed) for seed in range(number)]
    false = sum(bool(found(report.text)) for report in reports)
    print(f"{number} right reports: findings on {false}")
    print(f"{'mistake':64}{'tried':>7}{'caught':>8}{'errors':>8}{'named':>8}")
    for title, put in MISTAKES.items():
        count = _count(put, reports)
        if count.tried:
            caught = count.errors + count.warnings
            print(
                f"{title:64}{count.tried:7}{caught / count.tried:8.0%}{count.errors / count.tried:8.0%}{count.named / count.tried:8.0%}"
            )


def _count(put: Mistake, reports: list[Made]) -> Count:
    count = Count()
    for seed, report in enumerate(reports):
        data = deepcopy(report.data)
        try:
            text = put(data, Random(seed)) or dump(data)
        except ImpossibleError:
            continue
        if text == report.text:
            continue
        findings = found(text)
        errors = any(level(finding) == "error" for finding in findings)
        count.tried += 1
        count.errors += errors
        count.warnings += bool(findings) and not errors
        count.named += any(finding.fix for finding in findings)
    return count


if __name__ == "__main__":
    main()
