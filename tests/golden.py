"""Goldens: reviewed outputs that a test holds the present ones against."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def hold(request: pytest.FixtureRequest, name: str, text: str) -> None:
    """Compare a text with its golden; --update-golden writes it anew."""
    path = FOLDER / name
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert path.is_file(), f"no golden {name}; run with --update-golden and read what it wrote"
    assert text == path.read_text("utf-8")
