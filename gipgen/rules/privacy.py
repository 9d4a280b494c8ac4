"""Personal data in what will be published (《个人信息保护法》第二十五条); numbers of offices are fine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.personal import traces
from gipgen.prose import Problem
from gipgen.report.written import Written
from gipgen.rules.passages import Passage
from gipgen.rules.registry import rule
from gipgen.rules.subject import Subject

_RULES = {
    "identity": "GIP801",
    "old_identity": "GIP802",
    "mobile": "GIP803",
    "card": "GIP804",
    "mail": "GIP805",
    "name": "GIP806",
}
_CODES = ("catalogue", "index_number")
"""An index number begins with the code of an organisation, which may be as long as a person's number."""
_PERSON = ("contact", "person")
_MAIL_LINK = re.compile(r"\]\(\s*<?mailto:([^)>\s]+)")


@rule(*_RULES.values())
def personal_data(subject: Subject) -> Iterator[Finding]:
    """Look for persons' data in all texts, in the words of pictures, and in the addresses of links to mail."""
    for passage in subject.passages:
        if passage.path == _CODES:
            continue
        head = f"{load_envelope().field(_PERSON[0]).field(_PERSON[1]).label}:" if passage.path == _PERSON else ""
        for trace in traces(head + passage.text):
            place = passage.place(trace.start - len(head), trace.end - len(head))
            yield passage.finding(_RULES[trace.kind], place, {"shown": trace.shown})
        yield from _linked(subject, passage)


def _linked(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Look at the mail addresses behind links, which a page shows when they are followed."""
    if not passage.prose:
        return
    written = Written(subject.source, subject.draft.spot(passage.path).value)
    for found in _MAIL_LINK.finditer(subject.draft.value(passage.path)):
        for trace in traces(found[1]):
            place = written.find(Problem(_RULES[trace.kind], f"mailto:{found[1]}", {}))
            yield passage.finding(_RULES[trace.kind], place, {"shown": trace.shown})
