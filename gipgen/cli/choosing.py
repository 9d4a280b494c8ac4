"""The options that choose the form, its local additions and the language of keys, and what they choose."""

from __future__ import annotations

from typing import NoReturn

import click

from gipgen.cli.session import CommandFunction, Session, fail
from gipgen.form import Form, LocalAddition, packaged_forms
from gipgen.words import Say


def form_options(function: CommandFunction) -> CommandFunction:
    """Add --year, --form and --local."""
    year = click.option(
        "--year", type=click.IntRange(1000, 9999), help="报告年度，默认去年 · Year reported on, last year by default."
    )
    form = click.option("--form", "form_id", help="格式，默认按年度 · Form, chosen by year.")
    local = click.option("--local", multiple=True, help="地方附加行，如 吉林 · Local rows, such as jilin.")
    decorated: CommandFunction = year(form(local(function)))
    return decorated


def keys_option(function: CommandFunction) -> CommandFunction:
    """Add --keys."""
    keys = click.option(
        "--keys", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="键的语言 · Language of keys."
    )
    decorated: CommandFunction = keys(function)
    return decorated


def choose_form(session: Session, year: int, id_: str | None, local: tuple[str, ...]) -> tuple[Form, bool]:
    """Return the form and whether a data file must name it; exits with status 2 when there is none such."""
    forms = packaged_forms()
    in_force = forms.for_year(year)
    chosen = id_ or (in_force.id if in_force else "")
    known = ", ".join(forms.ids)
    if not chosen:
        refuse(
            session, f"{year} 年没有统一格式；可用 --form {known}", f"no form for {year}; choose --form from {known}"
        )
    if chosen not in forms.ids:
        refuse(session, f"没有格式“{chosen}”；现有 {known}", f"no form {chosen!r}; known are {known}")
    form = forms.get(chosen, tuple(_addition(session, name, chosen).id for name in local))
    return form, in_force is None or in_force.id != chosen


def _addition(session: Session, name: str, form: str) -> LocalAddition:
    forms = packaged_forms()
    addition = forms.addition(name, form)
    if addition is None:
        known = ", ".join(addition.label for addition in forms.local_to(form)) or "—"
        refuse(session, f"没有这种地方附加；现有 {known}", f"no such local addition; known are {known}")
    return addition


def refuse(session: Session, zh: str, en: str) -> NoReturn:
    """Say in the language of the session why nothing can be done and exit with status 2."""
    fail(session.say(Say(zh, en)))
