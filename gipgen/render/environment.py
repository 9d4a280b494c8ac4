"""The sandbox in which templates run, and where they are looked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gipgen.packaged import TEMPLATES


@lru_cache(maxsize=8)
def text_environment(own: Path | None, *, escape: bool) -> ImmutableSandboxedEnvironment:
    """Return the environment of the text templates; files of an own folder stand before the packaged ones."""
    folders = [own, TEMPLATES] if own else [TEMPLATES]
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=1)
def word_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment of the Word templates."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
