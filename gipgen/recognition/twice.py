"""Blocks → the reports that a document holds, when a statutory table stands in it twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from gipgen.form import Forms
from gipgen.readers import Block, Cell, Grid, Paragraph
from gipgen.recognition.figures import Look, look
from gipgen.recognition.forms import every_table, surely
from gipgen.recognition.labels import bare, last
from gipgen.recognition.outline import Outline
from gipgen.recognition.titles import titles
from gipgen.words import Say, quote

_MOST = 0.6
"""The share of its rows that come again when a table is there twice."""


class _Report(Struct):
    """What may be a report of its own: headings in the order of the form, with the tables under them."""

    title: str = ""
    first: Block | None = None
    """Its first heading or table."""
    tables: list[tuple[str, str, Grid]] = field(default_factory=list)
    """The statutory tables with figures: which each is, under which heading, and the table."""


def twice(blocks: Sequence[Block], parts: Outline, forms: Forms) -> list[Say]:
    """Name the reports that have the same table, or the table that one section has twice; nothing when there is none."""
    told = [report for report in _reports(blocks, parts, forms) if report.tables]
    count = Counter(id_ for report in told for id_ in {id_ for id_, _, _ in report.tables})
    if any(number > 1 for number in count.values()):
        return [_name(report, number) for number, report in enumerate(told, 1)]
    return [said for report in told for said in _doubled(report, forms)]


def _reports(blocks: Sequence[Block], parts: Outline, forms: Forms) -> list[_Report]:
    """Part a document where the headings begin again, and at another title behind a table."""
    order = [section.id for section in forms.get(forms.ids[-1]).sections]
    headings = {heading.at: heading.section for heading in parts.named}
    names = {title.start: title.text for title in titles(blocks)}
    known = every_table(forms)
    found, title, section = [_Report()], "", ""
    for at, block in enumerate(blocks):
        if at in names and names[at] != title:
            title, section = names[at], ""
            found += [_Report()] if found[-1].tables else []
        if at in headings:
            begins = bool(section) and order.index(headings[at]) < order.index(section)
            found += [_Report()] if begins else []
            section = headings[at]
        now = found[-1]
        is_table = isinstance(block, Grid) and any(look(cell.text) is Look.FIGURE for cell in block.cells)
        if isinstance(block, Grid) and is_table and (id_ := surely(block, order, known)):
            now.tables.append((id_, section, block))
        if at in headings or is_table:
            now.first, now.title, title = now.first or block, now.title or title, ""
    return found


def _name(report: _Report, number: int) -> Say:
    """Name a report by its title, else by its place."""
    if report.title or report.first is None:
        return Say(report.title, report.title)
    text, where = (
        quote(report.first.text.strip()) if isinstance(report.first, Paragraph) else "",
        report.first.origin.say(),
    )
    zh = f"从“{text}”起" if text else where.zh
    en = f"from {text} on" if text else where.en
    return Say(f"第 {number} 份（{zh}）", f"number {number} ({en})")


def _places(grid: Grid, id_: str, forms: Forms) -> list[Say]:
    """Return where a table begins in a grid: once more where most of its labels come again, as when copied as text."""
    lines = {label for one in every_table(forms) if one.section.id == id_ for label in one.lines}
    seen: dict[str, Cell] = {}
    again: list[Cell] = []
    for row in grid.rows:
        texts = {bare(last(cell.text)): cell for cell in row}
        has_figures = any(look(cell.text) is Look.FIGURE for cell in row)
        for label, cell in texts.items() if has_figures else ():
            if label in lines:
                again += [cell] if label in seen else []
                seen.setdefault(label, cell)
    twice_told = len(again) >= _MOST * len(seen) and len(again) > 1
    return [grid.origin.say(), *([again[0].origin.say()] if twice_told else [])]


def _doubled(report: _Report, forms: Forms) -> list[Say]:
    """Name the tables that a section has twice, with their places."""
    headings = {section.id: section.heading for section in forms.get(forms.ids[-1]).sections}
    said = []
    for id_ in dict.fromkeys(id_ for id_, _, _ in report.tables):
        headed = any(section == id_ for _, section, _ in report.tables)
        here = [grid for other, section, grid in report.tables if other == id_ and (section == id_ or not headed)]
        places = [place for grid in here for place in _places(grid, id_, forms)]
        if len(places) > 1:
            zh, en = "、".join(place.zh for place in places), ", ".join(place.en for place in places)
            said.append(
                Say(
                    f"“{headings[id_]}”的表格有 {len(places)} 张（{zh}）",
                    f"the table of {headings[id_]} {len(places)} times ({en})",
                )
            )
    return said
