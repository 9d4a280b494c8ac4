"""Hostile documents: no wrong cell without a finding, and what a document still tells comes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from tests.hostile.corpus import Hostile, documents, make
from tests.hostile.draft import KINDS
from tests.hostile.judge import Verdict, judge
from tests.test_office import convert

PRINTED = [
    "as it should be",
    "a table cut by a page",
    "headings numbered differently",
    "full-width digits",
    "signed figures",
]
"""Kinds that are tried as PDF too."""


@lru_cache(maxsize=1)
def verdicts() -> Sequence[tuple[Hostile, Verdict]]:
    """Recognise one document of each kind and format, and mixtures."""
    return [(hostile, judge(hostile)) for hostile in documents(1, 15)]


def test_there_is_a_document_of_every_kind_and_format() -> None:
    """And as many as were asked for."""
    found = {(hostile.name, hostile.format) for hostile, _ in verdicts()}
    assert found >= {(one.name, format_) for one in KINDS.values() for format_ in one.formats}
    assert len(verdicts()) > 250


def test_no_cell_is_wrong_in_silence() -> None:
    """A figure that is not the document's, or a blank, is told; nothing is invented."""
    assert [(hostile.kinds, hostile.format, one.silent) for hostile, one in verdicts() if one.silent] == []


def test_one_mischief_leaves_nothing_to_say() -> None:
    """Figures, title, agency, date, sections and prose all come out, or are lost in the document itself."""
    found = [(hostile, one) for hostile, one in verdicts() if len(hostile.kinds) == 1]
    assert [(hostile.kinds, hostile.format, one) for hostile, one in found if not one.whole] == []


def test_mixtures_come_out_as_well() -> None:
    """99.5 % of the cells, and nearly all documents wholly."""
    found = [one for hostile, one in verdicts() if len(hostile.kinds) > 1]
    assert sum(one.right for one in found) >= 0.995 * sum(one.cells for one in found)
    assert sum(one.whole for one in found) >= 0.9 * len(found)


@pytest.mark.office
def test_printed_to_pdf_they_come_out_too(tmp_path: Path) -> None:
    """What Word prints; where a page cuts a table, its rows go on."""
    made = {f"{number}": make((name,), "docx", 0) for number, name in enumerate(PRINTED)}
    files = []
    for name, hostile in made.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(hostile.data)
    out = convert(tmp_path, "pdf", files)
    for name, hostile in made.items():
        one = judge(Hostile(hostile.kinds, "pdf", hostile.draft, (out / f"{name}.pdf").read_bytes()))
        assert (hostile.kinds, one.wrong, one.silent, one.missing) == (hostile.kinds, [], [], [])
