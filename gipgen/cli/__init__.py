"""The command line; the only place that prints or exits. A command is imported when it is called."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import io
import keyword
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from gipgen import __version__
from gipgen.memory import keep_memory

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""

COMMANDS = {
    "check": "检查数据文件 · Check data files",
    "build": "检查并生成年报 · Check data files and build the reports",
    "import": "从已有的年报生成数据文件 · Turn published reports into data files",
    "init": "生成一份待填的数据文件 · Write a data file to fill in",
    "export": "生成填报用的 Excel 工作簿 · Write a workbook to fill in",
    "explain": "说明一条规则 · Explain a rule",
    "schema": "输出编辑器用的 JSON Schema · Print the JSON Schema for editors",
    "template": "生成和检查 Word 模板 · Make and check Word templates",
}


class _Lazy(click.Group):
    """A group whose commands lie in modules of their own name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            import difflib  # only for slips of the hand

            meant = difflib.get_close_matches(cmd_name, COMMANDS, 1)
            if meant:
                ctx.fail(f"No such command {cmd_name!r}. Did you mean {meant[0]!r}? · 是不是 {meant[0]}？")
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"gipgen.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="gipgen %(version)s")
def cli() -> None:
    """政府信息公开工作年度报告：从一个 YAML 文件到 Markdown、HTML 和 Word。

    One YAML file becomes an agency's statutory annual report on government information disclosure.
    """


def main() -> None:
    """Run gipgen; exit status 0 clean, 1 findings, 2 wrong usage or a fault outside the data."""
    _open_streams()
    keep_memory()
    # else Python looks through all there is before it ends, which took a fifth of a short run
    atexit.register(gc.freeze)
    try:
        status = cli.main(prog_name="gipgen", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except OSError as error:
        _give_up(error)


def _open_streams() -> None:
    """Write UTF-8 whatever the system's own encoding is, and to nowhere when the caller closed a stream."""
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")  # open until the end
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _give_up(error: OSError) -> NoReturn:
    """End after a failure of the machine: a full disk, a folder that is gone, a reader that has read enough.

    What waits to be written cannot be, so the streams go to nowhere before the interpreter closes them.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if not isinstance(error, BrokenPipeError):
        where = f"{error.filename}: " if error.filename else ""
        with contextlib.suppress(OSError):
            click.echo(f"gipgen: {where}{error.strerror or error}", err=True)
    os.dup2(nowhere, 1)
    os._exit(2)
