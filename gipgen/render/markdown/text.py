"""Characters → Markdown that shows just these characters."""

from __future__ import annotations

import re

from gipgen.patterns import regex

_ALWAYS = regex(r"([\\`*_\[\]<>|~$]|\{(?=\{))")
"""What makes a mark anywhere in a line; two braces do so in data files and in many site generators."""
_ADDRESS = regex(r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=ftp)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where GFM would make a link of a bare address and take the escapes in it for parts of it."""
ENTITY = regex(r"&(?=#?[A-Za-z0-9]+;)")
"""Where Markdown would read one character for several."""
_START = regex(r"^([^\S\n]*)(?:([#+=-]|:(?=-))|(\d+)([.)]))", re.MULTILINE)
_CLOSING = regex(r"#(?=\s*$)")


def escape(text: str) -> str:
    """Escape running text wherever it stands in a line."""
    text = " ".join(text.split("\n"))
    return _ADDRESS.sub(r"\\", ENTITY.sub(r"\\&", _ALWAYS.sub(r"\\\1", text)))


def guard(lines: str) -> str:
    """Escape the beginnings of lines that would make a list, heading or rule of them."""
    bare = "\n".join(line.lstrip(" \t") for line in lines.split("\n"))
    return _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", bare)


def close(heading: str) -> str:
    """Escape the end of a heading that would be taken for its closing signs."""
    return _CLOSING.sub(r"\\#", heading)


def escape_line(text: str) -> str:
    """Escape a text that may stand alone in its line, in a heading or anywhere else."""
    return guard(close(escape(text)))
