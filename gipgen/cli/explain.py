"""gipgen explain."""

from __future__ import annotations

import click

from gipgen.cli.session import fail, lang_option, open_session
from gipgen.project.selection import SelectionError, ids_named
from gipgen.reference import list_families, list_rules, to_json, to_markdown, to_text
from gipgen.rulebook import rulebook


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
@lang_option
def command(rules: tuple[str, ...], every: bool, output: str, lang: str | None) -> None:
    """说明规则：为什么、怎样改，附有例子。

    Explain rules, each with what it rests on and an example. RULES are ids such as GIP203; a family such as arithmetic
    lists its rules; none lists the families.
    """
    session = open_session(lang)
    book = rulebook()
    try:
        ids = set(book.rules) if every else {id_ for name in rules for id_ in ids_named("explain", name)}
    except SelectionError as error:
        fail(session.say(error.said))
    chosen = [rule for rule in book.rules.values() if rule.id in ids]
    if not chosen:
        text = list_families(session.lang)
    elif output == "json":
        text = to_json(chosen)
    elif output == "markdown":
        text = to_markdown(chosen)
    elif every or all(name.strip().upper() in book.rules for name in rules):
        text = to_text(chosen, session.lang)
    else:
        text = list_rules(chosen, session.lang)
    click.echo(text, nl=False)
