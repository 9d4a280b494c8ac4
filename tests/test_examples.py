"""The examples of the rule book: each breaks its rule, and put right it gives no finding at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gipgen.form import packaged_forms
from gipgen.project.pipeline import check_source
from gipgen.rulebook import Rule, rulebook
from gipgen.rules import RUN_RULES
from gipgen.source import Source
from tests.word_files import DATA, dump

SHOWN = [rule for rule in rulebook().rules.values() if rule.example and rule.id not in RUN_RULES]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.id)
def test_an_example_breaks_its_rule_and_the_mended_one_none(tmp_path: Path, rule: Rule) -> None:
    """What `example` shows is found, and `mended` is sound."""
    broken, mended = (_found(tmp_path, rule, text) for text in (rule.example, rule.mended))
    assert rule.id in broken
    assert mended == []


def _found(folder: Path, rule: Rule, text: str) -> list[str]:
    whole = text if rule.whole else dump({**DATA, **yaml.safe_load(text)})
    checked = check_source(Source("x.yaml", whole), packaged_forms(), folder, folder)
    return [finding.rule for finding in checked.findings]
