"""Findings as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from gipgen import __version__
from gipgen.findings import Finding
from gipgen.reporters.fingerprint import fingerprints
from gipgen.reporters.json import write
from gipgen.reporters.run import Reporter, Run, Voice, nothing
from gipgen.reporters.sarif_rules import LEVELS, descriptor
from gipgen.reporters.wording import told_alone
from gipgen.rulebook import level, rulebook
from gipgen.source import STDIN, Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gipgen/v1"

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def _log(run: Run, voice: Voice) -> str:
    """Write one run with the whole rule book and a result for every finding; waived ones are suppressed."""
    rules = list(rulebook().rules.values())
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "gipgen",
        "version": __version__,
        "language": _LANGUAGES[voice.lang],
        "rules": [descriptor(rule, voice.lang) for rule in rules],
    }
    results = [
        {"ruleId": finding.rule, "ruleIndex": numbers[finding.rule], **_result(finding, mark, voice)}
        for _, finding, mark in fingerprints(run, voice)
    ]
    of_run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[voice.lang],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": run.status != 2, "exitCode": run.status}],
        "results": results,
    }
    return write({"$schema": SCHEMA, "version": "2.1.0", "runs": [of_run]})


REPORTER = Reporter(nothing, _log)


def _result(finding: Finding, mark: str, voice: Voice) -> dict[str, Any]:
    """Describe a finding; one about standard input has no location, because there is no file to open or to mend."""
    reason = finding.waived
    result: dict[str, Any] = {
        "level": LEVELS[level(finding)],
        "message": {"text": told_alone(finding, voice.lang)},
        "partialFingerprints": {FINGERPRINT: mark},
        "suppressions": [{"kind": "inSource", "justification": reason}] if reason else [],
        "properties": {"path": list(finding.path)},
    }
    if finding.file == STDIN:
        return result
    artifact = {"uri": _uri(voice.path(finding.file))}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": _region(finding.place)}}
    if finding.label:
        name = finding.label.rsplit(" › ", maxsplit=1)[-1]
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": finding.label, "kind": "property"}]
    result["locations"] = [location]
    if fix := finding.fix:
        replacement = {"deletedRegion": _region(fix.place), "insertedContent": {"text": fix.new}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}]}]
    return result


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _uri(path: str) -> str:
    """Write a path as a reference; a full one as an address of its own, and no colon that would make a scheme."""
    quoted = quote(path, errors="surrogateescape")
    return f"file://{quoted}" if path.startswith("/") else quoted
