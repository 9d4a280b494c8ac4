"""Rules for a terminal, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import indent

from gipgen.reference.examples import told
from gipgen.reference.words import NO_EXAMPLE, level_of, scope_of
from gipgen.rulebook import LEVELS, Rule, general, rulebook
from gipgen.words import Say

_WORDS = {
    "level": Say("级别", "level"),
    "family": Say("类别", "family"),
    "scope": Say("适用", "holds for"),
    "basis": Say("依据", "rests on"),
    "message": Say("提示", "message"),
    "advice": Say("建议", "advice"),
    "example": Say("例如", "For example"),
    "finding": Say("检查结果", "What check says"),
    "mended": Say("改正以后", "Mended"),
}

_ON = Say(
    "gipgen explain 金额 列出一类规则，gipgen explain GIP302 说明一条。",
    "gipgen explain money lists a family, gipgen explain GIP302 explains a rule.",
)


def to_text(rules: Iterable[Rule], lang: str) -> str:
    """Write rules one below the other."""
    return "\n\n".join("\n".join(_rule(rule, lang)) for rule in rules) + "\n"


def list_rules(rules: Iterable[Rule], lang: str) -> str:
    """Write a line for each rule."""
    wide = max(len(words.spoken(lang)) for words in LEVELS.values())
    return "".join(
        f"{rule.id}  {LEVELS[rule.level].spoken(lang):<{wide}}  {rule.title.spoken(lang)}\n" for rule in rules
    )


def list_families(lang: str) -> str:
    """Write a line for each family, and how to read on."""
    lines = [f"{family.prefix:<5}  {family.id:<11} {family.title.spoken(lang)}\n" for family in rulebook().families]
    return f"{''.join(lines)}\n{_ON.spoken(lang)}\n"


def _rule(rule: Rule, lang: str) -> Iterator[str]:
    yield f"{rule.id} {rule.title.spoken(lang)}"
    facts = {
        "level": level_of(rule),
        "family": Say(f"{rule.family.title.zh}（{rule.family.id}）", f"{rule.family.title.en} ({rule.family.id})"),
        "scope": scope_of(rule),
        "basis": rule.basis,
        "message": general(rule.message),
        "advice": general(rule.advice),
    }
    for name, said in facts.items():
        if said.en:
            line = Say(f"  {_WORDS[name].zh}：{said.zh}", f"  {_WORDS[name].en}: {said.en}")
            yield line.spoken(lang)
    if not rule.example:
        yield f"  {NO_EXAMPLE.spoken(lang)}"
        return
    blocks = (("example", rule.example), ("finding", "\n\n".join(told(rule, lang))), ("mended", rule.mended))
    for name, text in blocks:
        yield ""
        yield f"  {_WORDS[name].spoken(lang)}"
        yield ""
        yield indent(text.rstrip("\n"), "    ")
