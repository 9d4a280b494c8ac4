"""What the prose of a section must tell: topics, each known by the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from gipgen.form.conditions import Conditions, hold, read_conditions
from gipgen.patterns import regex
from gipgen.source.entry import Entry


class Topic(Struct, frozen=True):
    """One thing that a section must tell; when any of `words` stands in the prose, outside `besides`, it does."""

    rule: str
    label: str
    words: re.Pattern[str]
    besides: re.Pattern[str] | None
    when: Conditions
    agency: re.Pattern[str] | None
    """What the name of an agency must hold for the topic to be asked of it."""
    first_year: int | None

    def asked(self, choices: Mapping[str, str], agency: str, year: int) -> bool:
        """Say whether a report of that level and type, agency and year must tell of it."""
        in_time = self.first_year is None or year >= self.first_year
        of_it = self.agency is None or bool(self.agency.search(agency))
        return in_time and of_it and hold(self.when, choices)

    def told(self, text: str) -> bool:
        """Say whether prose tells of it."""
        return bool(self.words.search(self.besides.sub("", text) if self.besides else text))


def read_topic(entry: Entry) -> Topic:
    """Read a topic of a section; raises FormError."""
    topic = Topic(
        rule=entry.text("rule"),
        label=entry.text("label"),
        words=regex("|".join(entry.list("words"))),
        besides=regex("|".join(besides)) if (besides := entry.list("besides", [])) else None,
        when=read_conditions(entry),
        agency=regex(agency) if (agency := entry.text("agency", "")) else None,
        first_year=entry.number("from", None),
    )
    entry.close()
    return topic
