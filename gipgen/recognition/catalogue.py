"""The catalogue header above a report: a table, or lines of labels with what stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from gipgen.form import Field, load_envelope
from gipgen.patterns import regex
from gipgen.readers import Block, Grid
from gipgen.recognition.furniture import OTHERS, is_furniture, shorn
from gipgen.recognition.labels import bare

_LEAST = 2
"""How many entries make a header of a catalogue, when none of them is an index number."""
_SHORT = 60
"""Characters of an entry that stands below its label."""
_DAY = regex(r"(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")

Labels = Mapping[str, Field | None]
"""By reduced label the field that it is of; None for what pages print and a data file has no key for."""


class Catalogue(Struct, frozen=True):
    """The fields of the header by id, the blocks that are no part of it, and the texts that no field holds."""

    fields: Mapping[str, str | date]
    rest: tuple[Block, ...]
    dropped: tuple[str, ...] = ()


def catalogue(blocks: Sequence[Block]) -> Catalogue:
    """Read the catalogue header among some blocks; two labels of one make it, or an index number."""
    labels = _labels()
    found: dict[str, str | date] = {}
    rest: list[Block] = []
    dropped: list[str] = []
    open_: Field | None = None
    for block in blocks:
        texts = _texts(block, labels)
        if open_ and len(texts) == 1 and len(texts[0]) <= _SHORT and bare(texts[0]) not in labels:
            found[open_.id], open_ = _value(open_, texts[0]), None
            continue
        pairs = list(_pairs(texts, labels)) if texts and bare(texts[0]) in labels else []
        if not any(inner for _, inner, _ in pairs):
            rest.append(block)
            continue
        found = {inner.id: _value(inner, text) for _, inner, text in pairs if inner} | found
        dropped += [f"{label}：{text}" for label, inner, text in pairs if not inner and text]
        open_ = pairs[-1][1] if len(texts) == 1 else None
    if len(found) >= _LEAST or "index_number" in found:
        return Catalogue(found, tuple(rest), tuple(dropped))
    return Catalogue({}, tuple(blocks))


def _labels() -> Labels:
    inner = load_envelope().field("catalogue").fields
    return dict.fromkeys(map(bare, OTHERS)) | {
        bare(text): field for field in inner for text in (*field.spellings, *field.printed)
    }


def _texts(block: Block, labels: Labels) -> list[str]:
    """Return the pieces of a paragraph, or of the cells of a grid, that labels and colons make."""
    label = _pattern(tuple(labels))
    cells = [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    pieces = (part.strip() for text in cells for part in label.split(text.strip()))
    return [part for part in pieces if part]


@lru_cache(maxsize=4)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Return what a label with its colon looks like, the longest first, also with spaces between its characters."""
    known = sorted((label for label in labels if not label.isascii()), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(label) for label in known)
    return regex(rf"\s*({spaced})\s*[：:]\s*")


def _pairs(texts: Sequence[str], labels: Labels) -> Iterator[tuple[str, Field | None, str]]:
    """Yield the labels of a header with their fields and what stands behind each."""
    label, value = "", ""
    for text in texts:
        if bare(text) in labels:
            if label:
                yield label, labels[bare(label)], value
            label, value = text, ""
        elif label and not is_furniture(text):
            value = f"{value} {shorn(text)}".strip()
    if label:
        yield label, labels[bare(label)], value


def _value(field: Field, text: str) -> str | date:
    found = _DAY.search(text) if field.kind == "date" else None
    return (day_of(*map(int, found.groups())) or text) if found else text


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, None when there is no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
