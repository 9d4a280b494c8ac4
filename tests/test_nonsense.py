"""Files of nonsense: findings that can be read, a bounded number of them, and no crash."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gipgen.findings import LISTED, Finding, abridge
from gipgen.form import packaged_forms
from gipgen.project.pipeline import Checked, check_file
from gipgen.reporters import Part, Run, Summary, Voice
from gipgen.reporters.json import to_json
from gipgen.reporters.text import to_text
from gipgen.source import Place
from gipgen.words import visible
from tests.nonsense import NONSENSE

SIZE = 60_000
HARMLESS = {"one line of text", "a long agency", "spaces", "brackets in prose", "stars in prose", "lists in prose"}
"""Kinds that are a report after all, or one whose prose is odd."""


def check(kind: str, folder: Path, size: int = SIZE) -> Checked:
    path = folder / "nonsense.yaml"
    path.write_bytes(NONSENSE[kind](size))
    return check_file(path, path.name, packaged_forms(), folder)


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_gives_a_bounded_number_of_findings(kind: str, tmp_path: Path) -> None:
    """Each rule is listed at most so often, and what is left out is counted."""
    found = check(kind, tmp_path).findings
    rules = Counter(finding.rule for finding in found)
    more = Counter(str(finding.words["rule"]) for finding in found if finding.rule == "GIP015")
    assert bool(found) or kind in HARMLESS
    assert max(rules.values(), default=0) <= LISTED
    assert all(rules[rule] == LISTED and count == 1 for rule, count in more.items())


@pytest.mark.parametrize("kind", NONSENSE)
def test_findings_about_nonsense_are_short(kind: str, tmp_path: Path) -> None:
    """No message, source line or JSON repeats the nonsense at length."""
    checked = check(kind, tmp_path)
    for finding in checked.findings:
        for lang in ("zh", "en"):
            told = to_text(finding, checked.source, Voice(lang))
            assert max(map(len, told.splitlines())) < 700, told
            assert visible(told.replace("\n", "")) == told.replace("\n", "")
    run = Run((Part(checked.source, checked.findings),), Summary(), 1)
    assert len(to_json(run, Voice("zh"))) < 1500 * (len(checked.findings) + 1)


def test_what_is_not_listed_is_counted_where_it_begins() -> None:
    """The first findings of a rule are listed, then one tells how many more there are; other rules are not touched."""
    many = [Finding("GIP105", Place(line, 1, line, 2)) for line in range(1, LISTED + 8)]
    other = [Finding("GIP104", Place(500, 1, 500, 2))]
    *listed, more, last = abridge([*many, *other])
    assert listed == many[:LISTED]
    assert (more.rule, more.place.line, more.words) == ("GIP015", LISTED + 1, {"rule": "GIP105", "count": 7})
    assert last == other[0]


def test_as_many_as_are_listed_need_no_count() -> None:
    """At the limit itself nothing is left out."""
    many = [Finding("GIP105", Place(line, 1, line, 2)) for line in range(1, LISTED + 1)]
    assert list(abridge(many)) == many
