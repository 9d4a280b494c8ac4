"""gipgen schema."""

from __future__ import annotations

from pathlib import Path

import click

from gipgen.cli.output import put
from gipgen.cli.session import common_options, open_session


@click.command()
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("-"), help="写到文件 · Write to a file.")
@common_options
def command(out: Path, lang: str | None) -> None:
    """输出数据文件的 JSON Schema（2020-12），供编辑器提示和检查。

    Print the JSON Schema of data files, for completion and checks in editors.
    """
    open_session(lang)
    put(out, schema_bytes(), force=True)


def schema_bytes() -> bytes:
    """Return the JSON Schema of data files on the packaged forms, as UTF-8, one definition a line."""
    import json

    from gipgen.form import load_envelope, packaged_forms
    from gipgen.schema.jsonschema import data_schema

    def lines(entries: dict[str, object]) -> str:
        return ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
            for name, value in entries.items()
        )

    schema = data_schema(packaged_forms(), load_envelope())
    definitions = schema.pop("$defs")
    return f'{{\n{lines(schema)},\n"$defs":{{\n{lines(definitions)}\n}}\n}}\n'.encode()
