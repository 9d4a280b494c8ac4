"""Characters → Markdown that shows just these characters."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"([\\`*_\[\]<>|~$])")
_ADDRESS = re.compile(r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=ftp)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where GFM would make a link of a bare address and take the escapes in it for parts of it."""
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_START = re.compile(r"^(\s*)(?:([#+=-])|(\d+)([.)]))", re.MULTILINE)


def escape(text: str) -> str:
    """Escape running text, including what begins a line like a heading, list, rule or quotation."""
    text = " ".join(text.split("\n"))
    return _ADDRESS.sub(r"\\", _ENTITY.sub(r"\\&", _ALWAYS.sub(r"\\\1", text)))


def guard(line: str) -> str:
    """Escape the beginning of a paragraph that would make a list, heading or rule of it."""
    return _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", line.lstrip(" \t"), count=1)
