"""The log of GitHub Actions: the text that people read, with the workflow commands of each file below it."""

from __future__ import annotations

import re
from hashlib import sha256

from gipgen.patterns import regex
from gipgen.reporters.closing import closing
from gipgen.reporters.github import commands
from gipgen.reporters.run import Part, Reporter, Run, Voice
from gipgen.reporters.text import of_part

_OBEYED = regex(r"^\s*::|##\[", re.MULTILINE)
"""What the runner would take for a command."""


def _of_part(part: Part, voice: Voice) -> str:
    told = commands(part, voice)
    return _inert(of_part(part, voice)) + (told and f"{told}\n")


def _closing(run: Run, voice: Voice) -> str:
    return _inert(closing(run, voice))


REPORTER = Reporter(_of_part, _closing, looks_back=False)


def _inert(text: str) -> str:
    """Keep the runner from obeying what a data file says; the word that ends the pause cannot stand in the text."""
    if not _OBEYED.search(text):
        return text
    word = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"::stop-commands::{word}\n{text}::{word}::\n"
