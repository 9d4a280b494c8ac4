"""The output folder: what is written together, what is left from before, and whose it was."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gipgen.cli import cli
from gipgen.project import write
from gipgen.project.manifest import NAME, Entry, Manifest
from gipgen.project.write import write_files
from tests.word_files import DATA, dump

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63640000000600023081d02f0000000049454e44ae426082"
)
SOUND = dump(DATA)
OTHER = dump({**DATA, "总体情况": DATA["总体情况"].replace("二十", "三十")})
FAULTY = dump({**DATA, "申请": {"本年新收": [1, 0, 0, 0, 0, 0], "其余": 0}})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one sound data file as the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(SOUND, "utf-8")
    return tmp_path


def build(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["build", *arguments, "--lang", "en"])


def rules(*arguments: str) -> list[tuple[str, str]]:
    """Build and return rule and message of every finding."""
    data = json.loads(build(*arguments, "--output-format", "json").output)
    return [(finding["rule"], finding["message"]) for finding in data["findings"]]


def test_a_second_build_finds_nothing_and_changes_nothing(project: Path) -> None:
    """Outputs of the same data are up to date, whichever formats are asked for."""
    assert rules("a.yaml") == []
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").iterdir()}
    assert rules("a.yaml") == rules("a.yaml", "--format", "html") == rules("a.yaml", "--format", "md,docx") == []
    assert {path: path.stat().st_mtime_ns for path in (project / "dist").iterdir()} == before


def test_fewer_formats_leave_the_others_out_of_date(project: Path) -> None:
    """Once the data has changed, what is not built again shows old figures; it is named until it is built or deleted."""
    build("a.yaml")
    (project / "a.yaml").write_text(OTHER, "utf-8")
    left = [("GIP605", "dist/a.docx, dist/a.md: left by an earlier build, not showing the present data.")]
    assert rules("a.yaml", "--format", "html") == left
    assert rules("a.yaml", "--format", "html") == left
    assert rules("a.yaml", "--format", "html,md")[0][1].startswith("dist/a.docx: ")
    (project / "dist" / "a.docx").unlink()
    assert rules("a.yaml", "--format", "html") == []


def test_a_file_that_is_not_built_leaves_its_outputs(project: Path) -> None:
    """Errors in the data, with or without a manifest."""
    build("a.yaml")
    (project / "a.yaml").write_text(FAULTY, "utf-8")
    assert "GIP605" in dict(rules("a.yaml"))
    (project / "dist" / NAME).unlink()
    assert dict(rules("a.yaml"))["GIP605"].startswith("dist/a.docx, dist/a.html, dist/a.md: ")
    assert "GIP605" not in dict(rules("a.yaml", "--draft"))


def test_a_path_of_a_file_that_is_gone_tells_of_its_outputs_once(project: Path) -> None:
    """As when only the others are built."""
    build("a.yaml")
    (project / "a.yaml").unlink()
    assert [rule for rule, _ in rules("a.yaml")] == ["GIP602", "GIP606"]


def test_a_faulty_template_leaves_the_outputs_of_before(project: Path) -> None:
    """What cannot be rendered now is out of date when the data has changed, and only then."""
    build("a.yaml")
    (project / "own" / "html").mkdir(parents=True)
    (project / "own" / "html" / "header.html").write_text("{{ mayor }}", "utf-8")
    arguments = ("a.yaml", "--templates", "own", "--format", "html")
    assert set(dict(rules(*arguments))) == {"GIP604"}
    (project / "a.yaml").write_text(OTHER, "utf-8")
    assert set(dict(rules(*arguments))) == {"GIP604", "GIP605"}


def test_a_picture_that_changes_makes_outputs_old(project: Path) -> None:
    """What was made from the same text with another picture under the same name shows the old one."""
    (project / "p.png").write_bytes(PNG)
    (project / "a.yaml").write_text(dump({**DATA, "总体情况": f"{DATA['总体情况']}\n\n![图](p.png)\n"}), "utf-8")
    build("a.yaml")
    (project / "p.png").write_bytes(PNG + b" ")
    (message,) = dict(rules("a.yaml", "--format", "html")).values()
    assert message.startswith("dist/a.docx, dist/a.files/p-")


@pytest.mark.skipif(os.name == "nt", reason="names are characters there, not bytes")
def test_names_in_another_encoding(project: Path) -> None:
    """A file from a zip that was packed under Windows has a name in GBK; it is built like others."""
    name = os.fsdecode("某县.yaml".encode("gbk"))
    (project / name).write_text(SOUND, "utf-8")
    for _ in range(2):
        result = build(name)
        assert (result.exit_code, result.exception is None or isinstance(result.exception, SystemExit)) == (0, True)
    assert "0 changed" in result.output


def test_two_runs_into_one_folder_both_stay_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another run notes while this one works is kept."""
    other = Manifest.read(project / "dist")
    other.settle("b", Entry("b.yaml", {"b.md": "1"}), (), "1")
    build("a.yaml")
    other.write()
    assert set(Manifest.read(project / "dist").entries) == {"a", "b"}


def test_a_file_that_is_read_only_is_left_alone(project: Path) -> None:
    """Somebody wanted to keep it; the report's other files stay as they were too."""
    build("a.yaml")
    (project / "dist" / "a.docx").chmod(0o444)
    old = (project / "dist" / "a.md").read_bytes()
    (project / "a.yaml").write_text(OTHER, "utf-8")
    assert "dist/a.docx cannot be written: no permission" in build("a.yaml").output
    assert (project / "dist" / "a.md").read_bytes() == old


def test_a_read_only_file_that_is_up_to_date_is_no_fault(project: Path) -> None:
    """There is nothing to be written."""
    build("a.yaml")
    (project / "dist" / "a.docx").chmod(0o444)
    assert build("a.yaml").exit_code == 0


def test_a_link_to_itself_is_replaced(project: Path) -> None:
    """As one that leads nowhere."""
    (project / "dist").mkdir()
    (project / "dist" / "a.docx").symlink_to("a.docx")
    (project / "dist" / "a.html").symlink_to("nowhere")
    assert build("a.yaml").exit_code == 0
    assert not any((project / "dist" / name).is_symlink() for name in ("a.docx", "a.html"))


@pytest.mark.parametrize("there", [False, True])
def test_what_others_do_to_the_place_meanwhile(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that vanishes is written; one that appears is given back when a later one cannot be written."""
    place, later = tmp_path / "a", tmp_path / "b"
    if not there:
        place.write_bytes(b"old")
    aside = write._aside

    def meanwhile(path: Path, data: bytes) -> Path:
        if path == place:
            place.write_bytes(b"theirs") if there else place.unlink()
        return aside(path, data)

    monkeypatch.setattr(write, "_aside", meanwhile)
    if not there:
        assert write_files({place: b"new"}) == 1
        assert place.read_bytes() == b"new"
        return
    monkeypatch.setattr(Path, "replace", refuse("b"))
    with pytest.raises(OSError, match="b"):
        write_files({place: b"new", later: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"theirs"}


def test_a_folder_in_the_place_of_an_output_is_told(project: Path) -> None:
    """In words, with the way out."""
    (project / "dist" / "a.html").mkdir(parents=True)
    assert "dist/a.html cannot be written: a folder of that name is in its place." in build("a.yaml").output
    assert not (project / "dist" / "a.md").exists()


def test_outputs_are_named_after_the_data_file_not_after_what_it_links_to(project: Path) -> None:
    """A link is a name of its own."""
    (project / "b.yaml").symlink_to("a.yaml")
    assert build("b.yaml", "--format", "md").exit_code == 0
    assert (project / "dist" / "b.md").exists()


def test_a_renamed_data_file_leaves_orphans(project: Path) -> None:
    """Outputs whose data file is gone are named with it, until they are deleted."""
    build("a.yaml")
    (project / "a.yaml").rename(project / "b.yaml")
    ((rule, message),) = rules("b.yaml")
    assert rule == "GIP606"
    assert message == "dist/a.docx, dist/a.html, dist/a.md: made from a.yaml, which no longer exists."
    for path in (project / "dist").glob("a.*"):
        path.unlink()
    assert rules("b.yaml") == []
    assert "a.yaml" not in (project / "dist" / NAME).read_text("utf-8")


def test_a_picture_that_is_used_no_more_is_named(project: Path) -> None:
    """Pictures beside a Markdown page belong to it."""
    (project / "p.png").write_bytes(PNG)
    (project / "a.yaml").write_text(dump({**DATA, "总体情况": f"{DATA['总体情况']}\n\n![图](p.png)\n"}), "utf-8")
    assert rules("a.yaml") == []
    (project / "a.yaml").write_text(SOUND, "utf-8")
    ((rule, message),) = rules("a.yaml")
    assert rule == "GIP605"
    assert message.startswith("dist/a.files/p-")


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"reports": []}',
        '{"reports": {"a": {"source": "", "outputs": {"../a.yaml": ""}}}}',
    ],
)
def test_a_damaged_manifest_is_written_anew(project: Path, damage: str) -> None:
    """It is ours alone; outputs are then known by their names."""
    build("a.yaml")
    whole = (project / "dist" / NAME).read_text("utf-8")
    (project / "dist" / NAME).write_text(damage, "utf-8")
    assert rules("a.yaml") == []
    assert (project / "dist" / NAME).read_text("utf-8") == whole


def test_outputs_of_other_data_files_stay_known(project: Path) -> None:
    """A build of one file keeps what the manifest says of the others."""
    (project / "b.yaml").write_text(SOUND, "utf-8")
    build()
    build("a.yaml")
    assert set(json.loads((project / "dist" / NAME).read_text("utf-8"))["reports"]) == {"a", "b"}


# --- all files of a report or none ------------------------------------------------------------------------------


def refuse(name: str) -> Callable[[Path, Path], Path]:
    """Return a Path.replace that fails for one target, as Windows does for a document that is open in Word."""
    whole = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if Path(target).name == name and path.suffix == ".part":
            raise PermissionError(errno.EACCES, "file is open", str(path))
        return whole(path, target)

    return replace


@pytest.mark.parametrize("hard_links", [True, False])
def test_a_file_that_cannot_be_replaced_keeps_all_as_they_were(
    project: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    """The report's other outputs stay old too, the message names the file, and nothing lies about."""
    build("a.yaml")
    old = {path.name: path.read_bytes() for path in (project / "dist").iterdir() if path.name != NAME}
    (project / "a.yaml").write_text(OTHER, "utf-8")
    monkeypatch.setattr(Path, "replace", refuse("a.docx"))
    if not hard_links:
        monkeypatch.setattr(os, "link", _no_links)
    result = build("a.yaml")
    assert result.exit_code == 2
    assert (
        "dist/a.docx cannot be written: no permission, or the file is open in Word or another program." in result.output
    )
    assert "0 reports built, 0 outputs (0 changed)" in result.output
    assert {path.name: path.read_bytes() for path in (project / "dist").iterdir() if path.name != NAME} == old


def test_the_first_build_leaves_nothing_behind_when_it_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were not there before are taken away again."""
    monkeypatch.setattr(Path, "replace", refuse("a.docx"))
    assert build("a.yaml").exit_code == 2
    assert list((project / "dist").iterdir()) == []


def test_names_as_long_as_the_system_allows(tmp_path: Path) -> None:
    """The name of the file beside is short; too long a name is told by itself."""
    place = tmp_path / ("甲" * 83 + ".html")
    assert write_files({place: b"1"}) == 1
    assert write_files({place: b"2"}) == 1
    assert place.read_bytes() == b"2"
    long = tmp_path / ("甲" * 90)
    with pytest.raises(OSError, match="甲") as failure:
        write_files({tmp_path / "a": b"1", long: b"1"})
    assert failure.value.filename == str(long)
    assert {path.name for path in tmp_path.iterdir()} == {place.name}


def test_an_interrupt_between_two_files_undoes_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C too leaves all as it was."""
    (tmp_path / "a").write_bytes(b"old")
    whole = write._Move.make  # the point between two files has no other name

    def make(move: write._Move) -> None:
        if move.place.name == "b":
            raise KeyboardInterrupt
        whole(move)

    monkeypatch.setattr(write._Move, "make", make)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def _no_links(*_paths: Path) -> None:
    raise OSError(errno.EPERM, "no hard links here")
