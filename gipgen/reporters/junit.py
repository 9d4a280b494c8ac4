"""Findings as JUnit XML: one suite a file, one case a finding, as Jenkins, GitLab and others read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from gipgen.findings import Finding
from gipgen.patterns import regex
from gipgen.reporters.run import Part, Reporter, Run, Voice, counts, nothing
from gipgen.reporters.wording import told
from gipgen.rulebook import is_fault, level, message, rule_of

_FORBIDDEN = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
_COUNTED = (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))


def _document(run: Run, voice: Voice) -> str:
    """Write a failure for what makes the run fail; waived findings are skipped, others pass and tell what they are.

    A sound file is a case of its own name, which passes.
    """
    root = etree.Element("testsuites", name="gipgen")
    for file, findings in _by_file(run.parts).items():
        suite = etree.SubElement(root, "testsuite", name=_legal(voice.path(file)))
        for name, finding in _named(findings, voice.lang):
            _tell(_case(suite, name), finding, run, voice)
        if not findings:
            _case(suite, suite.get("name", ""))
        _count(suite, _COUNTED)
    _count(root, _COUNTED[:-1])  # readers of the form know no skipped ones here
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode", pretty_print=True)}'


REPORTER = Reporter(nothing, _document)


def _by_file(parts: Iterable[Part]) -> dict[str, list[Finding]]:
    """Put findings under their files; a sound file stands there too."""
    files: dict[str, list[Finding]] = {}
    for part in parts:
        if part.source.name:
            files.setdefault(part.source.name, [])
        for finding in part.findings:
            files.setdefault(finding.file, []).append(finding)
    return files


def _case(suite: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(suite, "testcase", name=name, classname=suite.get("name", ""))


def _named(findings: Iterable[Finding], lang: str) -> Iterator[tuple[str, Finding]]:
    """Name each case by rule and label, so that it is the same case when lines move."""
    seen = Counter[str]()
    for finding in findings:
        name = f"{finding.rule} {finding.label or rule_of(finding).title.spoken(lang)}"
        seen[name] += 1
        yield _legal(f"{name} ({seen[name]})" if seen[name] > 1 else name), finding


def _tell(case: etree._Element, finding: Finding, run: Run, voice: Voice) -> None:
    """Put into a case what a finding says."""
    place = f"{voice.path(finding.file)}:{finding.place.line}:{finding.place.column}"
    text = _legal(f"{place}: {told(finding, voice.lang)}")
    if finding.waived:
        etree.SubElement(case, "skipped", message=_legal(finding.waived)).text = text
    elif counts(finding, strict=run.strict):
        kind = "error" if is_fault(finding) else "failure"
        etree.SubElement(case, kind, type=level(finding), message=_legal(message(finding, voice.lang))).text = text
    else:
        etree.SubElement(case, "system-out").text = text


def _count(element: etree._Element, counted: Iterable[tuple[str, str]]) -> None:
    for name, tag in counted:
        element.set(name, str(sum(1 for _ in element.iter(tag))))


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
