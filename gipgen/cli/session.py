"""What every command shares: configuration, language, colours, and how findings are printed."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from msgspec import Struct

from gipgen import cache
from gipgen.project.config import Config, ConfigError, find_config
from gipgen.reporters import FORMATS
from gipgen.words import Say

CommandFunction = Callable[..., Any]

STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "file": {"bold": True, "underline": True},
    "place": {"bold": True},
    "caret": {"fg": "red"},
    "advice": {"fg": "green"},
    "waived": {"dim": True},
}

LANGUAGES = click.Choice(["zh", "en"])


class Session(Struct, frozen=True):
    """The settings of one call: what the command line says, then gipgen.toml, then the locale."""

    config: Config
    lang: str

    def say(self, words: Say) -> str:
        """Return words in the language of the session."""
        return words.spoken(self.lang)

    def paint(self, text: str, style: str) -> str:
        """Colour a text."""
        return click.style(text, **STYLES[style])


def open_session(lang: str | None) -> Session:
    """Read the configuration of the current folder; exits with status 2 when it cannot be read."""
    try:
        config = find_config(Path.cwd())
    except FileNotFoundError:
        fail("当前文件夹已不存在 · the current folder no longer exists")
    except ConfigError as error:
        fail(str(error))
    chosen = lang or config.lang or _locale()
    if chosen not in LANGUAGES.choices:
        fail(f"gipgen.toml: lang = {chosen!r}: zh, en")
    return Session(config, chosen)


def own_templates(config: Config) -> Path | None:
    """Return the folder of own templates that gipgen.toml names; exits with status 2 when there is none."""
    if config.templates and not config.templates.is_dir():
        fail(f"gipgen.toml: templates = {str(config.templates)!r}: 没有这个文件夹 · no such folder")
    return config.templates


def fail(text: str) -> NoReturn:
    """Print why nothing can be done and exit with status 2."""
    click.echo(f"gipgen: {text}", err=True)
    raise SystemExit(2)


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"


def common_options(function: CommandFunction) -> CommandFunction:
    """Add what every command has: --lang and --no-cache."""
    lang = click.option("--lang", type=LANGUAGES, help="提示用的语言 · Language of messages.")
    no_cache = click.option(
        "--no-cache",
        is_flag=True,
        expose_value=False,
        callback=_switch_off,
        help="不用缓存，一切重新准备 · Prepare everything anew.",
    )
    decorated: CommandFunction = lang(no_cache(function))
    return decorated


def _switch_off(_context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        os.environ[cache.OFF] = "1"  # worker processes see it too


def finding_options(function: CommandFunction) -> CommandFunction:
    """Add the options of commands that print findings."""
    strict = click.option("--strict", is_flag=True, help="警告也算错误 · Warnings count as errors.")
    output = click.option(
        "--output-format",
        type=click.Choice(FORMATS),
        help="提示的格式，默认 text · Format of findings, text by default.",
    )
    file = click.option(
        "--output-file",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="提示另存为文件 · File for the findings; text is printed all the same.",
    )
    decorated: CommandFunction = strict(output(file(common_options(function))))
    return decorated
