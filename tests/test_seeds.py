"""The five township samples against the reports they follow: figures, labels, catalogue, dates, and no copied sentence."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from gipgen.prose import plain_text
from tests.conftest import HOUSE, check_sample
from tests.test_samples import read

pytestmark = pytest.mark.reference

SEEDS = ["batai-2021", "huimeng-2021", "malugou-2020", "qingshi-2021", "tianchi-2021"]
LOST = {
    ("batai-2021", "三"): -6,  # the copy lost six zeros of 属于国家秘密; its total is 0
    ("huimeng-2021", "三"): 2,  # the last two rows were printed with an eighth cell
    ("huimeng-2021", "四"): 1,  # a sixteenth cell
}
COPIED = 14
"""The longest run of characters that a sample may share with its source, fixed names apart."""
FIXED = ("中华人民共和国政府信息公开条例", "政府信息公开")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\"'“”]", "", unicodedata.normalize("NFKC", text))


def parts(seed: str) -> dict[str, str]:
    """Split a seed at the headings of sections 二 to 五."""
    marks = {
        "二": r"二、主动公开政府信息情况",
        "三": r"[三3]、\s*(收到和处理政府信息公开申请|政府信息依申请公开)情况",
        "四": r"[四4]、\s*政府信息公开行政复议、行政诉讼情况",
        "五": r"五、存在的主要问题及改进情况",
    }
    starts = {name: list(re.finditer(mark, seed))[-1].end() for name, mark in marks.items()}
    ends = [*list(starts.values())[1:], len(seed)]
    return {name: seed[start:end] for (name, start), end in zip(starts.items(), ends, strict=True)}


def figures(part: str) -> list[str]:
    """Return the cells of a copied table that hold nothing but a number; cells end at tabs, bars and lines."""
    return [cell for cell in map(str.strip, re.split(r"[\t|\n]", part)) if re.fullmatch(r"[0-9]+", cell)]


@pytest.fixture(params=SEEDS)
def name(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


@pytest.fixture
def seed(name: str, reference: Path) -> str:
    return (reference / "seeds" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("output", ["md", "html", "docx"])
def test_figures_equal_the_seed(name: str, seed: str, output: str) -> None:
    """Each table shows as many figures as the seed, all of them the seed's; 马鹿沟's blank stays blank."""
    built = read(HOUSE / "samples" / f"{name}.yaml", output).tables
    for number, table in zip("二三四", built, strict=True):
        printed = figures(parts(seed)[number])
        shown = [figure for figure in table.figures if figure]
        assert set(printed) == set(shown) == {"0"}
        assert len(printed) == len(shown) + LOST.get((name, number), 0)
        assert (name, number) == ("malugou-2020", "二") or "" not in table.figures


def test_labels_are_those_of_the_seed(name: str, seed: str) -> None:
    """Nearly every label of the tables stands in the seed in the same words; aliases are known and few."""
    tables = read(HOUSE / "samples" / f"{name}.yaml", "html").tables
    printed = squeezed(re.sub(r"^\s*\d+\.", "", seed, flags=re.MULTILINE))
    missing = {label for table in tables for label in table.labels if squeezed(label) not in printed}
    known = {
        "本年废止件数", "2.其他法律行政法规禁止公开", "社会公益组织", "本年收费金额（单位：万元）", "本年新制作数量", "本年新公开数量",
        "行政规范性文件",
    }  # fmt: skip
    assert len(missing) < 30
    assert {squeezed(label) for label in missing if not re.match(r"\d\.", label)} <= {
        squeezed(label) for label in known
    }


def test_headings_and_dates_are_those_of_the_seed(name: str, seed: str) -> None:
    """Every heading of the built report and every date stands in the seed."""
    checked = check_sample(HOUSE / "samples" / f"{name}.yaml")
    report = checked.report
    assert report is not None
    printed = squeezed(seed).replace("3、", "三、").replace("4、", "四、")
    for part in report.parts:
        if part.listed and part.section.number != "三":
            assert squeezed(part.section.heading) in printed
    for extra in report.extra:
        assert squeezed(extra.heading) in printed
    if report.date:
        assert squeezed(report.signed_on) in printed
        assert squeezed(report.signature) in printed
    for _, value in report.catalogue:
        assert squeezed(value) in printed
    assert squeezed(report.title) in printed


def test_no_sentence_is_copied(name: str, seed: str) -> None:
    """Prose follows the facts of the seed in words of its own."""
    report = check_sample(HOUSE / "samples" / f"{name}.yaml").report
    assert report is not None
    blocks = [block for prose in (report.preamble, *(part.blocks for part in report.parts)) for block in prose]
    source = squeezed(seed)
    for block in blocks:
        text = squeezed(_text(block))
        for fixed in FIXED:
            text = text.replace(fixed, "\n")
        for start in range(len(text) - COPIED):
            run = text[start : start + COPIED]
            assert "\n" in run or run not in source, run


def _text(block: object) -> str:
    children = getattr(block, "children", None)
    if children is not None and type(block).__name__ == "Paragraph":
        return plain_text(children)
    return "\n".join(_text(inner) for item in getattr(block, "items", ()) for inner in item)
