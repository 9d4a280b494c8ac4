"""What other programs are given to make the Word report of the reference work."""

from __future__ import annotations

import io
import json
import re
from html import escape, unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from markupsafe import Markup

from gipgen.render.word.render import Local

_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)")
_VALUE = re.compile(r"\d+|.{30,}")
"""What is not the same on every report: figures and sentences."""


def as_json(context: dict[str, Any]) -> str:
    """Write the context of the Word template for a program that does not know gipgen."""
    return json.dumps(_told(context), ensure_ascii=False)


def _told(value: Any) -> Any:
    if isinstance(value, Markup):
        return {"xml": str(value)}
    if isinstance(value, Local):
        return dict.fromkeys(value.ids, True)
    if isinstance(value, SimpleNamespace):
        return _told(vars(value))
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    return [_told(one) for one in value] if isinstance(value, list) else value


def braced(document: bytes, template: Path, data: Path) -> None:
    """Make of a filled document a template of docxtemplater, with {t1} for each figure and sentence, and its values."""
    values: dict[str, str] = {}

    def tag(found: re.Match[str]) -> str:
        if not _VALUE.fullmatch(found[2]):
            return found[0]
        name = f"t{len(values)}"
        values[name] = unescape(found[2])
        return f"{found[1]}{escape('{' + name + '}')}{found[3]}"

    with ZipFile(io.BytesIO(document)) as filled, ZipFile(template, "w", ZIP_DEFLATED) as made:
        for name in filled.namelist():
            content = filled.read(name)
            if name == "word/document.xml":
                content = _TEXT.sub(tag, content.decode()).encode()
            made.writestr(name, content)
    data.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
