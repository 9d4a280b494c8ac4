"""Fill a Word template so many times with docxtpl-ng; print the median of the processor's milliseconds.

It runs in an environment of its own, because docxtpl-ng takes the place of docxtpl: TEMPLATE CONTEXT OUT ROUNDS fresh|kept.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from markupsafe import Markup


def main(template: str, context: str, out: str, rounds: int, *, kept: bool) -> None:
    """Measure; a template that is kept is opened once."""
    values = _markup(json.loads(Path(context).read_text("utf-8")))
    document = DocxTemplate(template)
    times = []
    for _ in range(rounds + 3):
        start = time.process_time()
        if not kept:
            document = DocxTemplate(template)
        document.render(values, autoescape=True)
        held = io.BytesIO()
        document.save(held)
        times.append(time.process_time() - start)
    Path(out).write_bytes(held.getvalue())
    print(statistics.median(times[3:]) * 1000)


def _markup(value: Any) -> Any:
    """Turn {"xml": …} back into what is not escaped."""
    if isinstance(value, dict):
        return Markup(value["xml"]) if value.keys() == {"xml"} else {key: _markup(one) for key, one in value.items()}
    return [_markup(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    _template, _context, _out, _rounds, _way = sys.argv[1:]
    main(_template, _context, _out, int(_rounds), kept=_way == "kept")
