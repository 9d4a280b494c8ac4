"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

from gipgen.reporters.fingerprint import fingerprints
from gipgen.reporters.json import write
from gipgen.reporters.run import Reporter, Run, Voice, nothing
from gipgen.reporters.wording import told
from gipgen.rulebook import level

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def _code_quality(run: Run, voice: Voice) -> str:
    """Write all findings that are not waived, each with a fingerprint of its own; GitLab keeps one of equal ones."""
    return write(
        [
            {
                "description": told(finding, voice.lang, between=" → "),
                "check_name": finding.rule,
                "fingerprint": mark,
                "severity": _SEVERITIES[level(finding)],
                "location": {"path": voice.path(finding.file), "lines": {"begin": finding.place.line}},
            }
            for _, finding, mark in fingerprints(run, voice)
            if not finding.waived
        ]
    )


REPORTER = Reporter(nothing, _code_quality)
