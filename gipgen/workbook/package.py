"""The bytes of a workbook: results saved beside their formulas, no clock anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import partial
from html import escape

from openpyxl import Workbook

from gipgen.patterns import regex
from gipgen.workbook.formulas import Figure, Live, address
from gipgen.workbook.layout import Place
from gipgen.zipped import members, zipped

_FORMULA = regex(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v\s*(?:/>|></v>)</c>', re.DOTALL)
_CLOCK = regex(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def package(book: Workbook, live: Mapping[str, Mapping[Place, Live]]) -> bytes:
    """Write a workbook; `live` are the results of its formulas by sheet and place."""
    book.calculation.fullCalcOnLoad = True
    held = io.BytesIO()
    book.save(held)
    parts = members(held.getvalue())
    for number, sheet in enumerate(book.worksheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        results = {address(place): one.result for place, one in live.get(sheet.title, {}).items()}
        parts[name] = _FORMULA.sub(partial(_with_result, results=results), parts[name].decode()).encode()
    parts["docProps/core.xml"] = _CLOCK.sub(b"", parts["docProps/core.xml"])
    return zipped(parts)


def _with_result(found: re.Match[str], *, results: Mapping[str, Figure | str]) -> str:
    result = results[found[1]]
    kind = ' t="str"' if isinstance(result, str) else ""
    text = escape(result, quote=False) if isinstance(result, str) else f"{result:f}"
    return f'<c r="{found[1]}"{found[2]}{kind}><f>{found[3]}</f><v>{text}</v></c>'
