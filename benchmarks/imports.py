"""`python -m benchmarks.imports [EACH] [MIXTURES] [KIND]`: recognise hostile documents and count what comes out right.

With a kind, or `all`, each document that does not come out wholly is told.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence

from tests.hostile.corpus import documents
from tests.hostile.draft import FORMATS
from tests.hostile.judge import Verdict, judge


def main(arguments: Sequence[str]) -> None:
    """Print a line a kind with documents wholly right in each format, cells right, missing with a finding, and wrong."""
    each, mixtures = int(arguments[0]) if arguments else 3, int(arguments[1]) if arguments[1:] else 40
    wanted = arguments[2] if arguments[2:] else ""
    found: dict[str, dict[str, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for hostile in documents(each, mixtures):
        if wanted != "all" and wanted not in hostile.name:
            continue
        verdict = judge(hostile)
        found[hostile.name][hostile.format].append(verdict)
        if wanted and not verdict.whole:
            _tell(hostile.kinds, hostile.format, verdict)
    print(
        f"{'':46}{''.join(f'{one:>8}' for one in FORMATS)}{'cells':>9}{'right %':>9}{'said':>6}{'wrong':>6}{'silent':>7}"
    )
    for name, formats in found.items():
        _line(name, formats)
    together: dict[str, list[Verdict]] = defaultdict(list)
    for formats in found.values():
        for format_, verdicts in formats.items():
            together[format_] += verdicts
    _line("all", together)


def _line(name: str, formats: dict[str, list[Verdict]]) -> None:
    all_ = [one for verdicts in formats.values() for one in verdicts]
    whole = "".join(
        f"{f'{sum(one.whole for one in formats[each])}/{len(formats[each])}' if each in formats else '':>8}"
        for each in FORMATS
    )
    cells, right = sum(one.cells for one in all_), sum(one.right for one in all_)
    counts = [sum(len(getattr(one, key)) for one in all_) for key in ("missing", "wrong", "silent")]
    print(f"{name:46}{whole}{cells:9}{100 * right / cells:9.2f}{counts[0]:6}{counts[1]:6}{counts[2]:7}")


def _tell(kinds: Sequence[str], format_: str, verdict: Verdict) -> None:
    print(f"-- {format_}: {' + '.join(kinds)}")
    for key in ("faults", "silent", "wrong", "missing"):
        for one in getattr(verdict, key)[:4]:
            print(f"   {key}: {one}")


if __name__ == "__main__":
    main(sys.argv[1:])
