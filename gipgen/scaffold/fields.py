"""The keys beside the form: those that are given, and those that could be, behind a `# `."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from gipgen.form import Field
from gipgen.scaffold.lines import Contents, Style, Written, bar, block, plain


def given(envelope: Field, contents: Contents, style: Style) -> Iterator[Written]:
    """Write the keys that every report has, and all that are known of this one."""
    for field in envelope.fields:
        if field.kind == "prose":
            if text := contents.prose.get(field.id):
                yield Written(f"{style.key(field)}: {bar(text)}", about(field, style))
                yield from block(text, "  ")
        elif field.id in contents.fields or field.need != "optional":
            yield from _field(field, contents.fields.get(field.id), style)


def optional(envelope: Field, contents: Contents, style: Style) -> Iterator[Written]:
    """Show how the other keys are written, which a file need not have."""
    for field in envelope.fields:
        known = field.id in contents.fields or contents.prose.get(field.id) or field.need != "optional"
        if not known and (field.id != "local" or style.additions):
            yield from (Written(f"# {text}", note) for text, note in _shown(field, style))


def about(field: Field, style: Style) -> str:
    """Say what a key is for, and what can stand there when that is known."""
    choices = [style.say(names[0], id_) for id_, names in field.choices]
    if field.id == "local":
        choices = [style.key(addition) for addition in style.additions]
    listed = f"{style.say('：', ': ')}{' '.join(choices)}" if choices else ""
    return style.say(field.about, field.about_en) + listed


def _field(field: Field, value: object, style: Style) -> Iterator[Written]:
    key = style.key(field)
    if isinstance(value, Mapping):
        yield Written(f"{key}:", about(field, style))
        yield from _inside(field, value, style, "  ")
    elif field.kind == "list" and isinstance(value, list):
        yield Written(f"{key}:", about(field, style))
        for item in value:
            first, *others = _inside(field, item, style, "    ")
            yield from (first._replace(text=f"  - {first.text[4:]}"), *others)
    else:
        yield Written(f"{key}: {_value(field, value, style)}".rstrip(), about(field, style))


def _inside(field: Field, values: Mapping[str, object], style: Style, indent: str) -> Iterator[Written]:
    for inner in field.fields:
        if inner.id in values and inner.kind == "prose":
            text = str(values[inner.id])
            yield Written(f"{indent}{style.key(inner)}: {bar(text)}")
            yield from block(text, f"{indent}  ")
        elif inner.id in values:
            yield Written(f"{indent}{style.key(inner)}: {_value(inner, values[inner.id], style)}".rstrip())


def _value(field: Field, value: object, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(plain(str(one)) for one in value)}]"
    if field.choices:
        choices = {id_: style.say(names[0], id_) for id_, names in field.choices}
        return choices.get(str(value)) or plain(str(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, (int, date)) else plain(str(value))


def _shown(field: Field, style: Style, above: str = "") -> Iterator[Written]:
    """Show how a key is written, with an example."""
    key = style.key(field)
    if field.figure:
        reference = f"{{{{ {above}.{key} }}}}"
        yield Written(f"{key}: 0", style.say(f"单位：{field.unit}；正文里写 {reference}", f"in prose {reference}"))
        return
    if field.kind == "prose":
        yield Written(f"{key}: |", about(field, style))
        yield Written(f"  {field.example}。")
        return
    yield Written(f"{key}: {field.example}".rstrip(), about(field, style))
    below = [line for inner in field.fields for line in _shown(inner, style, key)]
    for number, (text, note) in enumerate(below):
        mark = "" if field.kind != "list" else "  " if number else "- "
        yield Written(f"  {mark}{text}", note)
