"""gipgen template."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from gipgen.cli.outlets import outlets
from gipgen.cli.output import put
from gipgen.cli.session import Session, common_options, fail, finding_options, open_session, own_templates
from gipgen.cli.telling import Telling
from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.reporters import Summary
from gipgen.rulebook import is_error
from gipgen.source import Place, Source
from gipgen.words import Say


@click.group()
def command() -> None:
    """生成和检查自己的 Word 模板。

    Make and check own Word templates.
    """


@command.command()
@click.option("--form", "form_id", required=True, help="格式，如 2021 · Form, such as 2021.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="默认 templates/word/form-….docx · Where to write it."
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 · Overwrite an existing file.")
@common_options
def new(form_id: str, out: Path | None, force: bool, lang: str | None) -> None:
    """按格式生成一份 Word 模板，可以用 Word 或 WPS 打开修改样式。

    Write the Word template of a form, to be restyled in Word or WPS.
    """
    from gipgen.render.word.template import template_bytes

    session = open_session(lang)
    form = packaged_forms().extended(_known(session, form_id))
    path = out or (session.config.templates or Path("templates")) / "word" / f"form-{form.id}.docx"
    put(path, template_bytes(form, form.local), force=force)
    if path != Path("-"):
        click.echo(session.say(Say(f"已生成 {path}", f"Wrote {path}")))


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--form", "form_id", help="文件名看不出格式时指定 · Form, when the file name does not tell.")
@finding_options
def lint(
    paths: tuple[Path, ...],
    form_id: str | None,
    strict: bool,
    output_format: str | None,
    output_file: Path | None,
    lang: str | None,
) -> None:
    """检查模板：不认识的字段、不成对或被分割的标签、缺少的单元格。

    Check templates for unknown fields, unbalanced or split tags and missing cells. PATHS are .docx files or folders of
    own templates; none means the templates folder of gipgen.toml.
    """
    session = open_session(lang)
    own = None if paths else own_templates(session.config)
    chosen = paths or ((own,) if own else ())
    if not chosen:
        fail(session.say(Say("请写出要检查的模板", "name the templates to check")))
    for path in chosen:
        if path.is_dir() and not any(path.rglob("*.*")):
            fail(session.say(Say(f"{path} 里没有模板", f"no templates in {path}")))
    findings = [finding for path in chosen for finding in _lint(session, path, form_id)]
    summary = Summary()
    summary.add(findings)
    telling = Telling(session, outlets(output_format, output_file, os.environ))
    telling.part(Source("", ""), findings)
    sys.exit(telling.close(summary, strict=strict, worst=1))  # here templates are the data


def _lint(session: Session, path: Path, form_id: str | None) -> list[Finding]:
    from gipgen.render.text_lint import lint_texts
    from gipgen.render.word.lint import lint_word, way_of

    forms = packaged_forms()
    if path.is_dir():
        used = {path / "word" / f"form-{id_}.docx" for id_ in forms.ids}
        findings = [finding for inner in sorted(used) if inner.is_file() for finding in _lint(session, inner, form_id)]
        findings += [
            _unused(inner, forms.ids)
            for inner in sorted(path.rglob("*.do*"))
            if inner not in used and not inner.name.startswith("~$")
        ]
        return findings + lint_texts(path, forms.extended(_known(session, form_id or forms.ids[-1])))
    named = re.search(r"form-([\w-]+)\.docx$", path.name)
    id_ = _known(session, form_id or (named[1] if named else ""))
    findings = lint_word(path, forms, id_)
    return findings if any(map(is_error, findings)) else [*findings, way_of(path, forms, id_)]


def _unused(path: Path, ids: tuple[str, ...]) -> Finding:
    words = {"template": path.as_posix(), "names": ", ".join(f"word/form-{id_}.docx" for id_ in ids)}
    return Finding("GIP508", Place(1, 1, 1, 1), words, file=path.as_posix())


def _known(session: Session, id_: str) -> str:
    """Return the id of a form; exits with status 2 when there is none of that name."""
    known = packaged_forms().ids
    if id_ not in known:
        listed = ", ".join(known)
        fail(
            session.say(
                Say(f"没有格式“{id_}”；用 --form 指定：{listed}", f"no form {id_!r}; choose --form from {listed}")
            )
        )
    return id_
