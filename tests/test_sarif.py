"""SARIF: as its schema wants it, told apart from run to run, and enough for a reader without gipgen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gipgen.reporters import Run, Voice
from gipgen.rulebook import rulebook
from tests.reports import BODY, DATED, FILES, HEAD, TWICE, WRONG, faults, part_of, run_of, stored, whole, written

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(run: Run, voice: Voice | None = None) -> dict[str, Any]:
    (log,) = json.loads(written("sarif", run, voice))["runs"]
    found: dict[str, Any] = log
    return found


def marks(run: Run) -> list[str]:
    return [result["partialFingerprints"]["gipgen/v1"] for result in sarif(run)["results"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("run", [whole(), whole(waived=""), run_of()], ids=["waived", "open", "empty"])
def test_it_is_valid(run: Run, lang: str) -> None:
    """By the schema of 2.1.0, and by what its errata add: lines in every region, and how languages are written."""
    data = json.loads(written("sarif", run, Voice(lang)))
    assert not faults(data, stored(SCHEMA))
    (log,) = data["runs"]
    for result in log["results"]:
        for location in result["locations"]:
            assert location["physicalLocation"]["region"]["startLine"] >= 1
    assert re.fullmatch("[a-zA-Z]{2}(-[a-zA-Z]{2})?", log["language"])
    assert log["tool"]["driver"]["language"] == log["language"]


def test_the_validation_is_one() -> None:
    """What the schema forbids is found."""
    data = json.loads(written("sarif", whole()))
    data["runs"][0]["results"][0]["level"] = "fatal"
    del data["runs"][0]["results"][1]["message"]
    assert len(faults(data, stored(SCHEMA))) == 2


def test_a_result_says_what_where_and_how_bad() -> None:
    """The path is a reference, columns count characters, the cell is named in the words of the form."""
    run = whole()
    log = sarif(run)
    first, *_, last = log["results"]
    assert [result["level"] for result in log["results"]] == ["error", "error", "warning", "error"]
    assert {result["ruleId"] for result in log["results"]} == {finding.rule for finding in run.findings}
    for result in log["results"]:
        assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E4%B9%A1%E9%95%87/%E7%94%B2%20%E9%95%87.yaml"
    assert last["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 10, "startColumn": 1, "endLine": 10, "endColumn": 4,
    }  # fmt: skip
    assert log["columnKind"] == "unicodeCodePoints"
    (cell,) = first["locations"][0]["logicalLocations"]
    assert cell["fullyQualifiedName"].startswith("三 › ")
    assert cell["fullyQualifiedName"].endswith(f" › {cell['name']}")
    assert log["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


def test_a_fault_of_the_machine_is_no_success() -> None:
    """Exit status 2 says that not all was done."""
    (call,) = sarif(replace(whole(), status=2))["invocations"]
    assert call == {"executionSuccessful": False, "exitCode": 2}


def test_every_rule_is_described() -> None:
    """With short and long words, its level, its family, and help in both languages."""
    described = sarif(whole())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(rulebook().rules)
    for entry, rule in zip(described, rulebook().rules.values(), strict=True):
        assert entry["shortDescription"]["text"] == rule.title.zh
        assert rule.basis.zh in entry["fullDescription"]["text"]
        assert entry["properties"]["tags"] == [rule.family.id]
        assert entry["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        for text in entry["help"].values():
            assert rule.title.zh in text
            assert rule.title.en in text
            assert rule.example.rstrip() in text
        assert "{" not in entry["fullDescription"]["text"]


def test_a_waived_finding_is_suppressed() -> None:
    """By the waiver in its own file, with its reason; all other results say that they are not."""
    results = sarif(whole())["results"]
    assert [result["suppressions"] for result in results if result["ruleId"] != "GIP303"] == [[], [], []]
    (waived,) = (result for result in results if result["ruleId"] == "GIP303")
    assert waived["suppressions"] == [{"kind": "inSource", "justification": "会同信访局核过（张三）"}]


def replaced(run: Run, text: str) -> set[tuple[str, str]]:
    """Return the lines of a text that the fixes of a run change, each before and after."""
    lines = set()
    for result in sarif(run)["results"]:
        for fix in result.get("fixes", []):
            ((replacement,),) = (change["replacements"] for change in fix["artifactChanges"])
            region = replacement["deletedRegion"]
            line = text.split("\n")[region["startLine"] - 1]
            before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
            lines.add((line, before + replacement["insertedContent"]["text"] + after))
    return lines


def test_a_fix_names_what_to_replace() -> None:
    """Of all findings that it mends, so that an editor can change it."""
    mended = {("  予以公开: [2, 0, 0, 0, 0, 0, 3]", "  予以公开: [3, 0, 0, 0, 0, 0, 3]")}
    assert replaced(whole(), FILES["乡镇/甲 镇.yaml"]) == mended
    assert len([result for result in sarif(whole())["results"] if "fixes" in result]) == 2


def test_a_fix_names_the_one_that_is_meant_among_equals() -> None:
    """Though another figure in its line reads alike."""
    text = HEAD + DATED + BODY + WRONG.replace("[2, 0,", "[2, 2,").replace("[3, 0,", "[3, 2,").replace(" 3]", " 5]")
    mended = {("  予以公开: [2, 2, 0, 0, 0, 0, 5]", "  予以公开: [3, 2, 0, 0, 0, 0, 5]")}
    assert replaced(run_of(part_of("a.yaml", text)), text) == mended


def test_standard_input_has_no_location() -> None:
    """Code scanning wants a file in every location; the words say where, and nothing can be replaced."""
    text = HEAD + DATED + BODY + WRONG
    data = json.loads(written("sarif", run_of(part_of("-", text))))
    assert not faults(data, stored(SCHEMA))
    results = data["runs"][0]["results"]
    assert [result["message"]["text"].split("：")[0] for result in results] == [
        "标准输入第 12 行第 28 列",
        "标准输入第 13 行第 8 列",
    ]
    assert not [result for result in results if result.keys() & {"locations", "fixes"}]


def test_fingerprints_stay_when_lines_move() -> None:
    """Comments above, another order of the tables, another finding before: the old ones are known again."""
    before = marks(run_of(part_of("a.yaml", HEAD + DATED + BODY + WRONG)))
    after = marks(run_of(part_of("a.yaml", "# 2025年\n\n" + WRONG + HEAD + DATED + BODY)))
    assert len(set(before)) == 2
    assert set(before) == set(after)
    assert set(before) < set(marks(run_of(part_of("a.yaml", "没有的: 0\n" + HEAD + DATED + BODY + WRONG))))
    assert set(before).isdisjoint(marks(run_of(part_of("b.yaml", HEAD + DATED + BODY + WRONG))))
    assert set(before) != set(
        marks(run_of(part_of("a.yaml", (HEAD + DATED + BODY + WRONG).replace(" 3]\n  总", " 4]\n  总"))))
    )


def test_equal_findings_are_numbered() -> None:
    """The same rule about the same words in the same cell: each has a fingerprint of its own."""
    run = run_of(part_of("a.yaml", HEAD + DATED + TWICE))
    assert len({(finding.rule, finding.path) for finding in run.findings}) == 1
    assert len(set(marks(run))) == len(run.findings) == 2


def test_paths_count_from_the_repository() -> None:
    """Run in a folder below it, or about a file outside of it."""
    run = run_of(
        part_of("b.yaml", FILES["b.yaml"]), part_of("../c.yaml", FILES["b.yaml"]), part_of("/d.yaml", FILES["b.yaml"])
    )
    results = sarif(run, Voice("zh", here=Path("/project/sub"), root=Path("/project")))["results"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert list(dict.fromkeys(uris)) == ["sub/b.yaml", "c.yaml", "file:///d.yaml"]
