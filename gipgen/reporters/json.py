"""Findings as one JSON object; the fields are part of the public interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from gipgen.findings import Finding
from gipgen.reporters.summary import Summary
from gipgen.rulebook import advice, level, message
from gipgen.words import quote


def to_json(findings: Iterable[Finding], summary: Summary, lang: str) -> str:
    """Write findings and summary; messages in the language asked for, labels in the form's words."""
    data = {"findings": [_finding(finding, lang) for finding in findings], "summary": summary.as_dict()}
    return json.dumps(data, ensure_ascii=False, indent=2)


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
        "expected": finding.expected,
        "actual": finding.actual and quote(finding.actual),
        "fix": fix and {"path": list(fix.path), "label": fix.label, "line": fix.line, "old": fix.old, "new": fix.new},
        "waived": finding.waived,
    }
