"""Tells the findings of a call through all its outlets: file by file, and at the end."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from gipgen.cli.outlets import Outlet, repository
from gipgen.cli.session import Session, fail
from gipgen.findings import Finding
from gipgen.project.write import write_files
from gipgen.reporters import STANDARD, WIDTH, Part, Run, Summary, Voice, exit_status, reporter
from gipgen.reporters.text import FRAME
from gipgen.source import Source

NARROW = 40
"""The least columns of a faulty line that are shown, however small a terminal is."""


class Telling:
    """The findings of one call. `several` files each get a head; `error` tells on standard error; `held` tells later."""

    def __init__(
        self, session: Session, chosen: Sequence[Outlet], *, several: bool = False, error: bool = False
    ) -> None:
        self.error, self.held = error, False
        self.parts: list[Part] = []
        self.looks_back = any(reporter(outlet.reporter).looks_back for outlet in chosen)
        self.statuses = {False: 0, True: 0}
        """The exit status so far, unless warnings count as errors and if they do."""
        self.stream = sys.stderr if error else sys.stdout
        self.colour = not os.environ.get("NO_COLOR") and bool(os.environ.get("FORCE_COLOR") or self.stream.isatty())
        here = Path.cwd()
        plain = Voice(session.lang, several=several, here=here, root=repository(here, os.environ))
        self.texts = dict.fromkeys(chosen, "")
        self.voices = {outlet: plain if outlet.file != STANDARD else self._loud(session, plain) for outlet in chosen}

    def part(self, source: Source, findings: Sequence[Finding], *, beside: bool = False) -> None:
        """Tell the findings of one file, or those that come of comparing it; the text of a sound one is not kept."""
        part = Part(source if findings else Source(source.name, ""), tuple(findings), beside)
        if self.looks_back:
            self.parts.append(part)
        for strict, status in self.statuses.items():
            self.statuses[strict] = max(status, exit_status(findings, strict=strict))
        for outlet, voice in self.voices.items():
            self._take(outlet, reporter(outlet.reporter).each(part, voice))

    def close(self, summary: Summary, *, strict: bool, out: Path | None = None, worst: int = 2) -> int:
        """Tell the rest, write the files and return the exit status, which is at most `worst`."""
        run = Run(tuple(self.parts), summary, min(worst, self.statuses[strict]), strict, out)
        self.held = False
        for outlet, voice in self.voices.items():
            self._take(outlet, reporter(outlet.reporter).end(run, voice))
        for outlet, text in self.texts.items():
            if outlet.file != STANDARD:
                _save(outlet, text.encode("utf-8", "backslashreplace"))
        return run.status

    def _take(self, outlet: Outlet, text: str) -> None:
        """Keep what goes to a file or is held back; print the rest."""
        self.texts[outlet] += text
        if outlet.file == STANDARD and not self.held and self.texts[outlet]:
            click.echo(self.texts[outlet], nl=False, err=self.error, color=self.colour)
            self.texts[outlet] = ""

    def _loud(self, session: Session, plain: Voice) -> Voice:
        """Return the voice for people: in colours, and within the width of their terminal."""
        wide = shutil.get_terminal_size().columns - FRAME if self.stream.isatty() else WIDTH
        paint = session.paint if self.colour else plain.paint
        return replace(plain, paint=paint, width=max(NARROW, min(WIDTH, wide)))


def _save(outlet: Outlet, data: bytes) -> None:
    try:
        if outlet.append:
            with outlet.file.open("ab") as file:
                file.write(data)
        else:
            write_files({outlet.file: data})
    except OSError as error:
        fail(f"{outlet.file}: {error.strerror or error}")
