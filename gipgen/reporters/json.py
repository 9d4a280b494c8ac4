"""Findings as one JSON object; the fields are part of the public interface."""

from __future__ import annotations

import json
from typing import Any

from gipgen.findings import Finding
from gipgen.personal import mask
from gipgen.reporters.run import Reporter, Run, Voice, nothing
from gipgen.rulebook import advice, level, message
from gipgen.words import quote


def to_json(run: Run, voice: Voice) -> str:
    """Write findings and summary; messages in the language asked for, labels in the form's words."""
    findings = [_finding(finding, voice.lang) for finding in run.findings]
    return write({"findings": findings, "summary": run.summary.as_dict()})


REPORTER = Reporter(nothing, to_json)


def write(data: Any) -> str:
    """Write data as a document that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    fix = finding.fix
    return {
        "rule": finding.rule,
        "level": level(finding),
        "file": finding.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": finding.place.end_line,
        "end_column": finding.place.end_column,
        "path": list(finding.path),
        "label": finding.label,
        "message": message(finding, lang),
        "advice": advice(finding, lang),
        "expected": finding.expected and mask(finding.expected),
        "actual": finding.actual and quote(finding.actual),
        "fix": fix and {"path": list(fix.path), "label": fix.label, "line": fix.line, "old": fix.old, "new": fix.new},
        "waived": finding.waived,
    }
