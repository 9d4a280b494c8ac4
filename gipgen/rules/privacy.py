"""Personal data in what will be published (《个人信息保护法》第二十五条); numbers of offices are fine."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Finding
from gipgen.form import load_envelope
from gipgen.patterns import regex
from gipgen.personal import Trace, is_persons, traces
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
_NEAR = 40
"""How many characters away a mailbox is beside a person."""
_MAIL_LINK = regex(r"\]\(\s*<?mailto:([^)>\s]+)")


@rule(*_RULES.values())
def personal_data(subject: Subject) -> Iterator[Finding]:
    """Look for persons' data in all texts, in the words of pictures, and in the addresses of links to mail."""
    person = subject.passage(*_PERSON)
    label = load_envelope().field(_PERSON[0]).field(_PERSON[1]).label
    beside = _PERSON[:1] if person and any(traces(f"{label}:{person.text}")) else ()
    for passage in subject.passages:
        if passage.path == _CODES:
            continue
        head = f"{label}:" if passage.path == _PERSON else ""
        text = head + passage.text
        found = list(traces(text))
        for trace in found:
            if trace.kind == "mail" and not (passage.path[:1] == beside or _personal(trace, text, found)):
                continue
            place = passage.place(trace.start - len(head), trace.end - len(head))
            yield passage.finding(_RULES[trace.kind], place, {"shown": trace.shown})
        yield from _linked(subject, passage)


def _personal(mail: Trace, text: str, found: list[Trace]) -> bool:
    """Say whether a mailbox is plainly a person's: by its name, or beside a person's name or number."""
    near = (trace for trace in found if trace.kind != "mail" and abs(trace.start - mail.start) <= _NEAR)
    return is_persons(text[mail.start : mail.end]) or any(near)


def _linked(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Look at the mail addresses behind links, which a page shows when they are followed."""
    if not passage.prose:
        return
    written = Written(subject.source, subject.draft.spot(passage.path).value)
    for found in _MAIL_LINK.finditer(subject.draft.value(passage.path)):
        for trace in traces(found[1]):
            if trace.kind == "mail" and not is_persons(found[1]):
                continue
            place = written.find(Problem(_RULES[trace.kind], f"mailto:{found[1]}", {}))
            yield passage.finding(_RULES[trace.kind], place, {"shown": trace.shown})
