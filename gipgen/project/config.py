"""gipgen.toml: what a project sets once for all commands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "gipgen.toml"


class ConfigError(Exception):
    """A gipgen.toml that cannot be read; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a project; `root` is the folder of gipgen.toml, or the current folder without one."""

    root: Path
    paths: tuple[Path, ...] = ()
    out: Path | None = None
    formats: tuple[str, ...] = ()
    templates: Path | None = None
    lang: str | None = None
    rules: tuple[tuple[str, str], ...] = ()
    """Levels of rules or families, or "off"."""


def find_config(start: Path) -> Config:
    """Read the gipgen.toml of a folder or of the nearest folder above it; raises ConfigError."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return _read(folder / NAME)
    return Config(start)


def _read(path: Path) -> Config:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path}: 写得不对，文字要用半角引号，文件存成 UTF-8 · not valid TOML in UTF-8: {error}"
        ) from error
    known: dict[str, type] = {"paths": list, "out": str, "formats": list, "templates": str, "lang": str, "rules": dict}
    for key, value in data.items():
        if key not in known or not isinstance(value, known[key]):
            raise ConfigError(f"{path}: {key} = {value!r}; known are {', '.join(known)}")
    return _config(path.parent, data)


def _config(root: Path, data: dict[str, Any]) -> Config:
    return Config(
        root,
        tuple(root / str(item) for item in data.get("paths", [])),
        root / data["out"] if "out" in data else None,
        tuple(map(str, data.get("formats", []))),
        root / data["templates"] if "templates" in data else None,
        data.get("lang"),
        tuple((str(name), str(level)) for name, level in data.get("rules", {}).items()),
    )
