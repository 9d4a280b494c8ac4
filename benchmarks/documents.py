"""The rows of reading documents: import of a Word file, a page and a PDF, and reading three outputs back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.budget import Budget, Cost, Row
from benchmarks.clock import pairs
from benchmarks.reference import REPORTS
from benchmarks.work import Folder, report
from gipgen.form import packaged_forms
from gipgen.importing import data_file, take_bytes, unproven
from gipgen.render.formats import FORMATS
from gipgen.scaffold import Style


def _import(suffix: str) -> Callable[[int], Cost]:
    """Read documents that gipgen has written and make data files of them."""

    def measure(rounds: int) -> Cost:
        documents = [FORMATS[suffix](report(number), None, "report")[f".{suffix}"] for number in range(REPORTS)]
        return pairs(rounds, lambda number: _data(documents[number % REPORTS], f".{suffix}"))

    return measure


def _pdf(rounds: int) -> Cost | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.docx")
        path.write_bytes(FORMATS["docx"](report(0), None, "report")[".docx"])
        command = (office, f"-env:UserInstallation=file://{folder}/user", "--headless", "--convert-to", "pdf")
        subprocess.run((*command, "--outdir", folder, path), check=True, capture_output=True, timeout=120)
        document = path.with_suffix(".pdf").read_bytes()
    return pairs(max(1, rounds // 4), lambda _: _data(document, ".pdf"))


def _data(document: bytes, suffix: str) -> str:
    imported = take_bytes(document, suffix, "report", packaged_forms()).imported
    assert imported is not None
    return data_file(imported, Style(additions=packaged_forms().local_to(imported.form.id)))


def _verify(rounds: int) -> Cost:
    """Read three outputs back and compare them; beside it, what building and writing them costs."""
    files = [
        {name: FORMATS[name](report(number), None, "")[f".{name}"] for name in FORMATS} for number in range(REPORTS)
    ]

    def own(number: int) -> None:
        for name, data in files[number % REPORTS].items():
            assert not list(unproven(report(number), f".{name}", data, packaged_forms()))

    with TemporaryDirectory() as folder:
        return pairs(rounds, own, Folder(Path(folder)).build)


DOCUMENTS = (
    Row("import of a Word report", Budget("ms", 150), _import("docx")),
    Row("import of an HTML report", Budget("ms", 150), _import("html")),
    Row("import of a PDF report (made by LibreOffice)", Budget("ms", 2000), _pdf),
    Row("reading back and comparing three outputs", Budget("within", 2), _verify, "building them"),
)
