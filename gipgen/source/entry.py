"""One of our own YAML files, read key by key; what is unknown or missing is said with file and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gipgen.cache import kept, stamps
from gipgen.source.compose import compose
from gipgen.source.data import plain_data
from gipgen.source.text import SourceError, read_source


class FormError(Exception):
    """A form file that contradicts itself or says something unknown; the message names file and place."""


def read_data(path: Path) -> dict[str, Any]:
    """Read one of our own YAML files; raises FormError."""
    try:
        source = read_source(path, path.name)
    except SourceError as error:
        raise _refused(path, error) from error
    return dict(kept(path.stem, (source.text, *stamps(Path(__file__).parent)), lambda: _data(path, source.text)))


def _data(path: Path, text: str) -> dict[str, Any]:
    try:
        tree, errors = compose(text)
    except SourceError as error:
        tree, errors = None, [error]
    if errors or tree is None:
        raise _refused(path, errors[0] if errors else SourceError("GIP013"))
    data = plain_data(tree)
    if not isinstance(data, dict):
        raise FormError(f"{path}: not a mapping")
    return data


def _refused(path: Path, found: SourceError) -> FormError:
    return FormError(f"{path}:{found.place.line}:{found.place.column}: {found.rule} {found.words}")


_MISSING: Any = object()


class Entry:
    """One mapping of a form file, read key by key; what is left over at the end is an error."""

    def __init__(self, data: dict[str, Any], origin: str) -> None:
        if not isinstance(data, dict):
            raise FormError(f"{origin}: expected a mapping, got {data!r}")
        self.data = dict(data)
        self.origin = origin

    def _take(self, key: str, kind: type, default: Any) -> Any:
        value = self.data.pop(key, default)
        if value is _MISSING:
            raise FormError(f"{self.origin}: {key} is missing")
        if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise FormError(f"{self.origin}: {key}: expected {kind.__name__}, got {value!r}")
        return value

    def text(self, key: str, default: Any = _MISSING) -> str:
        """Take a text."""
        return str(self._take(key, str, default))

    def number(self, key: str, default: Any = _MISSING) -> Any:
        """Take a whole number, or the default."""
        return self._take(key, int, default)

    def flag(self, key: str) -> bool:
        """Take true or false; false when missing."""
        return bool(self._take(key, bool, False))

    def list(self, key: str, default: Any = _MISSING) -> list[Any]:
        """Take a list."""
        return list(self._take(key, list, default))

    def mapping(self, key: str, default: Any = _MISSING) -> dict[str, Any]:
        """Take a mapping."""
        return dict(self._take(key, dict, default))

    def close(self) -> None:
        """Raise FormError when a key is left that nobody took."""
        if self.data:
            raise FormError(f"{self.origin}: unknown keys {', '.join(self.data)}")
