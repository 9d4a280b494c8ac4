"""The benchmarks measure what they say they do; how long anything takes is not looked at here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as table
from benchmarks import plain, profile_warm
from benchmarks.budget import Budget, Cost, line
from benchmarks.cold_stages import KINDS
from benchmarks.crowd import folders, plain_seconds
from benchmarks.growth import drawn, exponent
from benchmarks.memory import watched
from benchmarks.others.given import as_json, braced
from benchmarks.reference import ordinary, reference
from benchmarks.reports import flat
from benchmarks.stages import STAGES
from benchmarks.stopwatch import Stopwatch
from benchmarks.surroundings import variables
from benchmarks.work import checked_text, report, text
from gipgen.form import packaged_forms
from gipgen.importing import unproven
from gipgen.render.formats import FORMATS
from tests.word_files import parts


@pytest.mark.parametrize("make", [reference, ordinary])
def test_made_up_reports_are_right(make: object) -> None:
    assert callable(make)
    for number in range(12):
        assert checked_text(make(number).text).findings == ()
        assert make(number).text == make(number).text


def test_the_reference_work_has_figures_and_prose_of_ordinary_length() -> None:
    made = reference(0)
    for section, _ in made.form.tables:
        rows = flat(made.data[section.name])
        assert all(all(figures) for path, figures in rows.items() if isinstance(figures, list) and path != ("规章",))
    prose = sum(len(made.data[section.name]) for section in made.form.sections if not section.table)
    assert 700 <= prose <= 950


def test_the_plain_stack_does_the_same_work(tmp_path: Path) -> None:
    """What it writes shows every figure and text of the report."""
    plain.build(text(0), report(0), plain.context_of(report(0)), tmp_path)
    for name in FORMATS:
        data = (tmp_path / f"report.{name}").read_bytes()
        assert list(unproven(report(0), f".{name}", data, packaged_forms())) == []


def test_many_reports_are_those_of_the_smaller_folders_and_more(tmp_path: Path) -> None:
    made = {
        size: {path.name: path.read_bytes() for path in folder.iterdir()}
        for size, folder in folders(tmp_path, 200).items()
    }
    assert [len(files) for files in made.values()] == [2, 20, 200] == list(made)
    assert made[2].items() <= made[20].items() <= made[200].items()
    assert len(set(made[200].values())) == 200


def test_the_plain_stack_builds_with_several_processes(tmp_path: Path) -> None:
    assert plain_seconds(tmp_path, 2, 1) > 0
    assert len(list(tmp_path.glob("plain-*/report.docx"))) == 2


def test_the_naive_schema_refuses_what_is_wrong() -> None:
    data = plain.load(text(0))
    data["申请"]["本年新收"][0] = -1
    with pytest.raises(ValueError, match="本年新收"):
        plain.validate(data, packaged_forms().get("2021"))


@pytest.mark.parametrize("row", STAGES, ids=lambda row: row.what.strip())
def test_a_row_is_measured(row: object) -> None:
    measured = next(stage for stage in STAGES if stage is row)
    cost = measured.measure(1)
    assert cost
    assert cost.own > 0
    assert cost.other > 0
    assert measured.what in line(measured, cost)


def test_every_row_has_a_name_of_its_own_and_what_is_not_checked_exists() -> None:
    names = [row.what for row in table.ROWS]
    assert len(set(names)) == len(names)
    assert table.NOT_CHECKED.keys() <= {row.what for row in table.ROWS if row.budget}


def test_a_budget_tells_which_share_of_it_is_reached() -> None:
    assert Budget("faster", 10).share(Cost(2, 10)) == 0.5
    assert Budget("within", 2).share(Cost(4, 1)) == 0.5
    assert Budget("ms", 150).share(Cost(75)) == 2


def test_growth_tells_a_linear_cost_from_a_quadratic_one() -> None:
    linear, square = {10: 1.0, 100: 10.0, 1000: 100.0}, {10: 1.0, 100: 100.0}
    assert exponent(linear) == pytest.approx(1)
    assert exponent(square) == pytest.approx(2)
    assert len({line.count("█") for line in drawn({"build": linear}).splitlines()[1:]}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_memory_is_told_of_a_command_and_of_its_processes() -> None:
    """A process that begins another, which fills 64 MiB."""
    filling = "import time; held = b'x' * 2**26; time.sleep(1)"
    run = watched(
        (sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {filling!r}])"),
        variables(),
    )
    assert run.seconds > run.processor > 0
    assert run.parent
    assert run.worker
    assert run.worker > 64 > run.parent


def test_a_stopwatch_stands_still_while_another_runs() -> None:
    watch = Stopwatch()
    with watch.of("outer"), watch.of("inner"):
        inner = watch.wrap("yielded", lambda: iter([1, 2]))()
    assert inner == [1, 2]
    assert set(watch.seconds) == {"", "outer", "inner", "yielded"}


def test_the_profile_of_a_cold_build_has_its_stages(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text(text(0), "utf-8")
    command = (sys.executable, "-m", "benchmarks.cold_stages", str(path), str(tmp_path / "out"))
    stages = json.loads(subprocess.run(command, check=True, capture_output=True, env=variables()).stdout)
    assert {"imports of the command", "forms", "first docx", "write"} <= stages.keys()
    assert {len(spent) for spent in stages.values()} == {1 + len(KINDS)}
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_the_profile_of_a_warm_build_names_every_stage() -> None:
    command = (sys.executable, "-m", "benchmarks.profile", "warm", "2")
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=variables()).stdout
    assert all(f"| {name} |" in told for name in (*profile_warm.STAGES, *FORMATS, "rules: prose"))


def test_other_programs_are_given_the_same_report(tmp_path: Path) -> None:
    """Every figure has a tag of its own in the template with braces, and nothing in the context is left unwritten."""
    document = FORMATS["docx"](report(0), None, "report")[".docx"]
    braced(document, tmp_path / "t.docx", tmp_path / "t.json")
    values = json.loads((tmp_path / "t.json").read_text("utf-8"))
    made = parts((tmp_path / "t.docx").read_bytes())["word/document.xml"].decode()
    assert sum(made.count(f"{{{name}}}") for name in values) == len(values) >= len(report(0).form.cells)
    assert json.loads(as_json(plain.context_of(report(0))))["overview"]["xml"].startswith("<w:p>")
