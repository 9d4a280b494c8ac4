"""gipgen explain."""

from __future__ import annotations

import click

from gipgen.cli.selecting import names_in
from gipgen.cli.session import Session, common_options, fail, open_session
from gipgen.project.selection import SelectionError, ids_named
from gipgen.reference import (
    families_to_json,
    families_to_markdown,
    list_families,
    list_rules,
    to_json,
    to_markdown,
    to_text,
)
from gipgen.rulebook import Rule, rulebook
from gipgen.words import Say


@click.command()
@click.argument("rules", nargs=-1)
@click.option("--all", "every", is_flag=True, help="全部规则 · All rules.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="输出格式 · Format.",
)
@common_options
def command(rules: tuple[str, ...], every: bool, output: str, lang: str | None) -> None:
    """说明规则：为什么、怎样改，附有例子。

    Explain rules, each with what it rests on and an example. RULES are ids such as GIP203 or GIP203,GIP205; a family
    such as arithmetic, or how ids begin, as GIP2, lists its rules; none lists the families.
    """
    session = open_session(lang)
    names = names_in(rules)
    if every and names:
        told = Say("--all 是全部规则，不能再写规则编号", "--all is every rule; name none beside it")
        fail(session.say(told))
    chosen = _chosen(session, names, every=every)
    text = _families(output, session.lang)
    if chosen:
        text = _rules(chosen, output, session.lang, briefly=not all(map(rulebook().one, names)))
    click.echo(text, nl=False)


def _chosen(session: Session, names: list[str], *, every: bool) -> list[Rule]:
    """Return the rules that are named, in their order; exits with status 2 when there is no such rule."""
    book = rulebook()
    try:
        ids = {id_ for name in names for id_ in ids_named("explain", name)}
    except SelectionError as error:
        fail(session.say(error.said))
    return [rule for rule in book.rules.values() if every or rule.id in ids]


def _rules(chosen: list[Rule], output: str, lang: str, *, briefly: bool) -> str:
    if output == "json":
        return to_json(chosen)
    if output == "markdown":
        return to_markdown(chosen)
    return list_rules(chosen, lang) if briefly else to_text(chosen, lang)


def _families(output: str, lang: str) -> str:
    if output == "json":
        return families_to_json()
    if output == "markdown":
        return families_to_markdown()
    return list_families(lang)
