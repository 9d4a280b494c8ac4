"""The options that choose rules, and what they choose together with gipgen.toml."""

from __future__ import annotations

import re

import click

from gipgen.cli.session import CommandFunction, Session, fail
from gipgen.project.selection import Selection, SelectionError, make_selection
from gipgen.words import Say


def selecting_options(function: CommandFunction) -> CommandFunction:
    """Add --select and --ignore."""
    select = click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="只显示这些规则，如 GIP2,prose · Show only these rules or families.",
    )
    ignore = click.option(
        "--ignore", multiple=True, metavar="RULES", help="不检查这些规则 · Leave these rules or families out."
    )
    decorated: CommandFunction = select(ignore(function))
    return decorated


def selection_of(session: Session, select: tuple[str, ...], ignore: tuple[str, ...]) -> Selection:
    """Return what counts in this call; exits with status 2 when a rule is unknown or cannot be lowered."""
    try:
        return make_selection(
            dict(session.config.rules), _named(session, "--select", select), _named(session, "--ignore", ignore)
        )
    except SelectionError as error:
        fail(session.say(error.said))


def names_in(given: tuple[str, ...]) -> list[str]:
    """Return the names of rules and families in words of the command line; commas of any kind stand between them."""
    return [name.strip() for part in given for name in re.split("[,，、]", part) if name.strip()]


def _named(session: Session, option: str, given: tuple[str, ...]) -> list[str]:
    """Split what an option was given; exits with status 2 when it names nothing."""
    names = names_in(given)
    if given and not names:
        fail(session.say(Say(f"{option} 后面没有写规则，例如 GIP2", f"{option} names no rule, such as GIP2")))
    return names
