"""What a library says of a template that fails → words for people; its own stand behind, in quotes."""

from __future__ import annotations

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from gipgen.words import Say, visible

_CAUSES: tuple[tuple[tuple[type[Exception], ...], Say], ...] = (
    ((TemplateNotFound,), Say("它引用的另一个模板文件不存在", "another template that it includes does not exist")),
    ((TemplateSyntaxError,), Say("标签写得不对", "a tag is not written rightly")),
    ((UndefinedError,), Say("用了不存在的名字", "it uses a name that does not exist")),
    ((SecurityError,), Say("用了模板里不允许的写法", "it uses what is not allowed in templates")),
    ((UnicodeDecodeError,), Say("文件不是 UTF-8 编码", "the file is not UTF-8")),
    ((OSError,), Say("文件读不了", "the file cannot be read")),
    ((RecursionError, MemoryError), Say("内容太多，或者引用了自己", "it is too much, or includes itself")),
    ((SyntaxError,), Say("里面的 XML 不完整", "its XML is broken")),
)
"""The first that fits counts; what remains are expressions of the wrong kind."""
_ELSE = Say("其中一个标签算不出结果", "a tag in it gives no result")


def cause(error: Exception) -> Say:
    """Say why a template cannot be used."""
    said = next((said for types, said in _CAUSES if isinstance(error, types)), _ELSE)
    return quoting(said, error)


def quoting(said: Say, error: Exception) -> Say:
    """Add what the library says itself, which whoever made the template may look up."""
    plain = isinstance(error, (TemplateSyntaxError, UndefinedError))
    told = visible(str(getattr(error, "message", None) or error))
    own = told if plain else f"{type(error).__name__}: {told}"
    return Say(f"{said.zh}（程序的原话：“{own}”）", f"{said.en} (in the program's words: “{own}”)")
