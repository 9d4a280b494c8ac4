"""`python -m benchmarks.others [ROUNDS]`: what other programs take for the same Word report, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import plain
from benchmarks.clock import commands, pairs
from benchmarks.machine import head
from benchmarks.others.given import as_json, braced
from benchmarks.surroundings import variables
from benchmarks.work import report
from gipgen.form import packaged_forms
from gipgen.importing import unproven
from gipgen.render.formats import FORMATS
from gipgen.render.word.render import packaged_template

HERE = Path(__file__).parent
ROUNDS = 15
Measure = Callable[[Path, int], float | None]
"""From a folder with what is given, and the rounds, to milliseconds; None when the program is not installed."""


def main(arguments: Sequence[str]) -> None:
    """Print a line a program; what each has made is read back and must be the report."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    print(f"{head()}\n{rounds} rounds; medians of processor time for the Word file of one report\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        _give(folder)
        for what, measure in PROGRAMS.items():
            cost = measure(folder, rounds)
            print(f"{what:60}{'not installed' if cost is None else f'{cost:10.2f} ms'}", flush=True)
        for path in filter(Path.exists, (folder / made for made in ("ng.docx", "braced.docx", "pandoc.docx"))):
            assert not list(unproven(report(0), ".docx", path.read_bytes(), packaged_forms())), path.name


def _give(folder: Path) -> None:
    """Write what the programs are given."""
    made = {name: FORMATS[name](report(0), None, "report")[f".{name}"] for name in ("md", "docx")}
    (folder / "report.md").write_bytes(made["md"])
    (folder / "filled.docx").write_bytes(made["docx"])
    shutil.copy(packaged_template("2021"), folder / "jinja.docx")
    (folder / "context.json").write_text(as_json(plain.context_of(report(0))), "utf-8")
    braced(made["docx"], folder / "braces.docx", folder / "braces.json")


def _own(_folder: Path, rounds: int) -> float:
    return pairs(rounds, lambda number: FORMATS["docx"](report(number), None, "report")).own


def _docxtpl(_folder: Path, rounds: int) -> float:
    return pairs(rounds, lambda number: plain.word(report(number), plain.context_of(report(number)))).own


def _docxtpl_ng(way: str) -> Measure:
    def measure(folder: Path, rounds: int) -> float | None:
        python = HERE / ".venv" / "bin" / "python"
        given = (str(folder / "jinja.docx"), str(folder / "context.json"), str(folder / "ng.docx"))
        return _ran((str(python), str(HERE / "docxtpl_ng.py"), *given, str(rounds), way)) if python.exists() else None

    return measure


def _docxtemplater(folder: Path, rounds: int) -> float | None:
    node = shutil.which("node")
    if node is None or not (HERE / "node_modules" / "docxtemplater").is_dir():
        return None
    given = (str(folder / "braces.docx"), str(folder / "braces.json"), str(folder / "braced.docx"))
    return _ran((node, str(HERE / "docxtemplater.js"), *given, str(rounds)))


def _pandoc(folder: Path, rounds: int) -> float | None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        return None
    styles = f"--reference-doc={folder / 'filled.docx'}"
    command = (pandoc, str(folder / "report.md"), "-f", "gfm", styles, "-o", str(folder / "pandoc.docx"))
    return commands(rounds, command, (sys.executable, "-c", "pass"), variables()).own


def _ran(command: Sequence[str]) -> float:
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


PROGRAMS: dict[str, Measure] = {
    "gipgen": _own,
    "docxtpl, opened for each report": _docxtpl,
    "docxtpl-ng, opened for each report": _docxtpl_ng("fresh"),
    "docxtpl-ng, kept": _docxtpl_ng("kept"),
    "docxtemplater, opened for each report": _docxtemplater,
    "pandoc, Markdown to Word, whole process": _pandoc,
}

if __name__ == "__main__":
    main(sys.argv[1:])
