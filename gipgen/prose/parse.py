"""Prose of a data file → blocks: at a glance when it has few marks, by the parser of Markdown otherwise."""

from __future__ import annotations

from gipgen.prose.parsed import Figures, Files, Parsed, Pictures
from gipgen.prose.plain import plain


def parse(text: str, figures: Figures, pictures: Pictures, files: Files) -> Parsed:
    """Parse prose into blocks.

    `figures` answers a reference with its text or a problem; `pictures` loads a picture by path and
    alternative text or raises PictureError; `files` says whether a file is there that a link leads to.
    """
    found = plain(text, figures)
    if found is not None:
        return found
    from gipgen.prose.reading import read  # with the parser, which most reports do without

    return read(text, figures, pictures, files)
