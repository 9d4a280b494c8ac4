"""What tests share: the samples, the forms, goldens, and where the reference material lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from gipgen.cli.outlets import PLATFORMS
from gipgen.findings import Finding
from gipgen.form import Forms, packaged_forms
from gipgen.project.pipeline import Checked, check_file

HOUSE = Path(__file__).parent.parent
SAMPLES = sorted((HOUSE / "samples").glob("*.yaml"))

settings.register_profile(
    "gipgen",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a report that fails is readable as it is; shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("gipgen")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the tests put into the cache apart from the user's own."""
    folder = tempfile.TemporaryDirectory(prefix="gipgen-cache-")
    os.environ["XDG_CACHE_HOME"] = folder.name
    config.add_cleanup(folder.cleanup)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the goldens anew; read the difference in review"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with the reason, what needs something this machine lacks."""
    lacking = {
        "reference": lambda: "" if reference_folder().is_dir() else f"no reference material in {reference_folder()}",
        "office": lambda: "" if shutil.which("soffice") else "LibreOffice (soffice) is not installed",
        "calc": _no_calc,
        "browser": lambda: "" if shutil.which("chromium") else "Chromium is not installed",
        "index": _no_index,
    }
    for name, reason in lacking.items():
        marked = [item for item in items if item.get_closest_marker(name)]
        if marked and (told := reason()):
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=told))


def _no_calc() -> str:
    """Say why workbooks cannot be computed; empty when LibreOffice has its part for them."""
    office = shutil.which("soffice")
    return (
        ""
        if office and (Path(office).resolve().parent / "libsclo.so").exists()
        else "LibreOffice Calc is not installed"
    )


def _no_index() -> str:
    """Say why packages cannot be installed; empty when one can be downloaded."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "hatchling"]
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
        except subprocess.TimeoutExpired:
            return "the package index does not answer"
    return "" if done.returncode == 0 else f"no package index: {done.stderr.strip().splitlines()[-1:]}"


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program believe that it runs by hand, wherever the tests run."""
    for name in PLATFORMS.keys() | {"FORCE_COLOR", "NO_COLOR"}:
        monkeypatch.delenv(name, raising=False)


def reference_folder() -> Path:
    """Return the folder of the reference material: GIPGEN_REFERENCE, else ../shared/reference."""
    return Path(os.environ.get("GIPGEN_REFERENCE", HOUSE.parent / "shared" / "reference"))


@pytest.fixture
def reference() -> Path:
    return reference_folder()


@pytest.fixture(scope="session")
def forms() -> Forms:
    return packaged_forms()


COMPLETENESS = frozenset({"GIP416", "GIP417", "GIP418", "GIP419"})
"""Rules on what sections must tell.

Most files of tests have a few words for each section, since they are about something else; there these rules are left
out, unless a file is marked with one of them. Samples, documents and random reports are complete.
"""


def besides_completeness(findings: Iterable[Finding], marked: Iterable[str]) -> list[Finding]:
    """Leave out findings on completeness of a file that is marked with none."""
    ignored = frozenset() if COMPLETENESS & set(marked) else COMPLETENESS
    return [finding for finding in findings if finding.rule not in ignored]


def check_sample(path: Path) -> Checked:
    """Check a sample under the name that its goldens and findings give it."""
    return check_file(path, path.relative_to(HOUSE).as_posix(), packaged_forms(), HOUSE)


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path
