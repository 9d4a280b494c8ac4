"""Rules as a page of documentation, Chinese and English side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gipgen.patterns import regex
from gipgen.reference.examples import told
from gipgen.reference.words import NO_EXAMPLE, level_of, scope_of
from gipgen.rulebook import Family, Rule, general, rulebook
from gipgen.words import Say

_HEAD = "# 规则 · Rules\n"
_ORIGIN = """\
这一页由 `gipgen explain --all --format markdown` 生成，请勿直接修改。This page is what `gipgen explain --all --format markdown` prints; do not edit it.
"""
_OPENING = """\
提示里的“…”是检查时填入的内容。每个例子都是真的检查过的：只写出有关的几行，其余照一份没有问题的年报。An ellipsis in a message stands for what a finding fills in. Every example was really checked; it shows the lines that matter, and the rest is that of a sound report.
"""
_SIGNS = regex(r"([\\`*_\[\]<>|#~])")


def to_markdown(rules: Iterable[Rule]) -> str:
    """Write rules family by family."""
    chosen = list(rules)
    parts = [_HEAD, *([_ORIGIN] if len(chosen) == len(rulebook().rules) else []), _OPENING]
    for family, members in groupby(chosen, key=lambda rule: rule.family):
        parts.append(f"## {_both(family.title)}\n")
        parts.append(_about(family))
        parts += ["\n".join(_rule(rule)) for rule in members]
    return "\n".join(parts)


def families_to_markdown() -> str:
    """Write the families as a table, each with the ids of its rules."""
    book = rulebook()
    rows = [
        f"| `{family.id}` | {_both(family.title)} | {' '.join(rule.id for rule in book.of(family))} |\n"
        for family in book.families
    ]
    return "".join([f"{_HEAD}\n| 类别 · Family | 内容 · About | 规则 · Rules |\n| --- | --- | --- |\n", *rows])


def _about(family: Family) -> str:
    return f"`{family.id}` · {_both(family.basis)}\n"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id} {_both(rule.title)}\n"
    yield f"- {_both(level_of(rule))}"
    for said in (scope_of(rule), rule.basis if rule.basis != rule.family.basis else Say("", "")):
        if said.en:
            yield f"- {_both(said)}"
    for lead, said in (("", general(rule.message)), ("→ ", general(rule.advice))):
        if said.en:
            yield f"- {lead}{_escaped(said.zh)}<br>{_escaped(said.en)}"
    yield ""
    if not rule.example:
        yield f"{_both(NO_EXAMPLE)}\n"
        return
    yield _fenced("yaml", rule.example)
    yield _fenced("text", "\n\n".join([*told(rule, "zh"), *told(rule, "en")]))
    yield "改正以后 · Mended:\n"
    yield _fenced("yaml", rule.mended)


def _both(said: Say) -> str:
    return f"{_escaped(said.zh)} · {_escaped(said.en)}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _fenced(language: str, text: str) -> str:
    """Fence a text, with more backticks than stand in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
