"""`python -m benchmarks.cold FILE FOLDER`: build one report with the plain stack, from a process that knows nothing yet.

What makes the templates' context is not part of that stack; how long it took is printed, so that it can be left out.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import cerberus  # noqa: F401  # the four libraries of the plain stack come first: their imports count
import docxtpl  # noqa: F401
import jinja2  # noqa: F401
import yaml  # noqa: F401


def main(path: Path, out: Path) -> None:
    """Build the report and tell the milliseconds that do not count."""
    start = time.process_time()
    from benchmarks import plain
    from benchmarks.clock import NOT_COUNTED
    from gipgen.form import packaged_forms
    from gipgen.project.pipeline import check_file

    report = check_file(path, path.name, packaged_forms(), path.parent).report
    assert report is not None
    context = plain.context_of(report)
    given = time.process_time() - start
    plain.build(path.read_text("utf-8"), report, context, out)
    print(NOT_COUNTED, given * 1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
