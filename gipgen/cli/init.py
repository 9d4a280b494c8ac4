"""gipgen init."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from gipgen.cli.output import put
from gipgen.cli.schema import schema_bytes
from gipgen.cli.session import Session, fail, lang_option, open_session
from gipgen.form import Form, LocalAddition, load_envelope, packaged_forms
from gipgen.scaffold import SCHEMA_NAME, Contents, Style, scaffold
from gipgen.words import Say


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--year", type=click.IntRange(1000, 9999), help="报告年度，默认去年 · Year reported on, last year by default."
)
@click.option("--agency", default="", help="机关全称 · Name of the agency.")
@click.option("--level", default="", help="级别：省级 市级 县级 乡镇 · Level of government.")
@click.option("--form", "form_id", help="格式，默认按年度 · Form, chosen by year.")
@click.option("--local", multiple=True, help="地方附加行，如 吉林 · Local rows, such as jilin.")
@click.option(
    "--keys", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="键的语言 · Language of keys."
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 · Overwrite an existing file.")
@lang_option
def command(
    file: Path | None,
    year: int | None,
    agency: str,
    level: str,
    form_id: str | None,
    local: tuple[str, ...],
    keys: str,
    force: bool,
    lang: str | None,
) -> None:
    """生成一份待填的数据文件，每个数字都是 0，每一项都有说明。

    Write a data file to fill in. FILE is report-YEAR.yaml unless given; - is standard output. The JSON Schema that
    editors use is written beside it as gipgen.schema.json.
    """
    session = open_session(lang)
    year = year or date.today().year - 1
    form, named = _form(session, year, form_id, local)
    style = Style(keys == "en", packaged_forms().local_to(form.id))
    fields: dict[str, object] = {"agency": agency, "year": year, "level": _level(session, level)}
    if named:
        fields["form"] = form.id
    if form.local:
        fields["local"] = [style.key(addition) for addition in form.local]
    path = file or Path(f"report-{year}.yaml")
    put(path, scaffold(form, load_envelope(), Contents(fields), style).encode(), force=force)
    if path != Path("-"):
        put(path.parent / SCHEMA_NAME, schema_bytes(), force=True)
        told = Say(
            f"已生成 {path} 和 {SCHEMA_NAME}。填好后运行：gipgen check {path}",
            f"Wrote {path} and {SCHEMA_NAME}. Fill it in, then run: gipgen check {path}",
        )
        click.echo(session.say(told))


def _form(session: Session, year: int, id_: str | None, local: tuple[str, ...]) -> tuple[Form, bool]:
    """Return the form and whether the file must name it."""
    forms = packaged_forms()
    in_force = forms.for_year(year)
    chosen = id_ or (in_force.id if in_force else "")
    known = ", ".join(forms.ids)
    if not chosen:
        _refuse(
            session, f"{year} 年没有统一格式；可用 --form {known}", f"no form for {year}; choose --form from {known}"
        )
    if chosen not in forms.ids:
        _refuse(session, f"没有格式“{chosen}”；现有 {known}", f"no form {chosen!r}; known are {known}")
    form = forms.get(chosen, tuple(_addition(session, name, chosen).id for name in local))
    return form, in_force is None or in_force.id != chosen


def _addition(session: Session, name: str, form: str) -> LocalAddition:
    forms = packaged_forms()
    addition = forms.addition(name, form)
    if addition is None:
        known = ", ".join(addition.label for addition in forms.local_to(form)) or "—"
        _refuse(session, f"没有这种地方附加；现有 {known}", f"no such local addition; known are {known}")
    return addition


def _level(session: Session, level: str) -> str:
    """Return the id of a level of government by any of its spellings."""
    field = load_envelope().field("level")
    found = field.choice(level) or ""
    if level and not found:
        known = " ".join(names[0] for _, names in field.choices)
        _refuse(session, f"级别只能是：{known}", f"level is one of: {known}")
    return found


def _refuse(session: Session, zh: str, en: str) -> NoReturn:
    fail(session.say(Say(zh, en)))
