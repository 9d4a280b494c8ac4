"""gipgen init."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gipgen.cli.choosing import choose_form, form_options, keys_option, refuse
from gipgen.cli.output import put
from gipgen.cli.schema import schema_bytes
from gipgen.cli.session import Session, common_options, open_session
from gipgen.form import load_envelope, packaged_forms
from gipgen.scaffold import SCHEMA_NAME, Contents, Style, scaffold
from gipgen.words import Say


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--agency", default="", help="机关全称 · Name of the agency.")
@click.option("--level", default="", help="级别：省级 市级 县级 乡镇 · Level of government.")
@form_options
@keys_option
@click.option("--force", is_flag=True, help="覆盖已有的文件 · Overwrite an existing file.")
@common_options
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
    form, named = choose_form(session, year, form_id, local)
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


def _level(session: Session, level: str) -> str:
    """Return the id of a level of government by any of its spellings."""
    field = load_envelope().field("level")
    found = field.choice(level) or ""
    if level and not found:
        known = " ".join(names[0] for _, names in field.choices)
        refuse(session, f"级别只能是：{known}", f"level is one of: {known}")
    return found
