"""Sentences of reports as test data: `marks | text` a line, the marks separated by spaces or bars."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.source import Source
from tests.word_files import DATA, dump

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sentence:
    """A sentence, and what the file marks it with."""

    marks: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return self.text[:24]


def read_sentences(name: str) -> list[Sentence]:
    """Read a file of sentences; empty lines and remarks are left out."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")
    split = [line.rpartition("| ") for line in lines if line.strip() and not line.startswith("# ")]
    return [Sentence(tuple(marks.replace("|", " ").split()), text) for marks, _, text in split]


def findings(**fields: Any) -> tuple[Finding, ...]:
    """Check a sound report on 2024 with some fields replaced, those that are None left out."""
    data = {key: value for key, value in {**DATA, **fields}.items() if value is not None}
    return check_source(Source("x.yaml", dump(data)), packaged_forms(), FOLDER, FOLDER).findings
