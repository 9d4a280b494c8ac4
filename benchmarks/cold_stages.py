"""`python -m benchmarks.cold_stages FILE FOLDER`: build one report stage by stage; print each stage's milliseconds as JSON.

Each is told with what imports and regular expressions take of it. Nothing of gipgen is imported before it is measured.
"""

from __future__ import annotations

import builtins
import json
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

KINDS = "imports", "regular expressions"
_depth = dict.fromkeys(KINDS, 0)
_spent = dict.fromkeys(KINDS, 0.0)
_stages: dict[str, list[float]] = {}


def _watched(kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Count the outermost calls of a function."""

    def watched(*arguments: Any, **named: Any) -> Any:
        _depth[kind] += 1
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            _depth[kind] -= 1
            if not _depth[kind]:
                _spent[kind] += time.process_time() - start

    return watched


def _stage(name: str, work: Callable[[], Any]) -> Any:
    before, start = dict(_spent), time.process_time()
    made = work()
    taken = [time.process_time() - start, *(_spent[kind] - before[kind] for kind in KINDS)]
    _stages[name] = [seconds * 1000 for seconds in taken]
    return made


def main(path: Path, out: Path) -> None:
    """Go through the stages in the order of a build."""
    _stages["Python itself"] = [time.process_time() * 1000, *(0.0 for _ in KINDS)]
    compiler: Any = re._compiler  # type: ignore[attr-defined]  # noqa: SLF001  # where every pattern comes by
    compiler.compile = _watched("regular expressions", compiler.compile)
    builtins.__import__ = _watched("imports", builtins.__import__)
    _stage("imports of the command", lambda: __import__("gipgen.cli.build"))
    from gipgen.form import load_envelope, packaged_forms
    from gipgen.project.pipeline import check_file
    from gipgen.project.write import write_files
    from gipgen.render.formats import FORMATS
    from gipgen.rulebook import rulebook

    _stage("rule book", rulebook)
    forms = _stage("forms", packaged_forms)
    _stage("form of the year", lambda: forms.get("2021"))
    _stage("fields of every report", load_envelope)
    report = _stage(
        "first report: read, validate, rules", lambda: check_file(path, path.name, forms, path.parent)
    ).report
    files: dict[str, bytes] = {}
    for name, render in FORMATS.items():
        files |= _stage(f"first {name}", partial(render, report, None, "report"))
    _stage("write", lambda: write_files({out / f"report{end}": data for end, data in files.items()}))
    print(json.dumps(_stages))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
