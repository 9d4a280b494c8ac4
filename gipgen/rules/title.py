"""Whose report it is by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.own import own_names
from gipgen.rules.registry import rule
from gipgen.rules.stretches import plain
from gipgen.rules.subject import Subject

_NAMED = regex(r"(?P<told>[一-鿿]{2,30}?)(?:关于)?(?:20[0-9]{2}年|政府信息|信息公开|政务公开)")
_PLACE = regex(r"(?:镇|乡|街道|县|区|市|州|旗|盟)(?:人民政府|政府|办事处)?$")


@rule("GIP311")
def title_names_the_agency(subject: Subject) -> Iterator[Finding]:
    """Look for another place's government in the title; departments have too many short names."""
    passage, report = subject.passage("title"), subject.report
    found = _NAMED.match("".join(plain(passage.text).split())) if passage else None
    if not passage or not found or not (_PLACE.search(found["told"]) and _PLACE.search(report.agency)):
        return
    if not re.search(own_names(report.agency, report.type), found["told"]):
        words = {"text": passage.text.strip(), "told": found["told"], "agency": report.agency}
        place = passage.place(0, len(passage.text.rstrip()))
        yield passage.finding("GIP311", place, words, report.agency, found["told"])
