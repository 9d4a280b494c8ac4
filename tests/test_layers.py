"""The house: which room may know which, and which libraries belong to whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gipgen"

LAYERS = [
    {"epoch", "memory", "packaged", "patterns"},
    {"personal"},
    {"cache", "words", "zipped"},
    {"source"},
    {"findings"},
    {"rulebook"},
    {"form"},
    {"schema", "scaffold"},
    {"prose"},
    {"report", "readers"},
    {"rules"},
    {"render", "recognition", "workbook"},
    {"importing"},
    {"project"},
    {"reporters"},
    {"reference"},
    {"cli"},
    {"__main__"},
]
"""From the ground up; a module imports only from its own room and from those below."""

OWNERS = {
    "yaml": {"source"},
    "cerberus": {"schema"},
    "rapidfuzz": {"schema", "recognition", "importing"},
    "rensa": {"rules"},
    "markdown_it": {"prose", "readers"},
    "jinja2": {"render", "project"},
    "markupsafe": {"render"},
    "docxtpl": {"render"},
    "docx": {"render"},
    "lxml": {"render", "reporters", "readers"},
    "pdfplumber": {"readers"},
    "selectolax": {"readers"},
    "openpyxl": {"readers", "workbook"},
    "click": {"cli"},
    "platformdirs": {"cache"},
}
"""The rooms that may import a library; msgspec, of which values are made, is for all."""

STARTING = {
    "cerberus",
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "markdown_it",
    "openpyxl",
    "pdfplumber",
    "rapidfuzz",
    "rensa",
    "selectolax",
    "yaml",
}
"""What --help and --version never import."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the dotted names that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def level(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downwards_only(path: Path) -> None:
    """No module knows what is built on it."""
    own = room(path)
    if own == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "gipgen" and len(parts) > 1:
            assert parts[1] == own or level(parts[1]) < level(own), f"{own} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    """Each library has its rooms; elsewhere it could not be replaced."""
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or room(path) in owners, f"{path} imports {name}"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_start_up_imports_nothing_heavy(option: str) -> None:
    """Asking for help costs no more than click."""
    code = f"import sys; sys.argv = ['gipgen', {option!r}]\nfrom gipgen.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not STARTING & set(done.stdout.split())


def test_no_label_of_a_form_stands_in_code() -> None:
    """No label of a statutory table stands in Python or in a template: a form is known to its file alone."""
    from gipgen.form import packaged_forms

    labels = {
        label
        for id_ in packaged_forms().ids
        for line in packaged_forms().get(id_).lines
        for label in (line.row.label, line.row.name, *(column.label for column in line.block.leaves))
        if len(label) > 2
    }
    texts = {
        path: path.read_text("utf-8")
        for path in [*modules(), *PACKAGE.parent.glob("templates/**/*.*ml"), *PACKAGE.parent.glob("templates/**/*.md")]
    }
    for path, text in texts.items():
        code = text if path.suffix != ".py" else _without_strings_of_help(text)
        assert not [label for label in labels if label in code], path


def _without_strings_of_help(text: str) -> str:
    """Leave docstrings and comments out; examples may stand there."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0].value = ast.Constant("")
    return ast.unparse(tree)
