"""Files that are none: links that lead nowhere, pipes, devices, sockets, folders with the name of a file."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import posix
from tests.word_files import DATA, dump

ODD = {
    "dangling.yaml": "没有这个文件或文件夹",
    "device.yaml": "不是普通文件，而是管道、设备之类",
    "loop.yaml": "链接绕回了自己",
    "pipe.yaml": "不是普通文件，而是管道、设备之类",
    "socket.yaml": "不是普通文件，而是管道、设备之类",
}

pytestmark = posix


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A sound report among what is none, and one in a folder with the name of a file."""
    (tmp_path / "sound.yaml").write_text(dump(DATA), "utf-8")
    (tmp_path / "dir.yaml").mkdir()
    (tmp_path / "dir.yaml" / "other.yaml").write_text(dump({**DATA, "机关": "某县乙镇人民政府"}), "utf-8")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "dangling.yaml").symlink_to("gone.yaml")
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket must be short
        listening.bind("socket.yaml")
        os.chdir(here)
        yield tmp_path


def run(folder: Path, *words: str) -> dict[str, Any]:
    """Run in a process of its own, as what waits for a pipe would wait for ever."""
    done = subprocess.run(
        [sys.executable, "-m", "gipgen", *words, "--lang", "zh", "--output-format", "json"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("paths", [["."], [], [*ODD, "dir.yaml", "sound.yaml"]], ids=["folder", "none", "named"])
@pytest.mark.parametrize("command", [["check"], ["build", "--format", "md"]], ids=["check", "build"])
def test_each_is_told_and_the_others_are_worked_on(folder: Path, command: list[str], paths: list[str]) -> None:
    """Whether they are named or found in a folder."""
    found = run(folder, *command, *paths)
    assert {one["rule"] for one in found["findings"]} == {"GIP602"}
    told = {one["file"]: one["message"] for one in found["findings"]}
    assert told == {name: f"读不了文件：{why}。" for name, why in ODD.items()}
    assert found["summary"]["files"] == len(ODD) + 2
    if command[0] == "build":
        assert sorted(path.name for path in (folder / "dist").rglob("*.md")) == ["other.md", "sound.md"]


def test_a_picture_that_is_a_pipe_is_told(folder: Path) -> None:
    """It is not waited for either."""
    for path in folder.glob("*.yaml"):
        if path.is_symlink() or not path.is_file():
            path.rename(path.with_suffix(".png"))
    text = "".join(f"![图]({name})\n\n" for name in ("pipe.png", "loop.png", "device.png", "socket.png", "dir.png"))
    (folder / "sound.yaml").write_text(dump({**DATA, "前言": text}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gipgen", "check", "--lang", "zh"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("GIP404") == 5


def test_skipped_files_are_named_as_seen_from_here(tmp_path: Path) -> None:
    """Without paths too, and from a folder inside the project."""
    (tmp_path / "gipgen.toml").write_text('paths = ["reports"]\n', "utf-8")
    inner = tmp_path / "reports" / "2024"
    inner.mkdir(parents=True)
    (inner / "sound.yaml").write_text(dump(DATA), "utf-8")
    (inner / "mkdocs.yaml").write_text("site_name: x\n", "utf-8")
    for here, name in ((tmp_path, "reports/2024/"), (inner, ""), (tmp_path / "reports", "2024/")):
        done = subprocess.run(
            [sys.executable, "-m", "gipgen", "build", "--lang", "en"],
            cwd=here, capture_output=True, text=True, check=False, timeout=60,
            env=os.environ | {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "page.md")},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert f"({name}mkdocs.yaml)" in done.stdout
        assert str(tmp_path) not in done.stdout
        assert str(tmp_path) not in (tmp_path / "page.md").read_text("utf-8")
        assert (tmp_path / "dist" / "reports" / "2024" / "sound.md").exists()
