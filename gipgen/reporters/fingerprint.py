"""Marks by which the same finding is known again after lines have moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from gipgen.findings import Finding
from gipgen.reporters.run import Part, Run, Voice


def fingerprints(run: Run, voice: Voice) -> Iterator[tuple[Part, Finding, str]]:
    """Yield each finding with its part and a mark that no other finding of the run has.

    The mark is made of rule, file, path of ids and the text at the place, persons' data hidden as everywhere: from a mark
    of a number the number could be worked out. Equal ones are numbered in their order.
    """
    seen = Counter[tuple[str, ...]]()
    for part in run.parts:
        for finding in part.findings:
            known_by = (finding.rule, voice.path(finding.file), "/".join(finding.path), part.quoted(finding))
            seen[known_by] += 1
            text = "\0".join((*known_by, str(seen[known_by])))
            yield part, finding, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
