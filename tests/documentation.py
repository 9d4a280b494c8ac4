"""The documentation as a program reads it: its code, its marked blocks, its links, and the commands it speaks of."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import click

from gipgen.cli import cli
from gipgen.form import load_envelope, normal, packaged_forms
from gipgen.schema.keys import root_keys
from tests.conftest import HOUSE
from tests.word_files import DATA

README, CHINESE = HOUSE / "README.md", HOUSE / "README.zh-CN.md"
DOCS = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").glob("*.md")])

_MARKED = re.compile(r"^( *)<!-- (.+?) -->\n\1```\w*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
_END = re.compile(r"[;&|<>#]")


@dataclass(frozen=True)
class Marked:
    """A code block with a comment over it: `file: NAME`, `prints: COMMAND`, `part`, `part YEAR`, `run` or `test-line`."""

    document: Path
    mark: str
    text: str


def marked(document: Path) -> list[Marked]:
    """Return the marked blocks of a document, in order."""
    found = _MARKED.finditer(document.read_text("utf-8"))
    return [Marked(document, match[2], dedent(match[3])) for match in found]


def write_files(document: Path, folder: Path) -> list[str]:
    """Write the files that a document shows and return their names."""
    shown = {
        block.mark.removeprefix("file: "): block.text for block in marked(document) if block.mark.startswith("file: ")
    }
    for name, text in shown.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return list(shown)


def fenced(document: Path, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return [text for name, text in _FENCED.findall(document.read_text("utf-8")) if name == language]


def spans(document: Path) -> list[str]:
    """Return what stands between backticks in the text."""
    return _SPAN.findall(_FENCED.sub("", document.read_text("utf-8")))


def links(document: Path) -> list[str]:
    """Return where a document leads, web addresses left out."""
    text = _SPAN.sub("", _FENCED.sub("", document.read_text("utf-8")))
    return [target for target in _LINK.findall(text) if not re.match(r"[a-z]+:", target)]


def anchors(document: Path) -> set[str]:
    """Return the names under which headings can be reached, as web pages of repositories form them."""
    heads = re.findall(r"^#+ (.+)$", _FENCED.sub("", document.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# --- commands ---------------------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    """Return every command by the words behind gipgen; gipgen itself by the empty string."""
    return dict(_below("", cli))


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from _below(f"{name} {word}".strip(), inner)


def options(command: click.Command) -> set[str]:
    """Return the options of a command in all their spellings."""
    given = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    named = {name for option in given for name in (*option.opts, *option.secondary_opts)}
    return named | {"-h", "--help"}


def calls(document: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the calls of gipgen that a document shows: the command's words, and all words behind them."""
    known = commands()
    code = [
        *spans(document),
        *(line for name in ("sh", "bat") for text in fenced(document, name) for line in text.split("\n")),
    ]
    for line in code:
        for behind in re.findall(r"(?:^|[\s&|;])gipgen(?= )([^\n]*)", line):
            words = shlex.split(_END.split(behind)[0])
            name = ""
            while words and isinstance(known.get(name), click.Group) and re.fullmatch("[a-z][a-z-]*", words[0]):
                name = f"{name} {words.pop(0)}".strip()
            yield name, words


# --- data files -------------------------------------------------------------------------------------------------

_WHOLE = {
    "agency": "机关: 某县某镇人民政府\n",
    "year": "年度: {year}\n",
    "level": "级别: 乡镇\n",
    "date": "成文日期: {next}-01-15\n",
    "overview": f"总体情况: {DATA['总体情况']}\n",
    "proactive_disclosure": "主动公开: 0\n",
    "applications": "申请: 0\n",
    "review_and_litigation": "复议诉讼: 0\n",
    "problems_and_improvements": "存在的主要问题及改进情况: 人手不足，将加强培训。\n",
    "other_matters": "其他需要报告的事项: 没有收取信息处理费。\n",
}


def completed(block: Marked) -> str:
    """Return a part of a data file with the other parts added, all at zero."""
    year = int(block.mark.removeprefix("part") or 2024)
    form = packaged_forms().for_year(year)
    assert form is not None
    keys = root_keys(form, load_envelope())
    written = {keys[normal(name)].id for name in re.findall(r"^([^\s#:-][^:\n]*):", block.text, re.MULTILINE)}
    rest = "".join(text for id_, text in _WHOLE.items() if id_ not in written)
    return rest.format(year=year, next=year + 1) + block.text
