"""What a reporter is given, and what it is: one function for each file as it is done, one for the end."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.personal import mask
from gipgen.reporters.summary import Summary
from gipgen.rulebook import is_fault, level
from gipgen.source import STDIN, Source

Paint = Callable[[str, str], str]
"""Colours a text by the name of a style: error, warning, info, file, place, caret, advice or waived."""

STANDARD = Path("-")
"""Standard input or output, where a path is asked for."""
WIDTH = 160
"""The most columns of a faulty line that are shown."""


def _plain(text: str, _style: str) -> str:
    return text


class Voice(Struct, frozen=True):
    """How findings are told: the language, the colours, the columns of a line, and whether of several files.

    `root` is the folder from which a repository counts its paths; findings name files as seen from `here`.
    """

    lang: str
    paint: Paint = _plain
    width: int = WIDTH
    several: bool = False
    here: Path = Path("/")
    root: Path = Path("/")

    def path(self, file: str) -> str:
        """Name a file as the repository does; a file outside of it keeps its full name, and standard input has a word."""
        if file == STDIN:
            return "stdin"
        full = Path(os.path.normpath(self.here / file))
        return (full.relative_to(self.root) if full.is_relative_to(self.root) else full).as_posix()


class Part(Struct, frozen=True):
    """One file with all its findings in their order; without a name, findings about other files.

    `beside` says that they come of a comparison with other reports, after what was found in the file alone.
    """

    source: Source
    findings: tuple[Finding, ...]
    beside: bool = False

    def quoted(self, finding: Finding) -> str:
        """Return what the file holds at the place of a finding, with persons' data hidden."""
        place, lines = finding.place, self.source.lines
        if finding.file != self.source.name or place.end_line > len(lines):
            return ""
        whole = [mask(line) for line in lines[place.line - 1 : place.end_line]]
        whole[-1] = whole[-1][: place.end_column - 1]
        whole[0] = whole[0][place.column - 1 :]
        return "\n".join(whole)


class Run(Struct, frozen=True):
    """All that came of one call: its files, the counts, the exit status, and the folder written to, if one was."""

    parts: tuple[Part, ...]
    summary: Summary
    status: int
    strict: bool = False
    out: Path | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, file by file."""
        return tuple(finding for part in self.parts for finding in part.findings)


class Reporter(Struct, frozen=True):
    """One way to tell of findings: what is written of each file as it is done, and what at the end."""

    each: Callable[[Part, Voice], str]
    end: Callable[[Run, Voice], str]
    looks_back: bool = True
    """Whether what is written at the end needs the files again, which are kept until then."""


def nothing(_told: Part | Run, _voice: Voice) -> str:
    """Say nothing: the half of a reporter that tells all of it in the other."""
    return ""


def counts(finding: Finding, *, strict: bool) -> bool:
    """Say whether a finding makes a run fail."""
    return not finding.waived and level(finding) in ({"error", "warning"} if strict else {"error"})


def exit_status(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return 2 when a fault lies outside the data, 1 when a finding counts as an error, else 0."""
    if any(map(is_fault, findings)):
        return 2
    return int(any(counts(finding, strict=strict) for finding in findings))
