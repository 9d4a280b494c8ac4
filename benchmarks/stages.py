"""The rows that are measured in this process: gipgen's own way and the plain one, on the same data files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import plain
from benchmarks.budget import Budget, Cost, Row
from benchmarks.clock import pairs
from benchmarks.reference import REPORTS
from benchmarks.work import Folder, report, text
from gipgen.form import load_envelope, packaged_forms
from gipgen.render.formats import FORMATS
from gipgen.schema.naming import draft_report
from gipgen.schema.prescribed import accepts
from gipgen.schema.validator import validator
from gipgen.source import Mapping, compose


def _yaml(rounds: int) -> Cost:
    return pairs(rounds, lambda number: compose(text(number)), lambda number: plain.load(text(number)))


def _schema(own: Callable[[Any], object]) -> Callable[[int], Cost]:
    """Validate what the source stage has read; plainly: what safe_load has read."""

    def measure(rounds: int) -> Cost:
        forms = packaged_forms()
        drafts, loaded = [], []
        for number in range(REPORTS):
            tree, _ = compose(text(number))
            assert isinstance(tree, Mapping)
            drafts.append(draft_report(tree, forms.get("2021"), forms, load_envelope()).data)
            loaded.append(plain.load(text(number)))
        return pairs(
            rounds,
            lambda number: own(drafts[number % len(drafts)]),
            lambda number: plain.validate(loaded[number % len(loaded)], forms.get("2021")),
        )

    return measure


def _accepted(data: Any) -> None:
    assert accepts(packaged_forms().get("2021"), load_envelope())(data)


def _validated(data: Any) -> None:
    assert validator(packaged_forms().get("2021"), load_envelope())(data, normalize=False)


def _word(rounds: int) -> Cost:
    return pairs(
        rounds,
        lambda number: FORMATS["docx"](report(number), None, "report"),
        lambda number: plain.word(report(number), plain.context_of(report(number))),
    )


def _whole(rounds: int) -> Cost:
    with TemporaryDirectory() as folder:
        place = Folder(Path(folder))
        return pairs(rounds, place.build, place.plain)


def _again(rounds: int) -> Cost:
    """Build what is there already, which is not written again; plainly it is."""
    with TemporaryDirectory() as folder:
        place = Folder(Path(folder))
        return pairs(rounds, place.rebuild, place.plain)


STAGES = (
    Row("YAML → data with the place of every value", Budget("faster", 8), _yaml),
    Row("schema of a right report (beyond: 100×)", Budget("faster", 10), _schema(_accepted)),
    Row("  Cerberus itself, asked for findings only", None, _schema(_validated)),
    Row("Word", Budget("faster", 100), _word),
    Row("whole report, three outputs written", Budget("faster", 30), _whole),
    Row("  the same, outputs there and unchanged", None, _again),
)
