"""A warm build of many reports in one process, by stage; rules by family."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reference import reference
from benchmarks.stopwatch import Stopwatch
from gipgen.form import packaged_forms
from gipgen.project import build, pipeline
from gipgen.project.discover import DataFile
from gipgen.render.formats import FORMATS
from gipgen.rulebook import rulebook
from gipgen.rules import RULES

WARM = 20
"""Reports that are built before it counts."""
STAGES = {
    "read the file": (pipeline, "read_source"),
    "YAML": (pipeline, "compose"),
    "schema": (pipeline, "validate"),
    "waivers": (pipeline, "read_waivers"),
    "report": (pipeline, "build_report"),
    "rules: choosing and calling": (pipeline, "apply"),
    "kept for comparison": (pipeline, "keep"),
    "write": (build, "write_files"),
}
OTHER = "all else"


def table(reports: int) -> str:
    """Build so many reports of the reference work; return a table of milliseconds a report and shares."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [_written(folder, number) for number in range(reports + WARM)]
        plan = build.Plan(packaged_forms(), tuple(FORMATS), folder / "out", folder)
        watch = Stopwatch()
        _measure(watch)
        for file in files[:WARM]:
            build.build_file(plan, (file, None))
        watch.seconds.clear()
        with watch.of(OTHER):
            for file in files[WARM:]:
                assert build.build_file(plan, (file, None)).outputs
    watch.seconds.pop("", None)
    return _lines(watch.seconds, reports)


def _written(folder: Path, number: int) -> DataFile:
    path = folder / f"{number:05}.yaml"
    path.write_text(reference(number).text, "utf-8")
    return DataFile(path, path.name, Path(path.stem))


def _measure(watch: Stopwatch) -> None:
    """Put the watch around every stage, format and rule."""
    for name, (module, function) in STAGES.items():
        watch.put(module, function, name)
    for format_, render in list(FORMATS.items()):
        FORMATS[format_] = watch.wrap(format_, render)
    families = {id_: rule.family.title.en for id_, rule in rulebook().rules.items()}
    timed = {check: watch.wrap(f"rules: {families[id_]}", check) for id_, check in reversed(RULES.items())}
    RULES.update({id_: timed[check] for id_, check in RULES.items()})


def _lines(seconds: dict[str, float], reports: int) -> str:
    total, so_far = sum(seconds.values()), 0.0
    lines = [
        f"{total * 1000 / reports:.2f} ms a report, {reports} reports\n",
        "| stage | ms a report | share | with those above |",
        "|---|--:|--:|--:|",
    ]
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        so_far += spent
        lines.append(f"| {name} | {spent * 1000 / reports:.3f} | {spent / total:.1%} | {so_far / total:.1%} |")
    return "\n".join(lines)
