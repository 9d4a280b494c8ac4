"""The title of a report: its text, the agency and the year that it names, on one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from gipgen.patterns import regex
from gipgen.readers import Block, Paragraph
from gipgen.recognition.levels import is_agency

_WORDS = (
    r"(?P<topic>(?:(?<!人民)政府信息|政务信息|政务|信息)(?:公开)?(?:工作)?(?:公开)?(?:工作)?)(?:情况)?的?"
    r"(?:年度)?(?:工作)?(?:报告|年报)"
)
_YEAR = r"(?P<year>20[0-9]{2})"
_SPAN = r"(?:年1月1日(?:至|到|-|—|~)+(?P=year)?年?12月31日)"
_PART = r"[^:,。;!?()《》>\n]"
_ABOUT = regex(r"^关于(?:公布|发布|印发)?|(?:关于)?的?$")
_SENTENCE = regex("公布|发布|印发|编制|根据|按照|现将|[是为]$")
_NOTICE = r"(?:的(?:公告|通告|公示|通知))?"
_TITLES = [
    regex(
        rf"(?P<agency>{_PART}{{0,40}}?){_YEAR}(?:年度|年)?(?P<name>{_PART}{{0,30}}?){_WORDS}(?:\((?P<below>{_PART}+)\))?{_NOTICE}"
    ),
    regex(rf"(?P<agency>{_PART}{{0,40}}?)(?P<name>){_WORDS}(?P<below>)\(?{_YEAR}(?:年度|{_SPAN}|年)?\)?{_NOTICE}"),
]
"""The year before the words or behind them; the agency before the year, behind it, or in brackets at the end."""
_YEARLESS = regex(rf"(?P<agency>{_PART}{{2,40}}?){_WORDS}")
_CHINESE = regex(r"二[〇○◯Ｏ零0O][一二三四五六七八九〇○◯零0O]{2}(?=年)")
_DIGITS = {**dict.fromkeys("〇○◯零0O", "0"), **{sign: str(at) for at, sign in enumerate("一二三四五六七八九", 1)}}
_LONGEST = 150
"""Characters of a title."""
_LINES = 3
"""Over how many paragraphs a title goes."""
_PIECES = regex("人?民?政府|办公[室厅]|办事处|委员会|[局厅]")
"""What no agency is called by itself: the end of a name that is broken over two lines."""


class Title(Struct, frozen=True):
    """The title of a report and where it stands: the agency as far as the title names it, year 0 when it names none."""

    text: str
    agency: str
    year: int
    start: int = 0
    end: int = 0


def titles(blocks: Sequence[Block]) -> list[Title]:
    """Find every title with a year, on one line or several, with the agency on a line above or below."""
    found: list[Title] = []
    for lines in range(1, _LINES + 1):
        for at in range(len(blocks) - lines + 1):
            free = all(title.end <= at or at + lines <= title.start for title in found)
            if free and (title := _title(blocks, at, lines)):
                found.append(title)
    return sorted(found, key=lambda title: title.start)


def _title(blocks: Sequence[Block], at: int, lines: int) -> Title | None:
    parts = [_line(block) for block in blocks[at : at + lines]]
    found = titled("".join(parts)) if len(parts) == lines and all(parts) else None
    if found is None:
        return None
    found = replace(found, start=at, end=at + lines)
    above = _line(blocks[at - 1]) if at else ""
    broken = bool(_PIECES.fullmatch(found.agency))
    if (broken or not found.agency) and is_agency(f"{above}{found.agency}") and (whole := titled(above + found.text)):
        return replace(whole, start=at - 1, end=found.end)
    below = _line(blocks[found.end]).strip("()（）") if found.end < len(blocks) else ""
    if not found.agency and is_agency(below):
        return replace(found, agency=below, end=found.end + 1)
    return replace(found, agency="") if broken else found


def _line(block: Block) -> str:
    return re.sub(r"\s", "", block.text) if isinstance(block, Paragraph) else ""


def titled(text: str) -> Title | None:
    """Read a title that names a year; one names the agency before the year, behind it, or at the end."""
    text = re.sub(r"^《(?=[^》]*》$)|(?<=[^》])》$", "", re.sub(r"\s", "", text))
    plain = _plain(text) if len(text) <= _LONGEST and re.search("报告|年报", text) else ""
    for pattern in _TITLES:
        found = pattern.fullmatch(plain)
        if found and "公开" in found["topic"]:
            agency = _ABOUT.sub("", found["agency"]) or found["name"].rstrip("的") or found["below"] or ""
            return None if _SENTENCE.search(agency) else Title(text, agency, int(found["year"]))
    return None


def yearless(blocks: Sequence[Block]) -> Title | None:
    """Find the last line that is a title but for its year: an agency and the words."""
    for at in reversed(range(len(blocks))):
        text = _line(blocks[at]).strip("《》")
        found = _YEARLESS.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
        if found and "公开" in found["topic"] and is_agency(agency := _ABOUT.sub("", found["agency"])):
            return Title(text, agency, 0, at, at + 1)
    return None


def same(one: str, other: str) -> bool:
    """Say whether two titles are the same but for full-width characters and spaces."""
    return re.sub(r"\s", "", normalize("NFKC", one)) == re.sub(r"\s", "", normalize("NFKC", other))


def _plain(text: str) -> str:
    """Write brackets and figures in half width, and a year in Chinese figures with digits."""
    plain = (
        normalize("NFKC", text)
        .replace("〔", "(")
        .replace("〕", ")")
        .replace("[", "(")
        .replace("]", ")")
        .replace("《", "")
        .replace("》", "")
    )
    return _CHINESE.sub(lambda year: "".join(_DIGITS.get(sign, sign) for sign in year[0]), plain)
