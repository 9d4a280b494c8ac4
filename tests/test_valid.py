"""Files that look odd and are right: no finding but the warnings they are marked with (`#! GIP303`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_file
from gipgen.rulebook import rulebook
from tests.conftest import besides_completeness

FOLDER = Path(__file__).parent / "valid"
FILES = sorted(FOLDER.glob("*.yaml"))
MARKER = re.compile(r"#! (GIP[0-9]{3})\r?$")


def _marked(path: Path) -> list[tuple[int, str]]:
    lines = enumerate(path.read_bytes().decode("utf-8-sig").split("\n"), 1)
    return [(number, match[1]) for number, line in lines if (match := MARKER.search(line))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_valid_file_gives_no_finding_but_the_marked_warnings(path: Path) -> None:
    """What a file may contain is accepted, and a report comes of it."""
    checked = check_file(path, path.name, packaged_forms(), FOLDER)
    findings = [finding for finding in checked.findings if not finding.waived]
    found = besides_completeness(findings, (rule for _, rule in _marked(path)))
    assert [(finding.place.line, finding.rule) for finding in found] == _marked(path)
    assert checked.sound
    assert checked.report is not None


def test_only_warnings_are_marked_in_valid_files() -> None:
    """An error belongs to the invalid files."""
    assert {rulebook().rules[rule].level for path in FILES for _, rule in _marked(path)} <= {"warning"}


def test_there_are_valid_files() -> None:
    """The files are found at all."""
    assert len(FILES) >= 20
