"""The cache folder makes a run faster and changes nothing: damaged, foreign, unwritable or switched off."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import docxtpl
import jinja2
import lxml
import pytest

import gipgen.render.stretch
import gipgen.render.word.cover
import gipgen.zipped
from gipgen import cache
from gipgen.form import load_forms, packaged_forms
from gipgen.packaged import SCHEMAS, TEMPLATES
from gipgen.project.pipeline import check_file
from gipgen.render import html
from gipgen.render.environment import text_environment
from gipgen.render.word import render
from gipgen.render.word.render import _made_from, packaged_template, prepared_for
from tests.conftest import HOUSE
from tests.word_files import DOCUMENT, changed

SAMPLE = HOUSE / "samples" / "tianchi-2021.yaml"
YEARLY = HOUSE / "samples" / "huaian-2024.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(cache.OFF, raising=False)
    cache._folder.cache_clear()
    yield tmp_path / "cache" / "gipgen"
    cache._folder.cache_clear()


class Made:
    """Counts how often it makes something."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        """Return how often it was asked."""
        self.times += 1
        return [self.times]


def test_what_is_made_once_is_not_made_again(folder: Path) -> None:
    make = Made()
    assert [cache.kept("x", ("a",), make) for _ in range(3)] == [[1]] * 3
    assert make.times == 1
    assert len(list(folder.iterdir())) == 1


def test_other_content_is_made_anew(folder: Path) -> None:
    """Two things that run together are not the same as one."""
    make = Made()
    for made_from in (("ab", "c"), ("a", "bc"), ("abc",), (b"ab", b"c")):
        cache.kept("x", made_from, make)
    assert make.times == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"[1]", b"[2]"),
        lambda data: b"\0" * len(data),
        lambda data: data.partition(b"\n")[2],
    ],
)
def test_a_damaged_file_counts_for_nothing(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    make = Made()
    cache.kept("x", ("a",), make)
    (file,) = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert cache.kept("x", ("a",), make) == [2]
    assert cache.kept("x", ("a",), make) == [2]
    assert not list(folder.glob(".new-*"))


def test_a_path_that_is_no_text_is_as_good_as_any(folder: Path) -> None:
    """Compiled templates are known by their files, too, whose names may be any bytes."""
    make = Made()
    for name in (os.fsdecode(b"q\xff"), os.fsdecode(b"q\xfe"), os.fsdecode(b"q\xff")):
        cache.kept("x", (name,), make)
    assert make.times == 2


def test_it_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.OFF, "1")
    make = Made()
    for _ in range(2):
        cache.kept("x", ("a",), make)
    assert make.times == 2
    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only POSIX tells who may write to a folder")
@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path, mode: int) -> None:
    folder.mkdir(parents=True)
    folder.chmod(mode)
    make = Made()
    for _ in range(2):
        cache.kept("x", ("a",), make)
    assert make.times == 2
    assert not list(folder.iterdir())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only POSIX tells who may write to a file")
@pytest.mark.parametrize("mode", [0o660, 0o606])
def test_a_file_that_others_can_write_to_counts_for_nothing(folder: Path, mode: int) -> None:
    """Templates are kept as compiled code, which nobody else may have written."""
    make = Made()
    cache.kept("x", ("a",), make)
    (file,) = folder.iterdir()
    file.chmod(mode)
    assert cache.kept("x", ("a",), make) == [2]
    assert cache.kept("x", ("a",), make) == [2]


def test_a_compiled_template_is_that_of_its_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text gives other code where texts are escaped; what is kept is not compiled again."""
    plain, escaping = (text_environment(None, escape=escape) for escape in (False, True))
    source = "{{ text }}{{ 1 + 1 }}"
    made = [environment.from_string(source).render(text="<") for environment in (plain, escaping) * 2]
    assert made == ["<2", "&lt;2"] * 2
    assert len(list(folder.glob("template-*"))) == 2
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert plain.from_string(source).render(text="<") == "<2"
    with pytest.raises(TypeError, match="not callable"):
        plain.from_string("another")


def test_the_code_of_a_template_tells_its_own_file(folder: Path) -> None:
    """Two files with the same words, so that a fault is told of the right one."""
    environment = text_environment(None, escape=True)
    names = [environment.compile("x", "report.md", name).co_filename for name in ("a.md", "b.md", "a.md")]
    assert names == ["a.md", "b.md", "a.md"]
    assert len(list(folder.glob("template-*"))) == 2


def test_where_no_folder_can_be_made_there_is_none(folder: Path) -> None:
    folder.parent.parent.mkdir(exist_ok=True)
    folder.parent.write_text("a file where the folder should be")
    make = Made()
    assert cache.kept("x", ("a",), make) == [1]


@pytest.mark.parametrize("known", [Path("~/.cache/gipgen"), RuntimeError("no home")])
def test_where_no_home_is_known_there_is_no_cache(
    known: Path | RuntimeError, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container whose user has no entry; platformdirs tells so in one of two ways."""

    def asked(*_: str, **__: bool) -> Path:
        if isinstance(known, RuntimeError):
            raise known
        return known

    monkeypatch.setattr("platformdirs.user_cache_path", asked)
    monkeypatch.chdir(tmp_path)
    assert cache.kept("x", ("a",), Made()) == [1]
    assert not list(tmp_path.iterdir())


def test_what_was_kept_long_ago_is_removed(folder: Path) -> None:
    make = Made()
    cache.kept("x", ("a",), make)
    (old,) = folder.iterdir()
    os.utime(old, (0, 0))
    cache.kept("x", ("b",), make)
    cache.kept("x", ("c",), make)
    assert not old.exists()
    assert len(list(folder.iterdir())) == 2


def test_a_template_is_kept_by_all_that_makes_it_ready() -> None:
    """Another release of a library, or other code of ours, makes it anew."""
    told = set(_made_from(b"", packaged_forms().get("2021")))
    for module in (docx, docxtpl, jinja2, lxml, gipgen.zipped, gipgen.render.stretch, gipgen.render.word.cover):
        path = Path(str(module.__file__))
        assert f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" in told, path


def test_a_table_is_kept_by_its_form_file(folder: Path, tmp_path: Path) -> None:
    """A form file with another word makes another table; the first one is still there."""
    own = tmp_path / "form-2021.yaml"
    label = "本年新收政府信息公开申请数量"
    own.write_text((SCHEMAS / own.name).read_text("utf-8").replace(label, "另一种叫法"), "utf-8")
    kept = []
    for forms, shown in (
        (packaged_forms(), label),
        (load_forms(SCHEMAS, tmp_path), "另一种叫法"),
        (packaged_forms(), label),
    ):
        report = check_file(YEARLY, YEARLY.name, forms, YEARLY.parent).report
        assert report
        html._stretch.cache_clear()  # as in another process
        page = html.render_html(report).decode()
        assert [words in page for words in (label, "另一种叫法")] == [shown == label, shown != label]
        kept.append(len(list(folder.glob("table-*"))))
    assert kept == [3, 6, 6]


def test_a_table_is_kept_under_the_form_file_that_was_read(folder: Path, tmp_path: Path) -> None:
    """Not under one that is saved before the table is drawn."""
    own = tmp_path / "form-2021.yaml"
    text = (SCHEMAS / own.name).read_text("utf-8")
    pages = []
    for label in ("第一种叫法", "第二种"):
        own.write_text(text.replace("本年新收政府信息公开申请数量", label), "utf-8")
        forms = load_forms(SCHEMAS, tmp_path)
        report = check_file(YEARLY, YEARLY.name, forms, YEARLY.parent).report
        assert report
        if label == "第一种叫法":
            own.write_text(text.replace("本年新收政府信息公开申请数量", "第二种"), "utf-8")
        html._stretch.cache_clear()
        pages.append(html.render_html(report).decode())
    assert ["第一种叫法" in page for page in pages] == [True, False]


def test_the_templates_of_a_table_are_all_known() -> None:
    """An own one takes the place of what is kept."""
    included = set(
        re.findall(r'{%-? *(?:include|import|extends|from) +"([^"]+)"', (TEMPLATES / html.TABLE[0]).read_text("utf-8"))
    )
    assert included == set(html.TABLE[1:])


def test_whatever_is_wrong_with_old_files_nothing_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may vanish while they are looked at."""

    def gone(_: Path) -> Iterator[Path]:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "iterdir", gone)
    make = Made()
    assert [cache.kept("x", ("a",), make) for _ in range(2)] == [[1]] * 2


def test_a_template_that_is_saved_meanwhile_is_not_kept_for_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = packaged_template("2021").read_bytes()
    path = tmp_path / "form-2021.docx"
    path.write_bytes(packaged)

    def late(kind: str, made_from: Iterable[bytes | str], make: Callable[[], Any]) -> Any:
        told = list(made_from)
        path.write_bytes(changed(packaged, DOCUMENT, lambda xml: xml.replace("<w:sectPr", "<w:p/><w:sectPr", 1)))
        return cache.kept(kind, told, make)

    with monkeypatch.context() as patched:
        patched.setattr(render, "kept", late)
        prepared_for(packaged_forms().get("2021"), path)
    path.write_bytes(packaged)
    os.utime(path, (0, 0))  # else it would be the same file for this process
    again = prepared_for(packaged_forms().get("2021"), path)
    assert again.text
    assert "<w:p/><w:sectPr" not in again.text.pieces[DOCUMENT].source


def built(tmp_path: Path, name: str, *options: str) -> dict[str, bytes]:
    """Build a sample in a process of its own."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "gipgen", "build", str(SAMPLE), "--out", str(tmp_path / name), *options]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    files = [path for path in (tmp_path / name).rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.name: path.read_bytes() for path in files}


def test_outputs_are_the_same_with_and_without(tmp_path: Path) -> None:
    """First run, second run, --no-cache, and a cache of which every file was changed by hand."""
    without = built(tmp_path, "a", "--no-cache")
    assert len(without) == 3
    assert not (tmp_path / "cache").exists()
    assert built(tmp_path, "b") == without
    files = list((tmp_path / "cache" / "gipgen").iterdir())
    assert {"word", "template", "table", "wording"} <= {file.name.partition("-")[0] for file in files}
    assert built(tmp_path, "c") == without
    for file in files:
        told, _, data = file.read_bytes().partition(b"\n")
        assert told == hashlib.sha256(data).hexdigest().encode()
        json.loads(data)
        file.write_bytes(told + b"\n" + data.replace(b"0", b"1"))
    assert built(tmp_path, "d") == without
