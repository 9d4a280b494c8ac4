"""Document → report: the form found by its labels, its figures, sections and dates as the document prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gipgen.form import Form, Forms
from gipgen.prose import Block as Prose
from gipgen.readers import Block, Document, Paragraph
from gipgen.recognition.closing import Closing, closing
from gipgen.recognition.forms import tables_of
from gipgen.recognition.front import Front, front, texts_of
from gipgen.recognition.furniture import site_code
from gipgen.recognition.gather import gather
from gipgen.recognition.imported import Found, Imported, Remarks
from gipgen.recognition.labels import bare
from gipgen.recognition.levels import is_government, is_short_for, level_of, type_of
from gipgen.recognition.outline import Outline, outline
from gipgen.recognition.parting import part
from gipgen.recognition.prose import to_prose
from gipgen.recognition.streams import collected
from gipgen.recognition.titles import same
from gipgen.recognition.twice import twice
from gipgen.words import Say, quote

__all__ = ["Found", "Imported", "Remarks", "recognise"]


def recognise(document: Document, forms: Forms) -> Imported | Remarks:
    """Find the report in a document; only remarks when there is none, or more than one."""
    remarks = Remarks()
    for dropped in document.dropped:
        remarks.add("GIP656", dropped.origin, what=dropped.what)
    pieces = part(collected(document.blocks, forms), forms)
    parts = outline(pieces, forms)
    grids = tables_of(parts.sections, parts.before, forms)
    if not grids:
        remarks.add("GIP658", reason=Say("没有法定的三张表", "none of the three statutory tables stands in it"))
        return remarks
    for heading in parts.headings:
        if not heading.exact and isinstance(block := pieces[heading.at], Paragraph):
            taken = next(one for one in forms.get(forms.ids[-1]).sections if one.id == heading.section)
            remarks.add("GIP660", block.origin, text=block.text.strip(), taken=taken.heading)
    if several := twice(pieces, parts, forms):
        zh, en = "；".join(one.zh for one in several), "; ".join(one.en for one in several)
        remarks.add("GIP659", reports=Say(zh, en))
        return remarks
    start = front(document, parts.before)
    end = _closing(parts, start.title.agency if start.title else "")
    year = start.title.year if start.title else 0
    form, figures = gather(grids, year, forms, remarks)
    statutory = frozenset(id(grid) for found in grids.values() for grid in found)
    site = {"site_code": code} if (code := site_code(end.dropped)) else {}
    fields = site | start.fields | _named(start, end, form, forms, remarks) | _sections_left_out(form, parts, remarks)
    _say_dropped(texts_of(parts.contents), Say("目录", "in the table of contents"), remarks)
    _say_dropped(start.above, Say("标题之前", "before the title"), remarks)
    _say_dropped(start.below, Say("标题与正文之间", "between title and text"), remarks)
    _say_dropped(end.dropped, Say("报告之后", "behind the report"), remarks)
    prose = {"preamble": _prose(start.preamble, statutory, form, remarks)}
    beside: dict[str, tuple[Prose, ...]] = {}
    sections, extra = _ended(parts, end)
    for section in form.sections:
        blocks = sections.get(section.id, ())
        if section.table is None:
            prose[section.id] = _prose(blocks, statutory, form, remarks)
        else:
            beside[section.id] = _prose(blocks, statutory, form, Remarks())
            _say_beside(section.heading, blocks, statutory, form, remarks)
    named = tuple(
        (f"{heading.marker}{heading.text}".strip(), _prose(blocks, statutory, form, remarks))
        for heading, blocks in extra
    )
    return Imported(form, fields, figures, prose, named, tuple(remarks.found), beside)


def _closing(parts: Outline, agency: str) -> Closing:
    last = parts.extra[-1][1] if parts.extra else list(parts.sections.values())[-1] if parts.sections else ()
    return closing(last, agency)


def _ended(
    parts: Outline, end: Closing
) -> tuple[Mapping[str, Sequence[Block]], Sequence[tuple[Paragraph, Sequence[Block]]]]:
    """Return the sections and those after them, the last without what closes the report."""
    if parts.extra:
        return parts.sections, [*parts.extra[:-1], (parts.extra[-1][0], end.rest)]
    last = list(parts.sections)[-1:]
    return {**parts.sections, **dict.fromkeys(last, end.rest)}, ()


def _named(start: Front, end: Closing, form: Form, forms: Forms, remarks: Remarks) -> dict[str, object]:
    """Return agency, year, level and what goes with them, as far as the document tells them."""
    title, year = start.title, start.title.year if start.title else 0
    agency = title.agency if title else ""
    other = is_government(agency) and not is_government(end.signature)
    if end.signature and (not agency or (end.date and not other and is_short_for(agency, end.signature))):
        agency = end.signature
    fields: dict[str, object] = {"agency": agency, "year": year}
    fields |= {"level": level_of(agency), "type": type_of(agency), "date": end.date}
    if title and not same(title.text, form.report_title.format(agency=agency, year=title.year)):
        fields["title"] = title.text
    if end.signature and end.signature != agency:
        fields["signature"] = end.signature
    if year and forms.for_year(year) is not forms.get(form.id):
        fields["form"] = form.id
    if form.local:
        fields["local"] = [addition.id for addition in form.local]
    for id_, what, help_ in _ASKED:
        if not fields[id_]:
            remarks.add("GIP669", what=what, help=help_)
    return {id_: value for id_, value in fields.items() if value}


_ASKED = (
    ("agency", Say("机关的名称", "the agency"), Say("填“机关”。", "Fill in 机关 (agency).")),
    ("year", Say("年度", "the year"), Say("填“年度”。", "Fill in 年度 (year).")),
    (
        "level",
        Say("级别（由名称不能确定）", "the level, which the name does not decide"),
        Say("填“级别”。", "Fill in 级别 (level)."),
    ),
    ("date", Say("成文日期", "the date of signature"), Say("填“成文日期”。", "Fill in 成文日期 (date).")),
)
"""What a data file should tell and a document may not, with the way out."""


def _sections_left_out(form: Form, parts: Outline, remarks: Remarks) -> dict[str, object]:
    missing = [section for section in form.prose if section.id not in parts.sections]
    for section in missing:
        remarks.add("GIP663", what=Say(f"“{section.heading}”", section.heading))
    return {"omitted_sections": [section.id for section in missing]} if missing else {}


def _prose(blocks: Sequence[Block], statutory: frozenset[int], form: Form, remarks: Remarks) -> tuple[Prose, ...]:
    """Turn blocks into prose; beside a statutory table what the form prints there is none."""
    known = _printed(form) if any(id(block) in statutory for block in blocks) else []
    kept = [block for block in blocks if id(block) not in statutory and not _is_printed(block, known)]
    return to_prose(kept, remarks)


def _say_beside(heading: str, blocks: Sequence[Block], statutory: frozenset[int], form: Form, remarks: Remarks) -> None:
    """Tell what stands beside a statutory table, where a data file has no place for it."""
    known = _printed(form)
    for block in blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else "" if id(block) in statutory else "…"
        if text and not _is_printed(block, known):
            what = Say(
                f"“{heading}”里表格以外的文字“{quote(text)}”", f"text beside the table of {heading}: {quote(text)}"
            )
            remarks.add("GIP656", block.origin, what=what)


def _is_printed(block: Block, known: Sequence[str]) -> bool:
    return isinstance(block, Paragraph) and any(text in bare(block.text) for text in known)


def _printed(form: Form) -> list[str]:
    """Return what the form prints around its tables, reduced: instructions and the titles of groups."""
    return [bare(text) for text in (*form.instructions, *_titles(form))]


def _titles(form: Form) -> list[str]:
    """Return what is printed over tables: the labels of groups and of heads over all columns."""
    blocks = [block for _, table in form.tables for block in table.blocks]
    return [
        text
        for block in blocks
        for text in (block.label, *(column.label for column in block.columns if column.columns))
        if text
    ]


def _say_dropped(texts: Sequence[str], where: Say, remarks: Remarks) -> None:
    if texts:
        told = quote(" ".join(texts))
        what = Say(f"{where.zh}的 {len(texts)} 段文字“{told}”", f"{len(texts)} paragraphs {where.en}: {told}")
        remarks.add("GIP656", what=what)
