"""gipgen.toml: what a project sets once for all commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

NAME = "gipgen.toml"

_KEYS: dict[str, tuple[type, str]] = {
    "paths": (list, '["reports"]'),
    "out": (str, '"public"'),
    "formats": (list, '["html", "docx"]'),
    "templates": (str, '"house-style"'),
    "lang": (str, '"zh"'),
    "rules": (dict, '{GIP302 = "error"}'),
}
"""What a value must be, and an example. A text may stand for a list of one."""


class ConfigError(Exception):
    """A gipgen.toml that cannot be read; the message names file and key."""


class Config(Struct, frozen=True):
    """The settings of a project; `root` is the folder of gipgen.toml, or the current folder without one."""

    root: Path
    paths: tuple[Path, ...] = ()
    out: Path | None = None
    formats: tuple[str, ...] = ()
    templates: Path | None = None
    lang: str | None = None
    rules: tuple[tuple[str, object], ...] = ()
    """What is written of rules and families: levels, or "off"."""


def find_config(start: Path) -> Config:
    """Read the gipgen.toml of a folder or of the nearest folder above it; raises ConfigError."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return _read(folder / NAME)
    return Config(start)


def _read(path: Path) -> Config:
    import tomllib  # only for projects with such a file

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path}: 写得不对，文字要用半角引号，文件存成 UTF-8 · not valid TOML in UTF-8: {error}"
        ) from error
    for key, value in data.items():
        if key not in _KEYS:
            raise ConfigError(f"{path}: 没有“{key}”这一项，可以写 · no key {key!r}; known are: {', '.join(_KEYS)}")
        kind, example = _KEYS[key]
        if not isinstance(value, (kind, str) if kind is list else kind):
            raise ConfigError(f"{path}: {key} 写得不对，应当像 · {key} must look like: {key} = {example}")
    return _config(path.parent, data)


def _config(root: Path, data: dict[str, Any]) -> Config:
    return Config(
        root,
        tuple(root / item for item in _listed(data.get("paths", []))),
        root / data["out"] if "out" in data else None,
        _listed(data.get("formats", [])),
        root / data["templates"] if "templates" in data else None,
        data.get("lang"),
        tuple(data.get("rules", {}).items()),
    )


def _listed(value: str | list[Any]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value))
