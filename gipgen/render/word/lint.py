"""What is wrong with a Word template, and in which part, paragraph or table cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from gipgen.findings import Finding
from gipgen.form import Form
from gipgen.render.environment import word_environment
from gipgen.render.word.prose import WordProse
from gipgen.render.word.render import word_context
from gipgen.report.blank import blank_report
from gipgen.schema.guess import did_you_mean
from gipgen.source import Place
from gipgen.words import Say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_KIND = re.compile(r"^(\{[{%])(?:tr|tc|p|r) ")
_WORD = re.compile(r"\{%-?\s*(\w+)")
_OPENERS = {"if": "endif", "for": "endfor"}
_FIRST = Place(1, 1, 1, 1)
_PARTS = {
    "document": Say("正文", "body"),
    "header": Say("页眉", "header"),
    "footer": Say("页脚", "footer"),
    "footnotes": Say("脚注", "footnotes"),
}


@dataclass(slots=True)
class _Tag:
    """One docxtpl tag, and where it stands."""

    text: str
    where: Say
    split: bool


@dataclass
class _Lint:
    """The findings on one template while its parts are read."""

    name: str
    context: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def add(self, rule: str, **words: object) -> None:
        self.findings.append(Finding(rule, _FIRST, {"template": self.name, **words}, file=self.name))


def lint_word(path: Path, form: Form) -> list[Finding]:
    """Check a Word template against the fields that reports on a form have.

    The form carries all its local additions; their cells may be left out of a template.
    """
    lint = _Lint(path.as_posix(), {})
    try:
        document = DocxTemplate(path)
        lint.context = word_context(blank_report(form), WordProse(document))
        with ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if _PART.fullmatch(name)}
        for name, data in sorted(parts.items()):
            _lint_part(lint, name, data)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        lint.add("GIP604", reason=Say(f"不是可用的 Word 文件（{error}）", f"not a usable Word file ({error})"))
        return lint.findings
    _lint_cells(lint, form)
    if not any(finding.rule in {"GIP501", "GIP502"} for finding in lint.findings):
        _try(lint, document)
    return lint.findings


def _lint_part(lint: _Lint, name: str, data: bytes) -> None:
    stack: list[tuple[str, _Tag]] = []
    targets: dict[str, str] = {}
    for tag in _tags(lint, name, data):
        if tag.split:
            lint.add("GIP503", where=tag.where, field=tag.text)
        if tag.text.startswith("{#"):
            continue
        _balance(lint, tag, stack)
        _fields(lint, tag, targets)
    for _, tag in stack:
        problem = Say(f"{tag.text} 没有结束", f"{tag.text} is never ended")
        lint.add("GIP502", where=tag.where, problem=problem)


def _tags(lint: _Lint, name: str, data: bytes) -> Iterator[_Tag]:
    """Yield the tags of a part in order; loose braces become findings."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    kind = next(kind for kind in _PARTS if f"/{kind}" in name)
    for where, paragraph in _paragraphs(root, _PARTS[kind]):
        pieces = [(run.text or "", id(run.getparent())) for run in paragraph.iter(_W + "t")]
        text = "".join(piece for piece, _ in pieces)
        owners = [owner for piece, owner in pieces for _ in piece]
        for match in _TAG.finditer(text):
            yield _Tag(match[0], where, len(set(owners[match.start() : match.end()])) > 1)
        if loose := _LOOSE.search(_TAG.sub("", text)):
            problem = Say(f"{loose[0]} 不成对", f"{loose[0]} has no partner")
            lint.add("GIP502", where=where, problem=problem)


def _paragraphs(root: Any, part: Say) -> Iterator[tuple[Say, Any]]:
    tables = {table: number for number, table in enumerate(root.iter(_W + "tbl"), 1)}
    count = 0
    for paragraph in root.iter(_W + "p"):
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        if cell is None:
            count += 1
            yield Say(f"{part.zh}第 {count} 段", f"{part.en}, paragraph {count}"), paragraph
            continue
        row = next(cell.iterancestors(_W + "tr"))
        table = next(row.iterancestors(_W + "tbl"))
        down = list(table.iterchildren(_W + "tr")).index(row) + 1
        across = list(row.iterchildren(_W + "tc")).index(cell) + 1
        number = tables[table]
        zh = f"{part.zh}表 {number} 第 {down} 行第 {across} 格"
        yield Say(zh, f"{part.en}, table {number}, row {down}, cell {across}"), paragraph


def _balance(lint: _Lint, tag: _Tag, stack: list[tuple[str, _Tag]]) -> None:
    word = _WORD.match(_KIND.sub(r"\1 ", tag.text))
    if not word:
        return
    if word[1] in _OPENERS:
        stack.append((_OPENERS[word[1]], tag))
    elif word[1].startswith("end"):
        if stack and stack[-1][0] == word[1]:
            stack.pop()
        else:
            problem = Say(f"{tag.text} 没有对应的开头", f"{tag.text} ends nothing")
            lint.add("GIP502", where=tag.where, problem=problem)
    elif word[1] in {"else", "elif"} and not stack:
        problem = Say(f"{tag.text} 不在 if 或 for 里", f"{tag.text} stands outside if and for")
        lint.add("GIP502", where=tag.where, problem=problem)


_CLOSING = {"if": "{% endif %}", "for": "{% endfor %}", "elif": "{% endif %}"}


def _fields(lint: _Lint, tag: _Tag, targets: dict[str, str]) -> None:
    """Check the names in one tag; names set by a loop stand for the items of what it walks over."""
    text = _KIND.sub(r"\1 ", tag.text)
    word = _WORD.match(text)
    if word and word[1] not in {"if", "for", "elif", "set"}:
        return
    whole = text.replace("elif", "if", 1) if word and word[1] == "elif" else text
    whole += _CLOSING.get(word[1], "") if word else ""
    try:
        tree = word_environment().parse(whole)
    except TemplateSyntaxError as error:
        problem = Say(f"{tag.text} 写得不对（{error.message}）", f"{tag.text}: {error.message}")
        lint.add("GIP502", where=tag.where, problem=problem)
        return
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name):
            targets[loop.target.name] = _chain(loop.iter) or ""
    for target in tree.find_all(nodes.Assign):
        if isinstance(target.target, nodes.Name):
            targets[target.target.name] = ""
    for chain in _chains(tree):
        _known(lint, tag, chain, targets)


def _chains(tree: nodes.Node) -> Iterator[str]:
    """Yield the longest dotted names that a tag reads."""
    for node in tree.iter_child_nodes():
        chain = _chain(node)
        if chain and getattr(node, "ctx", "load") == "load":
            yield chain
        elif not chain:
            yield from _chains(node)


def _chain(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := _chain(node.node)):
        return f"{before}.{node.attr}"
    return None


def _known(lint: _Lint, tag: _Tag, chain: str, targets: dict[str, str]) -> None:
    first, _, rest = chain.partition(".")
    if first == "loop":
        return
    if first in targets:
        source = lint.context.get(targets[first])
        if not isinstance(source, list) or not rest:
            return
        found: Any = source[0]
        steps = rest.split(".")
    else:
        lint.shown.add(chain)
        found, steps = SimpleNamespace(**lint.context), chain.split(".")
    for step in steps:
        if not hasattr(found, step):
            lint.add("GIP501", where=tag.where, field=chain, guess=did_you_mean(chain, _names(lint.context)))
            return
        found = getattr(found, step)


def _names(context: dict[str, Any]) -> Iterator[str]:
    for name, value in context.items():
        if isinstance(value, SimpleNamespace):
            yield from (f"{name}.{inner}" for inner in _names(vars(value)))
        else:
            yield name


def _lint_cells(lint: _Lint, form: Form) -> None:
    missing = [cell.label for cell in form.cells if not cell.optional and ".".join(cell.path) not in lint.shown]
    if missing:
        most = 5
        more = (
            Say(f" 等 {len(missing)} 格", f" and others, {len(missing)} in all") if len(missing) > most else Say("", "")
        )
        named = "、".join(missing[:most])
        lint.add("GIP504", missing=Say(named + more.zh, named + more.en))


def _try(lint: _Lint, document: Any) -> None:
    """Render the template once with nothing in it, which shows whatever reading its tags did not."""
    try:
        document.render(lint.context, word_environment())
    except TemplateError as error:
        reason = str(error.message or error)
        lint.add("GIP604", reason=Say(reason, reason))
