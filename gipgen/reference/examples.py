"""The examples of the rule book, completed to data files and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gipgen.form import load_envelope, normal, packaged_forms
from gipgen.patterns import regex
from gipgen.project.pipeline import Checked, check_source, passages_of
from gipgen.project.selection import Selection
from gipgen.reporters.run import Voice
from gipgen.reporters.text import to_text
from gipgen.rulebook import Rule, rulebook
from gipgen.rules import RUN_RULES, Run, compare
from gipgen.schema.keys import root_keys
from gipgen.source import Source

NAME = "example.yaml"
DAY = date(2025, 2, 1)
"""The day on which the examples are checked, soon after the report that they are part of was signed."""
_KEY = regex(r"^([^\s#:：-][^:：\n]*)[:：]", re.MULTILINE)
_BETWEEN = regex(r"^---\n", re.MULTILINE)
_NOWHERE = Path("/nonexistent")


def completed(rule: Rule, text: str) -> str:
    """Return an example as a data file: itself, then what it lacks of the sound one."""
    if rule.whole:
        return text
    written = {_meaning(name) for name in _KEY.findall(text)}
    lines = rulebook().sound.splitlines(keepends=True)
    return text + "".join(line for line in lines if _meaning(_KEY.findall(line)[0]) not in written)


def _meaning(name: str) -> str:
    """Return the id of a key on any form; of an unknown one the key itself."""
    forms = packaged_forms()
    known = (root_keys(forms.get(id_), load_envelope()).get(normal(name)) for id_ in forms.ids)
    return next((part.id for part in known if part), name)


def checked(rule: Rule, text: str) -> Checked:
    """Check an example; of a rule on a run the last report, beside those before it."""
    *before, last = _BETWEEN.split(text) if rule.id in RUN_RULES else [text]
    files = {f"example-{number}.yaml": part for number, part in enumerate(before, 1)} | {NAME: last}
    sources = {name: Source(name, completed(rule, part)) for name, part in files.items()}
    results = [_check(source) for source in sources.values()]
    run = Run([one.kept for one in results if one.kept], lambda name: passages_of(sources[name], packaged_forms()))
    found = [finding for finding in compare(run) if finding.file == NAME] if before else []
    return results[-1].told(*found)


def _check(source: Source) -> Checked:
    return check_source(source, packaged_forms(), _NOWHERE, _NOWHERE, Selection(day=DAY))


def told(rule: Rule, lang: str) -> Iterator[str]:
    """Yield what a check of the example says of the rule itself, each finding with its line and caret."""
    result = checked(rule, rule.example)
    for finding in result.findings:
        if finding.rule == rule.id:
            yield to_text(finding, result.source, Voice(lang))
