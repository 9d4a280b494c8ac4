"""What stands before the first section: title, catalogue header, preamble, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gipgen.form import Field, load_envelope
from gipgen.readers import Block, Document, Grid, Paragraph
from gipgen.recognition.labels import bare

_TITLE = re.compile(
    r"(?P<agency>[^：:，。；]{0,40}?)(?P<year>20[0-9]{2})年度?(?P<name>[^：:，。；]{0,30}?)政府信息(?:公开)?(?:工作)?(?:公开)?(?:工作)?年度报告"
)
_LEAST = 2
"""How many entries make a header of a catalogue, when none of them is an index number."""
_SHORT = 60
"""Characters of an entry that stands below its label."""
_LINES = 3
"""Over how many paragraphs a title goes."""
_NAME = re.compile(r"[^\W\d_][^：:，。；]{1,39}")
"""The name of an agency on a line above the rest of a title."""
_DAY = re.compile(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a report and where it stands: the agency as far as the title names it."""

    text: str
    agency: str
    year: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the first section: fields by id, the title, the preamble, and texts of the page around it."""

    fields: dict[str, object]
    title: Title | None
    preamble: tuple[Block, ...]
    dropped: tuple[str, ...]


def front(document: Document, before: Sequence[Block]) -> Front:
    """Read what stands before the first section; the title nearest to it is the report's."""
    found = titles(before)
    title = found[-1] if found else titled(re.sub(r"\s", "", meta(document, "ArticleTitle")))
    above, below = (before[: title.start], before[title.end :]) if title else ((), before)
    header, around = catalogue(above)
    more, rest = catalogue(below)
    told, preamble = contact(rest)
    dropped = texts_of(around)
    fields: dict[str, object] = {}
    if header or more:
        fields["catalogue"] = header | more
    if told:
        fields["contact"] = told
    if code := meta(document, "SiteIDCode"):
        fields["site_code"] = code
    return Front(fields, title, tuple(preamble), dropped)


def texts_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the texts of paragraphs that have one; a grid is three dots."""
    return tuple(text for block in blocks if (text := block.text.strip() if isinstance(block, Paragraph) else "…"))


def titles(blocks: Sequence[Block]) -> list[Title]:
    """Find every title, on one line or several."""
    found: list[Title] = []
    for lines in range(1, _LINES + 1):
        for at in range(len(blocks) - lines + 1):
            free = all(title.end <= at or at + lines <= title.start for title in found)
            if free and (title := _title(blocks, at, lines)):
                found.append(title)
    return sorted(found, key=lambda title: title.start)


def _title(blocks: Sequence[Block], at: int, lines: int) -> Title | None:
    parts = [_line(block) for block in blocks[at : at + lines]]
    found = titled("".join(parts), at, at + lines) if len(parts) == lines and all(parts) else None
    if found and not found.agency and at and _NAME.fullmatch(above := _line(blocks[at - 1])):
        return titled(f"{above}{found.text}", at - 1, found.end)
    return found


def _line(block: Block) -> str:
    return re.sub(r"\s", "", block.text) if isinstance(block, Paragraph) else ""


def titled(text: str, start: int = 0, end: int = 0) -> Title | None:
    """Read a title; one names the agency before the year or behind it."""
    found = _TITLE.fullmatch(text)
    return Title(text, found["agency"] or found["name"], int(found["year"]), start, end) if found else None


def catalogue(blocks: Sequence[Block]) -> tuple[dict[str, str | date], list[Block]]:
    """Return the fields of the catalogue header by id, and the blocks that are no part of it."""
    field = load_envelope().field("catalogue")
    labels = {bare(spelling): inner for inner in field.fields for spelling in inner.spellings}
    found: dict[str, str | date] = {}
    rest: list[Block] = []
    open_: Field | None = None
    for block in blocks:
        texts = _texts(block, labels)
        if open_ and len(texts) == 1 and len(texts[0]) <= _SHORT and bare(texts[0]) not in labels:
            found[open_.id], open_ = _value(open_, texts[0]), None
            continue
        pairs = list(_pairs(texts, labels))
        found |= {inner.id: _value(inner, text) for inner, text in pairs}
        open_ = pairs[-1][0] if pairs and len(texts) == 1 else None
        rest += [] if pairs else [block]
    return (found, rest) if len(found) >= _LEAST or "index_number" in found else ({}, list(blocks))


def _texts(block: Block, labels: Mapping[str, Field]) -> list[str]:
    """Return the cells of a grid, or the pieces of a paragraph that labels and colons make."""
    if isinstance(block, Grid):
        return [cell.text for cell in block.cells]
    known = sorted((label for label in labels if not label.isascii()), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(label) for label in known)
    return [part for part in re.split(rf"\s*({spaced})\s*[：:]\s*", block.text.strip()) if part]


def _pairs(texts: Sequence[str], labels: Mapping[str, Field]) -> Iterator[tuple[Field, str]]:
    """Yield the labels of a header with what stands behind each."""
    now: Field | None = None
    value = ""
    for text in texts:
        if inner := labels.get(bare(text)):
            if now:
                yield now, value
            now, value = inner, ""
        elif now:
            value = f"{value} {text}".strip()
    if now:
        yield now, value


def _value(field: Field, text: str) -> str | date:
    found = _DAY.search(text) if field.kind == "date" else None
    return (day_of(*map(int, found.groups())) or text) if found else text


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, None when there is no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def contact(blocks: Sequence[Block]) -> tuple[dict[str, str], list[Block]]:
    """Return the contact when a paragraph tells it label by label, and the other blocks."""
    field = load_envelope().field("contact")
    for block in blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        if not text.startswith(f"{field.label}："):
            continue
        told = [part.partition("：") for part in text.removeprefix(f"{field.label}：").rstrip("。").split("；")]
        labels = {inner.label: inner.id for inner in field.fields}
        if all(label in labels for label, _, _ in told):
            return {labels[label]: value for label, _, value in told}, [other for other in blocks if other is not block]
    return {}, list(blocks)


def meta(document: Document, name: str) -> str:
    """Return a `<meta>` tag of a page."""
    return next((content for tag, content in document.tags if tag.casefold() == name.casefold()), "").strip()
