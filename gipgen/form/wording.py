"""The regular expressions of a form file: compiled when they are needed, but known beforehand to be sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gipgen.cache import kept
from gipgen.form.model import Form
from gipgen.source.entry import FormError


def check_wording(form: Form, origin: str) -> None:
    """Compile every pattern of a form once, not once a run; raises FormError naming `origin`."""
    texts = [pattern.pattern for pattern in _patterns(form) if pattern]

    def sound() -> bool:
        for text in texts:
            try:
                re.compile(text)
            except re.error as error:
                raise FormError(f"{origin}: {text}: {error}") from error
        return True

    kept("wording", texts, sound)  # that it is kept says that all are sound


def _patterns(form: Form) -> Iterator[re.Pattern[str] | None]:
    for section in form.sections:
        for topic in section.topics:
            yield from (topic.words, topic.besides, topic.agency)
    for statement in form.statements:
        yield from (statement.told, statement.none, *statement.parts, statement.near, statement.apart)
