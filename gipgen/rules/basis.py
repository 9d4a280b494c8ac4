"""The regulations that a report names as its basis."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject

_OLD = regex(r"国务院(?:第492号令|令(?:第?492号|[（(]第?492号[）)]))")
_HISTORY = regex(r"711|修订|修改|废止|取代|代替|原|旧|2007|2008")


@rule("GIP310")
def regulations_in_force(subject: Subject) -> Iterator[Finding]:
    """Look for the number that the regulations had before they were revised in 2019, unless their history is told."""
    for stretch in subject.stretches:
        for found in _OLD.finditer(stretch.text):
            if not _HISTORY.search(stretch.text):
                yield stretch.finding("GIP310", *found.span(), {}, "国务院令第711号")
