"""Several processes do the same as one: in the same order, with the same words, and whole files however they end."""

from __future__ import annotations

import multiprocessing.context
import os
import pickle
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from benchmarks.reports import make
from gipgen.cli import cli
from gipgen.cli.build import work_on
from gipgen.form import packaged_forms
from gipgen.memory import SELDOM
from gipgen.project.build import Plan, check_one
from gipgen.project.crew import FEW, CrewError, crew_size, each
from gipgen.project.discover import DataFile, Found
from gipgen.project.selection import Selection
from tests.conftest import HOUSE

INVALID = HOUSE / "tests" / "invalid"
METHODS = multiprocessing.get_all_start_methods()
posix = pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no groups of processes")


def slow_if_even(number: int) -> int:
    time.sleep(0.002 * (number % 2 == 0))
    return number * number


def die_at_nine(number: int) -> int:
    if number == 9:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class OddError(Exception):
    """An exception that pickle writes and cannot read."""

    def __init__(self, text: str, _more: int) -> None:
        super().__init__(text)


def fail_oddly(number: int) -> int:
    raise OddError("nine", number)


def fail_at_nine(number: int) -> int:
    if number == 9:
        raise ValueError("nine")
    return number


@pytest.mark.parametrize("size", [1, 2, 3])
def test_results_come_in_order(size: int) -> None:
    assert list(each(slow_if_even, range(200), size)) == [number * number for number in range(200)]


def test_results_come_while_others_are_made() -> None:
    """Nobody waits for the last file to be told of the first."""
    results = each(slow_if_even, range(10_000), 2)
    begun = time.monotonic()
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    first = time.monotonic() - begun
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < first + 5  # what was asked for is not all made


@posix
def test_a_process_that_is_killed_is_an_error() -> None:
    with pytest.raises(CrewError):
        list(each(die_at_nine, range(100), 2))


@pytest.mark.parametrize("size", [1, 2])
def test_a_fault_of_ours_is_raised_here(size: int) -> None:
    """With its own type, as in one process."""
    with pytest.raises(ValueError, match="nine"):
        list(each(fail_at_nine, range(100), size))


def test_a_fault_that_cannot_travel_is_told_all_the_same() -> None:
    """It does not look like a process that was killed."""
    with pytest.raises(RuntimeError, match="OddError: nine"):
        list(each(fail_oddly, range(100), 2))


@pytest.mark.parametrize("method", METHODS)
def test_processes_can_be_begun_in_any_way(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and macOS know only spawn, and Python 3.14 begins them by forkserver."""
    monkeypatch.setattr(
        multiprocessing.context._default_context, "_actual_context", multiprocessing.get_context(method)
    )
    assert list(each(slow_if_even, range(50), 2)) == [number * number for number in range(50)]


def test_the_size_follows_the_files() -> None:
    """Few files are not worth a second process; nobody gets more than there are files."""
    assert crew_size(None, FEW) == 1
    assert crew_size(None, 10_000) >= 1
    assert (crew_size(3, 10_000), crew_size(8, 2), crew_size(1, 0)) == (3, 2, 1)


@pytest.mark.parametrize("path", sorted(INVALID.glob("*.yaml"))[::9], ids=lambda path: path.stem)
def test_whatever_is_found_can_travel(path: Path) -> None:
    """Findings, what is kept and waivers come back from another process as they were; forms stay those of this one."""
    file = DataFile(path, path.name, Path(path.stem))
    built = check_one(packaged_forms(), INVALID, Selection(), file)
    again = pickle.loads(pickle.dumps(built))  # our own
    assert again.checked.findings == built.checked.findings
    assert again.checked.waivers == built.checked.waivers
    assert (again.made, again.draftable) == (built.made, built.draftable)
    form = packaged_forms().get("2021")
    assert pickle.loads(pickle.dumps((packaged_forms(), form))) == (packaged_forms(), form)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty reports, some that cannot be read, some with findings, and two with the same outputs."""
    for number in range(60):
        (tmp_path / f"{number:03}.yaml").write_text(make(number).text, "utf-8")
    (tmp_path / "011.yaml").write_text("机关: [\n", "utf-8")
    (tmp_path / "012.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "013.yml").write_text(make(13).text, "utf-8")
    (tmp_path / "014.yaml").write_text(make(14).text.replace("总体情况", "总体请况"), "utf-8")
    (tmp_path / "015.yaml").write_text(make(16).text, "utf-8")  # the same report as the next one
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*arguments, "--lang", "en"])
    return done.exit_code, done.output


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_words_and_outputs_do_not_depend_on_the_number(project: Path, strict: tuple[str, ...]) -> None:
    """Check and build, also when nothing may be built before all is compared: output, status, files and manifest."""
    checked = [run("check", "--jobs", jobs, *strict) for jobs in ("1", "2", "3", "auto")]
    assert checked[0][0] != 0
    assert checked == [checked[0]] * 4
    built = {}
    for jobs in ("1", "2", "3"):
        told = run("build", "--out", "dist", "--jobs", jobs, *strict)
        built[jobs] = told, tree(project / "dist")
        for path in sorted((project / "dist").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    assert built["1"] == built["2"] == built["3"]
    assert strict or built["1"][1]


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", "², ", "1000", ""])
def test_other_numbers_are_refused(project: Path, jobs: str) -> None:
    status, told = run("check", "--jobs", jobs)
    assert (status, "Invalid value for '--jobs'" in told) == (2, True)


def workers(parent: int) -> Iterator[int]:
    """Yield the processes that a process has begun."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            yield int(place.parent.name)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build of 3,000 reports by two processes, some of which are written."""
    text = make(1).text
    for number in range(3000):
        (tmp_path / f"{number:04}.yaml").write_text(text.replace("第1号", f"第{number}号"), "utf-8")
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a job in the background ignores it
    command = [sys.executable, "-c", heed + "from gipgen.cli import main; main()", "build", ".", "--jobs", "2"]
    process = subprocess.Popen(
        [*command, "--lang", "en"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "dist" / "0200.docx").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    yield process
    process.kill()
    process.communicate()


def whole(folder: Path) -> int:
    """Demand that every file is whole and return how many there are."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix in {".md", ".html", ".docx"}]
    for path in files:
        if path.suffix == ".docx":
            with ZipFile(path) as archive:
                assert archive.testzip() is None
        else:
            assert path.read_text("utf-8").endswith("日\n" if path.suffix == ".md" else "</html>\n")
    return len(files)


@posix
def test_ctrl_c_ends_all_processes_at_once(tmp_path: Path, running: subprocess.Popen[bytes]) -> None:
    """As a terminal does it: every process of the group gets the signal. No trace, no part of a file, nobody left."""
    children = list(workers(running.pid))
    assert len(children) == 2
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=10)
    assert running.returncode == 130
    assert b"Traceback" not in told
    assert 0 < whole(tmp_path / "dist") < 9000
    assert not list((tmp_path / "dist").rglob("*.part"))
    assert not any(Path(f"/proc/{child}").exists() for child in children)


@posix
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("later", [0, 0.1])
def test_ctrl_c_while_processes_begin_leaves_no_trace(method: str, later: float, project: Path) -> None:
    code = (
        "import multiprocessing, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        f"multiprocessing.set_start_method('{method}'); from gipgen.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "build", ".", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while process.poll() is None and not list(workers(process.pid)):
        time.sleep(0.005)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in told


@posix
def test_a_killed_process_is_told(tmp_path: Path, running: subprocess.Popen[bytes]) -> None:
    """As the system does when memory runs out: status 2, what to do, and whole files."""
    os.kill(next(workers(running.pid)), signal.SIGKILL)
    out, told = running.communicate(timeout=20)
    assert running.returncode == 2
    assert b"a worker process was killed" in told
    assert b"Traceback" not in told + out
    assert 0 < whole(tmp_path / "dist") < 9000


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_that_is_full_is_told_for_each_file(project: Path, jobs: str) -> None:
    """Where no file can be larger than 8 kB, each report says so; nothing half-written stays, and no trace is printed."""
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)); from gipgen.cli import main; main()"
    )
    names = [f"{number:03}.yaml" for number in range(20, 40)]
    command = [sys.executable, "-c", limited, "build", *names, "--no-cache", "--jobs", jobs, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout.count("GIP603") == 20
    assert "Traceback" not in done.stdout + done.stderr
    assert not [path for path in (project / "dist").rglob("*") if path.is_file()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_vanishes_is_told_and_the_others_are_built(project: Path, jobs: str) -> None:
    """Found when the folder was searched, and gone when its turn came."""
    names = [f"{number:03}.yaml" for number in range(20, 60)]
    found = Found(tuple(DataFile(Path(name), name, Path(name[:-5])) for name in names), ())
    (project / "041.yaml").unlink()
    plan = Plan(packaged_forms(), ("md",), Path("dist"), project)
    work = work_on(plan, found, int(jobs))
    built = list(work.do(found.files))
    work.close()
    rules = {one.checked.source.name: {finding.rule for finding in one.checked.findings} for one in built}
    assert [name for name in names if "GIP602" in rules[name]] == ["041.yaml"]
    assert len(tree(project / "dist")) == 39 + 1  # and the manifest


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries keep memory in other ways")
def test_memory_is_asked_of_the_system_once() -> None:
    """Pages that are new to the process are counted while pieces of half a megabyte come and go."""
    code = (
        "import resource\n"
        "from gipgen.memory import keep_memory\n"
        "{}\n"
        "for _ in range(100): [bytearray(b'x') * 2**19 for _ in range(4)]\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)"
    )
    plain, kept = (
        int(subprocess.run([sys.executable, "-c", code.format(call)], capture_output=True, check=True).stdout)
        for call in ("", "keep_memory()")
    )
    assert plain - kept > 10_000


def test_every_process_looks_for_garbage_seldom(tmp_path: Path) -> None:
    """The first one, and those that it begins anew."""
    code = (
        "import gc, multiprocessing, sys\n"
        "from gipgen.cli import main\n"
        "from gipgen.project.crew import each\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    sys.argv = ['gipgen', '--version']\n"
        "    try: main()\n"
        "    except SystemExit: pass\n"
        "    print(gc.get_threshold(), *each(eval, ['__import__(\"gc\").get_threshold()'] * 4, 2))\n"
    )
    path = tmp_path / "looks.py"
    path.write_text(code, "utf-8")
    told = subprocess.run([sys.executable, str(path)], capture_output=True, check=True, text=True).stdout
    assert told.splitlines()[-1] == " ".join([str(SELDOM)] * 5)
