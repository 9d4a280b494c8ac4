"""The sandbox in which templates run, where they are looked for, and what is said when one fails."""

from __future__ import annotations

import marshal
import traceback
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from gipgen.cache import kept, stamps
from gipgen.findings import Finding
from gipgen.packaged import TEMPLATES
from gipgen.render.causes import cause
from gipgen.source import Place
from gipgen.words import Say

_SLIPS = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError, OSError),
    *(RecursionError, SyntaxError, TypeError, ValueError),
)
"""What a template can raise besides the exceptions of Jinja: its expressions, its XML, or reading it."""


class RenderError(Exception):
    """A template that cannot be used: its name, the line when one is known, and why."""

    def __init__(self, template: str, line: int | None, reason: Say) -> None:
        super().__init__(reason.en)
        self.template = template
        self.line = line
        self.reason = reason

    @property
    def finding(self) -> Finding:
        """What is told: GIP604 in the template, at the line when one is known."""
        zh, en = (f"第 {self.line} 行：", f"line {self.line}: ") if self.line else ("", "")
        line = self.line or 1
        words = {"template": self.template, "reason": Say(zh + self.reason.zh, en + self.reason.en)}
        return Finding("GIP604", Place(line, 1, line, 1), words, file=self.template)


def own_word_template(form: str, templates: Path | None) -> Path | None:
    """Return the own Word template of a form, if there is one in the folder of own templates."""
    path = templates / "word" / f"form-{form}.docx" if templates else None
    return path if path and path.is_file() else None


@contextmanager
def faults(name: str, own: Path | None) -> Iterator[None]:
    """Turn what goes wrong in templates into RenderError.

    `name` stands for templates that know none themselves. Without an own template or folder, only what Jinja finds is
    a fault of a template; the rest is ours.
    """
    try:
        yield
    except (TemplateError, *_SLIPS) as error:
        if not own and not isinstance(error, TemplateError):
            raise
        path, line = _place(error)
        if own and path.is_relative_to(own.resolve()):
            name = (own / path.relative_to(own.resolve())).as_posix()
        raise RenderError(name, line, cause(error)) from error


def _place(error: Exception) -> tuple[Path, int | None]:
    """Return file and line of the template in which an exception came up; Jinja puts both into the traceback."""
    places: list[tuple[str | None, int | None]] = [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.endswith(".py")
    ]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.filename, error.lineno))
    path, line = places[-1] if places else (None, None)
    return (Path(path), line) if path and Path(path).is_file() else (Path(), None)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which one expression cannot fill the memory either."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers; raises SecurityError for powers and for texts and lists, which could grow without bound."""
        if operator == "**" or any(isinstance(side, Sequence) for side in (left, right)):
            raise SecurityError(f"{operator} is for numbers only" if operator == "*" else f"{operator} is not allowed")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template asks of a value; our own values are frozen, so that only private names are refused."""
        if isinstance(obj, Struct) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Compile a template, or take from the cache what was compiled of it in an environment like this one."""
        plainly = super().compile

        def made() -> str:
            return b64encode(marshal.dumps(plainly(source, name, filename))).decode()

        if raw or defer_init or not isinstance(source, str):
            return plainly(source, name, filename, raw, defer_init)  # type: ignore[call-overload]  # either overload
        place = (source, name or "", filename or "")
        return marshal.loads(b64decode(kept("template", (*place, *self._made_from), made)))  # noqa: S302  # of our own

    @cached_property
    def _made_from(self) -> tuple[bytes | str, ...]:
        """What compiled templates depend on besides their text: filters and extensions, too, once there are any."""
        switches = (self.autoescape, self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline)
        return MAGIC_NUMBER, jinja2.__version__, repr(switches), *stamps(Path(__file__).parent)


def text_environment(own: Path | None, *, escape: bool) -> ImmutableSandboxedEnvironment:
    """Return the environment of the text templates; files of an own folder stand before the packaged ones."""
    return _text_environment(own.resolve() if own else None, escape)


@lru_cache(maxsize=8)
def _text_environment(own: Path | None, escape: bool) -> ImmutableSandboxedEnvironment:
    return _Sandbox(
        loader=FileSystemLoader([own, TEMPLATES] if own else [TEMPLATES]),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=1)
def word_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment of the Word templates."""
    return _Sandbox(autoescape=True, undefined=StrictUndefined)
