"""Findings as workflow commands, which GitHub shows at their lines."""

from __future__ import annotations

from gipgen.findings import Finding
from gipgen.reporters.run import Part, Reporter, Voice, nothing
from gipgen.reporters.wording import told_alone
from gipgen.rulebook import level, rule_of
from gipgen.source import STDIN

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def commands(part: Part, voice: Voice) -> str:
    """Write a command for each finding that is not waived."""
    return "".join(_command(finding, voice) for finding in part.findings if not finding.waived)


REPORTER = Reporter(commands, nothing, looks_back=False)


def _command(finding: Finding, voice: Voice) -> str:
    properties = _place(finding, voice) if finding.file != STDIN else {}
    properties["title"] = f"{finding.rule} {rule_of(finding).title.spoken(voice.lang)}"
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[level(finding)]} {named}::{_data(told_alone(finding, voice.lang))}\n"


def _place(finding: Finding, voice: Voice) -> dict[str, str | int]:
    """Return where a finding stands; columns are for places within one line."""
    place = finding.place
    columns = {"col": place.column, "endColumn": place.end_column} if place.line == place.end_line else {}
    return {"file": voice.path(finding.file), "line": place.line, "endLine": place.end_line, **columns}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
