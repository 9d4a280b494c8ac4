"""What is wrong with a Word template, and in which part, paragraph or table cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from msgspec import Struct, field

from gipgen.findings import Finding
from gipgen.form import Form, Forms
from gipgen.render.causes import quoting
from gipgen.render.environment import RenderError, word_environment
from gipgen.render.probe import blank_report, probe
from gipgen.render.word.document import UNFIT, UNUSABLE
from gipgen.render.word.parts import WordParts
from gipgen.render.word.prose import Blocks, WordProse
from gipgen.render.word.render import Local, fill, prepared_for, word_context
from gipgen.render.word.tags import Tag, read_tags
from gipgen.schema.guess import did_you_mean
from gipgen.source import FIRST
from gipgen.words import Say

_CLOSING = {"if": "{% endif %}", "for": "{% endfor %}", "elif": "{% endif %}", "set": ""}
"""What makes a statement that names fields one that Jinja can read by itself."""


class _Lint(Struct):
    """The findings on one template while its tags are read."""

    name: str
    context: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def add(self, rule: str, **words: object) -> None:
        self.findings.append(Finding(rule, FIRST, {"template": self.name, **words}, file=self.name))

    def wrong(self, tag: Tag, zh: str, en: str) -> None:
        self.add("GIP502", where=tag.where, problem=Say(zh, en))


def lint_word(path: Path, forms: Forms, id_: str, probed: Form | None = None, year: int | None = None) -> list[Finding]:
    """Check a Word template: its tags against the fields that reports on a form have, then what it makes of reports.

    The reports are on the form `probed` and on `year`; without it they are on the form `id_` without local additions and, when the
    template names any, with all of them.
    """
    name, form = path.as_posix(), forms.extended(id_)
    try:
        prepared = prepared_for(form, path)
        lint = _Lint(name, word_context(blank_report(form), WordProse(WordParts(prepared.template))))
        parts = read_tags(path)
    except (RenderError, *UNUSABLE) as error:
        reason = error.reason if isinstance(error, RenderError) else quoting(UNFIT, error)
        return [Finding("GIP604", FIRST, {"template": name, "reason": reason}, file=name)]
    for tags in parts:
        _part(lint, tags)
    if any(finding.rule in {"GIP501", "GIP502"} for finding in lint.findings):
        return lint.findings
    names_additions = any("local." in tag.text for tags in parts for tag in tags)
    tried = [probed] if probed else [forms.get(id_), *([form] if names_additions else [])]
    found = [
        finding
        for each in tried
        for finding in probe(each, "docx", lambda report: fill(path, report, path), name, year)
    ]
    return lint.findings + list({(finding.rule, str(finding.words)): finding for finding in found}.values())


def way_of(path: Path, forms: Forms, id_: str) -> Finding:
    """Say whether a sound template is filled as text or by docxtpl itself, and why."""
    reason = prepared_for(forms.extended(id_), path).reason
    name = path.as_posix()
    rule, words = ("GIP509", {"template": name, "reason": reason}) if reason else ("GIP510", {"template": name})
    return Finding(rule, FIRST, words, file=name)


def _part(lint: _Lint, tags: tuple[Tag, ...]) -> None:
    opened: list[Tag] = []
    targets: dict[str, str] = {}
    for tag in tags:
        if tag.split:
            lint.add("GIP503", where=tag.where, field=tag.text)
        if tag.loose:
            lint.wrong(tag, f"{tag.text} 不成对", f"{tag.text} has no partner")
        elif not tag.text.startswith("{#"):
            if tag.kind == "p" and not tag.alone:
                lint.wrong(tag, f"{tag.text} 要单独成段", f"{tag.text} must stand alone in its paragraph")
            _balance(lint, tag, opened)
            _fields(lint, tag, targets)
    for tag in opened:
        lint.wrong(tag, f"{tag.text} 没有结束", f"{tag.text} is never ended")


def _balance(lint: _Lint, tag: Tag, opened: list[Tag]) -> None:
    if tag.word in {"if", "for"}:
        opened.append(tag)
    elif tag.word in {"endif", "endfor"}:
        if opened and opened[-1].word == tag.word.removeprefix("end"):
            opened.pop()
        else:
            lint.wrong(tag, f"{tag.text} 没有对应的开头", f"{tag.text} ends nothing")
    elif tag.word in {"else", "elif"} and not opened:
        lint.wrong(tag, f"{tag.text} 不在 if 或 for 里", f"{tag.text} stands outside if and for")


def _fields(lint: _Lint, tag: Tag, targets: dict[str, str]) -> None:
    """Check the names in one tag; names set by a loop stand for the items of what it walks over."""
    if tag.word and tag.word not in _CLOSING:
        return
    text = tag.plain.replace("elif", "if", 1) if tag.word == "elif" else tag.plain
    try:
        tree = word_environment().parse(text + _CLOSING.get(tag.word, ""))
    except TemplateSyntaxError as error:
        lint.wrong(tag, *quoting(Say(f"{tag.text} 写得不对", f"{tag.text} is not written rightly"), error))
        return
    for loop in tree.find_all(nodes.For):
        source = _chain(loop.iter) if isinstance(loop.target, nodes.Name) else None
        targets.update(dict.fromkeys(_assigned(loop.target), source or ""))
    for assignment in tree.find_all(nodes.Assign):
        targets.update(dict.fromkeys(_assigned(assignment.target), ""))
    for chain in _chains(tree):
        found = _known(lint, tag, chain, targets)
        if not tag.word and found is not None and isinstance(found, Blocks) != (tag.kind == "p"):
            asked = f"{{{{p {chain} }}}}" if isinstance(found, Blocks) else f"{{{{ {chain} }}}}"
            lint.wrong(tag, f"{tag.text} 要写成 {asked}", f"write {asked} instead of {tag.text}")


def _assigned(target: nodes.Node) -> Iterator[str]:
    """Yield the names that a loop or an assignment sets."""
    if isinstance(target, nodes.Name):
        yield target.name
    for name in target.find_all(nodes.Name):
        yield name.name


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


def _known(lint: _Lint, tag: Tag, chain: str, targets: dict[str, str]) -> object | None:
    """Return what a name stands for in a blank report; None when that is not known here."""
    first, *steps = chain.split(".")
    found: Any
    if first in targets:
        source = lint.context.get(targets[first])
        if not isinstance(source, list):
            return None
        found, names = source[0], [f"{first}.{name}" for name in vars(source[0])]
    elif first == "loop" or first in word_environment().globals:
        return None
    else:
        found, steps, names = SimpleNamespace(**lint.context), [first, *steps], list(_names(lint.context))
    for step in steps:
        if not hasattr(found, step) or (isinstance(found, Local) and step not in found.ids):
            lint.add("GIP501", where=tag.where, field=chain, guess=did_you_mean(chain, names))
            return None
        found = getattr(found, step)
    return found  # type: ignore[no-any-return]


def _names(context: dict[str, Any]) -> Iterator[str]:
    for name, value in context.items():
        if isinstance(value, SimpleNamespace):
            yield from (f"{name}.{inner}" for inner in _names(vars(value)))
        elif isinstance(value, Local):
            yield from (f"{name}.{inner}" for inner in sorted(value.ids))
        else:
            yield name
