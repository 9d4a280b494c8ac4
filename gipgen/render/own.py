"""The templates of an agency of its own, tried before reports are made from them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import Form, Forms
from gipgen.render.environment import own_word_template
from gipgen.rulebook import level


class OwnTemplates(Struct, frozen=True):
    """A folder of own templates as it was when it was looked at; `stamp` changes when a file in it does."""

    root: Path
    stamp: tuple[tuple[str, int, int], ...]

    @classmethod
    def at(cls, root: Path) -> OwnTemplates:
        """Look at a folder."""
        files = [(path, path.stat()) for path in sorted(root.rglob("*")) if path.is_file()]
        return cls(root, tuple((path.as_posix(), stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=64)
def unfit(own: OwnTemplates, forms: Forms, form: Form, year: int, name: str) -> tuple[Finding, ...]:
    """Return what makes own templates unfit for reports on a form and year in the format `name`: errors only."""
    return tuple(finding for finding in _found(own.root, forms, form, year, name) if level(finding) == "error")


def _found(root: Path, forms: Forms, form: Form, year: int, name: str) -> list[Finding]:
    if name == "docx":
        from gipgen.render.word.lint import lint_word

        path = own_word_template(form.id, root)
        return lint_word(path, forms, form.id, form, year) if path else []
    from gipgen.render.text_lint import KINDS, lint_kind

    return [finding for kind, made in KINDS.items() if made == name for finding in lint_kind(root, kind, form, year)]
